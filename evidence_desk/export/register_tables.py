"""The registers as tables for spreadsheets, and their exact content beside them."""

import json
from collections.abc import Iterator
from itertools import chain

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.domain.times import utc_text
from evidence_desk.export.contents import Contents
from evidence_desk.export.registers import Kind, Names, Registered, amount_said, local_of, stopped_said, utc_of
from evidence_desk.export.tables import table
from evidence_desk.export.words import visible

ACCOUNT_COLUMNS = (
    "number", "service", "display_name", "handle", "permanent_id", "link", "phone", "email", "wallet", "former_names",
    "note", "exhibits", "added_utc", "changed_utc",
)  # fmt: skip
PAYMENT_COLUMNS = (
    "number", "paid_utc", "paid_local", "zone", "method", "amount", "amount_minor", "currency", "amount_as_typed",
    "sent_from", "sent_to", "to_name", "sort_code", "to_account", "reference", "card_last_four", "collected",
    "collected_where", "stopped", "cancelled_utc", "bank_case", "note", "exhibits", "added_utc", "changed_utc",
)  # fmt: skip
REPORT_COLUMNS = (
    "number", "to", "step_id", "about", "asked_utc", "asked_local", "zone", "reference", "outcome", "follow_up", "note",
    "exhibits", "added_utc", "changed_utc",
)  # fmt: skip
CONTACT_COLUMNS = (
    "number", "role", "name", "organisation", "phone", "email", "reference", "note", "added_utc", "changed_utc",
)  # fmt: skip


def accounts_csv(contents: Contents) -> Iterator[bytes]:
    """One row for each account."""
    names = contents.registers.names
    return table(ACCOUNT_COLUMNS, (_account_row(each, names) for each in contents.registers.accounts))


def payments_csv(contents: Contents) -> Iterator[bytes]:
    """One row for each payment; amounts of different currencies are never added together."""
    names = contents.registers.names
    return table(PAYMENT_COLUMNS, (_payment_row(each, names) for each in contents.registers.payments))


def reports_csv(contents: Contents) -> Iterator[bytes]:
    """One row for each report."""
    return table(REPORT_COLUMNS, map(_report_row, contents.registers.reports))


def contacts_csv(contents: Contents) -> Iterator[bytes]:
    """One row for each person or office that helps."""
    return table(CONTACT_COLUMNS, map(_contact_row, contents.registers.contacts))


def links_text(contents: Contents) -> Iterator[bytes]:
    """Each address once, on a line of its own: those of the accounts, then those that exhibits were captured at."""
    of_accounts = (each.what.link for each in contents.registers.accounts)
    of_exhibits = (each.item.record.url or "" for each in contents.exhibits)
    for link in dict.fromkeys(visible(link).replace("\n", " ").strip() for link in chain(of_accounts, of_exhibits)):
        if link:
            yield f"{link}\n".encode()


def registers_jsonl(contents: Contents) -> Iterator[bytes]:
    """The exact content of each entry, one JSON object on a line."""
    for entry in contents.registers.entries:
        exact = {
            "entry": entry.id,
            "kind": entry.kind.value,
            "number": entry.number,
            "content": entry.content,
            "added_utc": utc_text(entry.added_at),
            "changed_utc": utc_text(entry.changed_at),
        }
        line = json.dumps(exact, sort_keys=True, ensure_ascii=True, allow_nan=False)
        yield line.encode("ascii") + b"\n"


def _account_row(each: Registered[Account], names: Names) -> tuple[str, ...]:
    it = each.what
    said = (it.display_name, it.handle, it.permanent_id, it.link, it.phone, it.email, it.wallet)
    service = names.service(it.service, it.own_service)
    return (str(each.entry.number), service, *said, ", ".join(it.former_names), it.note, *_end(each))


def _payment_row(each: Registered[Payment], names: Names) -> tuple[str, ...]:
    it = each.what
    when = (utc_of(it.paid_ns), local_of(it.paid_ns, it.zone), it.zone)
    minor = "" if it.amount_minor is None else str(it.amount_minor)
    money = (names.method(it.method, it.own_method), amount_said(it), minor, it.currency, it.amount_as_typed)
    whom = (it.sent_from, it.sent_to, it.to_name, it.sort_code, it.to_account, it.reference, it.card_last_four)
    stand = (it.collected, it.collected_where, stopped_said(each), utc_of(it.cancelled_ns), it.bank_case)
    return (str(each.entry.number), *when, *money, *whom, *stand, it.note, *_end(each))


def _report_row(each: Registered[Report]) -> tuple[str, ...]:
    it = each.what
    when = (utc_of(it.asked_ns), local_of(it.asked_ns, it.zone), it.zone)
    stand = (it.reference, it.outcome, it.follow_up)
    return (str(each.entry.number), it.to, it.step, it.about, *when, *stand, it.note, *_end(each))


def _contact_row(each: Registered[Contact]) -> tuple[str, ...]:
    it = each.what
    said = (it.role, it.name, it.organisation, it.phone, it.email, it.reference, it.note)
    return (str(each.entry.number), *said, *_end(each)[1:])


def _end(each: Registered[Kind]) -> tuple[str, ...]:
    return (each.exhibits, utc_text(each.entry.added_at), utc_text(each.entry.changed_at))
