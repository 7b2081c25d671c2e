"""What is typed into the options of a register: words of a few, days, zones, exhibits, services."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar
from zoneinfo import available_timezones

import click

from evidence_desk.commands.session import Tell
from evidence_desk.domain.answers import COUNTRIES
from evidence_desk.domain.deadlines import zone_of
from evidence_desk.domain.facts import MethodId, ServiceId
from evidence_desk.domain.local_times import LocalTime, Reading, moment_of
from evidence_desk.domain.payments import at_ns
from evidence_desk.domain.sentences import shown
from evidence_desk.domain.times import utc_text
from evidence_desk.domain.written_errors import NoSuchCountry, NoSuchMethod, NoSuchService
from evidence_desk.guidance.content import Content
from evidence_desk.guidance.own_names import plain_name
from evidence_desk.guidance.situation import country_group

Command = TypeVar("Command", bound=Callable[..., Any])


class OneOf(click.ParamType[str]):
    """One of a few values; their blanks may be typed as hyphens."""

    def __init__(self, values: Iterable[str]) -> None:
        self._values = {value.replace(" ", "-"): value for value in values}
        self.name = "|".join(self._values)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        found = self._values.get(str(value).strip().casefold().replace(" ", "-"))
        if found is None:
            self.fail(f"{value!r} is none of {', '.join(self._values)}.", param, ctx)
        return found


class DayType(click.ParamType[str]):
    """A day such as 2026-11-24, or nothing, which takes the day away."""

    name = "DAY"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value).strip()
        try:
            return date.fromisoformat(text).isoformat() if text else ""
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2026-11-24.", param, ctx)


class ZoneType(click.ParamType[str]):
    """A time zone by its IANA name, such as Europe/London."""

    name = "ZONE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in available_timezones():
            self.fail(f"{value!r} is not a time zone such as Europe/London.", param, ctx)
        return str(value)


def options(
    table: Mapping[str, tuple[str, str, str]], *others: Callable[[Command], Command]
) -> Callable[[Command], Command]:
    """Plain options of a command: by the part they fill, their name, what stands for a value, and their help.

    `others` are options that stand behind them.
    """

    def add(command: Command) -> Command:
        for other in reversed(others):
            command = other(command)
        for part, (name, metavar, said) in reversed(list(table.items())):
            command = click.option(name, part, metavar=metavar, help=said)(command)
        return command

    return add


exhibits_option = click.option(
    "--exhibit", "exhibits", multiple=True, metavar="EX", help="An exhibit that shows it; may be given several times."
)


def service_of(content: Content, untrusted_name: str) -> ServiceId:
    """The service of that id or name; raises NoSuchService."""
    found = _named({each.id: each.name for each in content.services.values()}, untrusted_name)
    if found is None:
        raise NoSuchService(untrusted_name)
    return ServiceId(found)


def method_of(content: Content, untrusted_name: str) -> MethodId:
    """The way of paying of that id or name; raises NoSuchMethod."""
    found = _named({each.id: each.name for each in content.methods.values()}, untrusted_name)
    if found is None:
        raise NoSuchMethod(untrusted_name)
    return MethodId(found)


def country_of(untrusted_code: str) -> str:
    """One of COUNTRIES, or nothing for an empty text; raises NoSuchCountry for any other: nothing is guessed."""
    code = untrusted_code.strip().upper()
    if code not in {"", "UK", *COUNTRIES}:
        raise NoSuchCountry(untrusted_code)
    return country_group(code)


def _named(names: Mapping[Any, str], untrusted_name: str) -> str | None:
    plain = plain_name(untrusted_name)
    return next((each for each, name in names.items() if plain in {each, plain_name(name)}), None)


def said_of(taken: LocalTime) -> str | None:
    """What to tell of a moment that could be another, or None."""
    said = f"{taken.local_at:%Y-%m-%d %H:%M} (UTC{taken.local_at:%z}, {taken.zone}) was taken."
    if taken.reading is Reading.SKIPPED:
        return f"The clocks went forward over that time. {said}"
    if taken.reading is Reading.TWICE:
        return f"The clocks showed that time twice. The first, {said} Write +00:00 behind it to choose."
    return None


def moment_text(utc_ns: int) -> str | None:
    """A moment of an entry as JSON has it, or null where it was not said."""
    return utc_text(at_ns(utc_ns)) if utc_ns else None


def moment_words(utc_ns: int, zone: str) -> str:
    """A moment of an entry on the clocks of its zone, in UTC where nobody knows it; nothing where it was not said."""
    there = zone_of(zone)
    return f"{at_ns(utc_ns).astimezone(there):%Y-%m-%d %H:%M} {shown(there.key)}" if utc_ns else ""


def read_moment(tell: Tell, typed: str | None, zone: str) -> int | None:
    """The moment in nanoseconds, 0 for an empty text, None where nothing was typed; what could be another is said.

    Raises NotAMoment.
    """
    if typed is None or not typed.strip():
        return None if typed is None else 0
    taken = moment_of(typed, zone)
    if (warning := said_of(taken)) is not None:
        tell(warning)
    return taken.utc_ns
