"""A book put back together is on the disk before it counts, and forgets nothing that was ever reported."""

import os
from pathlib import Path

import pytest

from evidence_desk.domain.errors import DiskFull
from evidence_desk.vault.database import Book
from evidence_desk.vault.recovering import recover
from evidence_desk.vault.vault import open_reader
from tests.vault.made_up import Desk, types


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)


def test_the_new_files_are_on_the_disk_before_the_old_ones_go(desk: Desk, monkeypatch):
    desk.filled(b"picture")
    flip(desk.path / "desk.db")
    done: list[tuple[str, str]] = []
    fsync, rename = os.fsync, Path.rename

    def synced(descriptor: int) -> None:
        fsync(descriptor)
        done.append(("on the disk", Path(f"/proc/self/fd/{descriptor}").readlink().name))

    def renamed(path: Path, target: Path) -> Path:
        done.append(("renamed", path.name))
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "rename", renamed)
    recover(desk.path, desk.clock)

    moved_aside = done.index(("renamed", "desk.db"))
    book, head = done.index(("renamed", "desk.db.rebuilding")), done.index(("renamed", "head.rebuilding"))
    filled = done.index(("renamed", "head.rebuilding.part"))  # it is written when all else is
    assert ("on the disk", "desk.db.rebuilding") in done[filled:book]
    assert max(book, head) < moved_aside
    assert done.index(("renamed", "desk.db.rebuilt")) > moved_aside


def test_what_could_not_be_folded_takes_no_place(desk: Desk, monkeypatch):
    """Closing says nothing when it can't; the newest lines would be left in a log that nobody reads."""
    desk.filled(b"picture")
    flip(desk.path / "desk.db")
    before = (desk.path / "desk.db").read_bytes()

    def full(_book: Book) -> None:
        raise DiskFull(str(desk.path))

    with monkeypatch.context() as patched:
        patched.setattr(Book, "checkpoint", full)
        with pytest.raises(DiskFull):
            recover(desk.path, desk.clock)
    assert (desk.path / "desk.db").read_bytes() == before
    assert not list(desk.path.glob("*.reb*"))
    assert recover(desk.path, desk.clock).items == 1


def test_a_removed_file_that_came_back_with_a_copy_is_not_taken_in(desk: Desk):
    case, items = desk.filled(b"picture", b"another")
    path = desk.object_path(items[1])
    data = path.read_bytes()
    with desk.open() as vault:
        vault.remove(items[1])
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    flip(desk.path / "desk.db")
    recover(desk.path, desk.clock)

    with desk.open() as vault:
        assert [item.number for item in vault.items.of_case(case.id)] == [1]
        assert vault.check().problems == ()
    assert not path.exists()


def test_a_file_under_the_name_of_another_is_not_taken_for_it(desk: Desk):
    case, items = desk.filled(b"picture", b"another")
    elsewhere_path = desk.path / "objects" / "ff" / ("f" * 64)
    elsewhere_path.parent.mkdir(exist_ok=True)
    desk.object_path(items[1]).rename(elsewhere_path)
    flip(desk.path / "desk.db")
    missing = recover(desk.path, desk.clock).missing

    assert missing.files == (f"{case.reference}/EX-002",)
    assert [Path(place).name for place in missing.unreadable_files] == ["f" * 64]


def test_a_history_of_which_nothing_is_left_is_still_counted(desk: Desk):
    """Only the head that was moved aside with a former book still knows how long it was."""
    desk.filled(b"picture", b"another")
    with open_reader(desk.path) as reader:
        lines = sum(reader.custody.head(log).count for log in reader.custody.logs())
    flip(desk.path / "desk.db")
    aside_path = desk.path / recover(desk.path, desk.clock).aside
    (aside_path / "desk.db").write_bytes(b"x" * 9000)
    for name in ("desk.db", "head"):
        (desk.path / name).unlink()
    made = recover(desk.path, desk.clock)

    assert (made.items, made.missing.history_lines) == (2, lines)
    assert not made.missing.history_end_known


def test_a_book_that_was_put_back_once_is_still_reported(desk: Desk):
    desk.filled(b"picture")
    older = (desk.path / "desk.db").read_bytes()
    desk.filled(b"another")
    (desk.path / "desk.db").write_bytes(older)
    with desk.open() as vault:
        assert "rolled_back" in types(vault.opening_problems)
    flip(desk.path / "desk.db")
    recover(desk.path, desk.clock)

    with desk.open() as vault:
        assert "rolled_back" in types(vault.opening_problems)
        assert "rolled_back" in types(vault.check().problems)
