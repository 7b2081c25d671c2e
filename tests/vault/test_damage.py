"""Every damage has its own name at the next start, and a desk that opens goes on saving."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from evidence_desk.domain.entries import EntryKind
from evidence_desk.domain.errors import (
    BookDamaged,
    BookMissing,
    HeaderDamaged,
    HeaderMissing,
    KeyDamaged,
    KeyMissing,
    StorageFailed,
    VaultDamaged,
)
from evidence_desk.vault import second_look
from evidence_desk.vault.disk import said
from evidence_desk.vault.driver import connect
from evidence_desk.vault.vault import open_reader
from tests.vault.made_up import Desk, keep, types

if TYPE_CHECKING:
    from evidence_desk.domain.evidence import Item

PAGE_BYTES = 4096


def flipped(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


class Damaged:
    """A desk with two pictures, and its book as it was before the second of them got a note."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.case, self.items = desk.filled(b"one", b"two")
        self.older = (desk.path / "desk.db").read_bytes()
        self.older_head = (desk.path / "head").read_bytes()
        for note in ("first words", "other words"):
            with desk.open() as vault:
                vault.items.set_note(self.items[1], note)
        self.objects = [desk.object_path(item) for item in self.items]
        self.newer = (desk.path / "desk.db").read_bytes()

    @property
    def book(self) -> Path:
        return self.desk.path / "desk.db"

    @property
    def head(self) -> Path:
        return self.desk.path / "head"

    def statement(self, *statements: str) -> None:
        self.desk.tamper(*statements)

    def old_page_of_history(self) -> None:
        """The pages that differ and hold the newest lines, each put back alone; the one that still opens is kept."""
        for place in range(0, len(self.older), PAGE_BYTES):
            old, new = self.older[place : place + PAGE_BYTES], self.newer[place : place + PAGE_BYTES]
            if old == new:
                continue
            self.book.write_bytes(self.newer[:place] + old + self.newer[place + PAGE_BYTES :])
            try:
                with open_reader(self.desk.path) as reader:
                    found = set(types(reader.check().problems))
            except VaultDamaged:
                continue
            assert found, f"page {place // PAGE_BYTES} put back without a word"


def replaced(path: Path, other: Path) -> None:
    path.write_bytes(other.read_bytes())


def forked(damaged: Damaged) -> None:
    """The other history of a copy that was used too, and is longer."""
    copy = Desk(damaged.desk.path.with_name("copy"), damaged.desk.clock)
    shutil.copytree(damaged.desk.path, copy.path)  # noqa: TID251 — a test's own copy
    (copy.path / "desk.db").write_bytes(damaged.older)
    copy.clock.advance(9)
    for number in range(9):
        with copy.open() as vault:
            vault.items.set_note(vault.items.find(damaged.case.id, "1"), f"{number}")
    replaced(damaged.book, copy.path / "desk.db")


def without_guard(damaged: Damaged) -> None:
    with damaged.desk.open() as vault, vault._parts.book.writing():
        vault._parts.book.run("drop trigger events_never_leave")


AT_ONCE: dict[str, tuple[Callable[[Damaged], object], str]] = {
    "an older book": (lambda d: d.book.write_bytes(d.older), "rolled_back"),
    "a history cut at its end": (
        lambda d: d.statement(f"delete from events where log = '{d.case.id}' and seq > 3"), "history_cut",
    ),
    "the newest line of all taken out": (
        lambda d: d.statement("delete from events where id = (select max(id) from events)"), "history_cut",
    ),
    "a line taken out of the middle": (
        lambda d: d.statement(f"delete from events where log = '{d.case.id}' and seq = 3"), "history_broken",
    ),
    "another history": (forked, "history_forked"),
    "no head": (lambda d: d.head.unlink(), "head_missing"),
    "an older head": (lambda d: d.head.write_bytes(d.older_head), "head_old"),
    "a damaged head": (lambda d: flipped(d.head, 30), "head_damaged"),
    "a guard taken away": (without_guard, "guard_missing"),
    "a saved file gone": (lambda d: d.objects[0].unlink(), "object_missing"),
}  # fmt: skip

LATER: dict[str, tuple[Callable[[Damaged], object], str]] = {
    "a saved file cut short": (lambda d: half(d.objects[0]), "object_cut_short"),
    "a saved file emptied": (lambda d: d.objects[0].write_bytes(b""), "object_cut_short"),
    "another saved file in its place": (lambda d: replaced(d.objects[0], d.objects[1]), "object_swapped"),
    "a changed byte in a saved file": (lambda d: flipped(d.objects[0], -1), "object_damaged"),
    "a changed byte in its header": (lambda d: flipped(d.objects[0], 20), "object_damaged"),
    "a page of words put back": (
        lambda d: d.statement("update items set note = 'first words' where number = 2"), "words_differ",
    ),
}  # fmt: skip

REFUSED: dict[str, tuple[Callable[[Damaged], object], type[Exception]]] = {
    "no book": (lambda d: d.book.unlink(), BookMissing),
    "an empty book": (lambda d: d.book.write_bytes(b""), BookMissing),
    "a book of zeros": (lambda d: d.book.write_bytes(bytes(len(d.newer))), BookDamaged),
    "a book that is none": (lambda d: d.book.write_bytes(b"words " * 9000), BookDamaged),
    "half a book": (lambda d: half(d.book), BookDamaged),
    "a book with a bad first page": (lambda d: flipped(d.book, 100), BookDamaged),
    "no vault.json": (lambda d: (d.desk.path / "vault.json").unlink(), HeaderMissing),
    "a damaged vault.json": (lambda d: flipped(d.desk.path / "vault.json", 10), HeaderDamaged),
    "half a vault.json": (lambda d: half(d.desk.path / "vault.json"), HeaderDamaged),
    "no key": (lambda d: (d.desk.path / "key").unlink(), KeyMissing),
    "half a key": (lambda d: half(d.desk.path / "key"), KeyDamaged),
}


@pytest.fixture
def damaged(desk: Desk) -> Damaged:
    return Damaged(desk)


@pytest.mark.parametrize(("damage", "name"), AT_ONCE.values(), ids=AT_ONCE)
def test_a_quick_look_names_it_and_the_desk_goes_on(damaged, damage, name):
    damage(damaged)

    with damaged.desk.open() as vault:
        assert name in types(vault.opening_problems)
        kept: Item = keep(vault, vault.cases.by_id(damaged.case.id), b"more")
        assert vault.read(kept) == b"more"


@pytest.mark.parametrize(("damage", "name"), {**AT_ONCE, **LATER}.values(), ids=[*AT_ONCE, *LATER])
def test_a_check_names_it(damaged, damage, name):
    damage(damaged)

    with open_reader(damaged.desk.path) as reader:
        assert name in types(reader.check().problems)


@pytest.mark.parametrize(("damage", "name"), LATER.values(), ids=LATER)
def test_what_a_quick_look_can_not_see_does_not_stop_anything(damaged, damage, name):
    damage(damaged)

    with damaged.desk.open() as vault:
        assert vault.opening_problems == ()
        keep(vault, vault.cases.by_id(damaged.case.id), b"more")


@pytest.mark.parametrize(("damage", "error"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_opened_is_told_apart(damaged, damage, error):
    damage(damaged)
    before = {path.name for path in damaged.desk.path.iterdir()}

    for opening in (damaged.desk.open, lambda: open_reader(damaged.desk.path)):
        with pytest.raises(error) as refusal:
            opening()
        assert type(refusal.value) is error
    assert {path.name for path in damaged.desk.path.iterdir()} - {"desk.db-wal", "desk.db-shm"} == before


def test_no_page_can_be_put_back_without_a_word(damaged):
    damaged.old_page_of_history()


def test_how_a_head_was_lost_is_remembered(damaged):
    forked(damaged)
    for _ in range(3):
        with damaged.desk.open() as vault:
            assert "history_forked" in types(vault.opening_problems)
            assert "history_forked" in types(vault.check().problems)


def test_an_old_head_is_never_forgotten(damaged):
    damaged.head.write_bytes(damaged.older_head)
    damaged.desk.open().close()

    with damaged.desk.open() as vault:
        assert vault.opening_problems == ()
        assert types(vault.check().problems) == ["head_replaced"]


def test_a_head_left_behind_by_a_power_cut_is_not_an_old_one(desk):
    desk.filled(b"one")
    for number in range(3):
        with desk.open() as vault:
            head = (desk.path / "head").read_bytes()
            keep(vault, vault.cases.all()[0], bytes([number]))
        (desk.path / "head").write_bytes(head)  # nothing since the start had reached the disk

    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert vault.check().problems == ()


def test_a_copy_of_the_header_is_kept_up_to_date(desk):
    desk.filled()
    copy_path = desk.path / "vault.json.copy"
    copy_path.write_bytes(b"older")
    desk.open().close()

    assert copy_path.read_bytes() == (desk.path / "vault.json").read_bytes()


# ------------------------------------------------------------------------------ a disk that fails is no damaged book


def test_a_book_that_reads_well_now_was_not_damaged(desk):
    desk.filled(b"one")
    with open_reader(desk.path) as reader:
        key = reader._identity.keys.database

    def connected():
        connection = connect(str(desk.path / "desk.db"))
        connection.execute(f"pragma key = \"x'{key.hex()}'\"")
        return connection

    refusal = second_look.second_look(desk.path / "desk.db", connected)
    assert refusal.facts == {"path": str(desk.path), "reason": "a read failed once"}
    flipped(desk.path / "desk.db", 5 * PAGE_BYTES)
    assert type(second_look.second_look(desk.path / "desk.db", connected)) is BookDamaged


def test_a_book_the_disk_does_not_give_out_is_not_damaged(desk, monkeypatch):
    desk.filled(b"one")

    def refuse(_path):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(second_look, "_read_through", refuse)
    refusal = second_look.second_look(desk.path / "desk.db", lambda: pytest.fail("nothing to open"))
    assert type(refusal) is StorageFailed
    assert refusal.facts == said(OSError(5, "Input/output error"), desk.path).facts


@pytest.mark.parametrize("beside", ["desk.db-wal", "desk.sock", "desk.db.before-update", "damaged-20261122T211407Z"])
def test_a_desk_of_words_alone_is_one_too(desk, beside):
    """Without a picture saved yet, and with what a crash or a repair leaves beside the book."""
    with desk.open() as vault:
        vault.entries.add(vault.cases.new("Case 1").id, EntryKind.ACCOUNT, {"handle": "made.up"})
    for name in ("vault.json", "vault.json.copy"):
        (desk.path / name).unlink()
    (desk.path / beside).touch()

    with pytest.raises(HeaderMissing):
        desk.open()


def test_a_strange_file_is_named_where_it_lies(desk):
    """Such as one that a desktop leaves in a folder that was looked at, or a saved file in another one's folder."""
    _, (first, second) = desk.filled(b"one", b"two")
    path = desk.object_path(first)
    strange = [path.parent / ".DS_Store", desk.path / "objects/zz" / path.name]
    strange[1].parent.mkdir()
    strange[0].touch()
    strange[1].write_bytes(path.read_bytes())

    with desk.open() as vault:
        found = {(each.type, each.path) for each in (*vault.opening_problems, *vault.check().problems)}
        assert vault.read(first) == b"one"
        assert vault.read(second) == b"two"
    assert found == {("object_unknown", each.relative_to(desk.path).as_posix()) for each in strange}
    path.unlink()
    with desk.open() as vault:
        assert "object_missing" in types(vault.opening_problems)
