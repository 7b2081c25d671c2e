"""`case answer`: the few things that make the steps fit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from evidence_desk.commands.session import Session, pass_session
from evidence_desk.commands.shapes import answered_case_shape
from evidence_desk.commands.typed import OneOf, country_of, service_of
from evidence_desk.domain.answers import Answers, Told, Under18
from evidence_desk.domain.sentences import shown
from evidence_desk.guidance.content import Content
from evidence_desk.workflows.answer_ages import answer_ages
from evidence_desk.workflows.open_case import find_case
from evidence_desk.workflows.write_down import answer, answers_of

if TYPE_CHECKING:  # only named here
    from evidence_desk.domain.cases import Case
    from evidence_desk.vault.vault import Vault

_NOT_SAID = "not said"
_TOLD = OneOf(each.value or _NOT_SAID for each in Told)


@click.command()
@click.argument("name", metavar="C")
@click.option("--country", metavar="CC", help="GB, US, CA, AU, IE, NZ, IN, EU or INT; an empty text takes it back.")
@click.option(
    "--service", "services", multiple=True, metavar="S", help="Where it happened; may be given several times."
)
@click.option("--own-service", "own_services", multiple=True, metavar="T", help="Where, if the steps do not know it.")
@click.option("--paid", type=_TOLD, help="Whether you paid.")
@click.option("--posted", type=_TOLD, help="Whether something is out there already.")
@click.option("--distress", type=OneOf(("yes", "no")), help="Whether it is too much now: then blocking may come first.")
@click.option("--under18", type=OneOf(Under18), help="Whether anyone in the sexual pictures is under 18, or could be.")
@click.option("--change-the-answer", "is_sure", is_flag=True, help="Needed where --under18 would end under-18 care.")
@pass_session
def case_answer(
    session: Session,
    /,
    name: str,
    under18: str | None,
    *,
    is_sure: bool,
    **typed: Any,  # noqa: ANN401
) -> None:
    """Answer what makes the steps fit; what is not typed stays. Services that are typed take the place of the old."""
    changes = _changes(session.desk.content(), typed)

    def work(vault: Vault) -> tuple[Case, Answers]:
        found = find_case(vault, name)
        if under18 is not None:  # first: where this is refused nothing else is changed
            found = answer_ages(vault, found, Under18(under18), is_sure=is_sure)
        answers = answer(vault, found, replace(answers_of(vault, found), **changes)) if changes else None
        return found, answers or answers_of(vault, found)

    found, answers = session.desk.work(work)
    said = [f"{key}: {_plainly(value)}" for key, value in answers.as_json().items()]
    session.answer(answered_case_shape(found, answers), *map(shown, [*said, f"under18: {found.under18}"]))


def _plainly(value: object) -> str:
    """Yes, no, a word or a few names."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    names = value if isinstance(value, list | tuple) else [value]
    return ", ".join(map(str, names))


def _changes(content: Content, typed: dict[str, Any]) -> dict[str, Any]:
    """The parts of the answers that were typed. Raises NoSuchCountry or NoSuchService."""
    changes = {name: typed[name].replace(_NOT_SAID, "") for name in ("paid", "posted") if typed[name] is not None}
    if typed["country"] is not None:
        changes["country"] = country_of(typed["country"])
    if typed["services"]:
        changes["services"] = tuple(dict.fromkeys(service_of(content, it) for it in typed["services"] if it.strip()))
    if typed["own_services"]:
        changes["own_services"] = tuple(dict.fromkeys(it.strip() for it in typed["own_services"] if it.strip()))
    if typed["distress"] is not None:
        changes["in_distress"] = typed["distress"] == Told.YES
    return changes
