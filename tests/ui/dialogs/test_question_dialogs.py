"""Dialogs that ask one question: Enter is the button it is pressed on, and one press is one answer."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from evidence_desk.domain.answers import OwnStep
from evidence_desk.domain.cases import Case, CaseId
from evidence_desk.domain.entries import EntryId
from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.case_picker import CasePicker
from evidence_desk.ui.dialogs.own_step_dialog import OwnStepDialog
from evidence_desk.ui.dialogs.question_dialog import QuestionDialog
from tests.ui.desk_program import words
from tests.ui.room_samples import NOW

Asking = tuple[QApplication, Appearance, Actions, QWidget]


@pytest.fixture
def asking(qapp: QApplication, look: Appearance, qtbot: QtBot) -> Iterator[Asking]:
    """What a dialog is made with, over a window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    yield qapp, look, Actions(look), window
    for dialog in window.findChildren(QuestionDialog):
        dialog.close()


def test_enter_takes_what_was_found_but_on_a_button_is_that_button(asking: Asking, qtbot: QtBot) -> None:
    picker = CasePicker(*asking)
    chosen: list[str] = []
    picker.case_chosen.connect(chosen.append)
    cases = [Case(id=CaseId("c1"), reference="CASE-001-7K3M", title="Case 1", opened_at=NOW.at)]
    picker.ask(cases)
    picker._cancel.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(picker._cancel, Qt.Key.Key_Return)
    cancelled = (picker.isVisible(), list(chosen))
    picker.ask(cases)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)

    assert cancelled == (False, [])
    assert chosen == ["c1"]


def test_a_dialog_comes_over_its_window_when_it_is_opened(asking: Asking) -> None:
    """And is as high as its words need then; until then it waits apart, and goes with the window all the same."""
    window = QWidget()
    dialog, other = OwnStepDialog(*asking[:-1], window), OwnStepDialog(*asking[:-1], window)
    before = dialog.parentWidget() is window
    dialog.ask_for_new("more")
    after = dialog.parentWidget() is window
    whole = dialog.height() >= dialog.layout().totalHeightForWidth(dialog.width())
    dialog.close()
    delete(window)

    assert (before, after, whole) == (False, True, True)
    assert not isValid(other)


def test_a_second_press_is_the_same_step(asking: Asking, qtbot: QtBot) -> None:
    """No letter is typed that would be gone once it is kept, and what is said of one step is not said of the next."""
    dialog = OwnStepDialog(*asking)
    given: list[str] = []
    dialog.given.connect(lambda step, _entry_id: given.append(step.title))
    dialog.ask_for_new("more")
    QTest.keyClicks(dialog.title, "Tell Sam")
    dialog.give.click()
    QTest.keyClicks(dialog.title, "x")
    dialog.give.click()
    dialog.show_trouble("This disk is full.")
    QTest.keyClicks(dialog.title, "my")
    described, typed = dialog.title.accessibleDescription(), dialog.title.text()
    dialog.ask_for_new("report")

    assert given == ["Tell Sam"]
    assert (described, typed) == ("This disk is full.", "Tell Sammy")
    assert dialog.title.accessibleDescription() == ""


def test_what_was_typed_is_there_again_until_it_is_kept_or_cancelled(asking: Asking, qtbot: QtBot) -> None:
    """Esc and whatever else shuts it lose no word; each list, each step and each case has its own."""
    dialog = OwnStepDialog(*asking)
    other = OwnStep(title="Ring Sam")

    def shown() -> tuple[str, str, bool]:
        return dialog.title.text(), dialog.note.toPlainText(), "not kept yet" in words(dialog)

    def again(case: str = "case 1", list_id: str = "more") -> tuple[str, str, bool]:
        dialog.reject()
        dialog.turn_to(case)
        dialog.ask_for_new(list_id)
        return shown()

    dialog.turn_to("case 1")
    dialog.ask_for_new("more")
    QTest.keyClicks(dialog.title, "Tell Sam")
    QTest.keyClicks(dialog.note, "After five")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    closed = not dialog.isVisible()
    dialog.ask_for_other(other, EntryId("s1"))
    of_other = shown()
    elsewhere = [again(list_id="report"), again("case 2")]
    back = again()
    dialog.cancel.click()
    cancelled = again()

    assert closed
    assert of_other == ("Ring Sam", "", False)
    assert elsewhere == [("", "", False)] * 2
    assert back == ("Tell Sam", "After five", True)
    assert cancelled == ("", "", False)


def test_what_is_on_its_way_is_no_draft_unless_it_could_not_be_kept(asking: Asking, qtbot: QtBot) -> None:
    """Nor does its answer shut a dialog in which something else is being typed by then."""
    dialog = OwnStepDialog(*asking)
    shown = []
    for answer in (dialog.say_kept, lambda: dialog.show_trouble("This disk is full.")):
        dialog.ask_for_new("more")
        QTest.keyClicks(dialog.title, "Tell Sam")
        dialog.give.click()
        dialog.reject()
        dialog.ask_for_new("report")
        QTest.keyClicks(dialog.title, "Ring")
        answer()
        shown.append((dialog.isVisible(), dialog.title.text(), dialog.is_waiting))
        dialog.cancel.click()
        dialog.ask_for_new("more")
        shown.append((dialog.isVisible(), dialog.title.text(), dialog.is_waiting))
        dialog.cancel.click()

    assert shown == [
        (True, "Ring", False), (True, "", False), (True, "Ring", False), (True, "Tell Sam", False),
    ]  # fmt: skip
