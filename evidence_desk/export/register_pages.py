"""The registers on the page: what the person wrote down of accounts, payments, reports and helpers."""

from collections.abc import Container, Iterable, Iterator

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.entries import Entry
from evidence_desk.domain.money import amount_words
from evidence_desk.domain.payments import Payment, totals
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.domain.times import utc_text
from evidence_desk.export.markup import Node, fact, node, untrusted
from evidence_desk.export.registers import Names, Registered, Registers, amount_said, local_of, stopped_said, utc_of

_NONE = "None were written down."

Row = tuple[str, str]


def register_sections(registers: Registers, tables: Container[str]) -> Iterator[tuple[str, Iterator[Node]]]:
    """Each section's heading and what stands under it, for those registers that are among the `tables`."""
    names = registers.names
    sections = {
        "accounts": ("Accounts", _section(_account(each, names) for each in registers.accounts)),
        "payments": ("Payments", _payments(registers)),
        "reports": ("Reports", _section(map(_report, registers.reports))),
        "contacts": ("People and offices that help", _section(map(_contact, registers.contacts))),
    }
    yield from (section for name, section in sections.items() if name in tables)


def _section(articles: Iterable[Node]) -> Iterator[Node]:
    is_empty = True
    for article in articles:
        is_empty = False
        yield article
    if is_empty:
        yield node("p", _NONE)


def _payments(registers: Registers) -> Iterator[Node]:
    if registers.payments:
        yield _totals([each.what for each in registers.payments])
    yield from _section(_payment(each, registers.names) for each in registers.payments)


def _totals(payments: list[Payment]) -> Node:
    """What was sent in all, each currency by itself."""
    sums = [amount_words(minor, currency) for currency, minor in totals(payments).items()]
    unsaid = sum(payment.amount_minor is None for payment in payments)
    more = [f"{unsaid} without an amount"] if unsaid else []
    head = node("tr", node("th", "In all, each currency by itself", scope="col"))
    return node("table", node("thead", head), node("tbody", *(_line(text) for text in [*sums, *more])))


def _line(text: str) -> Node:
    return node("tr", node("td", untrusted(text)))


def _account(each: Registered[Account], names: Names) -> Node:
    it = each.what
    service = names.service(it.service, it.own_service)
    rows = [
        ("Service", service),
        ("Name shown", it.display_name),
        ("User name", it.handle),
        ("Permanent ID", it.permanent_id),
        ("Link", it.link),
        ("Phone", it.phone),
        ("Email", it.email),
        ("Wallet", it.wallet),
        ("Names it had before", ", ".join(it.former_names)),
        ("Note", it.note),
        ("Exhibits", each.exhibits),
    ]
    return _article("Account", each.entry, " ".join(filter(None, (service, it.handle or it.display_name))), rows)


def _payment(each: Registered[Payment], names: Names) -> Node:
    it = each.what
    method, local = names.method(it.method, it.own_method), local_of(it.paid_ns, it.zone)
    rows = [
        ("Way of paying", method),
        ("Amount", amount_said(it)),
        ("Amount as it was typed", it.amount_as_typed),
        ("Paid, local time", f"{local} {it.zone}" if local else ""),
        ("Paid, UTC", _utc(utc_of(it.paid_ns))),
        ("Sent from (country)", it.sent_from),
        ("Sent to (country)", it.sent_to),
        ("To (name)", it.to_name),
        ("To (bank code)", it.sort_code),
        ("To (account)", it.to_account),
        ("Reference", it.reference),
        ("Card, last four digits", it.card_last_four),
        ("Collected", it.collected),
        ("Collected where", it.collected_where),
        ("Getting it back", stopped_said(each)),
        ("Cancelled, UTC", _utc(utc_of(it.cancelled_ns))),
        ("Case number of the bank", it.bank_case),
        ("Note", it.note),
        ("Exhibits", each.exhibits),
    ]
    return _article("Payment", each.entry, " ".join(filter(None, (amount_said(it), method))), rows)


def _report(each: Registered[Report]) -> Node:
    it = each.what
    local = local_of(it.asked_ns, it.zone)
    rows = [
        ("To", it.to),
        ("About", it.about),
        ("Step", it.step),
        ("Reported, local time", f"{local} {it.zone}" if local else ""),
        ("Reported, UTC", _utc(utc_of(it.asked_ns))),
        ("Reference", it.reference),
        ("Outcome", it.outcome),
        ("To be asked again on", it.follow_up),
        ("Note", it.note),
        ("Exhibits", each.exhibits),
    ]
    return _article("Report", each.entry, it.to, rows)


def _contact(each: Registered[Contact]) -> Node:
    it = each.what
    rows = [
        ("Who they are", it.role),
        ("Name", it.name),
        ("Organisation", it.organisation),
        ("Phone", it.phone),
        ("Email", it.email),
        ("Reference", it.reference),
        ("Note", it.note),
    ]
    return _article("Contact", each.entry, it.name or it.organisation, rows)


def _article(kind: str, entry: Entry, title: str, rows: list[Row]) -> Node:
    """One entry; what was left empty has no line."""
    said = [(name, text) for name, text in rows if text]
    written = [("Written down, UTC", _utc(utc_text(entry.added_at)))]
    if entry.changed_at != entry.added_at:
        written.append(("Changed last, UTC", _utc(utc_text(entry.changed_at))))
    facts = (fact(node("th", name, scope="row"), text) for name, text in (*said, *written))
    heading = node("h3", f"{kind} {entry.number} ", untrusted(title))
    return node("article", heading, node("table", node("tbody", *facts)), id=f"{kind.lower()}-{entry.number}")


def _utc(text: str) -> str:
    """2026-11-22 21:14:07.312 UTC, as it stands with the exhibits."""
    return text.replace("T", " ").replace("Z", " UTC")
