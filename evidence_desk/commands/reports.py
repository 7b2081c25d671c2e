"""`report add`, `list`, `change`, `remove`, `put-back`: who was told, and what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from evidence_desk.commands.entries import (
    Around,
    Register,
    Shape,
    add_plain_commands,
    exhibit_ids,
    line_of,
    with_parts,
)
from evidence_desk.commands.session import Session, case_option, pass_session
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
    }
)
_zone = click.option("--zone", type=ZoneType(), help="The time zone of the moment. Default: this computer's.")
_outcome = click.option("--outcome", type=OneOf(Outcome), help="What came of it.")
_follow_up = click.option("--follow-up", type=DayType(), help="A day to ask again, such as 2026-11-24.")


@click.group()
def report() -> None:
    """Write down who was told, the number they gave, and what came of it."""


@report.command("add")
@_parts
@_zone
@_outcome
@_follow_up
@exhibits_option
@case_option
@pass_session
def report_add(session: Session, /, case_name: str | None, **parts: Any) -> None:  # noqa: ANN401
    """Write down a report."""
    now = session.desk.clock.now()

    def made(was: Report, vault: Vault, case: Case) -> Report:
        # To the whole second, as people tell a time.
        asked_ns = now.utc_ns // 10**9 * 10**9
        return _made(
            session, Report(asked_ns=asked_ns, zone=now.zone) if parts["at"] is None else was, parts, vault, case
        )

    REGISTER.add(session, case_name, made)


@report.command("change")
@click.argument("number", metavar="N")
@_parts
@_zone
@_outcome
@_follow_up
@exhibits_option
@case_option
@pass_session
def report_change(session: Session, /, number: str, case_name: str | None, **parts: Any) -> None:  # noqa: ANN401
    """Change what is typed and nothing else; an empty text takes a part away."""
    REGISTER.change(session, case_name, number, lambda was, vault, case: _made(session, was, parts, vault, case))


def _made(session: Session, was: Report, typed: dict[str, Any], vault: Vault, case: Case) -> Report:
    """A report of the one there was and what was typed. Raises NoSuchStep, NoSuchExhibit or NotAMoment."""
    parts = {name: typed[name] for name in ("to", "step", "reference", "note", "outcome", "follow_up")}
    if typed["step"]:
        step = find_in_plan(vault, case, session.desk.content(), typed["step"])
        parts |= {"step": step.id, "about": step.about or "", "to": typed["to"] or was.to or step.service}
    elif typed["step"] is not None:
        parts["about"] = ""
    zone = typed["zone"] or was.zone or session.desk.clock.now().zone
    asked_ns = read_moment(session, typed["at"], zone)
    exhibits = exhibit_ids(vault, case, typed["exhibits"]) if typed["exhibits"] else None
    given_zone = zone if asked_ns or typed["zone"] else None
    return with_parts(was, {**parts, "asked_ns": asked_ns, "zone": given_zone, "exhibits": exhibits})


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


REGISTER = Register(Report, _shape, _lines)
add_plain_commands(report, "report", lambda _session: REGISTER)
