"""How the timeline is said: when something happened, in which zone, and whole rows as one sentence."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from evidence_desk.domain.deadlines import Deadline
from evidence_desk.domain.facts import Method
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.timeline import Event, Lane
from evidence_desk.domain.times import Moment
from evidence_desk.ui.models.moment_words import day_words, local_zone_name, short_day_words, zone_name
from evidence_desk.ui.models.safe_text import isolated
from evidence_desk.ui.models.timeline_event_words import event_words, item_words, known_words
from evidence_desk.ui.models.zoned_moment import ZonedMoment
from evidence_desk.workflows.see_plan import local_time

translate = QCoreApplication.translate

_NEAR: Final = timedelta(days=6)
"""So far back a weekday alone says which day it was."""
_SOME: Final = 40


def lane_words(lane: Lane) -> str:
    """What stands before a lane."""
    return {
        Lane.PAYMENTS: translate("timeline_words", "Payments"),
        Lane.SAVED: translate("timeline_words", "Saved"),
        Lane.STEPS: translate("timeline_words", "Your steps"),
        Lane.DATES: translate("timeline_words", "Dates ahead"),
    }[lane]


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
        return event_words(event, self._methods)

    def when(self, event: Event) -> str:
        """Sun 21:40; 22 Nov 21:40; 22 Dec 2027; with the zone where it is not that of this computer."""
        local_at = event.local_at
        if local_at is None:
            return translate("timeline_words", "Time not known")
        words = self._day(event.day or local_at.date())
        if event.day is None:
            words = translate("timeline_words", "{day} {time}").format(day=words, time=f"{local_at:%H:%M}")
            if (zone := self._zone_of(event)) != self.zone():
                words = translate("timeline_words", "{time} {zone}").format(time=words, zone=zone)
        return _as_sure_as_it_is(event, words)

    def spoken_when(self, event: Event) -> str:
        """Sunday 22 November 2026, 21:40 GMT."""
        local_at = event.local_at
        if local_at is None:
            return translate("timeline_words", "Time not known")
        day = event.day or local_at.date()
        words = day_words(day)
        if event.day is None:
            words = translate("timeline_words", "{day}, {time} {zone}").format(
                day=words, time=f"{local_at:%H:%M}", zone=self._zone_of(event)
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
        return _as_sure_as_it_is(event, self._date(day))

    def tick(self, local_at: datetime, *, names_day: bool, is_day: bool) -> str:
        """Sun 00:00; 04:00; 22 Nov where only days are marked."""
        if is_day:
            return self._date(local_at.date())
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
        """2 later. 10 more below, back to Sat 23:40; nothing where every row can be seen."""
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
        return [self.when(each) for each in (*zones.values(), *_some(events))]

    def longest_items(self, events: Sequence[Event]) -> list[str]:
        """The same of their exhibits."""
        return [item_words(each) for each in _some(events) if each.exhibits]

    def _day(self, day: date) -> str:
        today = self._now.local_at.date()
        if today - _NEAR <= day <= today:
            return QLocale().toString(_qdate(day), "ddd")
        return self._date(day)

    def _date(self, day: date) -> str:
        is_this_year = day.year == self._now.local_at.year
        return QLocale().toString(_qdate(day), "d MMM") if is_this_year else short_day_words(day)

    def _zone_of(self, event: Event) -> str:
        """GMT; how far from UTC it was where the zone has no such name, or one that means another zone here.

        Manila and Los Angeles both say PST.
        """
        at = event.of if isinstance(event.of, Listed) else ZonedMoment(event.utc_ns or 0, event.zone)
        name = zone_name(at)
        if name != self.zone() or at.utc_offset_s == self._now.utc_offset_s:
            return name
        return local_zone_name(at.at.astimezone(timezone(timedelta(seconds=at.utc_offset_s))))


def _some(events: Sequence[Event]) -> Sequence[Event]:
    return (*events[:1], *events[:: max(len(events) // _SOME, 1)], *events[-1:])


def _as_sure_as_it_is(event: Event, when: str) -> str:
    """A date that hangs on something nobody said is about that date."""
    is_sure = not isinstance(event.of, Deadline) or event.of.is_sure
    return when if is_sure else translate("timeline_words", "About {when}").format(when=when)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
