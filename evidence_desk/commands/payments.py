"""`payment add`, `payment list`, `payment change`, `payment remove`, `payment put-back`: what was sent, and to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

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
    OneOf,
    ZoneType,
    exhibits_option,
    method_of,
    moment_text,
    moment_words,
    options,
    read_moment,
)
from evidence_desk.domain.cases import Case
from evidence_desk.domain.facts import MethodId
from evidence_desk.domain.money import amount_of, amount_words
from evidence_desk.domain.payments import Collected, Payment, Stopped
from evidence_desk.guidance.content import Content
from evidence_desk.guidance.hints import payment_hint
from evidence_desk.workflows.write_down import Kept

if TYPE_CHECKING:  # only named here
    from evidence_desk.vault.vault import Vault

_HINTED: Final = (
    "currency",
    "sent_from",
    "sent_to",
    "to_account",
    "reference",
    "card_last_four",
    "paid_ns",
    "cancelled_ns",
)
_SAID_AS: Final = {"paid_ns": "paid_at", "cancelled_ns": "cancelled_at"}

_parts = options(
    {
        "method": ("--method", "M", "How: a way of paying of the steps, by name or id."),
        "own_method": ("--own-method", "T", "How, if it is none of them."),
        "amount": ("--amount", "A", "How much, with its currency: 180.00 GBP."),
        "at": ("--at", "WHEN", "When it was sent: 2026-11-22 18:05. An offset such as +01:00 may follow."),
        "sent_from": ("--from-country", "CC", "The country it was sent from, in two letters."),
        "sent_to": ("--to-country", "CC", "The country it was sent to."),
        "to_name": ("--to", "T", "The name it went to."),
        "sort_code": ("--sort-code", "T", "The code of the bank it went to."),
        "to_account": ("--to-account", "T", "The account, number or address it went to."),
        "reference": ("--reference", "T", "The number the payment is known by, such as an MTCN."),
        "card_last_four": ("--card", "T", "The last four digits of your card."),
        "collected_where": ("--collected-where", "T", "Where it was picked up."),
        "cancelled": ("--cancelled-at", "WHEN", "When you asked to stop it."),
        "bank_case": ("--bank-case", "T", "The case number at the bank or firm."),
        "note": ("--note", "T", "Your own words about it."),
    },
    click.option("--zone", type=ZoneType(), help="The time zone of both moments. Default: this computer's."),
    click.option("--collected", type=OneOf(Collected), help="Whether somebody picked it up."),
    click.option("--stopped", type=OneOf(Stopped), help="How far getting it back is."),
    exhibits_option,
)


@click.group()
def payment() -> None:
    """Write down what was sent, how, to whom, and whether it could be stopped."""


def _making(session: Session, content: Content, typed: dict[str, Any]) -> Make[Payment]:
    """What makes a payment of the one there was and what was typed. Raises NoSuchMethod at once."""
    parts = {name: typed[name] for name in typed if name not in {"amount", "at", "cancelled", "exhibits"}}
    if typed["method"]:
        parts |= {"method": method_of(content, typed["method"]), "own_method": typed["own_method"] or ""}
    elif typed["own_method"]:
        parts |= {"method": ""}
    for country in ("sent_from", "sent_to"):
        parts[country] = typed[country] and typed[country].strip().upper()

    def made(was: Payment, vault: Vault, case: Case, tell: Tell) -> Payment:
        zone = typed["zone"] or was.zone or session.desk.clock.now().zone
        times: dict[str, Any] = {
            "paid_ns": read_moment(tell, typed["at"], zone),
            "cancelled_ns": read_moment(tell, typed["cancelled"], zone),
        }
        times |= {"zone": zone} if any(times.values()) else {}
        exhibits = exhibit_ids(vault, case, typed["exhibits"]) if typed["exhibits"] else None
        what = with_parts(was, {**parts, **times, "exhibits": exhibits})
        return replace(what, **_amount(typed["amount"], was))

    return made


def _amount(typed: str | None, was: Payment) -> dict[str, Any]:
    """The parts of an amount. Without a currency the one that stood there is meant. Raises NotAnAmount."""
    if typed is None:
        return {}
    if not typed.strip():
        return {"currency": "", "amount_as_typed": "", "amount_minor": None}
    amount = amount_of(typed, was.currency)
    return {"amount_minor": amount.minor, "currency": amount.currency, "amount_as_typed": ""}


def _register(session: Session, content: Content) -> Register[Payment]:
    now = session.desk.clock.now().at

    def shape(kept: Kept[Payment], around: Around) -> Shape:
        return _shape(kept, around, _hints(content, kept.what, now))

    def lines(kept: Kept[Payment], around: Around) -> tuple[str, ...]:
        what = kept.what
        method = content.methods.get(MethodId(what.method))
        said = [
            method.name if method else what.method or what.own_method, _amount_words(what),
            moment_words(what.paid_ns, what.zone), what.to_name, what.to_account, what.reference,
            *around.names(what.exhibits),
        ]  # fmt: skip
        return (line_of(kept, said), *(f"   {name}: {hint}" for name, hint in _hints(content, what, now).items()))

    return Register(Payment, Payment(), partial(_making, session, content), shape, lines)


def _shape(kept: Kept[Payment], around: Around, hints: dict[str, str]) -> Shape:
    what = kept.what
    return {
        "id": kept.id,
        "number": kept.number,
        "method": what.method or None,
        "own_method": what.own_method,
        "amount": _amount_words(what),
        "amount_minor": what.amount_minor,
        "currency": what.currency,
        "paid_at": moment_text(what.paid_ns),
        "zone": what.zone,
        "sent_from": what.sent_from,
        "sent_to": what.sent_to,
        "to_name": what.to_name,
        "sort_code": what.sort_code,
        "to_account": what.to_account,
        "reference": what.reference,
        "card_last_four": what.card_last_four,
        "collected": what.collected,
        "collected_where": what.collected_where,
        "stopped": what.stopped,
        "cancelled_at": moment_text(what.cancelled_ns),
        "bank_case": what.bank_case,
        "note": what.note,
        "exhibits": around.names(what.exhibits),
        "hints": hints,
    }


def _amount_words(what: Payment) -> str:
    return what.amount_as_typed if what.amount_minor is None else amount_words(what.amount_minor, what.currency)


def _hints(content: Content, what: Payment, now: datetime) -> dict[str, str]:
    """What to say of each part that looks unusual."""
    hints = {_SAID_AS.get(name, name): payment_hint(content, what, name, now=now) for name in _HINTED}
    return {name: hint for name, hint in hints.items() if hint is not None}


add_commands(
    payment,
    "payment",
    lambda session: _register(session, session.desk.content()),
    _parts,
    adds="Write down a payment. A whole card number is never kept, wherever it is typed.",
)
