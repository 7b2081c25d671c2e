"""Every file of a folder that is written from its contents, in the order in which they are written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from evidence_desk.export import read_me, register_tables, tables
from evidence_desk.export.bag import BAG_INFO_NAME, BAGIT_NAME, DECLARATION, MANIFEST_NAME, Written, bag_info, manifest
from evidence_desk.export.contents import Contents
from evidence_desk.export.index_page import index_page
from evidence_desk.export.recipients import Recipient

EVENTS_NAME = "data/events.jsonl"

Table = Callable[[Contents], Iterable[bytes]]

_TABLES: Final[Mapping[str, tuple[str, Table]]] = {
    "steps": ("data/steps.csv", tables.steps_csv),
    "accounts": ("data/accounts.csv", register_tables.accounts_csv),
    "payments": ("data/payments.csv", register_tables.payments_csv),
    "reports": ("data/reports.csv", register_tables.reports_csv),
    "contacts": ("data/contacts.csv", register_tables.contacts_csv),
}


def pages(contents: Contents) -> Iterator[tuple[str, Iterable[bytes]]]:
    """(Path in the folder, its bytes) of everything people and spreadsheets read, as far as this recipient gets it."""
    yield "data/index.html", index_page(contents)
    yield "data/index.csv", tables.index_csv(contents)
    for name, write in map(_TABLES.__getitem__, contents.recipient.tables):
        yield name, write(contents)
    if contents.recipient.gets_everything:
        yield "data/items.jsonl", tables.items_jsonl(contents)
    if contents.recipient is Recipient.PLATFORM:
        yield "data/links.txt", register_tables.links_text(contents)
    yield "data/registers.jsonl", register_tables.registers_jsonl(contents)
    yield read_me.HTML_NAME, read_me.read_me_page(contents)
    yield read_me.TEXT_NAME, read_me.read_me_text(contents)


def bag_files(contents: Contents, written: Written) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The bag's own files, once the payload is written; the tag manifest comes after the seal."""
    yield BAGIT_NAME, (DECLARATION,)
    yield BAG_INFO_NAME, (bag_info(contents, written),)
    yield MANIFEST_NAME, (manifest(written),)
