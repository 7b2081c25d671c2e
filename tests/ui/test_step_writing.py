"""What is written at a step goes to one entry, however fast it comes, and what can't be kept is said."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.domain.checklists import StepId
from evidence_desk.domain.errors import DiskFull
from evidence_desk.domain.payments import Collected, Payment
from evidence_desk.domain.reports import Outcome, Report
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.models.services_model import Picked
from tests.ui.desk_program import press, words
from tests.ui.test_checklists import ASK_X, PAYMENTS, REPORT, answer, panel, settled

RING = StepId("payments.bank-transfer.ring-bank")


def test_two_presses_are_one_report_and_one_payment(program: Program, qtbot: QtBot) -> None:
    """Nothing is waited for in between, as a double click does not."""
    answer(program, qtbot, country="GB", services=("x",), posted="yes", paid="yes")
    program.window.open_room(ActionId.PAYMENTS)
    question = program.rooms.checklists.no_payment
    question.method.setCurrentIndex(question.method.findData("bank-transfer"))
    for _ in range(2):
        question.write.click()
    settled(program, qtbot)
    bank = program.rooms.checklists.bank
    qtbot.waitUntil(bank.isVisible)
    for _ in range(2):
        bank.called_now.click()
    program.window.open_room(ActionId.REPORT)
    panel(program, REPORT).choose(ASK_X)
    for _ in range(2):
        panel(program, REPORT).detail.times.now.click()
    kept = settled(program, qtbot)
    assert len(kept.payments) == 1
    assert sorted(each.what.step for each in kept.reports) == sorted((RING, ASK_X))
    two_changes_right_after_each_other(program, qtbot)


def two_changes_right_after_each_other(program: Program, qtbot: QtBot) -> None:
    """A number that is typed, and the press that takes the keyboard from it: both are kept."""
    program.writing.keep(Payment(method="western-union"))
    transfer = settled(program, qtbot).payments[-1]
    program.lists.rooms.show_payment(transfer.id)
    payment = panel(program, PAYMENTS).detail.payment
    payment.reference.field.setText("123 456 7890")
    payment.reference.flush()
    payment.collected.button(Collected.YES.value).click()

    program.lists.rooms.show_step(ASK_X)
    report = panel(program, REPORT).detail.report
    report.number.field.setText("TD-1")
    report.number.flush()
    report.outcome_chosen.emit(Outcome.REFUSED.value)

    kept = settled(program, qtbot)
    assert (kept.payments[-1].what.reference, kept.payments[-1].what.collected) == ("123 456 7890", "yes")
    asked = next(each.what for each in kept.reports if each.what.step == ASK_X)
    assert (asked.reference, asked.outcome) == ("TD-1", Outcome.REFUSED.value)


def test_a_press_that_could_not_be_kept_is_said(program: Program, qtbot: QtBot) -> None:
    """In the window, where the room has no place for it; and it can be pressed again."""
    answer(program, qtbot, paid="yes")
    program.window.open_room(ActionId.PAYMENTS)
    question = program.rooms.checklists.no_payment
    question.method.setCurrentIndex(0)

    def full(*_args: object) -> None:
        raise DiskFull("/desk")

    for press_it in (question.write.click, lambda: program.lists.services_dialog.picked.emit(Picked(("x",)))):
        with pytest.MonkeyPatch.context() as broken, qtbot.waitSignal(program.operations.failed):
            broken.setattr(program._desk, "doing", full)
            press_it()
        assert "disk" in words(program.window)
    press(qtbot, question, "Show the steps")
    assert len(settled(program, qtbot).payments) == 1
    what_was_taken_out_meanwhile_does_not_come_back(program, qtbot)


def what_was_taken_out_meanwhile_does_not_come_back(program: Program, qtbot: QtBot) -> None:
    program.writing.keep(Report(to="X"))
    report = settled(program, qtbot).reports[0]
    program.writing.take_out(Report, report.id)
    with qtbot.waitSignal(program.writing.not_written):
        program.writing.change(Report(), lambda each: replace(each, to="Y"), entry_id=report.id, subject="it")
    assert not settled(program, qtbot).reports
