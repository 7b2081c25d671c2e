"""The hand-over room: it says what will happen, what happens, and what came of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.cases import CaseId
from evidence_desk.export.hand_over import HandOver, HandOverProgress, Stage
from evidence_desk.export.recipients import Recipient
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.hand_over_parts import Part
from evidence_desk.ui.models.hand_over_words import HandOverContents, progress_words
from evidence_desk.ui.panels.hand_over_panel import HandOverPanel
from evidence_desk.ui.tokens import Scheme
from tests.ui.conftest import theme_of
from tests.ui.room_samples import HOSTILE_TITLES, NOW
from tests.ui.wholeness import wait_until_whole

_PLACE = Path("/media/stick")
_CONTENTS = HandOverContents(items=14, unreadable=0, steps=6, size_bytes=84_000_000)
_MADE = HandOver(
    folder_path=_PLACE / "CASE-7K2Q-2026-11-22",
    case_id=CaseId("case-1"),
    recipient=Recipient.POLICE,
    files=31,
    size_bytes=84_000_000,
    items=14,
    manifest_sha256="0" * 64,
    seal_sha256="1" * 64,
    signed_by="SHA256:x",
    noted=True,
)


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot, look: Appearance) -> Iterator[HandOverPanel]:
    """The room of a case with fourteen items, shown and with the keyboard."""
    made = HandOverPanel(look)
    qtbot.addWidget(made)
    made.set_contents(_CONTENTS)
    made.resize(1024, 696)
    made.show()
    made.activateWindow()
    made.take_focus()
    qtbot.waitUntil(lambda: qapp.focusWidget() is made.who.police)
    yield made
    made.hide()


def _said(panel: QWidget) -> list[str]:
    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    return ["".join(c for c in each if c not in "\u2066\u2068\u2069") for each in words if each]


def _buttons(panel: QWidget) -> list[str]:
    return [each.text() for each in panel.findChildren(QAbstractButton) if each.isVisible()]


def _all(spy: QSignalSpy) -> list[list[object]]:
    return [spy.at(place) for place in range(spy.count())]


def test_what_will_be_inside_in_real_numbers(panel: HandOverPanel) -> None:
    """And the one thing to know before."""
    said = _said(panel)
    assert "14 items, as they were saved" in said
    assert "6 steps you took" in said
    assert "What you wrote down" in said
    assert "In the folder, pictures are not covered. Anyone who opens it can see them." in said
    panel.set_contents(HandOverContents(items=1, unreadable=1, steps=1, size_bytes=1))
    said = _said(panel)
    assert "1 item, as it was saved" in said
    assert "1 can't be read. The folder says which" in said
    assert "1 step you took" in said


def test_what_was_answered_of_the_case_is_said_before_anything_is_made(panel: HandOverPanel) -> None:
    def care() -> list[str]:
        return [each for each in _said(panel) if "under 18" in each]

    assert care() == []
    panel.set_contents(replace(_CONTENTS, under18=Under18.YES))
    assert [each.partition(". ")[0] for each in care()] == ["You said that somebody in the pictures is under 18"]
    panel.set_contents(replace(_CONTENTS, under18=Under18.NOT_SURE))
    assert [each.partition(" whether")[0] for each in care()] == ["You are not sure"]
    panel.set_place(_PLACE, None)
    assert panel.where.make.isEnabled()
    panel.set_contents(replace(_CONTENTS, under18=Under18.NO))
    assert care() == []


_GETS = {
    "Police": "13 items, as they were saved",
    "Your solicitor": "13 items, as they were saved",
    "Bank": "3 payments you wrote down",
    "Platform": "1 account you wrote down",
    "Helpline": "A list of your items",
}


def test_each_choice_says_what_is_inside(qapp: QApplication, panel: HandOverPanel) -> None:
    """Arrows go through them; what is said of pictures, of flagged items and of room fits to the one chosen."""
    part = Part(1_000_000, 2)
    parts = {Recipient.BANK: replace(part, has_flagged=True), Recipient.PLATFORM: part, Recipient.HELPLINE: part}
    contents = replace(_CONTENTS, payments=3, accounts=1, parts=parts, flagged=1, under18=Under18.NOT_SURE)
    panel.set_contents(contents)
    panel.inside.set_flagged(("EX-007",), "Ring 101.")
    panel.set_place(_PLACE, None)
    panel.who.police.setFocus()
    for place, (recipient, (name, gets)) in enumerate(zip(Recipient, _GETS.items(), strict=True)):
        chosen = panel.who.choices[recipient]
        assert panel.who.recipient is recipient
        assert (chosen.accessibleName(), qapp.focusWidget()) == (name, chosen)
        said = _said(panel)
        whole, pictures = recipient.gets_everything, recipient is not Recipient.HELPLINE
        assert gets in said
        assert ("Everything else is left out" in said) != whole
        assert any("pictures are not covered" in each for each in said) == pictures
        assert any("You are not sure" in each for each in said) == pictures
        assert any(each.startswith("EX-007") for each in said) == (whole or recipient is Recipient.BANK)
        assert ("Needs 84.0 MB." if whole else "Needs 1.0 MB.") in said
        assert ("Leave the items out" in _buttons(panel)) == recipient.takes_chosen
        if place < len(_GETS) - 1:
            QTest.keyClick(chosen, Qt.Key.Key_Down)
    assert not panel.inside.leaves_out_items
    panel.leave_case()
    panel.take_focus()
    assert qapp.focusWidget() is panel.who.choices[Recipient.HELPLINE]


def test_a_part_can_go_without_its_items(panel: HandOverPanel) -> None:
    """Then nothing is said of pictures or of what is flagged; for anybody who gets everything the tick says nothing."""
    panel.set_contents(replace(_CONTENTS, parts={Recipient.BANK: Part(1, 1, has_flagged=True)}))
    panel.inside.set_flagged(("EX-007",), "Ring 101.")
    panel.who.choices[Recipient.BANK].setChecked(True)
    assert any(each.startswith("EX-007") for each in _said(panel))
    (tick,) = [each for each in panel.findChildren(QAbstractButton) if each.text() == "Leave the items out"]
    QTest.keyClick(tick, Qt.Key.Key_Space)
    said = _said(panel)
    assert [panel.inside.leaves_out_items] == [True]
    assert "No items" in said
    assert not any(each.startswith("EX-007") or "not covered" in each for each in said)
    panel.who.choices[Recipient.SOLICITOR].setChecked(True)
    assert not panel.inside.leaves_out_items
    assert any("not covered" in each for each in _said(panel))


def test_no_items_are_promised_where_none_are_named(panel: HandOverPanel) -> None:
    """A payment that names no item: nothing to leave out, and nothing is said of pictures."""
    contents = replace(_CONTENTS, payments=1, under18=Under18.NOT_SURE, parts={Recipient.BANK: Part(1, 0)})
    panel.set_contents(contents)
    panel.who.choices[Recipient.BANK].setChecked(True)
    said = _said(panel)
    assert "No items" in said
    assert "As a table. Without your notes" in said
    assert not any("The items that show" in each or "not covered" in each or "You are not" in each for each in said)
    assert "Leave the items out" not in _buttons(panel)
    panel.set_contents(replace(contents, payments=2, parts={Recipient.BANK: Part(1, 1)}))
    said = _said(panel)
    assert "The items that show these payments" in said
    assert "All payments, also those made elsewhere. Without your notes" in said
    assert any("not covered" in each for each in said)
    assert "Leave the items out" in _buttons(panel)


def test_no_folder_without_a_place(qapp: QApplication, panel: HandOverPanel) -> None:
    """Choose first; then the keyboard is on Make."""
    asked, wanted = QSignalSpy(panel.place_requested), QSignalSpy(panel.folder_requested)
    assert not panel.where.make.isEnabled()
    QTest.keyClick(panel.where.choose, Qt.Key.Key_Space)
    assert asked.count() == 1
    panel.set_place(_PLACE, 12_400_000_000)
    assert qapp.focusWidget() is panel.where.make
    assert "12.4 GB free. Needs 84.0 MB." in _said(panel)
    assert "/media/stick" in _said(panel)
    QTest.keyClick(panel.where.make, Qt.Key.Key_Space)
    assert _all(wanted) == [[_PLACE]]


def test_free_room_that_is_not_known_is_not_said(panel: HandOverPanel) -> None:
    """Only the need."""
    panel.set_place(_PLACE, None)
    assert "Needs 84.0 MB." in _said(panel)


def _working(panel: HandOverPanel) -> None:
    panel.set_place(_PLACE, 12_400_000_000)
    QTest.keyClick(panel.where.make, Qt.Key.Key_Space)


def test_while_it_works(qapp: QApplication, panel: HandOverPanel) -> None:
    """What is being done, for eye and ear; Cancel under the keyboard; no second folder."""
    _working(panel)
    assert qapp.focusWidget() is panel.where.cancel
    assert not panel.where.make.isVisible()
    assert not panel.where.choose.isEnabled()
    words = progress_words(HandOverProgress(Stage.COPYING, 8, 14, "EX-009"))
    panel.show_progress(8, 14, words)
    assert "Copying EX-009, 9 of 14. Then we check every file." in _said(panel)
    bar = panel.where.findChild(QProgressBar)
    assert bar is not None
    assert (bar.value(), bar.maximum(), bar.accessibleDescription()) == (8, 14, words)
    assert "If you cancel, no half-made folder is left. Your case stays as it is." in _said(panel)
    panel.show_progress(12, 31, progress_words(HandOverProgress(Stage.CHECKING, 12, 31)))
    assert "Checking every file, 12 of 31." in _said(panel)


def test_cancel_is_said_once_and_waits_for_its_answer(qapp: QApplication, panel: HandOverPanel) -> None:
    """Progress that was on its way does not say otherwise."""
    cancelled = QSignalSpy(panel.cancel_requested)
    _working(panel)
    QTest.keyClick(panel.where.cancel, Qt.Key.Key_Space)
    QTest.keyClick(panel.where.cancel, Qt.Key.Key_Space)
    panel.show_progress(9, 14, "Copying EX-010, 10 of 14.")
    assert cancelled.count() == 1
    assert "Copying EX-010, 10 of 14." not in _said(panel)
    panel.show_error("Cancelled. No folder was left. Your case is as it was.")
    assert "Cancelled. No folder was left. Your case is as it was." in _said(panel)
    assert panel.where.make.isVisible()
    assert panel.where.make.isEnabled()
    assert qapp.focusWidget() is panel.where.make


def test_cancel_works_again_the_next_time(panel: HandOverPanel) -> None:
    """A second try begins clean."""
    _working(panel)
    QTest.keyClick(panel.where.cancel, Qt.Key.Key_Space)
    panel.show_error("Cancelled.")
    QTest.keyClick(panel.where.make, Qt.Key.Key_Space)
    assert panel.where.cancel.isEnabled()
    assert "Cancelled." not in _said(panel)


def test_what_came_of_it(qapp: QApplication, panel: HandOverPanel) -> None:
    """Made and checked, where it is, how to check it, and what the seal does not show."""
    _working(panel)
    panel.show_result(_MADE, NOW)
    said = " ".join(_said(panel))
    for words in (
        "21:14 GMT, for the police.",
        "Made and checked. We read every file again after writing it: 31 of 31 match.",
        "CASE-7K2Q-2026-11-22, for the police",
        "In /media/stick. 31 files, 84.0 MB",
        "Open READ-ME-FIRST",
        "It does not show",
        "The key of your desk SHA256:x",
    ):
        assert words in said
    assert "Pictures inside are not covered. Give it only to people you trust." in said
    assert qapp.focusWidget() is panel.result.open
    opened = QSignalSpy(panel.open_folder_requested)
    QTest.keyClick(panel.result.open, Qt.Key.Key_Space)
    assert _all(opened) == [[_MADE.folder_path]]
    panel.show_result(replace(_MADE, recipient=Recipient.HELPLINE), NOW)
    said = " ".join(_said(panel))
    assert "21:14 GMT, for a helpline." in said
    assert "CASE-7K2Q-2026-11-22, for a helpline" in said
    assert "Pictures inside" not in said


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (replace(_MADE, unreadable=("EX-003", "EX-007")), "the saved file can't be read: EX-003, EX-007."),
        (replace(_MADE, history_whole=False), "The history does not fit together. The folder says so."),
        (replace(_MADE, doubts=("EX-001: It differs.",)), "The folder begins with that."),
        (replace(_MADE, noted=False), "could not be told of this folder."),
    ],
)
def test_what_falls_short_is_said(panel: HandOverPanel, made: HandOver, words: str) -> None:
    """A folder that is not whole is not called ready without a word."""
    panel.show_result(_MADE, NOW)
    assert words not in " ".join(_said(panel))
    panel.show_result(made, NOW)
    assert words in " ".join(_said(panel))


def test_a_result_stays_until_another_is_wanted(qapp: QApplication, panel: HandOverPanel) -> None:
    """A capture meanwhile does not take it away."""
    panel.show_result(_MADE, NOW)
    panel.set_contents(_CONTENTS)
    assert panel.result.isVisible()
    QTest.keyClick(panel.result.another, Qt.Key.Key_Space)
    assert not panel.result.isVisible()
    assert qapp.focusWidget() is panel.who.police


def test_a_folder_that_does_not_open_is_still_there(panel: HandOverPanel) -> None:
    """The result stays; the sentence goes with the next try."""
    panel.show_result(_MADE, NOW)
    panel.show_error("It could not be opened. It is at /media/stick.")
    assert panel.result.isVisible()
    assert "It could not be opened. It is at /media/stick." in _said(panel)
    QTest.keyClick(panel.result.open, Qt.Key.Key_Space)
    assert "It could not be opened. It is at /media/stick." not in _said(panel)


def test_nothing_to_hand_over_yet(qapp: QApplication, qtbot: QtBot, look: Appearance) -> None:
    """One sentence, and Capture."""
    panel = HandOverPanel(look)
    qtbot.addWidget(panel)
    panel.set_contents(HandOverContents(items=0, unreadable=0, steps=0, size_bytes=0))
    panel.show()
    asked = QSignalSpy(panel.capture_requested)
    assert "There is nothing to hand over yet." in _said(panel)
    QTest.keyClick(panel.empty.capture, Qt.Key.Key_Space)
    assert asked.count() == 1
    panel.set_contents(HandOverContents(items=0, unreadable=0, steps=0, size_bytes=0, payments=1))
    assert panel.who.isVisible(), "a bank's folder needs no saved item"
    panel.set_contents(_CONTENTS)
    assert panel.who.isVisible()


def test_the_whole_card_is_the_target(panel: HandOverPanel) -> None:
    """Not the round mark alone."""
    police = panel.who.police
    police.setAutoExclusive(False)
    police.group().setExclusive(False)
    police.setChecked(False)
    QTest.mouseClick(police, Qt.MouseButton.LeftButton, pos=police.rect().bottomRight() * 0.9)
    assert police.isChecked()


@pytest.mark.parametrize("name", HOSTILE_TITLES)
def test_a_hostile_place_breaks_nothing(qtbot: QtBot, panel: HandOverPanel, name: str) -> None:
    """A path is as untrusted as a title."""
    panel.set_place(Path("/media") / name.replace("\x00", ""), 1)
    wait_until_whole(qtbot, panel)
    panel.show_result(replace(_MADE, folder_path=Path("/media") / name.replace("\x00", "") / "CASE"), NOW)
    wait_until_whole(qtbot, panel)
    assert panel.width() == 1024
    assert not any("\u202e" in words or "\n" in words for words in _said(panel))


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("size", [(1024, 696), (640, 400)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_or_nameless(
    qapp: QApplication,
    qtbot: QtBot,
    look: Appearance,
    panel: HandOverPanel,
    scale: float,
    size: tuple[int, int],
    direction: Qt.LayoutDirection,
) -> None:
    """Before, while and after."""
    qapp.setLayoutDirection(direction)
    look.show_in(theme_of(qapp, Scheme.DARK, scale))
    panel.resize(round(size[0] * scale), round(size[1] * scale))
    wait_until_whole(qtbot, panel)
    panel.who.choices[Recipient.BANK].setChecked(True)
    wait_until_whole(qtbot, panel)
    _working(panel)
    panel.show_progress(8, 14, "Copying EX-009, 9 of 14. Then we check every file.")
    wait_until_whole(qtbot, panel)
    panel.show_result(replace(_MADE, unreadable=("EX-003",)), NOW)
    wait_until_whole(qtbot, panel)
    assert panel.width() == round(size[0] * scale)
