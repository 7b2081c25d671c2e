"""How payments are said: the rows of their register, its totals, and the fields of each way of paying."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from evidence_desk.domain.checklists import Step, StepMark
from evidence_desk.domain.deadlines import Deadline
from evidence_desk.domain.facts import Method
from evidence_desk.domain.money import amount_words
from evidence_desk.domain.payments import Payment, Stopped, totals
from evidence_desk.domain.times import Moment
from evidence_desk.ui.models.moment_words import near_time, zone_name
from evidence_desk.ui.models.payment_words import method_words
from evidence_desk.ui.models.register_model import Cell, Column, RegisterRow
from evidence_desk.ui.models.report_words import end_full
from evidence_desk.ui.models.safe_text import left_to_right, safe_line
from evidence_desk.ui.models.zoned_moment import ZonedMoment

translate = QCoreApplication.translate
Methods = Mapping[str, Method]


def paid_columns() -> tuple[Column, ...]:
    """When, how and to whom, how much, and whether it was stopped."""
    return (
        Column(title=translate("paid_words", "When"), least=96),
        Column(title=translate("paid_words", "How and to whom"), share=1),
        Column(title=translate("paid_words", "Amount"), least=88, trailing=True),
        Column(title=translate("paid_words", "Stopped?"), least=144),
    )


class PaidBy(StrEnum):
    """Ways of paying that leave the same traces."""

    BANK = "bank"
    CARD = "card"
    CASH_TRANSFER = "cash transfer"
    WALLET = "wallet"
    GIFT_CARD = "gift card"
    CRYPTO = "crypto"
    CASH = "cash"
    OTHER = "other"


_KINDS = {"money transfer": PaidBy.CASH_TRANSFER, "mobile money": PaidBy.WALLET}


def paid_by(method: Method | None) -> PaidBy:
    """Which of them a method is."""
    if method is None:
        return PaidBy.OTHER
    return _KINDS.get(method.kind) or PaidBy(method.kind)


@dataclass(frozen=True, slots=True)
class FieldNames:
    """What the fields of a payment are called; an empty one is not asked for."""

    to_name: str
    sort_code: str
    to_account: str
    reference: str
    card_last_four: str = ""


def field_names(method: Method | None, country: str) -> FieldNames:
    """The fields of a way of paying, as the country of the person calls them."""
    kind = paid_by(method)
    name = translate("paid_words", "Name you paid, as shown")
    reference = _reference_name(method)
    if kind is PaidBy.BANK:
        return FieldNames(
            name, _sort_code(country), _account_number(country), translate("paid_words", "Your reference")
        )
    if kind is PaidBy.CARD:
        return FieldNames(name, "", "", reference, translate("paid_words", "Last four digits of the card"))
    return {
        PaidBy.CASH_TRANSFER: FieldNames(name, "", "", reference),
        PaidBy.WALLET: FieldNames(name, "", translate("paid_words", "Their name or number there"), reference),
        PaidBy.GIFT_CARD: FieldNames(translate("paid_words", "Who got the code"), "", "", reference),
        PaidBy.CRYPTO: FieldNames(name, "", translate("paid_words", "Wallet you paid to"), reference),
        PaidBy.CASH: FieldNames(name, "", translate("paid_words", "Where it was sent"), reference),
        PaidBy.OTHER: FieldNames(name, "", translate("paid_words", "Account or number you paid"), reference),
    }[kind]


def asks_collected(method: Method | None) -> bool:
    """Whether somebody picks the money up."""
    return paid_by(method) in {PaidBy.CASH_TRANSFER, PaidBy.GIFT_CARD, PaidBy.CASH, PaidBy.OTHER}


def method_choices(methods: Methods) -> Iterator[tuple[str, str]]:
    """Every way of paying, and its name; but for what holds for all of them."""
    return ((method.id, method.name) for method in methods.values() if method.id != "any")


def payment_title(payment: Payment, methods: Methods, *, is_new: bool) -> str:
    """Bank transfer; New payment."""
    another = translate("paid_words", "New payment") if is_new else translate("paid_words", "Payment")
    return method_words(payment, methods) or another


def stopped_choices() -> tuple[tuple[str, str], ...]:
    """Each state of getting it back, and how it is said."""
    return (
        (Stopped.NOT_ASKED.value, translate("paid_words", "Not asked yet")),
        (Stopped.MAY_BE_POSSIBLE.value, translate("paid_words", "May be possible")),
        (Stopped.ASKED.value, translate("paid_words", "Asked, waiting")),
        (Stopped.STOPPED.value, translate("paid_words", "Stopped")),
        (Stopped.TOO_LATE.value, translate("paid_words", "Too late, ask the police")),
    )


def said_in_payments(said: Mapping[str, str], method: Method | None, country: str) -> str:
    """MTCN: 123 456 7890. Name you paid, as shown: K. Bright; by the parts of Payment that say it. Or: Stopped."""
    names, words = field_names(method, country), dict(stopped_choices())
    found = [
        words.get(value, safe_line(value))
        if part == "stopped"
        else translate("paid_words", "{name}: {number}").format(
            name=getattr(names, part) or translate("paid_words", "Payment number"),
            number=left_to_right(safe_line(value)),
        )
        for part, value in said.items()
    ]
    return f"{'. '.join(found)}."


def still_not_asked() -> str:
    """What the entry still says, though somebody was asked."""
    words = dict(stopped_choices())[Stopped.NOT_ASKED.value]
    return translate("paid_words", "Payments still says: {words}.").format(words=words)


def step_done_words(step: Step, mark: StepMark, now: Moment) -> str:
    """You marked “Stop it before it is collected” done: today, 20:41."""
    words = translate("paid_words", "You marked “{step}” done: {when}.")
    return words.format(step=safe_line(step.title), when=near_time(mark.changed_at, now))


_LOOKS = {
    Stopped.NOT_ASKED.value: ("", "outline"),
    Stopped.MAY_BE_POSSIBLE.value: ("clock", "plain"),
    Stopped.ASKED.value: ("clock", "plain"),
    Stopped.STOPPED.value: ("check", "calm"),
    Stopped.TOO_LATE.value: ("info", "plain"),
}


def total_words(payments: Sequence[Payment]) -> list[str]:
    """430.00 GBP, 50.00 EUR: each currency by itself, that of the first payment first."""
    counted = totals(payments)
    order = dict.fromkeys(payment.currency for payment in payments if payment.currency in counted)
    return [left_to_right(amount_words(counted[currency], currency)) for currency in order]


def paid_rows(
    payments: Sequence[tuple[str, Payment]], methods: Methods, now: Moment, unsaid: Container[str] = ()
) -> list[RegisterRow]:
    """One row for each payment, by its subject; of those in `unsaid` a step says that somebody was asked to stop it."""
    return [_row(subject, payment, methods, now, is_unsaid=subject in unsaid) for subject, payment in payments]


def _row(subject: str, payment: Payment, methods: Methods, now: Moment, *, is_unsaid: bool) -> RegisterRow:
    day, time = _when(payment, now)
    how = method_words(payment, methods) or translate("paid_words", "New")
    whom = _to_whom(payment, methods)
    amount = _amount(payment)
    state = dict(stopped_choices()).get(payment.stopped, safe_line(payment.stopped))
    icon, kind = _LOOKS.get(payment.stopped, ("", "plain"))
    if is_unsaid:
        state = translate("paid_words", "Did they stop it?")
    cells = (
        Cell(text=day, second=time, bold=True),
        Cell(text=how, second=whom),
        Cell(text=amount, bold=True),
        Cell(chip=state, chip_icon=icon, chip_kind=kind),
    )
    return RegisterRow(subject, cells, ", ".join(filter(None, (day, time, how, whom, amount, state))))


def _when(payment: Payment, now: Moment) -> tuple[str, str]:
    """22 Nov, 18:05 GMT; the year where it is another one."""
    if not payment.paid_ns:
        return translate("paid_words", "Not said"), ""
    moment = ZonedMoment(payment.paid_ns, payment.zone or now.zone)
    at = moment.local_at
    form = "d MMM" if at.year == now.local_at.year else "d MMM yyyy"
    day = QLocale().toString(QDate(at.year, at.month, at.day), form)
    time = translate("paid_words", "{time} {zone}").format(time=f"{at:%H:%M}", zone=zone_name(moment))
    return day, time


def _to_whom(payment: Payment, methods: Methods) -> str:
    """The name; else the number it is known by, under its name."""
    if payment.to_name:
        return safe_line(payment.to_name)
    if payment.reference:
        name = _reference_name(methods.get(payment.method))
        return translate("paid_words", "{name} {number}").format(
            name=name, number=left_to_right(safe_line(payment.reference))
        )
    return left_to_right(safe_line(payment.to_account)) if payment.to_account else ""


def _amount(payment: Payment) -> str:
    if payment.amount_minor is None:
        return safe_line(payment.amount_as_typed)
    return left_to_right(amount_words(payment.amount_minor, payment.currency))


def _reference_name(method: Method | None) -> str:
    if method is None or method.reference is None:
        return translate("paid_words", "Payment number")
    return method.reference.name


def _sort_code(country: str) -> str:
    return {
        "GB": translate("paid_words", "Sort code"),
        "IE": translate("paid_words", "Sort code"),
        "US": translate("paid_words", "Routing number"),
        "AU": translate("paid_words", "BSB number"),
        "IN": translate("paid_words", "IFSC code"),
    }.get(country, translate("paid_words", "Bank code"))


def _account_number(country: str) -> str:
    if country in {"EU", "IE"}:
        return translate("paid_words", "IBAN")
    return translate("paid_words", "Account number")


def deadline_words(deadline: Deadline) -> tuple[str, str]:
    """Ask for it back by Wed 22 Dec 2027; and what that rests on."""
    end = end_full(deadline)
    if not end:
        return translate("paid_words", "Ask for it back now."), deadline.says
    return translate("paid_words", "Ask for it back by {day}.").format(day=end), deadline.says
