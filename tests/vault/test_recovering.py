"""A damaged desk is put back together from what is left; nothing is removed, and a kill can be followed by a rerun."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence_desk.domain.checklists import StepId, StepState
from evidence_desk.domain.custody import VAULT_LOG, Head, LogId, chain_problems
from evidence_desk.domain.errors import (
    DiskFull,
    FromTheFuture,
    HeaderDamaged,
    KeyMissing,
    NoVault,
    VaultBusy,
    VaultDamaged,
)
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.domain.recoveries import Missing, Recovery
from evidence_desk.domain.told_records import RECORD_SHA256
from evidence_desk.vault import recovering
from evidence_desk.vault.object_format import record_text
from evidence_desk.vault.recovering import recover
from evidence_desk.vault.vault import open_reader
from tests.real_tools import need_tools
from tests.vault.made_up import Desk, keep, record_about, types

PAGE_BYTES = 4096
ITEMS = 8


@pytest.fixture
def told(desk: Desk) -> Desk:
    """A desk with two cases, and one of everything a person may say in the first."""
    with desk.open() as vault:
        case = vault.cases.rename(vault.cases.new("Monday"), "Since Monday")
        for number in range(ITEMS):
            keep(vault, case, b"picture %d" % number, note=f"note {number}", tags=["threat"])
        item = vault.items.find(case.id, "2")
        vault.items.remove_tag(vault.items.add_tag(item, "later"), "threat")
        vault.items.set_note(item, "said again, at length: " + "x" * 9000)
        vault.steps.set(case.id, StepId("bank"), StepState.DONE, note="ref 1", proof=item.id)
        vault.remove(vault.items.find(case.id, "3"))
        keep(vault, vault.cases.new("Another"), b"other")
    return desk


def account(desk: Desk) -> dict[str, object]:
    """Everything a person would look for, by case."""
    with open_reader(desk.path) as reader:
        return {
            case.title: (
                case.reference,
                [
                    (item.number, item.record, item.note, item.tags, item.state)
                    for item in reader.items.of_case(case.id)
                ],
                reader.steps.marks(case.id),
            )
            for case in reader.cases.all()
        }


def sound(desk: Desk) -> None:
    """It opens, checks, keeps more, and every log is one chain."""
    with desk.open() as vault:
        assert vault.opening_problems == ()
        case = vault.cases.last_used()
        assert case is not None
        assert vault.read(keep(vault, case, b"more")) == b"more"
        assert vault.check().problems == ()
        for log in vault.custody.logs():
            assert list(chain_problems(vault.custody.events(log), vault.custody.signed_by_us, Head(log))) == []


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def without_guard(desk: Desk) -> None:
    with desk.open() as vault, vault._parts.book.writing():
        vault._parts.book.run("drop trigger events_never_leave")


def test_a_whole_desk_is_left_alone(told):
    before = (told.path / "desk.db").read_bytes()

    assert recover(told.path, told.clock) == Recovery()
    assert (told.path / "desk.db").read_bytes() == before
    assert not list(told.path.glob("damaged-*"))


def test_one_bad_page_costs_at_most_what_stood_on_it(told):
    before = account(told)
    content = (told.path / "desk.db").read_bytes()
    for place in range(0, len(content), 6 * PAGE_BYTES):
        (told.path / "desk.db").write_bytes(content)
        flip(told.path / "desk.db", place + 77)
        made = recover(told.path, told.clock)
        assert made.done
        assert made.missing.history_end_known
        after = account(told)
        assert after.keys() == before.keys()
        if made.missing.nothing:
            assert after == before, f"page {place // PAGE_BYTES}"
        with open_reader(told.path) as reader:
            assert reader.check().problems == ()


@pytest.mark.parametrize("gone", [["desk.db"], ["desk.db", "head"]])
def test_without_any_book_every_saved_file_comes_back(told, gone):
    records = {item[1].item_id: item[1] for case in account(told).values() for item in case[1]}  # type: ignore[index]
    for name in gone:
        (told.path / name).unlink()
    made = recover(told.path, told.clock)

    assert made.why == ("book_missing",)
    assert (made.cases, made.items, made.found_anew) == (2, ITEMS, ITEMS)
    assert made.missing.history_end_known == (gone == ["desk.db"])
    assert len(made.missing.words) == ITEMS
    assert len(made.missing.titles) == 2
    with told.open() as vault:
        items = [item for case in vault.cases.all() for item in vault.items.of_case(case.id)]
        assert {item.id: item.record for item in items} == records
        assert all(item.recovered for item in items)
        for item in items:
            (line,) = vault.custody.events_of_item(LogId(item.record.case_id), item.id)
            assert line.detail[RECORD_SHA256] == sha256_hex(record_text(item.record).encode())
        assert vault.opening_problems == ()
        report = vault.check()
        assert (types(report.problems), types(report.remarks)) == ([], ["book_rebuilt_in_part"])
    sound(told)


def test_numbers_follow_the_order_of_capture(desk):
    data = [bytes([number]) * 9 for number in range(5)]
    with desk.open() as vault:
        case = vault.cases.new("x")
        for each in data:
            desk.clock.advance(60)
            vault.keep(record_about(each, case.id, captured=desk.clock.now()), each)
    (desk.path / "desk.db").unlink()
    recover(desk.path, desk.clock)

    with desk.open() as vault:
        found = vault.items.of_case(case.id)
        assert [vault.read(item) for item in found] == data
        assert [item.number for item in found] == [1, 2, 3, 4, 5]


def test_what_was_removed_stays_removed(told):
    with open_reader(told.path) as reader:
        case = reader.cases.all()[0]
        (stone,) = reader._parts.removals.of_case(case.id)
    without_guard(told)
    made = recover(told.path, told.clock)

    assert made.why == ("guard_missing",)
    assert made.missing == Missing()
    with told.open() as vault:
        assert vault._parts.removals.of_case(case.id) == (stone,)
        assert keep(vault, case, b"next").number == ITEMS + 1
    sound(told)


def test_lines_after_a_gap_are_carried_over_with_their_signatures(told):
    before = account(told)
    with open_reader(told.path) as reader:
        case = reader.cases.all()[0]
        count = reader.custody.head(LogId(case.id)).count
    told.tamper(f"delete from events where log = '{case.id}' and seq = 4")
    without_guard(told)
    made = recover(told.path, told.clock)

    assert made.missing.history_lines == 1
    assert made.lines_carried == count - 4
    assert made.found_anew == 1
    after = account(told)
    assert after == before
    with told.open() as vault:
        events = [event.event for event in vault.custody.events(LogId(case.id))]
        assert events.count("carried over") == count - 4
        assert events.count("recovered") == 1
        assert events[3] == "book rebuilt"
        item = vault.items.find(case.id, "5")
        assert [event.event for event in vault.custody.events_of_item(LogId(case.id), item.id)] == ["captured"]
    sound(told)


def test_a_carried_line_that_was_made_up_is_found(told):
    with open_reader(told.path) as reader:
        case = reader.cases.all()[0]
    told.tamper(f"delete from events where log = '{case.id}' and seq = 4")
    without_guard(told)
    recover(told.path, told.clock)
    with told.open() as vault:
        *_, carried = (e for e in vault.custody.events(LogId(case.id)) if e.event == "carried over")
        made_up = {**carried.detail, "line": {**carried.detail["line"], "actor": "desk"}}
        vault.custody.append(LogId(case.id), "carried over", detail=made_up)
        assert "history_broken" in types(vault.check().problems)


def test_recovering_twice_loses_nothing_more(told):
    with open_reader(told.path) as reader:
        case = reader.cases.all()[0]
    told.tamper(f"delete from events where log = '{case.id}' and seq = 4")
    without_guard(told)
    recover(told.path, told.clock)
    first = account(told)
    told.clock.advance(3600)
    flip(told.path / "desk.db", 100)
    made = recover(told.path, told.clock)

    assert made.missing == Missing()
    assert account(told) == first
    assert len(list(told.path.glob("damaged-*"))) == 2
    sound(told)


def test_the_damaged_files_are_kept_as_they_were(told):
    flip(told.path / "desk.db", 100)
    damaged = {name: (told.path / name).read_bytes() for name in ("desk.db", "head")}
    made = recover(told.path, told.clock)

    assert {name: (told.path / made.aside / name).read_bytes() for name in damaged} == damaged


def test_an_item_only_the_history_knows_is_named(told):
    with open_reader(told.path) as reader:
        case = reader.cases.all()[0]
        item = reader.items.find(case.id, "1")
    told.object_path(item).unlink()
    told.tamper("delete from listed where number = 1", "delete from tags", "delete from items where number = 1")
    without_guard(told)
    made = recover(told.path, told.clock)

    assert made.missing.items[0] == f"{case.reference}/EX-001"
    with told.open() as vault:
        assert "item_missing" in types(vault.check().problems)
        assert "lost" in [event.event for event in vault.custody.events(LogId(case.id))]
        assert keep(vault, case, b"next").number == ITEMS + 1


def test_a_row_without_its_file_stays(told):
    with open_reader(told.path) as reader:
        case = reader.cases.all()[0]
        item = reader.items.find(case.id, "1")
    told.object_path(item).unlink()
    flip(told.path / "desk.db", 100)
    made = recover(told.path, told.clock)

    assert made.missing.files == (f"{case.reference}/EX-001",)
    with told.open() as vault:
        assert types(vault.opening_problems) == ["object_missing"]
        assert vault.items.find(case.id, "1").note == "note 0"


def test_a_log_that_was_not_folded_is_read_too(told):
    vault = told.open()
    case = vault.cases.all()[0]
    item = keep(vault, case, b"late", note="late words")
    book, log = ((told.path / name).read_bytes() for name in ("desk.db", "desk.db-wal"))
    vault.close()
    (told.path / "desk.db").write_bytes(bytes(len(book)))
    (told.path / "desk.db-wal").write_bytes(log)
    recover(told.path, told.clock)

    with told.open() as vault:
        assert vault.items.find(case.id, item.exhibit).note == "late words"


def test_a_header_is_put_back_from_its_copy(told):
    good = (told.path / "vault.json").read_bytes()
    before = account(told)
    for content in (None, b"", b"{", good[:-9]):
        (told.path / "vault.json").unlink() if content is None else (told.path / "vault.json").write_bytes(content)
        made = recover(told.path, told.clock)
        assert made.done
        assert (told.path / "vault.json").read_bytes() == good
    assert account(told) == before


def test_without_a_copy_a_damaged_header_is_refused(told):
    (told.path / "vault.json").write_bytes(b"{}")
    (told.path / "vault.json.copy").unlink()
    with pytest.raises(HeaderDamaged):
        recover(told.path, told.clock)


def test_without_the_key_nothing_can_be_done(told):
    (told.path / "key").unlink()
    (told.path / "desk.db").unlink()
    with pytest.raises(KeyMissing):
        recover(told.path, told.clock)

    assert not list(told.path.glob("damaged-*"))


def test_a_desk_in_use_is_refused(told):
    with told.open(), pytest.raises(VaultBusy):
        recover(told.path, told.clock)


def test_where_there_is_no_desk_none_is_made(tmp_path, clock):
    with pytest.raises(NoVault):
        recover(tmp_path / "none", clock)

    assert not (tmp_path / "none").exists()


def test_a_book_of_a_newer_program_is_not_taken_for_a_damaged_one(told):
    told.tamper("insert into _sqlite_migrations (migration_set, name, applied_at) values ('evidence_desk', '9999', '')")
    with pytest.raises(FromTheFuture):
        recover(told.path, told.clock)


def test_a_full_disk_leaves_everything_as_it_was(told, monkeypatch):
    flip(told.path / "desk.db", 100)
    before = {path.name: path.read_bytes() for path in told.path.iterdir() if path.is_file()}

    def full(*_arguments):
        raise DiskFull(str(told.path))

    with monkeypatch.context() as patched:
        patched.setattr(recovering.Rebuilder, "fill", full)
        with pytest.raises(DiskFull):
            recover(told.path, told.clock)
    assert {path.name: path.read_bytes() for path in told.path.iterdir() if path.is_file()} == before
    assert recover(told.path, told.clock).done


PROGRAM = """
import sys
from pathlib import Path
from tests.fake_clock import FakeClock
from evidence_desk.vault.recovering import recover
recover(Path(sys.argv[1]), FakeClock())
"""


@pytest.mark.parametrize(("call", "step"), [("rename", 1), ("fsync", 7)])
def test_a_kill_at_any_step_can_be_followed_by_a_rerun(told, call, step, copied):
    need_tools("strace")
    before = account(told)
    flip(told.path / "desk.db", 100)
    whole = False
    for number in range(1, 60, step):
        path = copied(told.path)
        inject = ["-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}", "-o", "/dev/null"]
        killed = subprocess.run(
            ["strace", "-f", *inject, sys.executable, "-c", PROGRAM, str(path)],
            check=False, capture_output=True, env=os.environ | {"PYTHONPATH": os.getcwd()},  # noqa: PTH109
        )  # fmt: skip
        whole = killed.returncode == 0
        if whole:
            break
        desk = Desk(path, told.clock)
        with pytest.raises(VaultDamaged) if not (path / "desk.db").exists() else never():
            open_reader(path).close()
        recover(path, told.clock)
        assert account(desk) == before, f"killed at {call} {number}"
        assert not list(path.glob("*.rebui*"))
    assert whole


class never:  # noqa: N801 — reads as a word in a `with`
    """Nothing is expected: a damaged book may still open for reading, or say that it is damaged."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: object, trace: object) -> bool:
        return kind is not None and issubclass(kind, VaultDamaged)


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[Path], Path]:
    """Copies of a vault, each in a place of its own."""
    made: list[Path] = []

    def copy(path: Path) -> Path:
        made.append(tmp_path / f"copy{len(made)}")
        subprocess.run(["cp", "-a", path, made[-1]], check=True)
        return made[-1]

    return copy


def test_what_was_found_goes_into_the_history(told):
    (told.path / "desk.db").unlink()
    made = recover(told.path, told.clock)

    with told.open() as vault:
        (said,) = [event for event in vault.custody.events(VAULT_LOG) if event.event == "book rebuilt"]
        assert Recovery.from_detail(said.detail) == made
        assert said.actor == "desk"


def test_a_page_is_read_as_sqlcipher_reads_it(told):
    """The rows found page by page are those the database itself gives."""
    with open_reader(told.path) as reader:
        key, rows = reader._identity.keys.database, reader._parts.book.rows("select id, note from items")
    found = recovering.salvaged([(told.path / "desk.db", told.path / "desk.db-wal")], key)

    assert {item_id: items[-1].note for item_id, items in found.items.items() if items[-1].is_sound}.items() >= set(
        rows
    )
