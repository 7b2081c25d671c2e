"""Rows out of a damaged book: only what a signature or a seal can vouch for is taken from a damaged page."""

import pytest

from evidence_desk.vault.leaf_rows import LeafRow, Value
from evidence_desk.vault.salvage import Salvage

ITEM, CASE = "01ab0000-0000-7000-8000-00000000cafe", "01ab0000-0000-7000-8000-0000000000c1"
HASH, NAME = "a" * 64, "b" * 64
VOUCHED: dict[str, tuple[Value, ...]] = {
    "lines": (None, CASE, 3, "{}", HASH, "c" * 128),
    "items": (ITEM, CASE, 1, "captured-here", HASH, NAME, "{}", 0, "a note"),
}
BELIEVED: dict[str, tuple[Value, ...]] = {
    "cases": (CASE, 1, "CASE-001-7K3M", "Case 1", 5, "not asked", 1),
    "steps": (CASE, "bank", "done", 5, "Report number 1234", None),
    "removals": (ITEM, CASE, 2, HASH, NAME),
    "tags": (ITEM, "threat"),
    "entries": (ITEM, CASE, "payment", 1, '{"amount_minor":5}', 5, 6, 0),
}


def taken(values: tuple[Value, ...], *, is_sound: bool) -> set[str]:
    """What was found of one row."""
    found = Salvage()
    found.take(LeafRow(1, values, is_sound, 0))
    return {name for name in (*VOUCHED, *BELIEVED) if getattr(found, name)}


@pytest.mark.parametrize("name", [*VOUCHED, *BELIEVED])
def test_a_row_is_known_by_its_shape(name):
    assert taken((VOUCHED | BELIEVED)[name], is_sound=True) == {name}


@pytest.mark.parametrize("name", [*VOUCHED, *BELIEVED])
def test_from_a_damaged_page_nothing_is_taken_on_trust(name):
    assert taken((VOUCHED | BELIEVED)[name], is_sound=False) == ({name} if name in VOUCHED else set())


def test_an_item_remembers_that_its_page_was_damaged():
    found = Salvage()
    for is_sound in (True, False):
        found.take(LeafRow(1, VOUCHED["items"], is_sound, 0))

    assert [row.is_sound for row in found.items[ITEM]] == [True, False]
