"""`contact add`, `contact list`, `contact change`, `contact remove`, `contact put-back`: who helps."""

from __future__ import annotations

from typing import Any

import click

from evidence_desk.commands.entries import Around, Make, Register, Shape, add_commands, line_of, with_parts
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
    },
    click.option("--role", type=OneOf(Role), help="Who they are to you."),
)


@click.group()
def contact() -> None:
    """Write down who helps: an officer, a helpline, the bank, somebody you trust."""


def _making(typed: dict[str, Any]) -> Make[Contact]:
    return lambda was, _vault, _case, _tell: with_parts(was, typed)


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


_REGISTER = Register(Contact, Contact(), _making, _shape, _lines)
add_commands(contact, "contact", lambda _session: _REGISTER, _parts, adds="Write down a contact.")
