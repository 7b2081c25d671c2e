"""Every hostile word in every part of every register, as a folder shows it: read exactly, and inert."""

import csv
import io
import json
from collections.abc import Callable, Iterator

import pytest

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.entries import Entry, EntryId, EntryKind
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.domain.written import Written
from evidence_desk.export import words as export_words
from evidence_desk.export.contents import Contents
from evidence_desk.export.index_page import index_page
from evidence_desk.export.register_tables import (
    accounts_csv,
    contacts_csv,
    payments_csv,
    registers_jsonl,
    reports_csv,
)
from evidence_desk.export.registers import GONE, Names, Registers
from evidence_desk.export.tables import neutral
from tests.export.test_tables import replaced, starts_a_formula
from tests.fake_clock import START
from tests.hostile.registers import filled, text_parts
from tests.hostile.test_words_out import Allowed
from tests.hostile.words import WORDS

KINDS: dict[EntryKind, tuple[type[Written], Callable[[Contents], Iterator[bytes]]]] = {
    EntryKind.ACCOUNT: (Account, accounts_csv),
    EntryKind.PAYMENT: (Payment, payments_csv),
    EntryKind.REPORT: (Report, reports_csv),
    EntryKind.CONTACT: (Contact, contacts_csv),
}
SHORT = {name: word[:1000] for name, word in WORDS.items()}
"""How long a cell may be is tried elsewhere."""
SHOWN_NOWHERE = {("account", "service"), ("payment", "method")}
"""Ids; beside one that is known the name as typed is not shown, and the other way round."""


def contents(kind: EntryKind) -> Contents:
    """Entries of one register, so that each word is once in each of its parts."""
    what, _ = KINDS[kind]
    words, width = list(SHORT.values()), len(text_parts(what))
    turned = [[words[(start + step) % len(words)] for step in range(width)] for start in range(len(words))]
    entries = [
        Entry(EntryId(f"e{number}"), CaseId("c"), kind, number, filled(what, each).as_json() | exhibits(each),
              START.at, START.at)
        for number, each in enumerate(turned, start=1)
    ]  # fmt: skip
    made: Contents = replaced(registers=Registers(entries, Names(), {"known": "EX-001"}))
    return made


def exhibits(words: list[str]) -> dict[str, list[str]]:
    """What the vault lets nobody write may still stand in a row that was changed with the key."""
    return {"exhibits": [words[0], "known"]}


def cells(kind: EntryKind) -> list[list[str]]:
    text = b"".join(KINDS[kind][1](contents(kind))).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def _hidden(cell: str) -> bool:
    return not all(c.isprintable() or c.isspace() or c in "\u200c\u200d" for c in cell)


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_starts_a_formula_or_hides_anything(kind: EntryKind) -> None:
    head, *rows = cells(kind)

    assert {len(row) for row in rows} == {len(head)}
    assert len(rows) == len(WORDS)
    for row in rows:
        wrong = [cell[:60] for cell in row if starts_a_formula(cell) or "\n" in cell or _hidden(cell)]
        assert wrong == []
        assert "exhibits" not in head or row[head.index("exhibits")] == f"{GONE}, EX-001"


@pytest.mark.parametrize("kind", KINDS)
def test_each_word_stands_in_each_column_as_a_cell_shows_it(kind: EntryKind) -> None:
    head, *rows = cells(kind)
    what, _ = KINDS[kind]
    for part in set(text_parts(what)) & set(head):
        column = {row[head.index(part)] for row in rows}
        longest = 200 if isinstance(getattr(what(), part), tuple) else None
        missing = [name for name, word in SHORT.items() if neutral(word[:longest]) not in column]
        assert not missing or (kind.value, part) in SHOWN_NOWHERE, part


@pytest.mark.parametrize("kind", KINDS)
def test_no_part_that_holds_text_lacks_a_column(kind: EntryKind) -> None:
    head, *_ = cells(kind)
    under_another_name = {"own_service": "service", "own_method": "method", "step": "step_id"}
    under_another_name["first_way"] = "method"  # what `method` held before; the plan alone needs it

    assert [part for part in text_parts(KINDS[kind][0]) if under_another_name.get(part, part) not in head] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_is_inert_and_shows_each_word(kind: EntryKind) -> None:
    page = Allowed()
    page.feed(b"".join(index_page(contents(kind))).decode())

    assert page.wrong == []
    text = page.text
    unseen = [name for name, word in SHORT.items() if export_words.visible(word) not in text]
    assert unseen == []


@pytest.mark.parametrize("kind", KINDS)
def test_programs_read_it_exactly(kind: EntryKind) -> None:
    given = contents(kind)
    lines = [json.loads(line) for line in registers_jsonl(given)]

    assert len(lines) == len(WORDS)
    for line, entry in zip(lines, given.registers.entries, strict=True):
        is_same = line["content"] == json.loads(json.dumps(entry.content))
        assert is_same, entry.number  # a comparison that fails would be shown at length
    assert all(line.isascii() and line.count(b"\n") == 1 for line in registers_jsonl(given))
