"""A book put back together says all that its rows say: no row stands there that its history does not know of."""

from pathlib import Path

import pytest

from evidence_desk.domain.arrivals import NOT_SAID
from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import CustodyEvent, LogId, told_event
from evidence_desk.vault.recovering import recover
from tests.vault.made_up import Desk, types


@pytest.fixture
def filled(desk: Desk) -> Case:
    case, _ = desk.filled(*(b"picture %d" % number for number in range(3)))
    return case


def without_lines(desk: Desk, which: str) -> None:
    """Take these lines, and damage the book so that it is put back together."""
    desk.tamper(f"delete from events where {which}")
    book_path = Path(desk.path / "desk.db")
    content = bytearray(book_path.read_bytes())
    content[100] ^= 1
    book_path.write_bytes(content)
    recover(desk.path, desk.clock)


def told_of(desk: Desk, case: Case, item_id: str) -> list[CustodyEvent]:
    """What the case's history says of an item."""
    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert types(vault.check().problems) == []
        return [line for line in map(told_event, vault.custody.events(LogId(case.id))) if line.item == item_id]


def test_a_removal_whose_line_was_lost_is_said_again(desk, filled):
    with desk.open() as vault:
        gone = vault.items.find(filled.id, "2")
        vault.remove(gone, "said by mistake")
    without_lines(desk, f"log = '{filled.id}' and body like '%\"event\":\"deleted\"%'")

    *_, line = told_of(desk, filled, gone.id)
    assert (line.event, line.detail["reason"], line.detail["exhibit"]) == ("deleted", NOT_SAID, "EX-002")


def test_what_was_removed_came_in_before(desk, filled):
    """Else every check of a folder would say that it was removed and never came."""
    with desk.open() as vault:
        gone = vault.items.find(filled.id, "2")
        vault.remove(gone)
    without_lines(desk, f"log = '{filled.id}' and body like '%\"event\":\"captured\"%{gone.id}%'")

    assert [line.event for line in told_of(desk, filled, gone.id)] == ["recovered", "deleted"]


def test_words_whose_line_was_lost_are_said_again(desk, filled):
    with desk.open() as vault:
        item = vault.items.set_note(vault.items.find(filled.id, "1"), "said later")
        item = vault.items.add_tag(item, "threat")
    without_lines(desk, f"log = '{filled.id}' and (body like '%\"noted\"%' or body like '%\"tagged\"%')")

    assert [line.event for line in told_of(desk, filled, item.id)] == ["captured", "noted", "tagged"]
    with desk.open() as vault:
        again = vault.items.find(filled.id, "1")
        assert (again.note, again.tags) == ("said later", ("threat",))
