"""The history: append and read; nothing else exists."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from evidence_desk.domain.custody import (
    FIRST_PREVIOUS,
    VAULT_LOG,
    CustodyEvent,
    Head,
    LogId,
    chain_problems,
    sealed,
)
from evidence_desk.domain.errors import NoSuchCase, VaultDamaged
from evidence_desk.domain.hashes import Json, canonical_json
from evidence_desk.domain.times import Clock, Moment
from evidence_desk.domain.verification import Problem
from evidence_desk.vault.clock_watch import clock_change
from evidence_desk.vault.database import Book, Row
from evidence_desk.vault.head_file import HeadFile

PERSON = "person"
DESK = "desk"
_PAGE = 1000
_HISTORY = "The history"


class CustodyLog:
    """Every log of one vault: append-only, chained and signed. `clock` is None where nothing is ever appended."""

    def __init__(self, book: Book, head_file: HeadFile, signing: Ed25519PrivateKey, clock: Clock | None) -> None:
        self._book = book
        self._head_file = head_file
        self._signing = signing
        self._verifying = signing.public_key()
        self._clock = clock
        self._uncommitted: dict[LogId, Head] = {}
        self._last_moment: Moment | None = None

    @property
    def public_key(self) -> Ed25519PublicKey:
        """The key every line is signed with, for those who check."""
        return self._verifying

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
        self,
        log: LogId,
        event: str,
        *,
        item: str | None = None,
        sha256: str | None = None,
        detail: Mapping[str, Json] | None = None,
        actor: str = PERSON,
    ) -> CustodyEvent:
        """Add one line to a log, in a transaction of its own; raises what `writing` raises."""
        with self.writing():
            if log != VAULT_LOG and not self.head(log).count:
                raise NoSuchCase(log)
            return self.add(log, event, item=item, sha256=sha256, detail=detail, actor=actor)

    def add(
        self,
        log: LogId,
        event: str,
        *,
        item: str | None = None,
        sha256: str | None = None,
        detail: Mapping[str, Json] | None = None,
        actor: str = PERSON,
    ) -> CustodyEvent:
        """The same inside a transaction made by `writing`, so that line and row are saved together or not at all."""
        moment = self._now()
        return self._insert(log, event, moment, item, sha256, dict(detail or {}), actor)

    def events(self, log: LogId, *, after: int = 0) -> Iterator[CustodyEvent]:
        """The log's events in order, from the one after number `after`; read in pages, so that writers never wait."""
        while rows := self._page(log, after):
            for row in rows:
                yield self._event(row)
            after += len(rows)

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
        rows = self._book.rows("select log from events where seq = 1 order by log <> ?, id", VAULT_LOG)
        return tuple(LogId(log) for (log,) in rows)

    def chain_problems(self, log: LogId, *, signatures: bool) -> Iterator[Problem]:
        """What is wrong with a whole log; a signature takes 0.1 ms, so they are checked only when asked for."""
        return self._problems_after(Head(log), signatures=signatures)

    def recent_problems(self, limit: int) -> Iterator[Problem]:
        """What is wrong with the newest `limit` events of all logs together."""
        newest = self._book.rows(
            "select log, min(seq) from (select log, seq from events order by id desc limit ?) group by log", limit
        )
        for log, first in newest:
            before = self.hash_at(log, first - 1) if first > 1 else FIRST_PREVIOUS
            yield from self._problems_after(Head(LogId(log), first - 1, before or ""), signatures=False)

    def signed_by_us(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature over the message was made with this vault's key."""
        try:
            self._verifying.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def _problems_after(self, start: Head, *, signatures: bool) -> Iterator[Problem]:
        verify = self.signed_by_us if signatures else None
        try:
            yield from chain_problems(self.events(start.log, after=start.count), verify, start)
        except VaultDamaged:
            yield Problem("history_broken", start.log, "A line of this history can't be read any more.")

    def _event(self, row: Row) -> CustodyEvent:
        _, body, line_hash, signature = row
        try:
            return CustodyEvent.from_json(json.loads(body) | {"hash": line_hash, "signature": signature})
        except (ValueError, TypeError, KeyError) as error:
            raise VaultDamaged(str(self._book.path.parent), _HISTORY) from error

    def _page(self, log: LogId, after: int) -> list[Row]:
        return self._book.rows(
            "select seq, body, hash, signature from events where log = ? and seq > ? order by seq limit ?",
            log, after, _PAGE,
        )  # fmt: skip

    def _now(self) -> Moment:
        if self._clock is None:
            raise RuntimeError("a log without a clock is only read")
        moment = self._clock.now()
        before = self._last_moment or self._newest_moment()
        self._last_moment = moment
        change = clock_change(before, moment) if before else None
        if change is not None:
            self._insert(VAULT_LOG, "clock changed", moment, None, None, change, DESK)
        return moment

    def _newest_moment(self) -> Moment | None:
        rows = self._book.rows("select body from events order by id desc limit 1")
        return Moment.from_json(json.loads(rows[0][0])["moment"]) if rows else None

    def _insert(
        self, log: LogId, event: str, moment: Moment, item: str | None, sha256: str | None,
        detail: dict[str, Json], actor: str,
    ) -> CustodyEvent:  # fmt: skip
        head = self.head(log)
        line = sealed(
            CustodyEvent(
                log=log, seq=head.count + 1, moment=moment, actor=actor, event=event, item=item, sha256=sha256,
                detail=detail, prev=head.hash,
            ),
            self._signing.sign,
        )  # fmt: skip
        body = canonical_json(line.body()).decode("ascii")
        self._book.run(
            "insert into events (log, seq, body, hash, signature) values (?, ?, ?, ?, ?)",
            log, line.seq, body, line.hash, line.signature,
        )  # fmt: skip
        self._uncommitted[log] = Head(log, line.seq, line.hash)
        return line

