"""How a moment is said: the day, the time and the zone it was taken in."""

from datetime import date, datetime, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from evidence_desk.domain.times import NANOSECONDS, Moment
from evidence_desk.workflows.see_plan import local_time

translate = QCoreApplication.translate

_SECONDS_PER_DAY: Final = 86_400
_SECONDS_PER_MINUTE: Final = 60
_MINUTES_PER_HOUR: Final = 60


class Timed(Protocol):
    """What of a moment is shown; a moment is one, and so is a listed item."""

    @property
    def utc_ns(self) -> int:
        """Nanoseconds since 1970 in UTC."""
        ...

    @property
    def zone(self) -> str:
        """The zone's name."""
        ...

    @property
    def utc_offset_s(self) -> int:
        """How far ahead of UTC the wall clock was."""
        ...

    @property
    def at(self) -> datetime:
        """The moment in UTC."""
        ...

    @property
    def local_at(self) -> datetime:
        """The moment on the wall clock."""
        ...


def local_day(moment: Timed) -> date:
    """The day on the device's own wall calendar."""
    return moment.local_at.date()


def zone_name(moment: Timed) -> str:
    """The zone as people say it, "GMT" or "CET"; the offset where the zone has no such name or does not fit it."""
    try:
        at = moment.at.astimezone(ZoneInfo(moment.zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _offset_name(moment.utc_offset_s)
    fits = at.utcoffset() == timedelta(seconds=moment.utc_offset_s)
    return local_zone_name(at) if fits else _offset_name(moment.utc_offset_s)


def local_zone_name(local_at: datetime) -> str:
    """The same of an aware time on the wall of its zone."""
    name = local_at.tzname() or ""
    offset = local_at.utcoffset() or timedelta()
    return name if name.isalpha() else _offset_name(int(offset.total_seconds()))


def time_words(moment: Timed) -> str:
    """21:14:07, on the device's wall clock; whole numbers, because every painted row asks."""
    of_day = (moment.utc_ns // NANOSECONDS + moment.utc_offset_s) % _SECONDS_PER_DAY
    minutes, seconds = divmod(of_day, _SECONDS_PER_MINUTE)
    hour, minute = divmod(minutes, _MINUTES_PER_HOUR)
    return f"{hour:02d}:{minute:02d}:{seconds:02d}"


def day_words(day: date) -> str:
    """Sunday 22 November 2026, the way the person's language writes it in full."""
    return QLocale().toString(_qdate(day), QLocale.FormatType.LongFormat)


def short_day_words(day: date) -> str:
    """22 Nov 2026: the month as a word, so that no reader takes it for the day."""
    return QLocale().toString(_qdate(day), "d MMM yyyy")


def day_head(day: date, today: date) -> str:
    """Today, Sunday 22 November 2026."""
    return _with_nearness(day, today, day_words(day))


def full_time(moment: Moment) -> str:
    """Sun 22 Nov 2026, 21:14:07 GMT."""
    day = QLocale().toString(_qdate(local_day(moment)), "ddd d MMM yyyy")
    return translate("moment_words", "{day}, {time} {zone}").format(
        day=day, time=time_words(moment), zone=zone_name(moment)
    )


def full_utc_time(moment: Moment) -> str:
    """21:14:07.312 UTC; with its day where that is another one."""
    time = f"{moment.at:%H:%M:%S}.{moment.at.microsecond // 1000:03d}"
    if moment.at.date() == local_day(moment):
        return translate("moment_words", "{time} UTC").format(time=time)
    return translate("moment_words", "{day}, {time} UTC").format(day=short_day_words(moment.at.date()), time=time)


def near_time(at: datetime, now: Moment) -> str:
    """Today, 20:41; on other days the day itself. `at` is aware and is shown as the clocks in the zone of `now` had it.

    They may have gone forward or back between the two.
    """
    local_at = at.astimezone(local_time(now).tzinfo)
    day, today = local_at.date(), local_day(now)
    when = {
        today: translate("moment_words", "today"),
        today - timedelta(days=1): translate("moment_words", "yesterday"),
    }.get(day, short_day_words(day))
    return translate("moment_words", "{day}, {time}").format(day=when, time=f"{local_at:%H:%M}")


def clock_words(moment: Moment) -> str:
    """What the device said of its own clock, as one short sentence."""
    match moment.clock:
        case "synchronised":
            return translate("moment_words", "Clock synchronised, this computer says")
        case "not synchronised":
            return translate("moment_words", "Clock not synchronised")
        case _:
            return translate("moment_words", "Clock not checked")


def _with_nearness(day: date, today: date, words: str) -> str:
    if day == today:
        return translate("moment_words", "Today, {day}").format(day=words)
    if day == today - timedelta(days=1):
        return translate("moment_words", "Yesterday, {day}").format(day=words)
    return words


def _offset_name(offset_s: int) -> str:
    sign = "-" if offset_s < 0 else "+"
    hours, minutes = divmod(abs(offset_s) // _SECONDS_PER_MINUTE, _MINUTES_PER_HOUR)
    return f"UTC{sign}{hours:02d}:{minutes:02d}" if offset_s else "UTC"


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
