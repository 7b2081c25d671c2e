"""The calls Windows and macOS have of their own, on answers written from their documentation; none was run there."""

import errno
import os
import sys
import threading
from pathlib import Path

import pytest

from evidence_desk.domain.errors import VaultBusy
from evidence_desk.drive import full_sync
from evidence_desk.locking import took, try_lock
from evidence_desk.vault.durable import move, move_through
from evidence_desk.vault.lock import LOCK_NAME, WriterLock

REPLACE_EXISTING_AND_WRITE_THROUGH = 0x1 | 0x8
"""learn.microsoft.com/en-us/windows/win32/api/winbase/nf-winbase-movefileexw"""
ACCESS_DENIED, SHARING_VIOLATION, DISK_FULL = 5, 32, 112
"""learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--0-499-"""


class MoveFileEx:
    """Moves as documented, after as many refusals as it is given."""

    def __init__(self, *refusals: int) -> None:
        self.refusals = list(refusals)
        self.flags: list[int] = []

    def __call__(self, source: str, target: str, flags: int) -> int:
        self.flags.append(flags)
        if self.refusals:
            return self.refusals.pop(0)
        os.replace(source, target)  # noqa: PTH105 — the call has texts
        return 0


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    source_path, target_path = tmp_path / "new.part", tmp_path / "kept"
    source_path.write_bytes(b"new")
    target_path.write_bytes(b"old")
    return source_path, target_path


def test_a_name_is_given_in_place_of_another_and_written_through(pair: tuple[Path, Path]) -> None:
    call = MoveFileEx()
    move_through(*pair, call)
    assert pair[1].read_bytes() == b"new"
    assert not pair[0].exists()
    assert call.flags == [REPLACE_EXISTING_AND_WRITE_THROUGH]


@pytest.mark.parametrize("refusal", [ACCESS_DENIED, SHARING_VIOLATION])
def test_a_file_another_program_looks_into_is_moved_a_moment_later(pair: tuple[Path, Path], refusal: int) -> None:
    call = MoveFileEx(refusal, refusal)
    move_through(*pair, call)
    assert pair[1].read_bytes() == b"new"
    assert len(call.flags) == 3


@pytest.mark.parametrize("refusal", [ACCESS_DENIED, SHARING_VIOLATION])
def test_a_file_that_stays_held_is_refused_and_both_stay(pair: tuple[Path, Path], refusal: int) -> None:
    with pytest.raises(PermissionError) as refused:
        move_through(*pair, MoveFileEx(*[refusal] * 1000))
    assert refused.value.errno == errno.EACCES
    assert [path.read_bytes() for path in pair] == [b"new", b"old"]


def test_another_failure_is_said_at_once(pair: tuple[Path, Path]) -> None:
    call = MoveFileEx(DISK_FULL)
    with pytest.raises(OSError, match="112"):
        move_through(*pair, call)
    assert len(call.flags) == 1
    assert [path.read_bytes() for path in pair] == [b"new", b"old"]


def test_here_a_name_is_given_in_place_of_another_too(pair: tuple[Path, Path]) -> None:
    move(*pair)
    assert pair[1].read_bytes() == b"new"
    assert not pair[0].exists()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EDEADLK])
def test_a_byte_that_is_locked_is_said_to_be_held(number: int) -> None:
    """docs.python.org/3/library/msvcrt.html: "If the bytes cannot be locked, OSError is raised."."""

    def locking() -> None:
        raise OSError(number, "held")

    assert not took(locking)


def test_a_lock_that_fails_for_another_reason_says_so() -> None:
    def locking() -> None:
        raise OSError(errno.EBADF, "no such descriptor")

    with pytest.raises(OSError, match="no such descriptor"):
        took(locking)


def test_two_descriptors_of_one_process_keep_each_other_out(tmp_path: Path) -> None:
    first, second = (os.open(tmp_path / LOCK_NAME, os.O_RDWR | os.O_CREAT) for _ in range(2))
    assert try_lock(first)
    assert not try_lock(second)
    os.close(first)
    assert try_lock(second)
    os.close(second)


def test_a_held_vault_is_waited_for_until_its_holder_lets_go(tmp_path: Path) -> None:
    held = WriterLock(tmp_path)
    with pytest.raises(VaultBusy):
        WriterLock(tmp_path)
    waiting = threading.Thread(target=lambda: WriterLock(tmp_path, wait_s=60).release())
    waiting.start()
    held.release()
    waiting.join(60)
    assert not waiting.is_alive()


@pytest.mark.parametrize("number", [errno.ENOTSUP, errno.EINVAL, errno.ENOTTY])
def test_a_disk_without_the_drives_own_sync_is_synced_as_far_as_it_can(tmp_path: Path, number: int) -> None:
    """The manual of fcntl(2): F_FULLFSYNC is for some file systems only; a network disk says ENOTSUP."""

    def ask_the_drive() -> None:
        raise OSError(number, "no")

    descriptor = os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT)
    full_sync(descriptor, ask_the_drive)
    os.close(descriptor)
    if sys.platform != "win32":
        with pytest.raises(OSError, match="Bad file descriptor"):
            full_sync(descriptor, ask_the_drive)


def test_a_drive_that_fails_is_never_called_synced(tmp_path: Path) -> None:
    def ask_the_drive() -> None:
        raise OSError(errno.EIO, "the drive failed")

    descriptor = os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT)
    with pytest.raises(OSError, match="the drive failed"):
        full_sync(descriptor, ask_the_drive)
    os.close(descriptor)
