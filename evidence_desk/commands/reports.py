"""`report add`, `list`, `change`, `remove`, `put-back`: who was told, and what they said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from evidence_desk.commands.entries import (
    Around,
    Make,
    Register,
    Shape,
    add_commands,
    exhibit_ids,
    line_of,
    with_parts,
)
from evidence_desk.commands.session import Session, Tell
from evidence_desk.commands.typed import (
    DayType,
    OneOf,
    ZoneType,
    exhibits_option,
    moment_text,
    moment_words,
    options,
    read_moment,
)
from evidence_desk.domain.cases import Case
from evidence_desk.domain.reports import Outcome, Report
from evidence_desk.domain.times import NANOSECONDS, Moment
from evidence_desk.workflows.find_in_plan import find_in_plan
from evidence_desk.workflows.write_down import Kept

if TYPE_CHECKING:  # only named here
    from evidence_desk.vault.vault import Vault

_parts = options(
    {
        "to": ("--to", "T", "Who was told. Default: the service of the step."),
        "step": ("--step", "ID", "The step it came from."),
        "at": ("--at", "WHEN", "When you told them: 2026-11-22 18:05. A new report is told now."),
        "reference": ("--reference", "T", "The number they gave."),
        "note": ("--note", "T", "Your own words about it."),
    },
    click.option("--zone", type=ZoneType(), help="The time zone of the moment. Default: this computer's."),
    click.option("--outcome", type=OneOf(Outcome), help="What came of it."),
    click.option("--follow-up", type=DayType(), help="A day to ask again, such as 2026-11-24."),
    exhibits_option,
)


@click.group()
def report() -> None:
    """Write down who was told, the number they gave, and what came of it."""


def _making(session: Session, typed: dict[str, Any]) -> Make[Report]:
    """What makes a report of the one there was and what was typed: NoSuchStep, NoSuchExhibit or NotAMoment."""
    content = session.desk.content() if typed["step"] else None
    parts = {name: typed[name] for name in ("to", "step", "reference", "note", "outcome", "follow_up")}

    def made(was: Report, vault: Vault, case: Case, tell: Tell) -> Report:
        step: dict[str, Any] = {} if typed["step"] is None else {"about": ""}
        if content is not None:
            found = find_in_plan(vault, case, content, typed["step"])
            step = {"step": found.id, "about": found.about or "", "to": typed["to"] or was.to or found.service}
        zone = typed["zone"] or was.zone or session.desk.clock.now().zone
        asked_ns = read_moment(tell, typed["at"], zone)
        exhibits = exhibit_ids(vault, case, typed["exhibits"]) if typed["exhibits"] else None
        given_zone = zone if asked_ns or typed["zone"] else None
        return with_parts(was, {**parts, **step, "asked_ns": asked_ns, "zone": given_zone, "exhibits": exhibits})

    return made


def _told_now(now: Moment) -> Report:
    """A report that is told now, to the whole second, as people tell a time."""
    return Report(asked_ns=now.utc_ns // NANOSECONDS * NANOSECONDS, zone=now.zone)


def _shape(kept: Kept[Report], around: Around) -> Shape:
    what = kept.what
    return {
        "id": kept.id,
        "number": kept.number,
        "to": what.to,
        "step": what.step or None,
        "payment": what.about or None,
        "asked_at": moment_text(what.asked_ns),
        "zone": what.zone,
        "reference": what.reference,
        "outcome": what.outcome,
        "follow_up": what.follow_up or None,
        "note": what.note,
        "exhibits": around.names(what.exhibits),
    }


def _lines(kept: Kept[Report], around: Around) -> tuple[str, ...]:
    what = kept.what
    said = [what.to, moment_words(what.asked_ns, what.zone), what.reference, what.outcome, what.follow_up]
    return (line_of(kept, [*said, *around.names(what.exhibits)]),)


def register(session: Session) -> Register[Report]:
    """The reports, for one command: a new one is told now."""
    return Register(Report, _told_now(session.desk.clock.now()), partial(_making, session), _shape, _lines)


add_commands(report, "report", register, _parts, adds="Write down a report.")
