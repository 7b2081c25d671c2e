"""Setting, changing and removing a passphrase on a disk that is cut off, or refuses, at any call one likes."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.errors import DeskError
from evidence_desk.vault import slots
from evidence_desk.vault.header import HEADER_COPY_NAME, read_header
from evidence_desk.vault.keys import derived
from evidence_desk.vault.locks import Locks
from evidence_desk.vault.secrets_given import KeyFile, Passphrase, Secret
from evidence_desk.vault.slow_key import FLOOR
from evidence_desk.vault.unlocking import unlocked
from evidence_desk.vault.vault import open_vault
from tests.fake_clock import FakeClock
from tests.vault.made_up import Desk, copied

OLD, NEW = Passphrase("correct horse"), Passphrase("battery staple")
SMALL_FILES = ("vault.json", "vault.json.copy", "key")
CALLS = ("open", "write", "fsync", "rename", "unlink")
_NEVER = 10**9


class Cut(BaseException):
    """The power is gone: nothing that follows reaches the disk."""


@dataclass(frozen=True)
class Change:
    """What is done to a vault that `before` opens and then `after`; `event` is its line in the history."""

    before: Secret
    after: Secret
    event: str
    do: Callable[[Locks], object]


CHANGES = {
    "set": Change(KeyFile(), NEW, "passphrase set", lambda locks: locks.set_passphrase(NEW, FLOOR)),
    "change": Change(OLD, NEW, "passphrase changed", lambda locks: locks.change_passphrase(OLD, NEW, FLOOR)),
    "remove": Change(OLD, KeyFile(), "passphrase removed", lambda locks: locks.remove_passphrase(OLD)),
    "code": Change(OLD, OLD, "recovery code made", lambda locks: locks.new_recovery_code()),
}


@dataclass
class Disk:
    """Counts what changes the disk, fails at one call or from it on, and knows which names were synced."""

    path: Path
    at: int = _NEVER
    error: type[BaseException] = Cut
    once: bool = False
    seen: list[str] = field(default_factory=list)
    durable: dict[str, bytes | None] = field(default_factory=dict)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Every call of this process goes through here."""
        self._note_names()
        with pytest.MonkeyPatch.context() as patched:
            for name in CALLS:
                patched.setattr(os, name, self._watching(name, getattr(os, name)))
            yield

    def lose_what_was_not_synced(self) -> None:
        """The folder as a power cut may leave it: each name as the folder's last sync found it."""
        for name, content in self.durable.items():
            (self.path / name).unlink(missing_ok=True)
            if content is not None:
                (self.path / name).write_bytes(content)

    def _watching(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **words: object) -> object:
            if name == "open" and not args[1] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):  # type: ignore[operator]
                return real(*args, **words)
            self.seen.append(name)
            if len(self.seen) == self.at if self.once else len(self.seen) >= self.at:
                raise self.error(errno.EIO, "made up")
            done = real(*args, **words)
            if name == "fsync":
                self._note(Path(f"/proc/self/fd/{args[0]}").readlink())
            return done

        return call

    def _note(self, path: Path) -> None:
        if path == self.path:
            self._note_names()
        elif self.durable.get(path.name) is not None:
            self.durable[path.name] = path.read_bytes()

    def _note_names(self) -> None:
        for name in SMALL_FILES:
            path = self.path / name
            self.durable[name] = path.read_bytes() if path.exists() else None


def quick(patched: pytest.MonkeyPatch) -> None:
    """What is slow about a passphrase is tried elsewhere."""
    patched.setattr(slots, "stretched", lambda secret, salt, _cost: derived(secret, "quick", salt))


class Prepared:
    """Makes new copies of a vault with an item, as it is before a change; closed."""

    def __init__(self, folder_path: Path) -> None:
        self._folder_path = folder_path
        self._made: dict[Secret, Path] = {}

    def desk(self, change: Change) -> Desk:
        """The copy, in the place of the one before."""
        if change.before not in self._made:
            made = Desk(self._folder_path / f"made-{len(self._made)}", FakeClock())
            made.filled(b"data")
            if change.before == OLD:
                with made.open() as vault:
                    vault.locks.set_passphrase(OLD, FLOOR)
            self._made[change.before] = made.path
        path = self._folder_path / "vault"
        if path.exists():
            shutil.rmtree(path)
        copied(self._made[change.before], path)
        return Desk(path, FakeClock())

    def calls(self, change: Change) -> list[str]:
        """The calls that change the disk when nothing goes wrong."""
        desk = self.desk(change)
        disk = Disk(desk.path)
        assert done_on(desk, change, disk) == "done"
        assert openers(desk, change) == [change.after]
        return disk.seen


def done_on(desk: Desk, change: Change, disk: Disk) -> str:
    """Do it while the disk is watched; how it ended. The vault is let go of as a kill would."""
    vault = open_vault(desk.path, desk.clock, secret=change.before)
    try:
        with disk.watched():
            change.do(vault.locks)
    except Cut:
        return "cut"
    except DeskError as refusal:
        return refusal.type
    finally:
        vault._parts.book.close()
        vault._lock.release()
    return "done"


def openers(desk: Desk, change: Change) -> list[Secret]:
    """What opens the vault now, for good: the history fits, the item is there, nothing is half done any more."""
    found = []
    for secret in dict.fromkeys((change.before, change.after)):
        with suppress(DeskError), open_vault(desk.path, desk.clock, secret=secret) as vault:
            found.append(secret)
            told = [event.event for event in vault.custody.events(VAULT_LOG)].count(change.event)
            assert told == (secret == change.after) or (change.before == change.after and told <= 1)
            assert (desk.path / "key").exists() == isinstance(secret, KeyFile)
            report = vault.check()
            assert report.problems == report.remarks == ()
            assert vault.read(vault.items.of_case(vault.cases.last_used().id)[0]) == b"data"
    header = (desk.path / "vault.json").read_bytes()
    assert (desk.path / "vault.json.copy").read_bytes() == header
    assert b"untold" not in header
    return found


def copy_opens(desk: Desk, change: Change) -> bool:
    """Whether vault.json may be lost now as well."""
    copy = read_header(desk.path / HEADER_COPY_NAME)
    for secret in (change.before, change.after):
        with suppress(DeskError):
            unlocked(copy, secret, None)
            return True
    return False


def cut_at(prepared: Prepared, change: Change, at: int, *, is_power_cut: bool) -> Secret:
    """Cut it off there; what opens the vault then, which is one thing and not two."""
    desk = prepared.desk(change)
    disk = Disk(desk.path, at)
    assert done_on(desk, change, disk) == "cut", at
    if is_power_cut:
        disk.lose_what_was_not_synced()
    assert copy_opens(desk, change), (at, is_power_cut)
    (found,) = openers(desk, change)
    return found


def refused_at(prepared: Prepared, change: Change, at: int, *, once: bool) -> str:
    """Have the disk refuse there; how it ended. What was not done has not happened, or the disk is gone for good."""
    desk = prepared.desk(change)
    ended = done_on(desk, change, Disk(desk.path, at, OSError, once))
    (found,) = openers(desk, change)
    if ended == "done":
        assert found == change.after, at
    elif once:
        assert found == change.before, at
    return ended
