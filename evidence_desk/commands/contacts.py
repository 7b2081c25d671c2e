"""`contact add`, `contact list`, `contact change`, `contact remove`, `contact put-back`: who helps."""

from __future__ import annotations

from typing import Any

import click

from evidence_desk.commands.entries import Around, Register, Shape, add_plain_commands, line_of, with_parts
from evidence_desk.commands.session import Session, case_option, pass_session
from evidence_desk.commands.typed import OneOf, options
from evidence_desk.domain.reports import Contact, Role
from evidence_desk.workflows.write_down import Kept

_parts = options(
    {
        "name": ("--name", "T", "Their name."),
        "organisation": ("--organisation", "T", "Where they work."),
        "phone": ("--phone", "T", "Their phone number."),
        "email": ("--email", "T", "Their email address."),
        "reference": ("--reference", "T", "The number they know your case by."),
        "note": ("--note", "T", "Your own words about it."),
    }
)
_role = click.option("--role", type=OneOf(Role), help="Who they are to you.")


@click.group()
def contact() -> None:
    """Write down who helps: an officer, a helpline, the bank, somebody you trust."""


@contact.command("add")
@_role
@_parts
@case_option
@pass_session
def contact_add(session: Session, /, case_name: str | None, **parts: Any) -> None:  # noqa: ANN401
    """Write down a contact."""
    REGISTER.add(session, case_name, lambda was, _vault, _case, _tell: with_parts(was, parts))


@contact.command("change")
@click.argument("number", metavar="N")
@_role
@_parts
@case_option
@pass_session
def contact_change(session: Session, /, number: str, case_name: str | None, **parts: Any) -> None:  # noqa: ANN401
    """Change what is typed and nothing else; an empty text takes a part away."""
    REGISTER.change(session, case_name, number, lambda was, _vault, _case, _tell: with_parts(was, parts))


def _shape(kept: Kept[Contact], _around: Around) -> Shape:
    what = kept.what
    return {
        "id": kept.id,
        "number": kept.number,
        "role": what.role,
        "name": what.name,
        "organisation": what.organisation,
        "phone": what.phone,
        "email": what.email,
        "reference": what.reference,
        "note": what.note,
    }


def _lines(kept: Kept[Contact], _around: Around) -> tuple[str, ...]:
    what = kept.what
    return (line_of(kept, [what.role, what.name, what.organisation, what.phone, what.email, what.reference]),)


REGISTER = Register(Contact, _shape, _lines)
add_plain_commands(contact, "contact", lambda _session: REGISTER)
