"""`recover` on desks that somebody meddled with: nothing is passed off as whole, and no number means two things."""

import os
import subprocess
import threading
from contextlib import closing
from pathlib import Path

import pytest

from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.errors import NotWritable, ObjectDamaged
from evidence_desk.domain.recoveries import Missing
from evidence_desk.vault import recovering
from evidence_desk.vault.driver import connect
from evidence_desk.vault.pages import BookPages
from evidence_desk.vault.recovering import recover
from evidence_desk.vault.vault import open_reader
from tests.vault.made_up import Desk, keep, types

ITEMS = 3


@pytest.fixture
def filled(desk: Desk) -> Case:
    case, _ = desk.filled(*(b"picture %d" % number for number in range(ITEMS)))
    return case


def flip(path: Path, place: int = 100) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def lose(desk: Desk, case: Case, number: int) -> tuple[Path, bytes]:
    """Take an item's file and row; where the file was, and its bytes."""
    with desk.open() as vault:
        item = vault.items.find(case.id, str(number))
    path = desk.object_path(item)
    data = path.read_bytes()
    path.unlink()
    desk.tamper(f"delete from listed where number = {number}", f"delete from items where number = {number}")
    with desk.open() as vault, vault._parts.book.writing():
        vault._parts.book.run("drop trigger events_never_leave")
    return path, data


def test_the_number_of_a_lost_item_is_never_given_again(desk, filled):
    lose(desk, filled, ITEMS)
    made = recover(desk.path, desk.clock)

    assert made.missing.items == (f"{filled.reference}/EX-003",)
    with desk.open() as vault:
        assert keep(vault, filled, b"next").number == ITEMS + 1


def test_a_lost_item_that_comes_back_has_its_number_again(desk, filled):
    path, data = lose(desk, filled, ITEMS)
    recover(desk.path, desk.clock)
    with desk.open() as vault:
        keep(vault, filled, b"next")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)

    for _ in range(2):
        with desk.open() as vault:
            numbers = {item.number: vault.read(item) for item in vault.items.of_case(filled.id)}
            assert (numbers[3], numbers[4]) == (b"picture 2", b"next")
            assert vault.check().problems == ()
        desk.clock.advance(60)
        flip(desk.path / "desk.db")
        recover(desk.path, desk.clock)


def test_a_lost_item_that_comes_back_before_the_next_recovery_is_told_of(desk, filled):
    path, data = lose(desk, filled, ITEMS)
    recover(desk.path, desk.clock)
    desk.clock.advance(60)
    flip(desk.path / "desk.db")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    recover(desk.path, desk.clock)

    with desk.open() as vault:
        assert [item.number for item in vault.items.of_case(filled.id)] == [1, 2, 3]
        events = [event.event for event in vault.custody.events(LogId(filled.id))]
        assert "lost" in events
        assert events[-1] == "recovered"
        assert vault.check().problems == ()


@pytest.mark.parametrize("damaged", [True, False])
def test_a_mended_header_tells_what_the_desk_holds_and_what_it_lacks(desk, filled, damaged):
    with desk.open() as vault:
        item = vault.items.find(filled.id, "2")
    desk.object_path(item).unlink()
    (desk.path / "vault.json").write_bytes(b"{") if damaged else (desk.path / "vault.json").unlink()
    made = recover(desk.path, desk.clock)

    assert made.why == ("header_damaged" if damaged else "header_missing",)
    assert (made.cases, made.items) == (1, ITEMS)
    assert made.missing == Missing(files=(f"{filled.reference}/EX-002",))
    assert bool(made.aside) == damaged


@pytest.mark.parametrize("rubbish", [True, False])
def test_an_old_book_in_the_place_of_a_rebuilt_one_is_not_taken(desk, filled, rubbish):
    old = (desk.path / "desk.db").read_bytes()
    with desk.open() as vault:
        keep(vault, filled, b"later")
    (desk.path / "desk.db").unlink()
    (desk.path / "desk.db.rebuilt").write_bytes(b"x" * 9000 if rubbish else old)
    made = recover(desk.path, desk.clock)

    assert made.why == ("book_missing",)
    assert made.items == ITEMS + 1
    assert made.missing.history_lines > 0
    assert (desk.path / made.aside / "desk.db").exists()
    with desk.open() as vault:
        assert vault.items.count(filled.id) == ITEMS + 1


def test_a_recovery_that_goes_on_writes_over_nothing_kept_aside_before(desk, filled, monkeypatch):
    flip(desk.path / "desk.db")
    first = recover(desk.path, desk.clock)
    kept = {path.name: path.read_bytes() for path in (desk.path / first.aside).iterdir()}
    desk.clock.set_wall_clock(-86400 * 365)
    with desk.open() as vault:
        keep(vault, filled, b"later")
    flip(desk.path / "desk.db")

    def killed(*_paths: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(recovering._Recovering, "_swap", killed)
        with pytest.raises(KeyboardInterrupt):
            recover(desk.path, desk.clock)
    aside_path = next(path for path in [desk.path / "damaged-20251122T211407Z"] if not path.exists())
    recovering.move_aside(aside_path, [desk.path / "desk.db"])
    made = recover(desk.path, desk.clock)

    assert made.aside == aside_path.name
    assert {path.name: path.read_bytes() for path in (desk.path / first.aside).iterdir()} == kept
    with desk.open() as vault:
        assert vault.items.count(filled.id) == ITEMS + 1


def test_an_old_head_does_not_bring_an_old_history_back(desk, filled):
    desk.tamper(f"delete from events where log = '{filled.id}' and seq = 3")
    with desk.open() as vault, vault._parts.book.writing():
        vault._parts.book.run("drop trigger events_never_leave")
    recover(desk.path, desk.clock)
    desk.clock.set_wall_clock(-3600)
    with desk.open() as vault:
        keep(vault, filled, b"later")
        vault.items.set_note(vault.items.find(filled.id, "1"), "said later")
        before = [event.hash for event in vault.custody.events(LogId(filled.id))]
    (desk.path / "head").unlink()
    flip(desk.path / "desk.db")
    made = recover(desk.path, desk.clock)

    assert not made.missing.history_end_known
    with desk.open() as vault:
        assert [event.hash for event in vault.custody.events(LogId(filled.id))][: len(before)] == before
        assert vault.items.find(filled.id, "1").note == "said later"


def copy_of(desk: Desk, path: Path) -> Desk:
    """The desk as a power cut would leave it now."""
    subprocess.run(["cp", "-a", desk.path, path], check=True)
    return Desk(path, desk.clock)


def test_a_removal_that_was_never_finished_removes_nothing(desk, filled, tmp_path):
    """Its pages may be in the write-ahead log, but no commit follows them, and nobody was told that it was done."""
    with desk.open() as vault:
        vault._parts.book.database.conn.execute("pragma cache_size = 1")
        first, second, _ = vault.items.of_case(filled.id)
        name = vault._parts.objects.name_of(second.id, second.record.sha256)
        with vault.custody.writing():
            vault._parts.removals.add(second, name, "said by mistake")
            for number in range(300):
                vault._parts.book.run("insert into tags values (?, ?)", first.id, f"{number:060}")
            left = copy_of(desk, tmp_path / "left")
    flip(left.path / "desk.db")
    made = recover(left.path, desk.clock)

    assert (made.items, made.missing) == (ITEMS, Missing())
    with left.open() as vault:
        assert [vault.read(item) for item in vault.items.of_case(filled.id)] == [
            b"picture 0",
            b"picture 1",
            b"picture 2",
        ]
        assert vault.check().problems == ()


def test_what_stands_in_the_log_from_before_is_older_than_the_book(desk, filled, tmp_path):
    with desk.open() as vault:
        item = vault.items.find(filled.id, "1")
        for number in range(20):
            vault.items.set_note(item, f"{number}" * 9000)
        vault._parts.book.database.conn.execute("pragma wal_checkpoint(passive)").fetchone()
        vault.items.add_tag(item, "later")
        left = copy_of(desk, tmp_path / "left")
        key = vault._identity.keys.database
    pages = BookPages(left.path / "desk.db", left.path / "desk.db-wal", key)
    newest = {page.number: pages.newest(page.number) for page in pages}
    with closing(connect(str(left.path / "desk.db"), isolation_level=None)) as connection:
        connection.execute(f"pragma key = \"x'{key.hex()}'\"")
        connection.execute("pragma wal_checkpoint(truncate)").fetchall()
    folded = BookPages(left.path / "desk.db", left.path / "none", key)

    assert {page.number: page.content for page in folded} == {
        number: page.content for number, page in newest.items() if page
    }


def test_no_pipe_is_waited_for_or_read(desk, filled):
    """Opened and half filled, so that whoever reads it is found out instead of waiting for ever."""
    with desk.open() as vault:
        item = vault.items.find(filled.id, "1")
    paths, pipes = (desk.object_path(item), desk.path / "desk.db"), []
    for path in paths:
        path.unlink()
        os.mkfifo(path)
        pipes.append(os.open(path, os.O_RDWR | os.O_NONBLOCK))
        os.write(pipes[-1], bytes(8192))
    made = recover(desk.path, desk.clock)

    assert (made.why, made.items, len(made.missing.unreadable_files)) == (("book_missing",), ITEMS - 1, 1)
    for pipe in pipes:
        assert len(os.read(pipe, 9000)) == 8192
        os.close(pipe)


def test_a_pipe_in_an_items_place_holds_no_hand_over_up(desk, filled):
    with desk.open() as vault:
        item = vault.items.find(filled.id, "1")
        path = vault._parts.objects.path_of(vault._parts.objects.name_of(item.id, item.record.sha256))
        path.unlink()
        os.mkfifo(path)
        waits = threading.Thread(target=vault.will_read, args=(item,), daemon=True)
        waits.start()
        waits.join(10)
        assert not waits.is_alive()
        with pytest.raises(ObjectDamaged):
            vault.read(item)


def test_damage_on_a_medium_that_can_not_be_written_is_called_damage(desk, filled, small_disk):
    disk = small_disk("size=4m")
    left = copy_of(desk, disk / "vault")
    flip(left.path / "desk.db", 4096 * 4 + 50)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)

    with open_reader(left.path) as reader:
        assert "book_damaged" in types(reader.check().problems)
    with pytest.raises(NotWritable):
        recover(left.path, desk.clock)
