"""What an event of the timeline is called: what happened, its icon, what its time rests on, and its exhibits."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.checklists import StepMark
from evidence_desk.domain.deadlines import FOLLOW_UP, Deadline
from evidence_desk.domain.evidence import Origin
from evidence_desk.domain.facts import Method
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.money import amount_words
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Outcome, Report
from evidence_desk.domain.timeline import Event, Happened, HowKnown
from evidence_desk.ui.models.evidence_words import short_title, shut_words
from evidence_desk.ui.models.payment_words import method_words
from evidence_desk.ui.models.safe_text import isolated, left_to_right, safe_line

translate = QCoreApplication.translate

_ICONS: Final = {
    Happened.PAID: "payments",
    Happened.COLLECTED: "payments",
    Happened.ASKED_TO_STOP: "cancel",
    Happened.STOPPED: "cancel",
    Happened.SAVED: "evidence",
    Happened.DONE: "done",
    Happened.SKIPPED: "minus",
    Happened.ASKED: "report",
    Happened.ANSWERED: "report",
    Happened.ENDS: "calendar",
}


def event_words(event: Event, methods: Mapping[str, Method]) -> str:
    """Telegram chat saved; 250.00 GBP by Western Union. One safe line; no word of what is flagged.

    `methods` are the ways of paying, by their ids.
    """
    match event.of:
        case Listed() as item:
            return _saved_words(item, is_shut=event.is_shut)
        case Payment() as payment:
            return _payment_words(event.happened, payment, methods)
        case Report() as report:
            return _report_words(event, report)
        case StepMark():
            return _step_words(event)
        case Deadline() as deadline:
            return translate("deadlines", deadline.says)


def known_words(event: Event) -> str:
    """What a time rests on, such as this computer's clock."""
    match event.known:
        case HowKnown.CLOCK:
            return translate("timeline_event_words", "This computer's clock")
        case HowKnown.WRITTEN:
            return translate("timeline_event_words", "You wrote it")
        case HowKnown.TICKED:
            return translate("timeline_event_words", "You ticked it")
        case HowKnown.COUNTED:
            return _counted_words(event)


def _counted_words(event: Event) -> str:
    of = event.of
    if isinstance(of, Deadline) and of.kind == FOLLOW_UP:
        return translate("timeline_event_words", "You chose the day")
    if isinstance(of, Deadline) and of.payment_id is not None:
        return translate("timeline_event_words", "Worked out from your payment")
    if isinstance(of, Deadline) and of.report_id is not None:
        return translate("timeline_event_words", "Worked out from your report")
    return translate("timeline_event_words", "Worked out from your step")


def sources() -> list[str]:
    """Everything that `known_words` may say."""
    return [
        translate("timeline_event_words", "This computer's clock"),
        translate("timeline_event_words", "You wrote it"),
        translate("timeline_event_words", "You ticked it"),
        translate("timeline_event_words", "You chose the day"),
        translate("timeline_event_words", "Worked out from your payment"),
        translate("timeline_event_words", "Worked out from your report"),
        translate("timeline_event_words", "Worked out from your step"),
    ]


def event_icon(event: Event) -> str:
    """The name of the icon of a row."""
    return "lock" if event.is_shut else _ICONS[event.happened]


def item_words(event: Event) -> str:
    """EX-014; EX-011 +1 where several show it."""
    more = len(event.exhibits) - 1
    return " ".join((event.exhibits[0], f"+{more}") if more > 0 else event.exhibits)


def _saved_words(item: Listed, *, is_shut: bool) -> str:
    if is_shut:
        return translate("timeline_event_words", "An item was saved. {shut}").format(shut=shut_words())
    if item.origin is Origin.IMPORTED:
        return translate("timeline_event_words", "{title} added from a file").format(title=isolated(short_title(item)))
    return translate("timeline_event_words", "{title} saved").format(title=isolated(short_title(item)))


def _payment_words(happened: Happened, payment: Payment, methods: Mapping[str, Method]) -> str:
    amount, way = _amount_words(payment), isolated(method_words(payment, methods)) if payment.way else ""
    by = translate("timeline_event_words", "{amount} by {way}").format(amount=amount, way=way) if amount and way else ""
    what = by or way or amount or translate("timeline_event_words", "A payment")
    became = {
        Happened.COLLECTED: translate("timeline_event_words", "{payment}: picked up"),
        Happened.ASKED_TO_STOP: translate("timeline_event_words", "{payment}: you asked to stop it"),
        Happened.STOPPED: translate("timeline_event_words", "{payment}: stopped"),
    }.get(happened)
    return became.format(payment=isolated(what)) if became else what


def _amount_words(payment: Payment) -> str:
    if payment.amount_minor is not None:
        return left_to_right(amount_words(payment.amount_minor, safe_line(payment.currency)))
    return isolated(safe_line(payment.amount_as_typed)) if payment.amount_as_typed else ""


def _report_words(event: Event, report: Report) -> str:
    title = safe_line(event.title)
    to = safe_line(report.to) or title or translate("timeline_event_words", "Somebody")
    if event.happened is Happened.ASKED and title:
        return translate("timeline_event_words", "{step}: you asked").format(step=isolated(title))
    if event.happened is Happened.ASKED:
        return translate("timeline_event_words", "You asked {who}").format(who=isolated(to))
    return {
        Outcome.REMOVED.value: translate("timeline_event_words", "{who}: it was taken down"),
        Outcome.REFUSED.value: translate("timeline_event_words", "{who}: they said no"),
    }.get(report.outcome, translate("timeline_event_words", "{who}: they answered")).format(who=isolated(to))


def _step_words(event: Event) -> str:
    title = isolated(safe_line(event.title)) if event.title else translate("timeline_event_words", "A step")
    if event.happened is Happened.SKIPPED:
        return translate("timeline_event_words", "{step}: not for you").format(step=title)
    return translate("timeline_event_words", "{step}: done").format(step=title)
