"""`account add`, `account list`, `account change`, `account remove`, `account put-back`: who is doing this."""

from __future__ import annotations

from collections.abc import Iterable
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
from evidence_desk.commands.session import Tell
from evidence_desk.commands.typed import exhibits_option, options, service_of
from evidence_desk.domain.accounts import Account, Identifier, same_account
from evidence_desk.domain.cases import Case
from evidence_desk.domain.facts import ServiceId
from evidence_desk.guidance.content import Content
from evidence_desk.guidance.hints import account_hint
from evidence_desk.workflows.write_down import Kept, written

if TYPE_CHECKING:  # only named here
    from evidence_desk.vault.vault import Vault

_parts = options(
    {
        "service": ("--service", "S", "Where: a service of the steps, by name or id."),
        "own_service": ("--own-service", "T", "Where, if it is none of them."),
        "display_name": ("--name", "T", "The name they show."),
        "handle": ("--handle", "T", "The user name."),
        "permanent_id": ("--permanent-id", "T", "The number or code that stays when names change."),
        "link": ("--link", "T", "The link of their page."),
        "phone": ("--phone", "T", "A phone number, best with +."),
        "email": ("--email", "T", "An email address."),
        "wallet": ("--wallet", "T", "An address they want money sent to."),
        "note": ("--note", "T", "Your own words about it."),
    },
    click.option(
        "--former-name", "former_names", multiple=True, metavar="T", help="A name it had before; may be repeated."
    ),
    exhibits_option,
)


@click.group()
def account() -> None:
    """Write down who is doing this, by what stays the same."""


def _making(content: Content, parts: dict[str, Any]) -> Make[Account]:
    """What makes an account of the one there was and what was typed. Raises NoSuchService at once."""
    if parts["service"]:
        # A service and a name of one's own are two answers to the same question.
        parts |= {"service": service_of(content, parts["service"]), "own_service": parts["own_service"] or ""}
    elif parts["own_service"]:
        parts |= {"service": ""}

    def made(was: Account, vault: Vault, case: Case, tell: Tell) -> Account:
        names = tuple(name for name in parts["former_names"] if name.strip())
        several = {
            "former_names": names if parts["former_names"] else None,
            "exhibits": exhibit_ids(vault, case, parts["exhibits"]) if parts["exhibits"] else None,
        }
        what = with_parts(was, parts | several)
        _tell_twin(tell, what, (kept for kept in written(vault, case, Account) if kept.what != was))
        return what

    return made


def _tell_twin(tell: Tell, what: Account, others: Iterable[Kept[Account]]) -> None:
    """Say that there is the same account already; both may stay."""
    twin = next((kept for kept in others if same_account(what, [kept.what])), None)
    if twin is not None:
        tell(f"You already have this one: {twin.number}. Both stay as they are.")


def _register(content: Content) -> Register[Account]:
    def shape(kept: Kept[Account], around: Around) -> Shape:
        what = kept.what
        return {
            "id": kept.id,
            "number": kept.number,
            "service": what.service or None,
            "own_service": what.own_service,
            **{field.value: getattr(what, field) for field in Identifier},
            "former_names": list(what.former_names),
            "note": what.note,
            "exhibits": around.names(what.exhibits),
            "hints": _hints(content, what, around),
        }

    def lines(kept: Kept[Account], around: Around) -> tuple[str, ...]:
        what = kept.what
        service = content.services.get(ServiceId(what.service))
        named = [service.name if service else what.service or what.own_service, what.display_name, what.handle]
        ids = [what.permanent_id, what.link, what.phone, what.email, what.wallet]
        said = [*named, *ids, *around.names(what.exhibits)]
        return (line_of(kept, said), *(f"   {name}: {hint}" for name, hint in _hints(content, what, around).items()))

    return Register(Account, Account(), partial(_making, content), shape, lines)


def _hints(content: Content, what: Account, around: Around) -> dict[str, str]:
    """What to say of each part that looks unusual."""
    hints = {each.value: account_hint(content, what, each, country=around.country) for each in Identifier}
    return {name: hint for name, hint in hints.items() if hint is not None}


add_commands(
    account, "account", lambda session: _register(session.desk.content()), _parts, adds="Write down an account."
)
