"""How the timeline is said: what happened, when, and how that is known."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from evidence_desk.domain.checklists import StepMark
from evidence_desk.domain.deadlines import FOLLOW_UP, Deadline
from evidence_desk.domain.facts import Method
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.money import amount_words
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Outcome, Report
from evidence_desk.domain.timeline import Event, Happened, HowKnown, Lane
from evidence_desk.domain.times import Moment
from evidence_desk.ui.models.evidence_words import short_title, shut_words
from evidence_desk.ui.models.moment_words import zone_name
from evidence_desk.ui.models.payment_words import method_words
from evidence_desk.ui.models.safe_text import isolated, left_to_right, safe_line
from evidence_desk.ui.models.zoned_moment import ZonedMoment
from evidence_desk.workflows.see_plan import local_time

translate = QCoreApplication.translate

_NEAR: Final = timedelta(days=6)
"""So far back a weekday alone says which day it was."""
_SOME: Final = 40
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


def lane_words(lane: Lane) -> str:
    """What stands before a lane."""
    return {
        Lane.PAYMENTS: translate("timeline_words", "Payments"),
        Lane.SAVED: translate("timeline_words", "Saved"),
        Lane.STEPS: translate("timeline_words", "Your steps"),
        Lane.DATES: translate("timeline_words", "Dates ahead"),
    }[lane]


def known_words(event: Event) -> str:
    """What a time rests on, such as this computer's clock."""
    match event.known:
        case HowKnown.CLOCK:
            return translate("timeline_words", "This computer's clock")
        case HowKnown.WRITTEN:
            return translate("timeline_words", "You wrote it")
        case HowKnown.TICKED:
            return translate("timeline_words", "You ticked it")
        case HowKnown.COUNTED:
            return _counted_words(event)


def _counted_words(event: Event) -> str:
    of = event.of
    if isinstance(of, Deadline) and of.kind == FOLLOW_UP:
        return translate("timeline_words", "You chose the day")
    if isinstance(of, Deadline) and of.payment_id is not None:
        return translate("timeline_words", "Worked out from your payment")
    if isinstance(of, Deadline) and of.report_id is not None:
        return translate("timeline_words", "Worked out from your report")
    return translate("timeline_words", "Worked out from your step")


def sources() -> list[str]:
    """Everything that `known_words` may say."""
    return [
        translate("timeline_words", "This computer's clock"),
        translate("timeline_words", "You wrote it"),
        translate("timeline_words", "You ticked it"),
        translate("timeline_words", "You chose the day"),
        translate("timeline_words", "Worked out from your payment"),
        translate("timeline_words", "Worked out from your report"),
        translate("timeline_words", "Worked out from your step"),
    ]


def event_icon(event: Event) -> str:
    """The name of the icon of a row."""
    return "lock" if event.is_shut else _ICONS[event.happened]


def item_words(event: Event) -> str:
    """EX-014; EX-011 +1 where several show it."""
    more = len(event.exhibits) - 1
    return " ".join((event.exhibits[0], f"+{more}") if more > 0 else event.exhibits)


class TimelineWords:
    """Says events as of one moment, in the zone of this computer. `methods` are the ways of paying, by their ids."""

    def __init__(self, now: Moment, methods: Mapping[str, Method]) -> None:
        self._now = now
        self._methods = methods

    @property
    def zone_here(self) -> tzinfo:
        """The zone of this computer, for the times across the lanes."""
        return local_time(self._now).tzinfo or UTC

    def zone(self) -> str:
        """GMT: what stands over the times; a row with another zone says so itself."""
        return zone_name(self._now)

    def what(self, event: Event) -> str:
        """Telegram chat saved; 250.00 GBP by Western Union. One safe line; no word of what is flagged."""
        match event.of:
            case Listed() as item:
                return _saved_words(item, is_shut=event.is_shut)
            case Payment() as payment:
                return self._payment_words(event.happened, payment)
            case Report() as report:
                return _report_words(event, report)
            case StepMark():
                return _step_words(event)
            case Deadline() as deadline:
                return translate("deadlines", deadline.says)

    def when(self, event: Event) -> str:
        """Sun 21:40; 22 Nov 21:40; 22 Dec 2027; with the zone where it is not that of this computer."""
        local_at = event.local_at
        if local_at is None:
            return translate("timeline_words", "Time not known")
        words = self._day(event.day or local_at.date())
        if event.day is None:
            words = translate("timeline_words", "{day} {time}").format(day=words, time=f"{local_at:%H:%M}")
            if (zone := _zone_words(event)) != self.zone():
                words = translate("timeline_words", "{time} {zone}").format(time=words, zone=zone)
        return _as_sure_as_it_is(event, words)

    def spoken_when(self, event: Event) -> str:
        """Sunday 22 November 2026, 21:40 GMT."""
        local_at = event.local_at
        if local_at is None:
            return translate("timeline_words", "Time not known")
        day = event.day or local_at.date()
        words = QLocale().toString(_qdate(day), QLocale.FormatType.LongFormat)
        if event.day is None:
            words = translate("timeline_words", "{day}, {time} {zone}").format(
                day=words, time=f"{local_at:%H:%M}", zone=_zone_words(event)
            )
        return _as_sure_as_it_is(event, words)

    def spoken(self, event: Event) -> str:
        """The whole row as one sentence."""
        parts = [self.spoken_when(event), isolated(self.what(event)), known_words(event), *event.exhibits]
        return translate("timeline_words", ", ").join(filter(None, parts))

    def short_date(self, event: Event) -> str:
        """24 Nov; 22 Dec 2027: what stands over a date ahead."""
        local_at = event.local_at
        day = event.day or (local_at.date() if local_at else self._now.local_at.date())
        words = QLocale().toString(_qdate(day), "d MMM" if day.year == self._now.local_at.year else "d MMM yyyy")
        return _as_sure_as_it_is(event, words)

    def tick(self, local_at: datetime, *, names_day: bool, is_day: bool) -> str:
        """Sun 00:00; 04:00; 22 Nov where only days are marked."""
        if is_day:
            day = local_at.date()
            return QLocale().toString(_qdate(day), "d MMM" if day.year == self._now.local_at.year else "d MMM yyyy")
        time = f"{local_at:%H:%M}"
        if not names_day:
            return time
        return translate("timeline_words", "{day} {time}").format(day=self._day(local_at.date()), time=time)

    def mark(self, events: Sequence[Event]) -> str:
        """One event as its row says it; of several at one place how many they are, and from when to when."""
        if len(events) == 1:
            return self.spoken(events[0])
        words = translate("timeline_words", "{lane}: {count}, from {first} to {last}")
        return words.format(
            lane=lane_words(events[0].lane), count=len(events), first=self.spoken_when(events[-1]),
            last=self.spoken_when(events[0]),
        )  # fmt: skip

    def rest(self, above: int, below: int, oldest: Event | None) -> str:
        """2 later. 10 more earlier, back to Saturday 23:40; nothing where every row can be seen."""
        parts = [translate("timeline_words", "{count} later.").format(count=above)] if above else []
        if below and oldest is not None:
            words = translate("timeline_words", "{count} more below, back to {when}.")
            parts.append(words.format(count=below, when=self.when(oldest)))
        elif below:
            parts.append(translate("timeline_words", "{count} more below.").format(count=below))
        return " ".join(parts)

    def longest_when(self, events: Sequence[Event]) -> list[str]:
        """Times of some of these rows, of each zone among them: as wide as any, or nearly."""
        zones = {(each.zone, each.utc_offset_s): each for each in events if each.utc_ns is not None}
        some = events[:: max(len(events) // _SOME, 1)]
        return [self.when(each) for each in (*zones.values(), *events[:1], *some, *events[-1:])]

    def _day(self, day: date) -> str:
        today = self._now.local_at.date()
        if today - _NEAR <= day <= today:
            return QLocale().toString(_qdate(day), "ddd")
        return QLocale().toString(_qdate(day), "d MMM" if day.year == today.year else "d MMM yyyy")

    def _payment_words(self, happened: Happened, payment: Payment) -> str:
        amount = _amount_words(payment)
        way = method_words(payment, self._methods)
        by = translate("timeline_words", "{amount} by {way}").format(amount=amount, way=way) if amount and way else ""
        what = by or way or amount or translate("timeline_words", "A payment")
        return {
            Happened.COLLECTED: translate("timeline_words", "{payment}: picked up"),
            Happened.ASKED_TO_STOP: translate("timeline_words", "{payment}: you asked to stop it"),
            Happened.STOPPED: translate("timeline_words", "{payment}: stopped"),
        }.get(happened, "{payment}").format(payment=what)


def _saved_words(item: Listed, *, is_shut: bool) -> str:
    if is_shut:
        return translate("timeline_words", "An item was saved. {shut}").format(shut=shut_words())
    return translate("timeline_words", "{title} saved").format(title=isolated(short_title(item)))


def _amount_words(payment: Payment) -> str:
    if payment.amount_minor is None:
        return safe_line(payment.amount_as_typed)
    return left_to_right(amount_words(payment.amount_minor, payment.currency))


def _report_words(event: Event, report: Report) -> str:
    title = safe_line(event.title)
    to = safe_line(report.to) or title or translate("timeline_words", "Somebody")
    if event.happened is Happened.ASKED and title:
        return translate("timeline_words", "{step}: you asked").format(step=isolated(title))
    if event.happened is Happened.ASKED:
        return translate("timeline_words", "You asked {who}").format(who=isolated(to))
    return {
        Outcome.REMOVED.value: translate("timeline_words", "{who}: it was taken down"),
        Outcome.REFUSED.value: translate("timeline_words", "{who}: they said no"),
    }.get(report.outcome, translate("timeline_words", "{who}: they answered")).format(who=isolated(to))


def _step_words(event: Event) -> str:
    title = isolated(safe_line(event.title)) if event.title else translate("timeline_words", "A step")
    if event.happened is Happened.SKIPPED:
        return translate("timeline_words", "{step}: not for you").format(step=title)
    return translate("timeline_words", "{step}: done").format(step=title)


def _as_sure_as_it_is(event: Event, when: str) -> str:
    """A date that hangs on something nobody said is about that date."""
    is_sure = not isinstance(event.of, Deadline) or event.of.is_sure
    return when if is_sure else translate("timeline_words", "About {when}").format(when=when)


def _zone_words(event: Event) -> str:
    """GMT; where the zone has no such name, how far from UTC it was."""
    return zone_name(event.of if isinstance(event.of, Listed) else ZonedMoment(event.utc_ns or 0, event.zone))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
