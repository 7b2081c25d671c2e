"""The history: append and read; nothing else exists."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from evidence_desk.domain.custody import VAULT_LOG, CustodyEvent, Head, LogId, as_told, sealed, told_event
from evidence_desk.domain.errors import NoSuchCase, VaultDamaged
from evidence_desk.domain.hashes import Json, canonical_json
from evidence_desk.domain.times import Clock, Moment
from evidence_desk.vault.clock_watch import clock_change
from evidence_desk.vault.database import Book, Row
from evidence_desk.vault.head_file import HeadFile
from evidence_desk.vault.migrations import ITEM_OF_EVENT

PERSON = "person"
DESK = "desk"
HEAD_REPLACED = "head replaced"
UNLOCKED = "unlocked"
_PAGE = 1000
_HISTORY = "The history"

_NEWEST_OPENING = "select id from events where log = ? and body like ? order by seq desc limit 1"
_LAST_OPENED = "select body from events where log = ? and body like ? order by seq desc limit 1"
_JUST_BEFORE = "select id, body from events where log = ? and id < ? order by id desc limit ?"
_SAID_AT_A_START = ("vault created", "clock changed")
_NEWEST_BEFORE = "select seq from events where log = ? and id < ? order by seq desc limit 1"
_COUNTED_AND_NEWEST = """select coalesce((select seq from sqlite_sequence where name = 'events'), 0),
    coalesce((select max(id) from events), 0)"""
_LOGS = """with recursive each(log) as (
        select min(log) from events
        union all select (select min(log) from events where events.log > each.log) from each where log is not null)
    select events.log from each join events on events.log = each.log and events.seq = 1
    order by events.log <> ?, events.id"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be said in one line; `actor` is the person, or the desk when it acts by itself."""

    event: str
    item: str | None = None
    sha256: str | None = None
    detail: Mapping[str, Json] = field(default_factory=dict)
    actor: str = PERSON


class CustodyLog:
    """Every log of one vault: append-only, chained and signed. `clock` is None where nothing is ever appended."""

    def __init__(self, book: Book, head_file: HeadFile, signing: Ed25519PrivateKey, clock: Clock | None) -> None:
        self._book = book
        self._head_file = head_file
        self._signing = signing
        self._clock = clock
        self._uncommitted: dict[LogId, Head] = {}
        self._last_moment: Moment | None = None

    @property
    def public_key(self) -> Ed25519PublicKey:
        """The key every line is signed with, for those who check."""
        return self._signing.public_key()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction of the book; when it is on the disk, the head file learns how far the logs have come.

        Raises what `Book.writing` raises; then nothing of the block has happened.
        """
        self._uncommitted.clear()
        try:
            with self._book.writing():
                yield
        except BaseException:
            self._uncommitted.clear()
            self._last_moment = None
            raise
        self._head_file.append(self._uncommitted.values())
        self._uncommitted.clear()

    def append(
        self, log: LogId, event: str, *, item: str | None = None, sha256: str | None = None,
        detail: Mapping[str, Json] | None = None,
    ) -> CustodyEvent:  # fmt: skip
        """Add one line to a log, in a transaction of its own. Raises NoSuchCase, or what `writing` raises."""
        with self.writing():
            if log != VAULT_LOG and not self.head(log).count:
                raise NoSuchCase(log)
            return self.add(log, Entry(event, item, sha256, detail or {}))

    def add(self, log: LogId, entry: Entry) -> CustodyEvent:
        """Add one line inside a transaction made by `writing`: line and row are saved together or not at all."""
        moment = self._now()
        before = self._last_moment or self._newest_moment()
        change = clock_change(before, moment) if before else None
        if change is not None:
            self._insert(VAULT_LOG, Entry("clock changed", detail=change, actor=DESK), moment)
        self._last_moment = moment
        return self._insert(log, entry, moment)

    def events(self, log: LogId, *, after: int = 0) -> Iterator[CustodyEvent]:
        """The log's events in order, from the one after number `after`; read in pages, so that writers never wait.

        Raises VaultDamaged for a line that can't be read any more.
        """
        for _, body, line_hash, signature in self.lines(log, after=after):
            yield self._event(body, line_hash, signature)

    def events_of_item(self, log: LogId, item: str) -> tuple[CustodyEvent, ...]:
        """The log's events about one item, in order; as quick in a long log as in a short one. Raises VaultDamaged."""
        return tuple(told_event(self._event(*row)) for _, *row in self.lines_of_item(log, item))

    def lines_of_item(self, log: LogId, item: str) -> list[Row]:
        """The same as `lines` gives them."""
        select = "select seq, body, hash, signature from events"
        return self._book.rows(f"{select} where log = ? and {ITEM_OF_EVENT} = ? order by seq", log, item)

    def story(self, *logs: LogId) -> Iterator[CustodyEvent]:
        """The events of several logs in the order in which they were written, whatever the clock said. As `events`."""
        names, after = json.dumps(logs), 0
        while rows := self._book.rows(
            """select id, body, hash, signature from events
               where id > ? and log in (select value from json_each(?)) order by id limit ?""",
            after, names, _PAGE,
        ):  # fmt: skip
            yield from (self._event(*line) for _, *line in rows)
            after = rows[-1][0]

    def lines(self, log: LogId, *, after: int = 0) -> Iterator[Row]:
        """The same as it stands in the book: number, canonical body, hash, signature."""
        while rows := self._book.rows(
            "select seq, body, hash, signature from events where log = ? and seq > ? order by seq limit ?",
            log, after, _PAGE,
        ):  # fmt: skip
            yield from rows
            after = rows[-1][0]

    def details(self, log: LogId, *events: str) -> Iterator[dict[str, Any]]:
        """What the lines of these events say, carried ones too; a line that can't be read is passed over."""
        for _, body in self.lines_of_events(log, *events):
            detail = _detail_of(body, events)
            if detail is not None:
                yield detail

    def newest_detail(self, log: LogId, *events: str) -> dict[str, Any] | None:
        """What the newest of these lines says; None where there is none, or it can't be read."""
        rows = self._lines(log, events, "desc limit 1")
        return _detail_of(rows[0][1], events) if rows else None

    def lines_of_events(self, log: LogId, *events: str) -> list[Row]:
        """Number and body of each line that tells of one of these events, carried ones too, in order."""
        return self._lines(log, events, "asc")

    def _lines(self, log: LogId, events: tuple[str, ...], order: str) -> list[Row]:
        # A quote within a text is written with a backslash, so no person's words can look like this.
        likes = " or ".join("body like ?" for _ in events)
        named = [f'%"event":"{event}"%' for event in events]
        wanted = f"select seq, body from events where log = ? and ({likes}) order by seq {order}"  # noqa: S608
        return self._book.rows(wanted, log, *named)

    def newest(self, limit: int) -> list[tuple[LogId, int]]:
        """Which logs the newest `limit` events of the vault belong to, and the first number of each among them."""
        rows = self._book.rows(
            "select log, min(seq) from (select log, seq from events order by id desc limit ?) group by log", limit
        )
        return [(LogId(log), first) for log, first in rows]

    def head(self, log: LogId) -> Head:
        """How far the log has come."""
        if log in self._uncommitted:
            return self._uncommitted[log]
        rows = self._book.rows("select seq, hash from events where log = ? order by seq desc limit 1", log)
        return Head(log, *rows[0]) if rows else Head(log)

    def hash_at(self, log: LogId, seq: int) -> str | None:
        """The hash of one event as the book holds it."""
        rows = self._book.rows("select hash from events where log = ? and seq = ?", log, seq)
        return str(rows[0][0]) if rows else None

    def logs(self) -> tuple[LogId, ...]:
        """Every log that has an event, the vault's own first."""
        return tuple(LogId(log) for (log,) in self._book.rows(_LOGS, VAULT_LOG))

    def was_cut(self) -> bool:
        """Whether the newest line ever written is not in the book any more; a book put back forgets it altogether."""
        counted, newest = self._counted_and_newest()
        return counted > newest

    def is_mixed(self) -> bool:
        """Whether the book counts fewer lines than it has: one of its pages is older than the rest."""
        counted, newest = self._counted_and_newest()
        return counted < newest

    def _counted_and_newest(self) -> tuple[int, int]:
        """How many lines the book has counted, and the newest it has; in one question, for others may be writing."""
        ((counted, newest),) = self._book.rows(_COUNTED_AND_NEWEST)
        return int(counted), int(newest)

    def before_newest_opening(self) -> dict[LogId, int]:
        """How many lines each log had when the desk was opened last; empty before the first time."""
        opened = self._book.rows(_NEWEST_OPENING, VAULT_LOG, f'%"event":"{UNLOCKED}"%')
        if not opened:
            return {}
        begun = self._first_of_opening(opened[0][0])
        return {log: self._count_before(log, begun) for log in self.logs()}

    def last_opened_at(self) -> datetime | None:
        """When the desk was opened last, by the clock of then; None before the first time, or where that is damaged."""
        rows = self._book.rows(_LAST_OPENED, VAULT_LOG, f'%"event":"{UNLOCKED}"%')
        try:
            return Moment.from_json(json.loads(rows[0][0])["moment"]).at if rows else None
        except (ValueError, TypeError, KeyError):
            return None

    def _first_of_opening(self, line_id: int) -> int:
        """The first line of the transaction that said "unlocked": what else it says of the start stands before that."""
        for before_id, body in self._book.rows(_JUST_BEFORE, VAULT_LOG, line_id, len(_SAID_AT_A_START)):
            if before_id != line_id - 1 or not any(f'"event":"{event}"' in body for event in _SAID_AT_A_START):
                break
            line_id = before_id
        return line_id

    def _count_before(self, log: LogId, line_id: int) -> int:
        rows = self._book.rows(_NEWEST_BEFORE, log, line_id)
        return int(rows[0][0]) if rows else 0

    def signed_by_us(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature over the message was made with this vault's key."""
        try:
            self.public_key.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def _event(self, body: str, line_hash: str, signature: str) -> CustodyEvent:
        try:
            return CustodyEvent.from_json(json.loads(body) | {"hash": line_hash, "signature": signature})
        except (ValueError, TypeError, KeyError) as error:
            raise VaultDamaged(str(self._book.path.parent), _HISTORY) from error

    def _now(self) -> Moment:
        if self._clock is None:
            raise RuntimeError
        return self._clock.now()

    def _newest_moment(self) -> Moment | None:
        """When the newest line was written; None too where that can't be read: the chain's check names such a line."""
        rows = self._book.rows("select body from events order by id desc limit 1")
        try:
            return Moment.from_json(json.loads(rows[0][0])["moment"]) if rows else None
        except (ValueError, TypeError, KeyError):
            return None

    def _insert(self, log: LogId, entry: Entry, moment: Moment) -> CustodyEvent:
        head = self.head(log)
        event = CustodyEvent(
            log=log, seq=head.count + 1, moment=moment, actor=entry.actor, event=entry.event, item=entry.item,
            sha256=entry.sha256, detail=dict(entry.detail), prev=head.hash,
        )  # fmt: skip
        line = sealed(event, self._signing.sign)
        self._book.run(
            "insert into events (log, seq, body, hash, signature) values (?, ?, ?, ?, ?)",
            log, line.seq, canonical_json(line.body()).decode("ascii"), line.hash, line.signature,
        )  # fmt: skip
        self._uncommitted[log] = Head(log, line.seq, line.hash)
        return line


def _detail_of(untrusted_body: str, events: tuple[str, ...]) -> dict[str, Any] | None:
    """What a line of one of these events says; None for a line that can't be read."""
    try:
        told = as_told(json.loads(untrusted_body))
        detail = told["detail"] if told["event"] in events else None
    except (ValueError, KeyError, TypeError):
        return None
    return detail if isinstance(detail, dict) else None
