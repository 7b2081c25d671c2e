"""`help-lines`: somebody to talk to, by country; nothing is asked of the network, and no desk is needed."""

from datetime import date

import click

from evidence_desk.commands.session import Session, pass_session
from evidence_desk.commands.shapes import age_lines, fact_shape
from evidence_desk.commands.typed import country_of
from evidence_desk.domain.facts import Country, Helpline

Shape = dict[str, object]


@click.command("help-lines")
@click.option("--country", "code", metavar="CC", help="GB, US, CA, AU, IE, NZ, IN, EU or INT. Default: all of them.")
@pass_session
def help_lines(session: Session, code: str | None) -> None:
    """List the helplines that are shipped, those for a crisis first."""
    wanted = country_of(code) if code is not None else ""
    chosen = [country for country in session.desk.content().countries.values() if wanted in {"", country.code}]
    found = [(country, line) for country in chosen for line in country.helplines]
    today = session.desk.clock.now().local_at.date()
    lines = [*(_line(*each) for each in found), *age_lines((line.fact.checked for _, line in found), today)]
    session.answer([_shape(*each, today) for each in found], *lines)


def _shape(country: Country, line: Helpline, today: date) -> Shape:
    return {
        "country": country.code,
        "id": line.id,
        "name": line.name,
        "card": line.card,
        "who_for": line.who_for,
        "phone": line.phone,
        "text": line.text,
        "url": line.page.url if line.page is not None else None,
        "hours": line.hours,
        "cost": line.cost,
        "for_under_18": line.for_under_18,
        "note": line.note,
        **fact_shape(line.fact.source, line.fact.checked, line.fact.confidence, today),
    }


def _line(country: Country, line: Helpline) -> str:
    page = line.page.url if line.page is not None else None
    said = [country.code, line.name, line.phone, line.text, page, line.hours, line.who_for]
    return "  ".join(each for each in said if each)
