"""The head beside the book: an older book put back does not go unnoticed, and a lost head is never forgotten."""

import os

import pytest

from evidence_desk.domain.custody import VAULT_LOG, Head, LogId
from evidence_desk.domain.errors import DiskFull, StorageFailed
from evidence_desk.vault import head_file
from evidence_desk.vault.database import Book
from evidence_desk.vault.head_file import HeadFile
from evidence_desk.vault.recovery import Adoption
from evidence_desk.vault.vault import open_reader
from tests.vault.independent_reader import IndependentReader
from tests.vault.made_up import keep, record_about, types


@pytest.fixture
def older_book(desk):
    """A desk whose book is put back to where it was a moment ago."""
    case, _ = desk.filled(b"one")
    older = (desk.path / "desk.db").read_bytes()
    with desk.open() as vault:
        vault.items.set_note(vault.items.find(case.id, "1"), "He knows my school")
    newer = (desk.path / "desk.db").read_bytes()
    (desk.path / "desk.db").write_bytes(older)
    return case, newer


def test_an_older_book_put_back_is_reported(desk, older_book):
    case, _ = older_book
    with desk.open() as vault:
        assert types(vault.opening_problems) == ["rolled_back"]
        assert {problem.path for problem in vault.opening_problems} == {
            "vault event 3", f"{case.reference} event 3",
        }  # fmt: skip
        noted = [event.detail for event in vault.custody.events(VAULT_LOG) if event.event == "rolled back"]
        assert {(detail["log"], detail["count"]) for detail in noted} == {("vault", 3), (case.id, 3)}


def test_a_roll_back_is_never_forgotten(desk, older_book):
    for number in range(4):
        desk.filled(bytes([number]))
    with desk.open() as vault:
        assert types(vault.opening_problems) == ["rolled_back"]
        assert types(vault.check().problems) == ["rolled_back"]
        assert [event.event for event in vault.custody.events(VAULT_LOG)].count("rolled back") == 2


def test_the_right_book_put_back_again_is_no_problem(desk, older_book):
    _, newer = older_book
    desk.open().close()
    (desk.path / "desk.db").write_bytes(newer)

    with desk.open() as vault:
        # The opening of the older book is a line of its own that this book does not have.
        assert [problem.path for problem in vault.opening_problems] == ["vault event 5"]


def test_a_reader_sees_an_older_book_too(desk, older_book):
    with open_reader(desk.path) as reader:
        assert types(reader.check().problems) == ["rolled_back"]


@pytest.mark.parametrize(("apart_s", "said"), [(3600, ["head_old"]), (5, [])])
def test_a_book_put_back_with_its_head_is_told_by_the_files_that_came_after_it(desk, clock, apart_s, said):
    """A crash leaves the files of one press without rows; never two presses, each of which was entered before."""
    case, _ = desk.filled(b"one")
    older = {name: (desk.path / name).read_bytes() for name in ("desk.db", "head")}
    for data in (b"two", b"three"):
        with desk.open() as vault:
            vault.keep(record_about(data, case.id, captured=clock.now()), data)
        clock.advance(apart_s)
    for name, data in older.items():
        (desk.path / name).write_bytes(data)

    with desk.open() as vault:
        assert types(vault.opening_problems) == said
        assert vault.items.count(case.id) == 3
    with desk.open() as vault:
        assert types(vault.check().problems) == (["head_replaced"] if said else [])


def fails_to_keep(vault, case, data, clock, monkeypatch):
    """The disk takes the file, and gives up when the book is to say so."""
    real = Book.run

    def failing(book, sql, *parameters):
        if sql.startswith("insert into items"):
            raise StorageFailed(str(vault.path), "made up")
        return real(book, sql, *parameters)

    with monkeypatch.context() as patched:
        patched.setattr(Book, "run", failing)
        with pytest.raises(StorageFailed):
            vault.keep(record_about(data, case.id, captured=clock.now()), data)


@pytest.mark.parametrize("longest", [1 << 16, 0], ids=["as it is", "shortened at close"])
def test_files_whose_entry_failed_do_not_make_a_head_old(desk, clock, monkeypatch, longest):
    """However far apart they are: it was noted then that they have no row, so nobody put the book back."""
    monkeypatch.setattr(head_file, "_REWRITE_ABOVE_BYTES", longest)
    case, _ = desk.filled(b"one")
    with desk.open() as vault:
        for data in (b"two", b"three", b"four"):
            fails_to_keep(vault, case, data, clock, monkeypatch)
            clock.advance(3600)

    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert vault.items.count(case.id) == 4
    with desk.open() as vault:
        assert vault.check().problems == ()


def test_an_older_book_is_told_though_a_save_had_failed_before(desk, clock, monkeypatch):
    """The note of one file says nothing of others: what was entered, and is no more, still tells."""
    case, _ = desk.filled(b"one")
    with desk.open() as vault:
        fails_to_keep(vault, case, b"two", clock, monkeypatch)
    older = {name: (desk.path / name).read_bytes() for name in ("desk.db", "head")}
    for data in (b"three", b"four"):
        clock.advance(3600)
        with desk.open() as vault:
            vault.keep(record_about(data, case.id, captured=clock.now()), data)
    for name, data in older.items():
        (desk.path / name).write_bytes(data)

    with desk.open() as vault:
        assert types(vault.opening_problems) == ["head_old"]
        assert vault.items.count(case.id) == 4


def test_a_file_that_waits_for_room_is_still_known_at_the_next_start(desk, clock, monkeypatch):
    case, _ = desk.filled(b"one")
    with desk.open() as vault:
        for data in (b"two", b"three"):
            fails_to_keep(vault, case, data, clock, monkeypatch)
            clock.advance(3600)
    with monkeypatch.context() as full:
        full.setattr(Adoption, "adopt", fails_for_room)
        with desk.open() as vault:
            assert types(vault.opening_problems) == ["object_waiting"]

    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert vault.items.count(case.id) == 3
    assert kinds(desk) == {"reached", "without row"}
    with desk.open():
        assert kinds(desk) == {"reached"}, "what was entered is noted no more"


def kinds(desk):
    return {line[0] for line in IndependentReader(desk.path).heads()}


def fails_for_room(adoption, name):
    raise DiskFull(name)


def test_a_lost_case_is_reported(desk):
    desk.filled()
    older = (desk.path / "desk.db").read_bytes()
    with desk.open() as vault:
        vault.cases.new("gone")
    (desk.path / "desk.db").write_bytes(older)

    with desk.open() as vault:
        assert types(vault.opening_problems) == ["rolled_back"]


@pytest.mark.parametrize("content", [None, b"", b"{", b"\n", b"{}\n"])
def test_a_missing_head_is_never_forgotten(desk, content):
    desk.filled(b"data")
    head_path = desk.path / "head"
    head_path.unlink() if content is None else head_path.write_bytes(content)

    with open_reader(desk.path) as reader:
        assert "head_missing" in types(reader.check().problems)
    with desk.open() as vault:
        assert "head_missing" in types(vault.opening_problems)
        assert [event.event for event in vault.custody.events(VAULT_LOG)][-1] == "head replaced"
    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert [(found.type, found.path) for found in vault.check().problems] == [("head_replaced", "vault event 4")]


def test_an_unfinished_last_line_is_what_a_power_cut_leaves(desk):
    desk.filled(b"data")
    head_path = desk.path / "head"
    head_path.write_bytes(head_path.read_bytes()[:-20])

    with desk.open() as vault:
        assert vault.opening_problems == ()
        case = vault.cases.all()[0]
        keep(vault, case, b"more")
        assert vault.check().problems == ()
    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert vault.check().problems == ()


def test_every_changed_bit_of_the_head_is_noticed(desk):
    desk.filled(b"data")
    with open_reader(desk.path) as reader:
        head_path, head_file = desk.path / "head", reader._parts.head_file
        content = head_path.read_bytes()
        before = head_file.read()
        assert before.strange_lines == 0
        for place in range(0, len(content) * 8, 3):
            changed = bytearray(content)
            changed[place // 8] ^= 1 << place % 8
            head_path.write_bytes(changed)
            after = head_file.read()
            assert after.strange_lines or (place // 8 == len(content) - 1 and after.lines < before.lines), place
        head_path.write_bytes(content)


def test_a_head_of_another_vault_is_no_head(tmp_path):
    file = HeadFile(tmp_path, bytes(32), "a")
    file.rewrite([Head(LogId("case"), 3, "0" * 64)], [])

    assert HeadFile(tmp_path, bytes(32), "b").read().lines == 0
    assert HeadFile(tmp_path, b"1" * 32, "a").read().strange_lines == 2


def test_a_long_head_file_is_shortened_at_close(desk):
    case, _ = desk.filled(b"data")
    with desk.open() as vault:
        for _ in range(400):
            vault._parts.head_file.append([vault.custody.head(LogId(case.id))])
        assert (desk.path / "head").stat().st_size > 1 << 16

    assert (desk.path / "head").stat().st_size < 2000
    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert vault.check().problems == ()


def test_a_lost_head_outlives_the_shortening(desk, older_book):
    case, _ = older_book
    with desk.open() as vault:
        vault._parts.head_file.append([vault.custody.head(LogId(case.id))] * 400)

    assert (desk.path / "head").stat().st_size < 3000
    with desk.open() as vault:
        assert types(vault.opening_problems) == ["rolled_back"]


def test_half_a_line_is_taken_back(desk, vault, case, monkeypatch):
    real = os.write
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:20]))
        vault._parts.head_file.append([Head(LogId("made up"), 1, "0" * 64)])
    keep(vault, case, b"data")
    heads = vault._parts.head_file.read()

    assert (heads.strange_lines, heads.unfinished) == (0, False)
    assert heads.reached[LogId("made up")].count == 1
    assert heads.reached[LogId(case.id)] == vault.custody.head(LogId(case.id))


@pytest.mark.parametrize("left_bytes", [1, 20, 60])
def test_a_line_does_not_go_on_from_what_a_power_cut_left_of_another(desk, vault, case, left_bytes):
    keep(vault, case, b"data")
    head_path, heads = desk.path / "head", vault._parts.head_file
    *before, last = head_path.read_bytes().splitlines(keepends=True)
    head_path.write_bytes(b"".join(before) + last[:left_bytes])

    heads.append([vault.custody.head(LogId(case.id))])

    assert head_path.read_bytes() == b"".join(before) + last
    assert heads.read().strange_lines == 0


def test_what_is_longer_than_a_line_of_ours_is_not_taken_away(desk, vault, case):
    head_path = desk.path / "head"
    with head_path.open("ab") as head:
        head.write(b"x" * 10_000)
    keep(vault, case, b"data")

    assert b"x" * 10_000 in head_path.read_bytes()
    assert "head_damaged" in types(vault.check().problems)


def test_an_older_line_never_hides_a_newer_one(tmp_path):
    file, log = HeadFile(tmp_path, bytes(32), "a"), LogId("case")
    file.append([Head(log, 2, "2" * 64), Head(log, 1, "1" * 64)])

    assert file.read().reached[log] == Head(log, 2, "2" * 64)


def test_the_book_may_be_ahead_of_the_head(desk):
    case, _ = desk.filled(b"data")
    before = (desk.path / "head").read_bytes()
    with desk.open() as vault:
        keep(vault, case, b"more")
    (desk.path / "head").write_bytes(before)

    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert vault.check().problems == ()
