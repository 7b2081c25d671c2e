"""Full disks, disks that can't be written, and disks that fail: nothing is lost and the next try works."""

import errno
import os
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from evidence_desk.domain.errors import DeskError, DiskFull, NotWritable, ReadOnlyVault, StorageFailed, VaultBusy
from evidence_desk.vault import disk
from evidence_desk.vault.database import _write_ahead
from evidence_desk.vault.disk import write_aside
from evidence_desk.vault.driver import connect
from evidence_desk.vault.vault import open_reader, open_vault
from tests.vault.made_up import Desk, keep, record_about

PICTURE = bytes(100_000)


def fill(path):
    """Write until nothing more fits; returns the file that takes the room."""
    filler_path = path / "filler"
    with filler_path.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
    return filler_path


def file_of(descriptor):
    return str(Path(f"/proc/self/fd/{descriptor}").readlink())


def test_a_full_disk_refuses_and_loses_nothing(small_disk, clock):
    disk_path = small_disk("size=4m")
    desk = Desk(disk_path / "vault", clock)
    with desk.open() as vault:
        case = vault.cases.new("Case 1")
        kept = []
        with suppress(DiskFull):
            while True:
                kept.append(keep(vault, case, PICTURE))
        assert kept
        assert list((desk.path / "incoming").iterdir()) == []
        assert vault.items.of_case(case.id) == tuple(kept)
        assert vault.check().problems == ()

        filler_path = fill(disk_path)
        for data in (PICTURE, b"", b"x"):
            with pytest.raises(DiskFull):
                keep(vault, case, data)
        with pytest.raises(DiskFull):
            vault.items.set_note(kept[0], "x" * 10_000)
        assert [vault.read(item) for item in kept] == [PICTURE] * len(kept)

        filler_path.unlink()
        subprocess.run(["mount", "-o", "remount,size=8m", disk_path], check=True)
        kept.append(keep(vault, case, PICTURE))
        assert vault.check().problems == ()
    with desk.open() as vault:
        assert vault.items.of_case(case.id) == tuple(kept)
        assert vault.opening_problems == ()


def test_a_desk_on_a_full_disk_opens_and_can_be_read(small_disk, clock):
    disk_path = small_disk("size=4m")
    desk = Desk(disk_path / "vault", clock)
    case, (item,) = desk.filled(PICTURE)
    filler_path = fill(disk_path)

    with open_vault(desk.path, clock) as vault:
        assert vault.read(item) == PICTURE
        assert vault.check().problems == ()
        with pytest.raises(DiskFull):
            keep(vault, case, b"x")
        filler_path.unlink()
        assert keep(vault, case, b"x").number == 2
        assert vault.check().problems == ()


def test_found_files_wait_for_room(small_disk, clock):
    disk_path = small_disk("size=4m")
    desk = Desk(disk_path / "vault", clock)
    case, _ = desk.filled()
    with desk.open() as vault:
        vault._parts.objects.write(record_about(b"orphan", case.id), b"orphan")
    filler_path = fill(disk_path)

    with desk.open() as vault:
        assert [problem.type for problem in vault.opening_problems] == ["object_waiting"]
    filler_path.unlink()
    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert vault.items.of_case(case.id)[0].recovered


@pytest.mark.parametrize("left", ["closed", "still open", "still open, without its index"])
def test_a_desk_on_a_medium_that_can_not_be_written(small_disk, clock, left):
    medium_path = small_disk("size=20m")
    desk = Desk(medium_path / "made", clock)
    carried_path = medium_path / "carried"
    with desk.open() as vault:
        case = vault.cases.new("Case 1")
        item = keep(vault, case, PICTURE)
        if left != "closed":
            subprocess.run(["cp", "-a", desk.path, carried_path], check=True)
    if left == "closed":
        desk.path.rename(carried_path)
    elif left.endswith("index"):
        (carried_path / "desk.db-shm").unlink()
    subprocess.run(["mount", "-o", "remount,ro", medium_path], check=True)

    with open_vault(carried_path, clock, create=True) as vault:
        assert vault.read_only
        assert vault.opening_problems == ()
        assert vault.items.of_case(case.id) == (item,)
        assert vault.read(item) == PICTURE
        assert vault.check().problems == ()
        assert vault.check_chains() == ()
        for write in (
            lambda: keep(vault, case, b"x"),
            lambda: vault.cases.new("x"),
            lambda: vault.cases.rename(case, "x"),
        ):
            with pytest.raises(ReadOnlyVault):
                write()


def test_no_desk_is_made_where_nothing_can_be_written(small_disk, clock):
    medium_path = small_disk("size=1m,ro")
    with pytest.raises(NotWritable):
        open_vault(medium_path / "vault", clock, create=True)


# ----------------------------------------------------------------------------------------- calls that fail once


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EFBIG, DiskFull), (errno.EROFS, NotWritable),
     (errno.EACCES, NotWritable), (errno.EIO, StorageFailed)],
)  # fmt: skip
@pytest.mark.parametrize("call", ["fsync", "write", "rename", "open"])
def test_a_call_that_fails_keeps_nothing_and_the_next_try_works(vault, case, monkeypatch, call, number, kind):
    first = keep(vault, case, b"first")
    real = getattr(os, call)

    def failing(*args, **words):
        named = str(args[0]) if call in {"open", "rename"} else file_of(args[0])
        if "incoming" in named or "objects" in named:
            raise OSError(number, os.strerror(number))
        return real(*args, **words)

    with monkeypatch.context() as patched:
        patched.setattr(os, call, failing)
        with pytest.raises(kind):
            keep(vault, case, b"second")

    assert vault.items.of_case(case.id) == (first,)
    assert list((vault.path / "incoming").iterdir()) == []
    assert len(list(vault._parts.objects.names())) == 1
    assert keep(vault, case, b"third").number == 2
    assert vault.check().problems == ()


def test_the_folder_of_a_new_object_must_be_durable_too(vault, case, monkeypatch):
    real = os.fsync

    def failing(descriptor):
        if Path(file_of(descriptor)).parent.name == "objects":
            raise OSError(errno.EIO, "made up")
        return real(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing)
        with pytest.raises(StorageFailed):
            keep(vault, case, b"data")

    assert vault.items.count(case.id) == 0
    assert list(vault._parts.objects.names()) == []


def test_what_reads_back_as_something_else_is_not_kept(vault, case, monkeypatch):
    real = os.read
    with monkeypatch.context() as patched:
        patched.setattr(os, "read", lambda descriptor, size: real(descriptor, size)[:-1])
        with pytest.raises(StorageFailed) as failure:
            keep(vault, case, b"data")

    assert "reads back" in failure.value.reason
    assert vault.items.count(case.id) == 0
    assert list((vault.path / "incoming").iterdir()) == []


PIECES = (b"some words", b"", b"and more")
OTHERS = {"shorter": b"some wordsand mor", "longer": b"some wordsand more!", "another bit": b"some wordsand morf"}


@pytest.mark.parametrize("held_bytes", [0, 9, 1 << 20])
@pytest.mark.parametrize("other", OTHERS)
def test_every_piece_is_compared_however_many_can_be_held(tmp_path, monkeypatch, held_bytes, other):
    monkeypatch.setattr(disk, "_HELD_BYTES", held_bytes)
    write_aside(tmp_path / "good", PIECES)
    monkeypatch.setattr(disk, "sync", lambda _: (tmp_path / "bad").write_bytes(OTHERS[other]))
    with pytest.raises(OSError, match="reads back"):
        write_aside(tmp_path / "bad", PIECES)

    assert not (tmp_path / "bad").exists()


def test_half_a_write_is_finished(tmp_path, monkeypatch):
    real = os.write
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:3]))
        write_aside(tmp_path / "file", (b"some words", b"", b"and more"))

    assert (tmp_path / "file").read_bytes() == b"some wordsand more"


def test_an_old_file_is_never_written_over(tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_aside(tmp_path / "file", (b"new",))

    assert (tmp_path / "file").read_bytes() == b"old"


def test_a_head_that_can_not_be_written_does_not_unsay_what_is_saved(vault, case, monkeypatch):
    real = os.open

    def failing(path, *args, **words):
        if str(path).endswith("/head"):
            raise OSError(errno.ENOSPC, "made up")
        return real(path, *args, **words)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", failing)
        item = keep(vault, case, b"data")
        with pytest.raises(DeskError):
            vault.sync_head()

    assert vault.items.of_case(case.id) == (item,)
    vault.sync_head()
    heads = vault._parts.head_file.read().reached
    assert heads[case.id] == vault.custody.head(case.id)


def test_a_book_that_is_busy_is_said_so(desk, vault, case):
    """A foreign program holds the book itself, past the lock."""
    other = connect(str(desk.path / "desk.db"), isolation_level=None)
    other.execute(f"pragma key = \"x'{vault._identity.keys.database.hex()}'\"")
    other.execute("begin immediate")
    vault._parts.book.database.execute("pragma busy_timeout = 10")
    with pytest.raises(VaultBusy):
        keep(vault, case, b"data")
    other.execute("rollback")
    other.close()

    assert vault.items.count(case.id) == 0


def test_a_failure_without_a_reason_is_looked_into(tmp_path, monkeypatch):
    def failing(*_):
        raise OSError(errno.EDQUOT, "made up")

    assert disk.refusal_of(tmp_path) is None
    assert list(tmp_path.glob("*.part")) == []
    monkeypatch.setattr(os, "fsync", failing)
    refusal = disk.refusal_of(tmp_path)
    assert refusal is not None
    assert refusal.errno == errno.EDQUOT


# ------------------------------------------------------------------------------------- failures of the book itself


def failing_for(name, number):
    """An fsync that fails for the file or folder of that name."""
    real = os.fsync

    def failing(descriptor):
        if Path(file_of(descriptor)).name == name:
            raise OSError(number, "made up")
        return real(descriptor)

    return failing


def test_a_refused_row_takes_its_object_back(small_disk, clock):
    """Room for the object, and none for the row: what was half done is not left."""
    disk_path = small_disk("size=4m")
    desk = Desk(disk_path / "vault", clock)
    case, _ = desk.filled(*[bytes([n]) for n in range(20)])
    with desk.open() as vault:
        filler_path = fill(disk_path)
        os.truncate(filler_path, filler_path.stat().st_size - 3 * 4096)
        objects = set(vault._parts.objects.names())
        with pytest.raises(DiskFull):
            vault.items.set_note(vault.items.find(case.id, "1"), "x" * 20_000)
        with pytest.raises(DiskFull):
            keep(vault, case, b"data", note="x" * 20_000)
        assert set(vault._parts.objects.names()) == objects

        filler_path.unlink()
        assert keep(vault, case, b"data").number == 21
        assert vault.check().problems == ()


def test_a_row_that_is_there_keeps_its_object(desk, monkeypatch):
    """The commit went through and the name of the log did not: not called saved, and not taken away."""
    case, _ = desk.filled()
    with desk.open() as vault:
        vault._parts.book.close()
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", failing_for("vault", errno.ENOSPC))
            with pytest.raises(DiskFull):
                keep(vault, case, b"data")
        (item,) = vault.items.of_case(case.id)
        assert vault.read(item) == b"data"
        assert keep(vault, case, b"more").number == 2
        assert vault.check().problems == ()


def test_the_head_is_made_durable_on_request_and_at_close(desk, monkeypatch):
    with desk.open() as vault:
        vault.cases.new("x")
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", failing_for("head", errno.EIO))
            with pytest.raises(StorageFailed):
                vault.sync_head()
    vault = desk.open()
    vault.cases.new("y")
    synced: list[str] = []
    real = os.fsync

    def noted(descriptor):
        synced.append(file_of(descriptor))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    vault.close()

    assert str(desk.path / "head") in synced


def test_the_log_is_folded_in_even_while_readers_look(desk):
    vault = desk.open()
    case = vault.cases.new("x")
    with open_reader(desk.path) as reader:
        vault.close()
        assert (desk.path / "desk.db-wal").stat().st_size == 0
        assert reader.cases.all() == (case,)


def test_a_book_that_will_not_keep_a_log_is_refused(vault):
    with pytest.raises(StorageFailed):
        _write_ahead(connect(":memory:", isolation_level=None), vault.path / "desk.db")


def test_a_desk_whose_head_went_away_still_closes_and_lets_the_next_in(desk):
    vault = desk.open()
    (desk.path / "head").unlink()
    vault.close()

    with desk.open() as vault:
        assert not vault.read_only
