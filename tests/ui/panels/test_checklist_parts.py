"""Everything that can stand beside a step, at once: whole at every size and in both directions of reading."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from evidence_desk.domain.answers import Told
from evidence_desk.domain.checklists import Checklist, ListId, Phase, Register, StepId, StepMark, StepState
from evidence_desk.domain.deadlines import Deadline
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.facts import DeadlineRule, Fact, Method, MethodId, Phone, ReferenceGuide, Since, Unit
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Report
from evidence_desk.guidance.reasons import Reason
from evidence_desk.guidance.text_facts import Draft, DraftLine, TextKind
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.next_step_words import step_entries
from evidence_desk.ui.models.step_known import Known
from evidence_desk.ui.panels.bank_card import BankCard
from evidence_desk.ui.panels.checklist_panel import ChecklistPanel
from evidence_desk.ui.panels.no_payment import NoPayment
from evidence_desk.ui.tokens import Scheme
from evidence_desk.workflows.write_down import Kept
from tests.ui.conftest import theme_of
from tests.ui.room_samples import HOSTILE_TITLES, NOW, TODAY, step
from tests.ui.wholeness import wait_until_whole

UNSEEN = frozenset("\u202e\u2067\u200b\ufeff\x00\x1b\t")
_PHONE = Phone("GB", "Western Union fraud line", "0800 000 0000")
_METHOD = Method(
    id=MethodId("western-union"), name="Western Union", kind="cash transfer",
    reference=ReferenceGuide("MTCN", "Look for MTCN on your receipt.", None),
    write_down=(), deadlines=(), phones=(_PHONE,), fact=Fact("https://example.example", TODAY, "verified"),
)  # fmt: skip
_RULE = DeadlineRule(
    id="ask", since=Since.ASKED, unit=Unit.HOURS, amount=48, kind="answer due", says="We can't promise it.",
    calendar_title="Look", confidence="partly-verified", source="https://example.example",
)  # fmt: skip
_STOP = step(
    "Western Union", "stop", id=StepId("payments.western-union.stop"), list_id=ListId("payments"), phase=Phase.MONEY,
    about="p1", belongs_to="western-union", asks_number="Case number from Western Union", deadline=_RULE,
    phones=(_PHONE,), text="bank-call",
)  # fmt: skip
_OWN = step("Your own steps", "own", id=StepId("payments.own.1"), is_own=True, why="", how=("W" * 300,), page=None)
_PAYMENTS = Checklist(ListId("payments"), "Cancel payments", "Paying was not your fault.", (_STOP, _OWN))
_REPORT = Kept(
    EntryId("r1"), 1, Report(to="W", step=_STOP.id, asked_ns=NOW.utc_ns, zone="Asia/Kolkata"), NOW.at, NOW.at
)
_EARLIER = Kept(
    EntryId("r0"), 0,
    replace(_REPORT.what, to="W" * 60, reference="8841-02", outcome="refused", follow_up="2026-11-30"), NOW.at, NOW.at,
)  # fmt: skip
_PAYMENT = Kept(
    EntryId("p1"), 1, Payment(method="western-union", amount_minor=25000, currency="GBP", paid_ns=NOW.utc_ns,
    reference="123 456 789"), NOW.at, NOW.at,
)  # fmt: skip
_DEADLINE = Deadline(
    id="ask/r1", step_id=_STOP.id, payment_id=None, report_id=EntryId("r1"), says=_RULE.says, calendar_title="Look",
    kind="answer due", ends_at=NOW.at + timedelta(hours=48), zone="Asia/Kolkata", is_day=False, is_sure=False,
)  # fmt: skip
_KNOWN = Known(
    reasons={_STOP.id: "You wrote down this payment."},
    reports={_STOP.id: (_EARLIER, _REPORT)},
    payments={"p1": _PAYMENT},
    deadlines={_STOP.id: _DEADLINE},
    due={_REPORT.id: _DEADLINE},
    methods={"western-union": _METHOD},
    hints={"p1": "These numbers have 10 digits. This one has 9. You can leave it."},
    country="GB",
)
_DRAFT = Draft(
    TextKind.BANK_CALL,
    (
        DraftLine("Someone threatened me.", None, is_gap=False),
        DraftLine("Amount: 250.00 GBP " + "and so on " * 30, "Payments, EX-008", is_gap=False),
        DraftLine("Reach me at:", None, is_gap=True),
    ),
    lede="Send it only if it is true.",
    gap_says="You add this.",
)


@pytest.fixture
def panel(qtbot: QtBot, look: Appearance) -> Iterator[ChecklistPanel]:
    """The room of payments with the bank over it, and everything known of a step."""
    bank, question = BankCard(look), NoPayment(look)
    made = ChecklistPanel(look, top=bank, instead=question)
    qtbot.addWidget(made)
    question.offer([_METHOD])
    question.show_told(Told.YES)
    bank.show_bank(Phone("GB", "Bank", "159"), None, NOW)
    bank.say_copied("Copied. You can paste it for 60 seconds.")
    made.set_rows(_PAYMENTS, {}, NOW, _KNOWN)
    made.show_instead(instead=False, top=True)
    made.choose(_STOP.id)
    made.detail.text.show_draft(_DRAFT)
    made.resize(1024, 696)
    made.show()
    yield made
    made.hide()


def test_a_ticked_step_is_not_said_to_be_asked_of_nobody(panel: ChecklistPanel) -> None:
    """Nothing was written down of it, and the tick says that somebody was asked all the same."""
    mark = StepMark(_STOP.id, StepState.DONE, changed_at=NOW.at)
    said = []
    for marks in ({}, {_STOP.id: mark}, {}):
        panel.set_rows(_PAYMENTS, marks, NOW, replace(_KNOWN, reports={}, due={}))
        said.append(panel.detail.report.outcome.currentText())

    assert said == ["Not asked yet", "Marked done, nothing noted", "Not asked yet"]


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("size", [(1024, 696), (640, 500)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_or_nameless(
    qapp: QApplication,
    qtbot: QtBot,
    look: Appearance,
    panel: ChecklistPanel,
    scale: float,
    size: tuple[int, int],
    direction: Qt.LayoutDirection,
) -> None:
    """The list and the bank, the step alone, and the question in the place of both."""
    qapp.setLayoutDirection(direction)
    look.show_in(theme_of(qapp, Scheme.LIGHT, scale))
    panel.resize(round(size[0] * scale), round(size[1] * scale))
    wait_until_whole(qtbot, panel)
    panel.both.show_detail()
    wait_until_whole(qtbot, panel)
    panel.show_instead(instead=True)
    wait_until_whole(qtbot, panel)


def test_each_line_of_a_text_says_where_it_is_from(panel: ChecklistPanel) -> None:
    text = panel.detail.text
    heard = []
    for place in range(3):
        cursor = text.box.textCursor()
        cursor.setPosition(text.box.document().findBlockByNumber(place).position())
        text.box.setTextCursor(cursor)
        heard.append(text.box.accessibleDescription())
    assert heard == ["This line: our words", "This line: from Payments, EX-008", "You add this."]


def test_a_gap_is_never_filled(panel: ChecklistPanel) -> None:
    """What is copied has an empty place for it."""
    asked = QSignalSpy(panel.detail.text.copy_asked)
    panel.detail.text.copy.click()
    assert str(asked.at(0)[0]).splitlines()[-1] == "Reach me at: ____"


def test_what_is_typed_is_told_for_its_own_payment(panel: ChecklistPanel) -> None:
    """Also when the step is left before it was told."""
    edited = QSignalSpy(panel.detail.payment.reference_edited)
    panel.detail.payment.reference.field.setText("123 456 7890")
    panel.choose(_OWN.id)
    assert [edited.at(place) for place in range(edited.count())] == [["p1", "123 456 7890"]]


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_what_a_person_typed_is_only_text(panel: ChecklistPanel, qtbot: QtBot, title: str) -> None:
    """The title and the note of a step of their own, and the name of a service: in the list, beside it, and spoken."""
    own = replace(_OWN, title=title, how=(f"{title}\n{title}",))
    named = step(title, "own-app", id=StepId("payments.own-app.x"), list_id=ListId("payments"), page=None)
    known = replace(_KNOWN, reasons={named.id: Reason.NAMED.value})
    panel.set_rows(replace(_PAYMENTS, steps=(own, named)), {}, NOW, known)
    for each in (own, named):
        panel.choose(each.id)
        wait_until_whole(qtbot, panel)
        shown = [label.text() for label in panel.detail.findChildren(QLabel) if label.isVisible()]
        rows = [panel.model.index(row, column) for row in range(panel.model.rowCount()) for column in range(3)]
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        told = [str(row.data(role)) for row in rows for role in roles if row.data(role)]
        entry = next(step_entries([each], known.reasons))
        assert not set("".join((*shown, *told, entry.title, entry.hint, entry.spoken))) & UNSEEN


def test_a_step_of_ones_own_comes_next_in_words(panel: ChecklistPanel) -> None:
    """It has no hint."""
    del panel
    assert next(step_entries([replace(_OWN, hint="")], {})).hint == "Your own steps."


def test_a_whole_card_number_is_cut_in_its_field_which_says_so(panel: ChecklistPanel) -> None:
    payment = panel.detail.payment
    edited = QSignalSpy(payment.reference_edited)
    QTest.keyClicks(payment.reference.field, " 4111 1111 1111 1111")
    payment.reference.flush()
    typed = payment.reference.text()
    kept = replace(_PAYMENT, what=replace(_PAYMENT.what, reference=typed))
    panel.set_rows(_PAYMENTS, {}, NOW, replace(_KNOWN, payments={"p1": kept}))
    said = payment.reference.hint()
    QTest.keyClicks(payment.reference.field, "2")
    panel.set_rows(_PAYMENTS, {}, NOW, replace(_KNOWN, payments={"p1": kept}))

    assert edited.at(0) == ["p1", typed]
    assert "1111 1111" not in typed
    assert said == "We kept only the last four digits."
    assert payment.reference.hint() == _KNOWN.hints["p1"]


def test_in_a_report_number_and_a_note_of_a_step_a_card_number_is_cut_too(panel: ChecklistPanel) -> None:
    number, note = panel.detail.report.number, panel.detail.note
    numbers, notes = QSignalSpy(number.edited), QSignalSpy(note.edited)
    QTest.keyClicks(number.field, "4111 1111 1111 1111")
    number.flush()
    note.field.setPlainText("with 4111 1111 1111 1111")
    note.flush()

    assert numbers.at(0)[1] == "•••• 1111"
    assert number.hint() == "We kept only the last four digits."
    assert notes.at(0)[1] == "with •••• 1111"


def test_numbers_are_for_the_country_that_was_said(panel: ChecklistPanel) -> None:
    """And can be marked; elsewhere they are not shown."""

    def said() -> str:
        return " ".join(label.text() for label in panel.detail.findChildren(QLabel) if not label.isHidden())

    assert "Western Union fraud line" in said()
    panel.choose(_OWN.id)
    panel.set_rows(_PAYMENTS, {}, NOW, replace(_KNOWN, country="US"))
    panel.choose(_STOP.id)
    assert "Western Union fraud line" not in said()


def told(spy: QSignalSpy) -> list[list[object]]:
    return [spy.at(place) for place in range(spy.count())]


def test_what_is_typed_about_a_report_is_of_that_report_alone(panel: ChecklistPanel) -> None:
    """It could not be kept, and the report is taken away: no other report of the step is called so then."""
    number = panel.detail.report.number
    edited = QSignalSpy(number.edited)
    panel.detail.others.rows[0].show_it.click()
    number.field.setText("NOT-OF-THE-OTHER")
    number.flush()
    panel.set_rows(_PAYMENTS, {}, NOW, replace(_KNOWN, reports={_STOP.id: (_REPORT,)}))
    number.flush()

    assert told(edited) == [["r0", "NOT-OF-THE-OTHER"]]
    assert number.text() == ""


def test_the_number_that_begins_a_report_goes_on_with_it(panel: ChecklistPanel) -> None:
    """Typed before there was a report, it is of the one that it made; what is typed meanwhile too."""
    number = panel.detail.report.number
    panel.set_rows(_PAYMENTS, {}, NOW, replace(_KNOWN, reports={}))
    edited = QSignalSpy(number.edited)
    number.field.setText("TD-1")
    number.flush()
    number.field.setText("TD-12")
    made = replace(_REPORT, what=replace(_REPORT.what, reference="TD-1"))
    panel.set_rows(_PAYMENTS, {}, NOW, replace(_KNOWN, reports={_STOP.id: (made,)}))
    typed = number.text()
    number.flush()
    number.not_kept(_STOP.id)
    number.flush()

    assert typed == "TD-12"
    assert told(edited) == [[_STOP.id, "TD-1"], ["r1", "TD-12"], ["r1", "TD-12"]]


def test_how_it_was_paid_is_chosen_by_nobody_else(look: Appearance, qtbot: QtBot) -> None:
    """Of several ways none stands there before one was chosen; the only one there is may."""
    question = NoPayment(look)
    qtbot.addWidget(question)
    other = replace(_METHOD, id=MethodId("cash"), name="Cash")
    question.offer([_METHOD, other])
    asked = QSignalSpy(question.method_chosen)
    question.write.click()
    before = (question.method.currentIndex(), question.method.placeholderText(), question.write.isEnabled())
    question.method.setCurrentIndex(1)
    question.offer([_METHOD, other])
    question.write.click()
    only = NoPayment(look)
    qtbot.addWidget(only)
    only.offer([_METHOD])

    assert before == (-1, "Choose", False)
    assert told(asked) == [["cash"]]
    assert (only.method.currentData(), only.write.isEnabled()) == ("western-union", True)


def test_what_payments_already_says_is_known_at_the_step(panel: ChecklistPanel) -> None:
    """It is ticked by one press and never by itself; and what the step says is asked of the entry."""
    register = panel.detail.register
    marked, stopped = QSignalSpy(panel.step_marked), QSignalSpy(register.stopped_chosen)
    number = replace(_STOP, id=StepId("payments.western-union.note-number"), register=Register.NUMBER, asks_number=None)
    stop = replace(_STOP, register=Register.STOPPED)
    steps = replace(_PAYMENTS, steps=(stop, number))

    def show(step_id: StepId, done: frozenset[StepId] = frozenset(), **said: str) -> tuple[bool, str, int]:
        marks = {each: StepMark(each, StepState.DONE, NOW.at) for each in done}
        paid = replace(_PAYMENT, what=replace(_PAYMENT.what, **said))
        panel.set_rows(steps, marks, NOW, replace(_KNOWN, payments={"p1": paid}))
        panel.choose(step_id)
        words = " | ".join(label.text() for label in register.findChildren(QLabel) if label.isVisible())
        return register.isVisible(), plain(words), sum(button.isVisible() for button in register.stops())

    assert show(number.id, to_name="K. Bright") == (
        True, "Written down in Payments | MTCN: 123 456 789. Name you paid, as shown: K. Bright.", 1,
    )  # fmt: skip
    register.done.click()
    register.done.click()
    assert told(marked) == [[number.id, StepState.DONE]]
    assert not show(number.id, frozenset({number.id}))[0]
    assert not show(number.id, reference="", to_name="K. Bright")[0]
    assert show(stop.id, stopped="too late")[1:] == ("Written down in Payments | Too late, ask the police.", 1)
    assert not show(stop.id)[0]
    assert show(stop.id, frozenset({stop.id}))[1:] == ("Did they stop it? | Payments still says: Not asked yet.", 3)
    register.answers["asked"].click()
    assert told(stopped) == [["asked"]]
    assert panel.focusWidget() is panel.detail.note.field, "a second press undoes nothing"
    assert not show(stop.id, frozenset({stop.id}), stopped="asked")[0]


def plain(words: str) -> str:
    return "".join(c for c in words if c not in "\u2066\u2068\u2069")


def test_i_called_pressed_twice_takes_nothing_back(look: Appearance, qtbot: QtBot) -> None:
    """The line with its Undo comes in the place of the card."""
    bank = BankCard(look)
    qtbot.addWidget(bank)
    called, taken_back = QSignalSpy(bank.called), QSignalSpy(bank.not_called)
    bank.show_bank(None, None, NOW)
    bank.called_now.click()
    bank.show_bank(None, _REPORT, NOW)
    bank.undo.click()
    at_once = taken_back.count()
    bank.number.edited.emit("r1", "C-77")
    bank.undo.click()

    assert (called.count(), at_once, told(taken_back)) == (1, 0, [["r1"]])
