"""Where each log stands, kept outside the book, so that an older book put back does not go unnoticed."""

import hmac
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evidence_desk.domain.custody import FIRST_PREVIOUS, VAULT_LOG, Head, LogId
from evidence_desk.domain.hashes import Json, canonical_json
from evidence_desk.drive import sync
from evidence_desk.vault.disk import FILE_MODE, read_plain, replace_whole, speaking_of
from evidence_desk.vault.durable import BINARY
from evidence_desk.vault.keys import keyed_hash

HEAD_NAME = "head"

BookHash = Callable[[LogId, int], str | None]
"""(log, number of the event) → its hash in the book, or None where the book has no such event."""

_REACHED = "reached"
_WITHOUT_ROW = "without row"
LOST, CUT, FORKED = "lost", "cut", "forked"
"""How the book lost a head: it is older, lines were taken off its end, or it holds another line in that place."""

_REWRITE_ABOVE_BYTES = 1 << 16
_LONGEST_LINE_BYTES = 1 << 12
_LONGEST_BYTES = 1 << 28


@dataclass(frozen=True, slots=True)
class Loss:
    """A head that the book did not hold at some start; `how` is LOST, CUT or FORKED."""

    head: Head
    how: str = LOST


@dataclass(frozen=True, slots=True)
class Heads:
    """What the head file says: how far each log had come, what is known to be lost, and whether it can be read.

    `without_row` are the names of sealed files whose entry in the book failed, each as the hash of a head of its case.
    `lines` is how many lines are authentic; a file that was ever written has at least one. A power cut may leave the
    last line `unfinished`.
    """

    reached: dict[LogId, Head] = field(default_factory=dict)
    lost: tuple[Loss, ...] = ()
    without_row: tuple[Head, ...] = ()
    lines: int = 0
    strange_lines: int = 0
    unfinished: bool = False


class HeadFile:
    """The head file of one vault: each line carries its own authentication.

    Lines are added after each commit and synced later, so the book may be ahead of this file, never behind it.
    """

    def __init__(self, vault_path: Path, key: bytes, vault_id: str, name: str = HEAD_NAME) -> None:
        self._path = vault_path / name
        self._key = key
        self._vault_id = vault_id
        self._waiting: list[tuple[str, Head]] = []
        self._unsynced = False

    def read(self) -> Heads:
        """What the file says now; a missing file says nothing."""
        with speaking_of(self._path.parent):
            try:
                untrusted_bytes = read_plain(self._path, _LONGEST_BYTES)
            except FileNotFoundError:
                return Heads()
        *lines, rest = untrusted_bytes.split(b"\n")
        read = [self._line_read(line) for line in lines]
        known = [line for line in read if line is not None]
        reached: dict[LogId, Head] = {}
        for kind, head in known:
            if kind == _REACHED and head.count >= reached.get(head.log, head).count:
                reached[head.log] = head
        lost = tuple(dict.fromkeys(Loss(head, kind) for kind, head in known if kind in {LOST, CUT, FORKED}))
        without_row = tuple(dict.fromkeys(head for kind, head in known if kind == _WITHOUT_ROW))
        return Heads(reached, lost, without_row, len(known), len(read) - len(known), bool(rest))

    def append(self, heads: Iterable[Head]) -> None:
        """Note how far the logs have come; what can't be written now waits for the next time."""
        self._add((_REACHED, head) for head in heads)

    def note_without_row(self, log: LogId, object_name: str) -> None:
        """Note that a file of this case was sealed and its entry failed, for a start that finds it without a row."""
        self._add([(_WITHOUT_ROW, Head(log, 0, object_name))])

    def _add(self, lines: Iterable[tuple[str, Head]]) -> None:
        self._waiting.extend(lines)
        if not self._waiting:
            return
        try:
            self._append_whole(b"".join(self._line(kind, head) for kind, head in self._waiting))
        except OSError:
            return  # The book is ahead for now, which is allowed; what was committed is safe without this line.
        self._waiting.clear()
        self._unsynced = True

    def sync(self) -> None:
        """Wait until the lines are on the disk. Raises DiskFull, NotWritable or StorageFailed."""
        self.append(())
        if not self._unsynced:
            return
        with speaking_of(self._path.parent):
            descriptor = os.open(self._path, os.O_RDWR | BINARY)
            try:
                sync(descriptor)
            finally:
                os.close(descriptor)
        self._unsynced = False

    def shorten(self) -> None:
        """Write only the newest line of each log, once the file has grown long. Raises as `rewrite` does."""
        with speaking_of(self._path.parent):
            size = self._path.stat().st_size
        if size > _REWRITE_ABOVE_BYTES:
            heads = self.read()
            self.rewrite(heads.reached.values(), heads.lost, heads.without_row)

    def rewrite(self, reached: Iterable[Head], lost: Iterable[Loss], without_row: Iterable[Head] = ()) -> None:
        """Replace the whole file, durably. Raises DiskFull, NotWritable or StorageFailed."""
        first = (Head(VAULT_LOG, 0, FIRST_PREVIOUS),)
        lines = [self._line(_REACHED, head) for head in (*first, *reached)]
        lines += [self._line(loss.how, loss.head) for loss in lost]
        lines += [self._line(_WITHOUT_ROW, head) for head in without_row]
        with speaking_of(self._path.parent):
            replace_whole(self._path, b"".join(lines))
        self._unsynced = False

    def _append_whole(self, data: bytes) -> None:
        descriptor = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT | BINARY, FILE_MODE)
        try:
            before_bytes = _drop_unfinished(descriptor)
            if os.write(descriptor, data) != len(data):
                os.ftruncate(descriptor, before_bytes)
                raise OSError
        finally:
            os.close(descriptor)

    def _line(self, kind: str, head: Head) -> bytes:
        body: dict[str, Json] = {"count": head.count, "hash": head.hash, "kind": kind, "log": head.log}
        return canonical_json(body | {"mac": self._mac(body)}) + b"\n"

    def _line_read(self, untrusted_line: bytes) -> tuple[str, Head] | None:
        try:
            body = json.loads(untrusted_line)
            mac = body.pop("mac")
            if not hmac.compare_digest(self._mac(body), mac):
                return None
            return body["kind"], Head(LogId(body["log"]), body["count"], body["hash"])
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    def _mac(self, body: dict[str, Json]) -> str:
        return keyed_hash(self._key, b"head", self._vault_id.encode(), canonical_json(body)).hex()


def _drop_unfinished(descriptor: int) -> int:
    """Take away what a power cut or a full disk left of a line, else the next one would go on from there.

    Returns the length of what stays, in bytes. Raises OSError.
    """
    size = os.fstat(descriptor).st_size
    start = max(0, size - _LONGEST_LINE_BYTES)
    os.lseek(descriptor, start, os.SEEK_SET)
    end = os.read(descriptor, size - start)
    whole = size - (len(end) - end.rfind(b"\n") - 1)
    if whole < size and (start == 0 or b"\n" in end):  # what is longer than any line of ours is left to be reported
        os.ftruncate(descriptor, whole)
        return whole
    return size


def losses(heads: Heads, book_hash: BookHash, *, was_cut: bool) -> Iterator[Loss]:
    """The heads that the book no longer holds; `was_cut` says that the newest line it ever wrote is gone from it."""
    known = {loss.head for loss in heads.lost}
    yield from (loss for loss in heads.lost if book_hash(loss.head.log, loss.head.count) != loss.head.hash)
    vault_head = heads.reached.get(VAULT_LOG)
    # Each start adds to the vault's own log, so an older book is older there in any case.
    not_older = was_cut or (vault_head is not None and book_hash(VAULT_LOG, vault_head.count) == vault_head.hash)
    for head in heads.reached.values():
        found = book_hash(head.log, head.count)
        if head.count and found != head.hash and head not in known:
            shorter = CUT if not_older else LOST
            yield Loss(head, shorter if found is None else FORKED)
