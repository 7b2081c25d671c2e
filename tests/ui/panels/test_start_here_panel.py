"""Start here offers a few things, goes where it says, and stays where the keyboard is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.domain.answers import Answers
from evidence_desk.domain.checklists import ListId, Progress, Step, StepId
from evidence_desk.guidance.reasons import Reason
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.date_words import DateRow
from evidence_desk.ui.models.next_step_words import NextEntry, save_entry, step_entries
from evidence_desk.ui.panels.start_here_panel import StartHerePanel
from tests.ui.conftest import theme_of
from tests.ui.room_samples import CHECKLIST, EXPORT, HIDE, LEAVE_ON, OFF
from tests.ui.spoken import nameless_parts, names
from tests.ui.wholeness import wait_until_whole

PAY = replace(HIDE, list_id=ListId("payments"), service="Bank transfer", title="Ring your bank first")
FOUR = (PAY, HIDE, OFF, LEAVE_ON)
ALL = (*FOUR, EXPORT)
LISTS = (
    CHECKLIST,
    replace(CHECKLIST, id=ListId("report"), title="Report to platforms"),
    replace(CHECKLIST, id=ListId("payments"), title="Cancel payments"),
)


def entries(steps: Sequence[Step], reasons: Mapping[StepId, str] | None = None) -> list[NextEntry]:
    return list(step_entries(steps, reasons or {}))


def so_far(done: int) -> dict[ListId, Progress]:
    return {each.id: Progress(done, 4) for each in LISTS}


@pytest.fixture
def panel(look: Appearance, qtbot: QtBot) -> StartHerePanel:
    made = StartHerePanel(look)
    qtbot.addWidget(made)
    made.resize(960, 736)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.set_next(entries(FOUR), entries(ALL))
    made.set_lists(LISTS, so_far(1))
    made.set_note("General information, not legal advice. Checked 22 Nov 2026.")
    return made


def titles(panel: StartHerePanel) -> list[str]:
    return [line.entry.title for line in panel.next.lines()]


def test_the_calm_words_and_the_next_four(panel: StartHerePanel, qtbot: QtBot) -> None:
    told = names(panel)

    assert "Stop replying. Do not pay. You have done nothing wrong." in told
    assert any(words.startswith("You don't owe them an answer. Many people go through this.") for words in told)
    assert titles(panel) == [step.title for step in FOUR]
    assert [line.button.property("kind") for line in panel.next.lines()] == ["main", "standard", "standard", "standard"]
    assert not nameless_parts(panel)
    wait_until_whole(qtbot, panel)


def test_without_a_date_there_is_no_card_of_them(panel: StartHerePanel) -> None:
    panel.set_dates((), can_be_saved=False)
    without = " ".join(names(panel))
    panel.set_dates((DateRow("a", "Wed 22 Dec 2027", "Last day to ask."),), can_be_saved=True)

    assert "Dates to know" not in without
    assert {"Dates to know", "Wed 22 Dec 2027", "Last day to ask.", "Save to my calendar"} <= set(names(panel))


def test_what_two_payments_share_is_said_once(panel: StartHerePanel) -> None:
    soon, later = "Now, it may not last", DateRow("c", "Wed 22 Dec 2027", "Last day to ask.")
    panel.set_dates(
        (DateRow("a", soon, "It can be stopped."), DateRow("b", soon, "It can be stopped."), later), can_be_saved=True
    )

    assert [(row.when, row.why) for row in panel.dates.rows()] == [
        (soon, "It can be stopped."),
        (later.when, later.why),
    ]
    assert names(panel).count(soon) == 1


def test_the_way_to_help_is_in_the_first_words(panel: StartHerePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.help_requested):
        qtbot.mouseClick(panel.calm.help, Qt.MouseButton.LeftButton)


def test_each_button_says_where_it_goes(panel: StartHerePanel, qtbot: QtBot) -> None:
    line = panel.next.lines()[1]
    with qtbot.waitSignal(panel.step_requested) as asked:
        qtbot.mouseClick(line.button, Qt.MouseButton.LeftButton)

    assert asked.args == [HIDE.id]
    assert line.button.text() == "Show me"
    assert line.button.accessibleName() == "Show me: Do hide, Facebook"


def test_saving_comes_first_in_a_new_case(panel: StartHerePanel, qtbot: QtBot) -> None:
    panel.set_next([save_entry(), *entries(FOUR[:3])], [save_entry(), *entries(ALL)])
    first = panel.next.lines()[0]
    with qtbot.waitSignal(panel.capture_requested):
        qtbot.mouseClick(first.button, Qt.MouseButton.LeftButton)

    assert first.entry.title == "Save what is on screen"
    assert first.button.property("kind") == "main"


@pytest.mark.parametrize(
    ("reason", "ends"),
    [
        (Reason.MAY_HAVE_PAID, "You have not said if you did."),
        (Reason.WRITTEN, "You wrote down this payment."),
        (Reason.EVERYBODY, "You can undo it."),
        (Reason.NOT_PICKED, "You can undo it."),
    ],
)
def test_a_step_says_why_it_is_there_unless_it_is_for_everybody(reason: Reason, ends: str) -> None:
    hint = entries([PAY], {PAY.id: reason.value})[0].hint

    assert hint.startswith("Bank transfer. About 3 minutes.")
    assert hint.endswith(ends)


def test_arrows_and_enter_are_enough(panel: StartHerePanel, qtbot: QtBot) -> None:
    panel.take_focus()
    keys = Qt.Key
    for key in (keys.Key_Down, keys.Key_Down, keys.Key_Up):
        QTest.keyClick(panel.focusWidget(), key)
    with qtbot.waitSignal(panel.step_requested) as asked:
        QTest.keyClick(panel.focusWidget(), keys.Key_Return)
    for _ in range(9):
        QTest.keyClick(panel.focusWidget(), keys.Key_Up)

    assert asked.args == [HIDE.id]
    assert panel.focusWidget() is panel.next.lines()[0].button


def test_all_steps_are_there_for_who_asks(panel: StartHerePanel, qtbot: QtBot) -> None:
    every = panel.next.all_button
    asked = every.text()
    qtbot.mouseClick(every, Qt.MouseButton.LeftButton)
    shown, back = titles(panel), every.text()
    wait_until_whole(qtbot, panel)
    qtbot.mouseClick(every, Qt.MouseButton.LeftButton)

    assert (asked, back) == ("See all 5 steps", "Show fewer steps")
    assert shown == [step.title for step in ALL]
    assert len(titles(panel)) == 4


def test_without_more_there_is_nothing_to_see_all_of(panel: StartHerePanel) -> None:
    panel.set_next(entries(FOUR), entries(FOUR))

    assert not panel.next.all_button.isVisible()


def test_the_keyboard_stays_when_a_step_goes(panel: StartHerePanel) -> None:
    panel.take_focus()
    panel.set_next(entries(ALL[1:]), entries(ALL[1:]))

    assert panel.focusWidget() is panel.next.lines()[0].button
    assert titles(panel)[0] == HIDE.title


def test_the_same_steps_again_move_nothing(panel: StartHerePanel) -> None:
    before = panel.next.lines()
    panel.set_next(entries(FOUR), entries(ALL))

    assert panel.next.lines() == before


def test_more_steps_than_anybody_reads_are_left_to_their_lists(panel: StartHerePanel, qtbot: QtBot) -> None:
    many = [replace(HIDE, id=StepId(f"suspend.facebook.{number}")) for number in range(90)]
    panel.set_next(entries(many[:4]), entries(many))
    qtbot.mouseClick(panel.next.all_button, Qt.MouseButton.LeftButton)
    said = "10 more stand in their lists."
    qtbot.waitUntil(lambda: said in names(panel))
    shown = len(titles(panel))
    qtbot.mouseClick(panel.next.all_button, Qt.MouseButton.LeftButton)

    assert shown == 80
    assert panel.next.all_button.text() == "See more steps"
    assert said not in names(panel)


def test_who_answered_nothing_is_asked_and_may_look_around(panel: StartHerePanel, qtbot: QtBot) -> None:
    panel.set_answers("4 questions are open.", answered=False)
    asked = "Tell us three things and we can put the steps in order. Or just look around." in names(panel)
    with qtbot.waitSignal(panel.answers_requested):
        qtbot.mouseClick(panel.ask.answer, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.ask.later, Qt.MouseButton.LeftButton)
    panel.set_answers("4 questions are open.", answered=False)
    put_off = panel.ask.isHidden()
    panel.leave_case()
    panel.set_answers("4 questions are open.", answered=False)

    assert asked
    assert put_off
    assert not panel.ask.isHidden()
    assert panel.answers.change.text() == "Answer"


def test_questions_stand_beside_the_steps_and_give_the_keyboard_back(panel: StartHerePanel, qtbot: QtBot) -> None:
    panel.answering.set_countries((("GB", "United Kingdom"), ("US", "United States")), "GB")
    panel.set_answers("You paid.", answered=True)
    panel.begin_answering(Answers())
    beside = panel.next.isVisible(), panel.lists.isVisible(), panel.answering.isVisible()
    panel.resize(640, 736)
    qtbot.waitUntil(lambda: not panel.next.isVisible())
    alone = panel.answering.isVisible()
    wait_until_whole(qtbot, panel)
    panel.answering.close_button.click()

    assert beside == (True, False, True)
    assert alone
    assert panel.next.isVisible()
    assert panel.answers.change.hasFocus()


def test_nothing_waiting_is_said_kindly(panel: StartHerePanel, qtbot: QtBot) -> None:
    panel.set_next([], [])
    panel.take_focus()

    assert "Nothing is waiting. You can come back any time." in names(panel)
    assert panel.focusWidget() is panel.lists.line(ListId("suspend")).link
    wait_until_whole(qtbot, panel)


def test_damaged_guidance_is_said_and_the_rest_goes_on(panel: StartHerePanel) -> None:
    words = "The built-in steps could not be read. The desk still saves and hands over. Reinstall when you can."
    panel.set_next([save_entry()], [save_entry()])
    panel.set_lists((), {})
    panel.set_note("")
    panel.set_trouble(words)

    assert words in names(panel)
    assert titles(panel) == ["Save what is on screen"]
    assert not panel.lists.isVisible()
    assert not any("legal advice" in name for name in names(panel))


def test_bars_say_how_far_and_lead_to_their_room(panel: StartHerePanel, qtbot: QtBot) -> None:
    line = panel.lists.line(ListId("report"))
    panel.set_lists(LISTS, so_far(3))
    with qtbot.waitSignal(panel.list_requested) as asked:
        qtbot.mouseClick(line.link, Qt.MouseButton.LeftButton)

    assert asked.args == ["report"]
    assert (line.bar.value(), line.bar.maximum(), line.bar.height()) == (3, 4, 8)
    assert line.bar.accessibleDescription() == "3 of 4 done"
    assert line.link.accessibleName() == "Report to platforms, 3 of 4 done"


@pytest.mark.parametrize(("width", "height", "scale"), [(640, 296, 1.0), (1280, 592, 2.0), (960, 736, 1.0)])
def test_nothing_is_cut_at_any_size(
    panel: StartHerePanel, look: Appearance, qapp: QApplication, qtbot: QtBot, width: int, height: int, scale: float
) -> None:
    look.show_in(theme_of(qapp, scale=scale))
    panel.resize(width, height)
    wait_until_whole(qtbot, panel)

    assert panel.width() == width


def test_it_mirrors(panel: StartHerePanel, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qapp.processEvents()
    line = panel.next.lines()[0]

    assert middle(line.button, panel) < middle(panel.next, panel)
    assert middle(panel.lists, panel) < middle(panel.next, panel)


def middle(part: QWidget, panel: QWidget) -> int:
    """Where a part stands across."""
    return part.mapTo(panel, part.rect().center()).x()


def test_it_opens_at_its_first_words_however_it_was_left(panel: StartHerePanel, qtbot: QtBot) -> None:
    """What fills it comes after it was opened; only a person who scrolls takes the first words out of view."""
    calm, bar = panel.calm, panel._scrolled.verticalScrollBar()
    panel.resize(960, 560)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    panel.take_focus()
    panel.set_next(entries((FOUR[1], FOUR[0])), entries(ALL))
    qtbot.waitUntil(lambda: bar.value() == 0 and not calm.visibleRegion().isEmpty())

    bar.triggerAction(bar.SliderAction.SliderToMaximum)
    panel.resize(960, 540)
    qtbot.wait(50)
    assert bar.value() > 0
