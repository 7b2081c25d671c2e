"""The rooms of steps in the whole program: the plan decides, and everything written there is kept and can be undone."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.domain.answers import OwnStep, Under18
from evidence_desk.domain.checklists import ListId, StepId, StepState
from evidence_desk.domain.payments import Collected, Payment
from evidence_desk.domain.reports import Outcome
from evidence_desk.ui.actions import ROOMS, ActionId
from evidence_desk.ui.models.checklist_words import state_of
from evidence_desk.ui.panels.checklist_panel import ChecklistPanel
from evidence_desk.workflows.see_registers import Registers, see_registers
from tests.fake_clock import FakeClock
from tests.ui.desk_program import press, words

SUSPEND, REPORT, PAYMENTS, MORE = (ListId(name) for name in ("suspend", "report", "payments", "more"))
ASK_X = StepId("report.x.picture-elsewhere")


def panel(program: Program, list_id: ListId) -> ChecklistPanel:
    return program.rooms.lists[list_id]


def settled(program: Program, qtbot: QtBot) -> Registers:
    """What is kept, once everything asked for came home."""
    kept = program.background.run(lambda: program._desk.doing(see_registers))
    qtbot.waitUntil(lambda: program.state.registers == kept)
    return kept


def answer(program: Program, qtbot: QtBot, **answers: Any) -> None:
    program.writing.answer(lambda before: replace(before, **answers))
    settled(program, qtbot)


def services(program: Program, list_id: ListId) -> set[str]:
    shown = (panel(program, list_id).model.step_at(row) for row in range(panel(program, list_id).model.rowCount()))
    return {row.step.service for row in shown if row is not None}


def undo(program: Program, qtbot: QtBot) -> Registers:
    program.actions[ActionId.UNDO].trigger()
    kept = settled(program, qtbot)
    qtbot.waitUntil(lambda: program.questions._undoing._going is None)
    return kept


def test_more_steps_have_a_room_and_take_ones_own(program: Program, qtbot: QtBot) -> None:
    assert ROOMS.index(ActionId.MORE) == ROOMS.index(ActionId.PAYMENTS) + 1
    for place, room in enumerate(ROOMS, start=1):
        assert program.actions[room].shortcut().toString() == f"Ctrl+{place % 10}"
    program.actions[ActionId.MORE].trigger()
    assert panel(program, MORE).isVisible()
    assert not panel(program, MORE).foot.service.isVisible()
    write_an_own_step(program, qtbot)


def test_first_the_apps_are_asked_for(program: Program, qtbot: QtBot) -> None:
    """Found by typing, ticked by Enter; then the steps stand there, with the keyboard on them."""
    program.window.open_room(ActionId.SUSPEND)
    page = program.rooms.checklists.which_apps[0]
    assert page.isVisible()
    assert not panel(program, SUSPEND).list.isVisible()
    assert not page.show_steps.isEnabled()
    QTest.keyClicks(page.picks.field, "snap")
    QTest.keyClick(page.picks.field, Qt.Key.Key_Return)
    QTest.keyClicks(page.picks.field, "Yoho")
    QTest.keyClick(page.picks.field, Qt.Key.Key_Return)
    press(qtbot, page, "Show the steps")
    kept = settled(program, qtbot)
    assert (kept.answers.services, kept.answers.own_services) == (("snapchat",), ("Yoho",))
    qtbot.waitUntil(panel(program, SUSPEND).list.isVisible)
    assert services(program, SUSPEND) == {"Snapchat", "Yoho"}
    assert program.window.focusWidget() is panel(program, SUSPEND).list
    assert "Here because you picked Snapchat." in words(panel(program, SUSPEND).detail)

    take_an_app_away(program, qtbot)


def take_an_app_away(program: Program, qtbot: QtBot) -> None:
    """The dialog has the same list; what was ticked stays, and the chosen row too."""
    answer(program, qtbot, services=("snapchat", "telegram", "facebook"), own_services=())
    program.window.open_room(ActionId.SUSPEND)
    room = panel(program, SUSPEND)
    telegram = next(step.id for step in program.plan.now().lists[0].steps if step.service == "Telegram")
    with qtbot.waitSignal(program.operations.step_changed):
        program.operations.change_step(telegram, StepState.DONE)
    room.choose(telegram)
    press(qtbot, room, "Add a service")
    picks = program.lists.services_dialog.picks
    for name in ("Telegram", "Facebook"):
        picks.model.toggle(
            next(row for row in range(picks.model.rowCount()) if picks.model.index(row, 0).data() == name)
        )
    press(qtbot, program.lists.services_dialog, "Show these steps")
    assert settled(program, qtbot).answers.services == ("snapchat",)
    assert services(program, SUSPEND) == {"Snapchat", "Telegram"}, "what was ticked is not lost"
    assert room.detail.row is not None
    assert room.detail.row.step.id == telegram
    assert undo(program, qtbot).answers.services == ("snapchat", "telegram", "facebook")
    assert services(program, SUSPEND) == {"Snapchat", "Telegram", "Facebook"}


def write_an_own_step(program: Program, qtbot: QtBot) -> None:
    """Written, changed, taken away and put back."""
    program.window.open_room(ActionId.MORE)
    room, dialog = panel(program, MORE), program.lists.own_step_dialog
    press(qtbot, room, "My own step")
    dialog.title.setText("Ring Sam")
    dialog.note.setPlainText("After five")
    press(qtbot, dialog, "Keep it")
    assert [each.what for each in settled(program, qtbot).own_steps] == [
        OwnStep(list_id="more", title="Ring Sam", note="After five")
    ]
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert room.detail.row is not None
    assert (room.detail.row.step.title, room.detail.row.step.is_own) == ("Ring Sam", True)
    press(qtbot, room.detail, "Change it")
    dialog.title.setText("Ring Sam on Sunday")
    press(qtbot, dialog, "Keep it")
    settled(program, qtbot)
    assert room.detail.row.step.title == "Ring Sam on Sunday"
    press(qtbot, room.detail, "Take it away")
    assert not settled(program, qtbot).own_steps
    assert [each.what.title for each in undo(program, qtbot).own_steps] == ["Ring Sam on Sunday"]


def test_a_report_has_its_times_its_number_and_its_answer(program: Program, qtbot: QtBot, clock: FakeClock) -> None:
    """Full dates, nothing ticks; after the time it says what can be done."""
    answer(program, qtbot, country="GB", services=("x",), posted="yes")
    program.window.open_room(ActionId.REPORT)
    room = panel(program, REPORT)
    room.choose(ASK_X)
    press(qtbot, room.detail, "I asked just now")
    settled(program, qtbot)
    shown = words(room.detail.times)
    assert "You asked" in shown
    assert "48 hours end" in shown
    assert "We can't promise that X keeps to it." in shown
    room.detail.report.number.field.setText("TD-5520178")
    room.detail.report.number.flush()
    report = settled(program, qtbot).reports[0].what
    assert (report.step, report.reference, report.outcome) == (ASK_X, "TD-5520178", Outcome.WAITING.value)
    outcome = room.detail.report.outcome
    outcome.setCurrentIndex(outcome.findData(Outcome.REFUSED.value))
    outcome.activated.emit(outcome.currentIndex())
    assert settled(program, qtbot).reports[0].what.outcome == Outcome.REFUSED.value
    assert undo(program, qtbot).reports[0].what.outcome == Outcome.WAITING.value
    assert undo(program, qtbot).reports[0].what.reference == ""
    clock.advance(49 * 3600)
    program.lists.show_case()
    assert "48 hours have passed. You can ask again, or ring a helpline." in words(room.detail.times)
    copy_the_text(program, qtbot)
    ask_again(program, qtbot)
    after_half_a_year(program, qtbot, clock)


def after_half_a_year(program: Program, qtbot: QtBot, clock: FakeClock) -> None:
    """Whatever was last checked more than six months ago says so, wherever it is told."""
    old = "Last checked 22 Nov 2026"
    detail = panel(program, REPORT).detail
    told = words(panel(program, REPORT)), words(program.rooms.start_here), words(program.rooms.help)
    assert not [each for each in told if old in each]
    clock.advance(200 * 24 * 3600)
    detail.show_step(None, {}, None)
    program.lists.show_case()
    assert f"legal advice. {old}. Menus may have moved." in words(detail)
    assert old in words(panel(program, REPORT).foot)
    program.window.open_room(ActionId.HELP)
    assert f"{old}. Menus may have moved." in words(program.rooms.help)
    program.window.open_room(ActionId.START)
    program.start_and_help.show_case()
    assert f"{old}. Menus may have moved." in words(program.rooms.start_here)
    with qtbot.waitSignal(program.care.operation.answered):
        program.care.operation.answer(Under18.YES)
    qtbot.waitUntil(program.rooms.start.care.isVisible)
    assert f"{old}. Menus may have moved." in words(program.rooms.start.care)


def ask_again(program: Program, qtbot: QtBot) -> None:
    """Two presses are one report more, with its own 48 hours; the first one stands below, with what came of it."""
    detail = panel(program, REPORT).detail
    first = settled(program, qtbot).reports[0]
    outcome = detail.report.outcome
    for _ in range(2):
        press(qtbot, detail, "I asked again just now")
    second = settled(program, qtbot).reports[-1]
    assert len(program.state.registers.reports) == 2
    assert detail.shown_report == second
    assert second.what.asked_ns - first.what.asked_ns >= 49 * 3600 * 10**9
    assert "48 hours have passed" not in words(detail.times)
    assert (detail.report.number.text(), detail.report.place.text()) == ("", "X (Twitter)")
    assert "Waiting." in words(detail.others)
    assert [each.report_id for each in program.plan.deadlines()] == [first.id, second.id]

    detail.report.number.field.setText("TD-2")
    detail.report.number.flush()
    detail.report.place.field.setText("X, appeal")
    detail.report.place.flush()
    assert settled(program, qtbot).reports[1].what.reference == "TD-2"
    assert program.state.registers.reports[1].what.to == "X, appeal"

    press(qtbot, detail.others, detail.others.rows[0].show_it.accessibleName())
    assert detail.shown_report == first
    assert "TD-2" in words(detail.others)
    assert "48 hours have passed" in words(detail.times)
    outcome.setCurrentIndex(outcome.findData(Outcome.REFUSED.value))
    outcome.activated.emit(outcome.currentIndex())
    kept = settled(program, qtbot).reports
    assert [each.what.outcome for each in kept] == [Outcome.REFUSED.value, Outcome.WAITING.value]
    assert [each.report_id for each in program.plan.deadlines()] == [second.id]

    press(qtbot, detail.others, "Take this report away")
    assert [each.id for each in settled(program, qtbot).reports] == [second.id]
    assert not detail.others.isVisible()
    assert len(undo(program, qtbot).reports) == 2


def test_a_tick_starts_the_time_and_a_slip_takes_it_back(program: Program, qtbot: QtBot) -> None:
    answer(program, qtbot, country="GB", services=("x",), posted="yes")
    for state, reports in ((StepState.DONE, 1), (StepState.TODO, 0)):
        with qtbot.waitSignal(program.operations.step_changed):
            program.operations.change_step(ASK_X, state)
        assert len(settled(program, qtbot).reports) == reports


def copy_the_text(program: Program, qtbot: QtBot) -> None:
    """It is shown with its gaps, and nothing is on the clipboard before it is asked for."""
    QGuiApplication.clipboard().clear()
    text = panel(program, REPORT).detail.text
    qtbot.waitUntil(text.isVisible)
    assert QGuiApplication.clipboard().text() == ""
    assert text.box.isReadOnly()
    gaps = [line for line in text.box.toPlainText().splitlines() if line.endswith("________")]
    assert len(text.box.extraSelections()) == len(gaps) > 0
    press(qtbot, text, "Copy text")
    copied = QGuiApplication.clipboard().text()
    assert "good faith" in copied
    assert "60 seconds" in words(text)
    program.lists.copying.clear()
    assert QGuiApplication.clipboard().text() == ""
    assert "Taken off the clipboard." in words(text)


def test_paid_or_not_comes_before_any_step(program: Program, qtbot: QtBot) -> None:
    """And how they paid brings its steps, without leaving the room."""
    program.window.open_room(ActionId.PAYMENTS)
    question = program.rooms.checklists.no_payment
    press(qtbot, question, "I did not pay")
    assert settled(program, qtbot).answers.paid == "no"
    press(qtbot, question, "I paid")
    settled(program, qtbot)
    press(qtbot, question, "Write down more in Payments")
    assert program.window.current_room is ActionId.PAID
    program.window.open_room(ActionId.PAYMENTS)
    question.method.setCurrentIndex(question.method.findData("western-union"))
    press(qtbot, question, "Show the steps")
    kept = settled(program, qtbot)
    assert [each.what.method for each in kept.payments] == ["western-union"]
    qtbot.waitUntil(panel(program, PAYMENTS).list.isVisible)
    assert "Western Union" in services(program, PAYMENTS)
    assert not program.rooms.checklists.bank.isVisible(), "cash over the counter is stopped by whoever sends it"


@pytest.fixture
def paid(program: Program, qtbot: QtBot) -> Payment:
    """Somebody in the UK who paid by Western Union and by bank transfer."""
    answer(program, qtbot, country="GB")
    payment = Payment(method="western-union", amount_minor=25000, currency="GBP", reference="123 456 789")
    program.writing.keep(Payment(method="bank-transfer"))
    program.writing.keep(payment)
    settled(program, qtbot)
    return payment


def test_the_steps_of_a_payment_write_into_it(program: Program, qtbot: QtBot, paid: Payment) -> None:
    """The hint explains and refuses nothing."""
    transfer = program.state.registers.payments[1]
    program.lists.rooms.show_payment(transfer.id)
    room = panel(program, PAYMENTS)
    assert program.window.current_room is ActionId.PAYMENTS
    assert room.detail.row is not None
    assert room.detail.row.step.about == transfer.id
    assert "Western Union, 250.00 GBP" in words(room.detail).translate({ord(c): None for c in "\u2066\u2068\u2069"})
    assert "This one has 9" in room.detail.payment.reference.hint()
    room.detail.payment.reference.field.setText("123 456 7890")
    room.detail.payment.reference.flush()
    settled(program, qtbot)
    assert room.detail.payment.reference.hint() == ""
    room.detail.payment.collected.button(Collected.NO.value).click()
    kept = settled(program, qtbot).payments[1].what
    assert kept == replace(paid, reference="123 456 7890", collected=Collected.NO.value)
    the_entry_and_its_steps_say_the_same(program, qtbot)
    call_the_bank(program, qtbot)


def the_entry_and_its_steps_say_the_same(program: Program, qtbot: QtBot) -> None:
    """What one of them knows is known at the other, and neither answers for the person."""
    room, entry = panel(program, PAYMENTS).detail, program.rooms.payments.detail
    stop, number = (StepId(f"payments.western-union.{what}") for what in ("stop", "note-number"))
    panel(program, PAYMENTS).choose(number)
    assert "MTCN: 123 456 7890" in words(room.register).translate({ord(c): None for c in "\u2066\u2068\u2069"})
    assert state_of(program.state.marks.get(number)) is StepState.TODO
    with qtbot.waitSignal(program.operations.step_changed):
        press(qtbot, room, "Mark this step done")
    assert program.state.marks[number].state is StepState.DONE

    panel(program, PAYMENTS).choose(stop)
    with qtbot.waitSignal(program.operations.step_changed):
        press(qtbot, room, "Done")
    program.window.open_room(ActionId.PAID)
    program.rooms.payments.list.choose_row(1)
    assert "You marked “Stop it before it is collected” done: today" in words(entry)
    assert entry.fields["stopped"].isVisible()
    assert program.rooms.payments.model.rows[1].cells[-1].chip == "Did they stop it?"
    program.window.open_room(ActionId.PAYMENTS)
    press(qtbot, room, "Did they stop it? Asked, waiting")
    assert settled(program, qtbot).payments[1].what.stopped == "asked"
    assert not room.register.isVisible()
    program.window.open_room(ActionId.PAID)
    assert program.rooms.payments.model.rows[1].cells[-1].chip == "Asked, waiting"
    assert "You marked" not in words(entry)


def call_the_bank(program: Program, qtbot: QtBot) -> None:
    """Its number by country; once it was called one line stays, with the case number."""
    program.window.open_room(ActionId.PAYMENTS)
    bank = program.rooms.checklists.bank
    assert "159" in words(bank)
    answer(program, qtbot, country="US")
    assert "159" not in words(bank)
    assert "Use the number on your card" in words(bank)
    answer(program, qtbot, country="GB")
    press(qtbot, bank, "I called")
    settled(program, qtbot)
    ring = StepId("payments.bank-transfer.ring-bank")
    qtbot.waitUntil(lambda: program.state.marks.get(ring) is not None)
    assert "You called your bank today" in words(bank)
    bank.number.field.setText("C-77")
    bank.number.flush()
    report = settled(program, qtbot).reports[0].what
    assert (report.step, report.reference) == (ring, "C-77")
    press(qtbot, bank, "Undo: you called your bank")
    assert not settled(program, qtbot).reports
    qtbot.waitUntil(lambda: program.state.marks[ring].state is StepState.TODO)
    assert "Call your bank first" in words(bank)


def test_a_bank_that_was_called_leaves_its_room_to_the_steps(program: Program, qtbot: QtBot, paid: Payment) -> None:
    program.window.open_room(ActionId.PAYMENTS)
    bank, steps = program.rooms.checklists.bank, panel(program, PAYMENTS).both
    qtbot.waitUntil(bank.isVisible)
    before = bank.height(), steps.height()
    press(qtbot, bank, "I called")
    settled(program, qtbot)
    qtbot.waitUntil(lambda: bank.height() < before[0] and steps.height() > before[1])
    assert bank.height() - bank.layout().totalHeightForWidth(bank.width()) < 2
