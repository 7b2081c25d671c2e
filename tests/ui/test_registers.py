"""Accounts and payments in the whole program: typed by hand, kept in the vault, taken back, and led on from."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.domain.accounts import Account, Identifier
from evidence_desk.domain.answers import Answers
from evidence_desk.domain.checklists import ListId
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.errors import DiskFull
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.written import Written
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.panels.register_panel import RegisterPanel
from evidence_desk.workflows.write_down import write_down, written
from tests.ui.desk_program import Start, capture, forget, press, words
from tests.ui.room_samples import HOSTILE_TITLES, NOW
from tests.ui.wholeness import wait_until_whole

What = TypeVar("What", bound=Written)
CARD = "4111 1111 1111 1111"


def kept(program: Program, kind: type[What]) -> list[What]:
    """What the vault has now."""
    found = program.background.run(lambda: program._desk.doing(lambda vault, case: written(vault, case, kind)))
    return [each.what for each in found]


def seed(program: Program, qtbot: QtBot, *entries: Written) -> None:
    """Entries that something else wrote down."""
    program.background.run(lambda: program._desk.doing(lambda v, c: [write_down(v, c, each) for each in entries]))
    with qtbot.waitSignal(program.operations.news_came):
        program.operations.refresh()


def typed(field: QLineEdit, text: str) -> None:
    """Type into a field as a person does."""
    field.clear()
    QTest.keyClicks(field, text)


def told(program: Program, qtbot: QtBot, do: Callable[[], object]) -> None:
    """Do something, and wait until it is kept."""
    with qtbot.waitSignal(program.writing.written):
        do()


def is_typing(program: Program, panel: RegisterPanel) -> bool:
    focused: QWidget | None = program.window.focusWidget()
    return focused is not None and panel.detail.isAncestorOf(focused)


def new_case(program: Program, qtbot: QtBot) -> None:
    """Each stage has a case of its own."""
    with qtbot.waitSignal(program.operations.case_opened):
        program._cases.new("Another")


def an_account_is_written_down_as_it_is_typed(program: Program, qtbot: QtBot) -> None:
    panel = program.rooms.accounts
    program.window.open_room(ActionId.ACCOUNTS)
    assert "No accounts yet." in words(panel)
    panel.empty.capture.click()
    assert is_typing(program, panel)
    assert kept(program, Account) == []

    service = panel.detail.service.field
    service.setCurrentIndex(service.findData("telegram"))
    service.activated.emit(service.currentIndex())
    typed(panel.detail.lines[Identifier.HANDLE].field, "@blue_harbour_93")
    told(program, qtbot, panel.flush)
    typed(panel.detail.lines[Identifier.PERMANENT_ID].field, "5529018834")
    told(program, qtbot, panel.flush)

    assert kept(program, Account) == [Account(service="telegram", handle="@blue_harbour_93", permanent_id="5529018834")]
    assert panel.detail.title.text() == "Telegram account"
    assert "Kept" in words(panel)
    assert program.window.list._rows[ActionId.ACCOUNTS].accessibleName() == "Accounts, 1 item"


def a_new_entry_without_a_word_leaves_nothing(program: Program, qtbot: QtBot) -> None:
    seed(program, qtbot, Payment(to_name="HARBOUR 93"))
    panel = program.rooms.payments
    program.window.open_room(ActionId.PAID)
    panel.new.trigger()
    begun = len(panel.model.rows)
    panel.list.choose_row(0)

    assert (begun, len(panel.model.rows)) == (2, 1)
    assert kept(program, Payment) == [Payment(to_name="HARBOUR 93")]


def test_what_is_typed_last_is_kept_when_the_window_closes(start: Start, program: Program, qapp: QApplication) -> None:
    program.window.open_room(ActionId.PAID)
    program.rooms.payments.new.trigger()
    typed(program.rooms.payments.detail.amount.field, "250 GBP")
    program.leaving.leave()
    program.close()
    forget(qapp, program)

    again = start()
    (payment,) = kept(again, Payment)
    assert (payment.amount_minor, payment.currency) == (25_000, "GBP")


def a_payment_says_nothing_that_nobody_said(program: Program, qtbot: QtBot) -> None:
    seed(program, qtbot, Answers(country="GB"))
    panel = program.rooms.payments
    program.window.open_room(ActionId.PAID)
    panel.new.trigger()
    method, say_now = panel.detail.method.field, panel.detail.now
    method.setFocus()
    program.registers.payments.show_case()
    begun = (method.currentIndex(), panel.detail.own_how.isVisible(), say_now.isVisible())
    typed(panel.detail.amount.field, "180")
    told(program, qtbot, panel.flush)
    (payment,) = kept(program, Payment)
    say_now.setFocus()
    qtbot.keyClick(say_now, Qt.Key.Key_Space)
    told(program, qtbot, panel.flush)
    (dated,) = kept(program, Payment)
    now = program.registers.payments._ways.clock.now()

    assert begun == (-1, False, True)
    assert payment == Payment(amount_minor=18_000, currency="GBP")
    assert (dated.paid_ns, dated.zone) == (now.utc_ns, now.zone)
    assert not say_now.isVisible()
    assert program.window.focusWidget() is panel.detail.paid.field


def what_is_no_amount_stays_as_it_was_typed(program: Program, qtbot: QtBot) -> None:
    panel = program.rooms.payments
    program.window.open_room(ActionId.PAID)
    panel.new.trigger()
    typed(panel.detail.amount.field, "about two hundred")
    told(program, qtbot, panel.flush)

    assert [(each.amount_minor, each.amount_as_typed) for each in kept(program, Payment)] == [
        (None, "about two hundred")
    ]
    assert "Write it like 180.00 GBP" in words(panel.detail)


def no_card_number_is_kept_wherever_it_is_typed(program: Program, qtbot: QtBot) -> None:
    seed(program, qtbot, Payment(method="western-union"))
    panel = program.rooms.payments
    program.window.open_room(ActionId.PAID)
    panel.detail.start_note()
    for name, control in (
        ("to_name", panel.detail.fields["to_name"].control),
        ("reference", panel.detail.fields["reference"].control),
        ("note", panel.detail.note.control),
    ):
        QTest.keyClicks(control, f"card {CARD}")
        told(program, qtbot, panel.flush)
        assert [getattr(each, name) for each in kept(program, Payment)] == ["card •••• 1111"]
        assert "We kept only the last four digits." in words(panel.detail)
    assert CARD not in words(panel)
    events = program.background.run(
        lambda: program._desk.doing(lambda vault, case: [str(e.detail) for e in vault.custody.events(LogId(case.id))])
    )
    assert not [event for event in events if "1111 1111" in event]


def a_removed_entry_comes_back_by_its_button_or_by_ctrl_z(program: Program, qtbot: QtBot) -> None:
    seed(program, qtbot, Account(service="x", handle="@bh"))
    panel = program.rooms.accounts
    program.window.open_room(ActionId.ACCOUNTS)
    for bring_back in (panel.removed.undo.click, program.actions[ActionId.UNDO].trigger):
        told(program, qtbot, lambda: qtbot.keyClick(panel.list, Qt.Key.Key_Delete))
        assert kept(program, Account) == []
        assert "The account was removed." in words(panel)
        assert "No accounts yet." in words(panel)
        told(program, qtbot, bring_back)
        assert kept(program, Account) == [Account(service="x", handle="@bh")]
        assert panel.removed.isHidden()


def ctrl_z_takes_back_what_was_typed(program: Program, qtbot: QtBot) -> None:
    seed(program, qtbot, Account(service="x", handle="@bh"))
    panel = program.rooms.accounts
    program.window.open_room(ActionId.ACCOUNTS)
    typed(panel.detail.lines[Identifier.HANDLE].field, "@other")
    told(program, qtbot, panel.flush)
    told(program, qtbot, program.actions[ActionId.UNDO].trigger)

    assert [each.handle for each in kept(program, Account)] == ["@bh"]
    assert panel.detail.lines[Identifier.HANDLE].field.text() == "@bh"


def the_same_account_twice_is_said_and_shown(program: Program, qtbot: QtBot) -> None:
    first = Account(service="telegram", permanent_id="5529018834", display_name="blue harbour")
    seed(program, qtbot, first, Account(service="telegram", display_name="other"))
    panel = program.rooms.accounts
    program.window.open_room(ActionId.ACCOUNTS)
    panel.list.choose_row(1)
    typed(panel.detail.lines[Identifier.PERMANENT_ID].field, "5529018834")
    told(program, qtbot, panel.flush)
    assert "You already have this one." in words(panel.detail)

    press(qtbot, panel.detail, "Show it")
    assert panel.detail.lines[Identifier.DISPLAY_NAME].field.text() == "blue harbour"


def a_profile_is_saved_and_attached(program: Program, qtbot: QtBot) -> None:
    seed(program, qtbot, Account(service="x", handle="@bh"))
    panel = program.rooms.accounts
    program.window.open_room(ActionId.ACCOUNTS)
    told(program, qtbot, panel.detail.capture.click)
    told(program, qtbot, lambda: qtbot.keyClick(panel.list, Qt.Key.Key_P))

    newest = tuple(each.id for each in reversed(program.state.newest))
    assert [each.exhibits for each in kept(program, Account)] == [newest]
    assert len(newest) == 2
    press_names = [each.accessibleName() for each in panel.detail.chips.findChildren(type(panel.detail.capture))]
    assert "EX-001" in press_names


def an_item_is_picked_shown_and_taken_away(program: Program, qtbot: QtBot) -> None:
    capture(program, qtbot)
    seed(program, qtbot, Payment(method="bank-transfer"))
    panel, picker = program.rooms.payments, program.finding.picker
    program.window.open_room(ActionId.PAID)
    panel.detail.chips.add.click()
    qtbot.waitUntil(picker.isVisible)
    told(program, qtbot, picker.take.click)
    item_id = program.state.newest[0].id
    assert [each.exhibits for each in kept(program, Payment)] == [(item_id,)]

    panel.detail.chips.show_asked.emit(item_id)
    assert program.window.current_room is ActionId.EVIDENCE
    told(program, qtbot, lambda: panel.detail.chips.take_away_asked.emit(item_id))
    assert [each.exhibits for each in kept(program, Payment)] == [()]


def the_steps_of_a_payment_open_in_their_room(program: Program, qtbot: QtBot) -> None:
    seed(program, qtbot, Payment(method="bank-transfer"), Payment(method="western-union"))
    panel = program.rooms.payments
    program.window.open_room(ActionId.PAID)
    panel.list.choose_row(1)
    subject = panel.subject
    panel.detail.steps.click()

    assert program.window.current_room is ActionId.PAYMENTS
    shown = program.rooms.lists[ListId("payments")].detail.row
    assert shown is not None
    assert shown.step.about == subject


def a_date_and_a_country_give_the_last_day_to_ask(program: Program, qtbot: QtBot) -> None:
    seed(
        program,
        qtbot,
        Answers(country="GB"),
        Payment(method="bank-transfer", paid_ns=NOW.utc_ns, zone="Europe/London"),
    )
    program.window.open_room(ActionId.PAID)

    assert "Ask for it back by Wed 22 Dec 2027." in words(program.rooms.payments.detail)


def what_could_not_be_kept_stays_and_says_why(program: Program, qtbot: QtBot) -> None:
    seed(program, qtbot, Account(service="x", handle="@bh"))
    panel = program.rooms.accounts
    program.window.open_room(ActionId.ACCOUNTS)

    def full(*_args: object) -> None:
        raise DiskFull("/desk")

    with pytest.MonkeyPatch.context() as broken, qtbot.waitSignal(program.registers.entries.not_kept):
        broken.setattr(program._desk, "doing", full)
        typed(panel.detail.lines[Identifier.HANDLE].field, "@other")
        panel.flush()
    assert "disk" in words(panel.detail)
    assert panel.detail.lines[Identifier.HANDLE].field.text() == "@other"
    told(program, qtbot, panel.flush)
    assert [each.handle for each in kept(program, Account)] == ["@other"]


def totals_are_told_for_each_currency_alone(program: Program, qtbot: QtBot) -> None:
    paid = [(18_000, "GBP"), (25_000, "GBP"), (5_000, "EUR")]
    seed(program, qtbot, *(Payment(amount_minor=minor, currency=currency) for minor, currency in paid))

    told_words = program.rooms.payments.totals.text().translate(dict.fromkeys(map(ord, "\u2066\u2069")))
    assert told_words == "Total sent: 430.00 GBP, 50.00 EUR. Never added together."


def text_from_outside_is_only_text_and_nothing_is_cut(program: Program, qtbot: QtBot) -> None:
    titles = [title for title in HOSTILE_TITLES if "\0" not in title]  # the vault refuses a zero
    seed(
        program,
        qtbot,
        *(Account(own_service=title, display_name=title, handle=title, permanent_id=title) for title in titles),
        *(Payment(own_method=title, to_name=title, reference=title) for title in titles),
    )
    for room, panel in ((ActionId.ACCOUNTS, program.rooms.accounts), (ActionId.PAID, program.rooms.payments)):
        program.window.open_room(room)
        for row in range(len(panel.model.rows)):
            panel.list.choose_row(row)
        panel.detail.more.click()
        wait_until_whole(qtbot, panel)


def another_case_starts_with_its_own(program: Program, qtbot: QtBot) -> None:
    seed(program, qtbot, Account(service="x", handle="@bh"))
    program.window.open_room(ActionId.ACCOUNTS)
    new_case(program, qtbot)

    assert program.rooms.accounts.model.rows == ()
    assert program.window.list._rows[ActionId.ACCOUNTS].accessibleName() == "Accounts"


STAGES = (
    an_account_is_written_down_as_it_is_typed,
    a_new_entry_without_a_word_leaves_nothing,
    a_payment_says_nothing_that_nobody_said,
    what_is_no_amount_stays_as_it_was_typed,
    no_card_number_is_kept_wherever_it_is_typed,
    a_removed_entry_comes_back_by_its_button_or_by_ctrl_z,
    ctrl_z_takes_back_what_was_typed,
    the_same_account_twice_is_said_and_shown,
    a_profile_is_saved_and_attached,
    an_item_is_picked_shown_and_taken_away,
    the_steps_of_a_payment_open_in_their_room,
    a_date_and_a_country_give_the_last_day_to_ask,
    what_could_not_be_kept_stays_and_says_why,
    totals_are_told_for_each_currency_alone,
    text_from_outside_is_only_text_and_nothing_is_cut,
    another_case_starts_with_its_own,
)


def test_both_registers(program: Program, qtbot: QtBot, subtests: pytest.Subtests) -> None:
    """One program for all, because starting it takes longer than any of these."""
    for stage in STAGES:
        with subtests.test(stage.__name__):
            new_case(program, qtbot)
            stage(program, qtbot)
