"""`dates`: until when something can be done, and the same as a calendar file in neutral words."""

import click

from evidence_desk.commands.session import Session, case_option, pass_session
from evidence_desk.domain.deadlines import Deadline, zone_of
from evidence_desk.domain.sentences import shown
from evidence_desk.domain.times import utc_text
from evidence_desk.export.calendar import calendar_file
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.open_case import find_case
from evidence_desk.workflows.see_plan import see_deadlines

Shape = dict[str, object]


@click.command()
@click.option("--ics", metavar="FILE", help="Write a calendar file with neutral titles; - for the standard output.")
@case_option
@pass_session
def dates(session: Session, ics: str | None, case_name: str | None) -> None:
    """List the dates to know, those without a moment first."""
    content, now = session.desk.content(), session.desk.clock.now()

    def work(vault: Vault) -> tuple[tuple[Deadline, ...], bytes]:
        one = find_case(vault, case_name)
        return see_deadlines(vault, one, content, now=now), vault.calendar_key(one.id)

    found, key = session.desk.work(work)
    if ics is not None:
        data = calendar_file(found, now.at, key)
        if ics == "-":
            session.caller.write(data)
            return
        session.caller.write_file(ics, data, session.vault_path, keep=True)
    session.answer([_shape(each) for each in found], *map(_line, found))


def _shape(one: Deadline) -> Shape:
    return {
        "id": one.id,
        "step": one.step_id,
        "payment": one.payment_id,
        "report": one.report_id,
        "says": one.says,
        "title": one.calendar_title,
        "kind": one.kind,
        "ends_at": utc_text(one.ends_at) if one.ends_at is not None else None,
        "zone": one.zone,
        "day": one.day.isoformat() if one.day is not None else None,
        "is_sure": one.is_sure,
    }


def _line(one: Deadline) -> str:
    if one.day is not None:
        when = one.day.isoformat()
    elif one.ends_at is not None:
        there = zone_of(one.zone)
        when = f"{one.ends_at.astimezone(there):%Y-%m-%d %H:%M} {there.key}"
    else:
        when = "now"
    return "  ".join(each for each in (shown(when), shown(one.step_id or ""), one.says) if each)
