"""The custody log's law: what an event is, how it is hashed and chained, and what breaks a chain."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NewType, Self

from evidence_desk.domain.hashes import Json, canonical_json, sha256_hex
from evidence_desk.domain.times import Moment
from evidence_desk.domain.verification import Problem

LogId = NewType("LogId", str)
"""A case id, or the vault's own log."""

VAULT_LOG = LogId("vault")
FIRST_PREVIOUS = "0" * 64
EVENT_LABEL = b"evidence-desk event 1\n"

CARRIED_OVER = "carried over"
"""A line that repeats a former one of its log, with the former's own hash and signature: those between were lost."""

Sign = Callable[[bytes], bytes]
Verify = Callable[[bytes, bytes], bool]
"""(signature, message) → whether it is by the expected key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyEvent:
    """One line of the history. `prev` is the hash of the line before, `signature` is Ed25519 in hexadecimal."""

    log: LogId
    seq: int
    moment: Moment
    actor: str
    event: str
    item: str | None = None
    sha256: str | None = None
    detail: dict[str, Json]
    prev: str
    hash: str = ""
    signature: str = ""

    def body(self) -> dict[str, Json]:
        """Everything the hash covers."""
        moment = self.moment.as_json()
        return {
            "log": self.log,
            "seq": self.seq,
            "moment": moment,
            "actor": self.actor,
            "event": self.event,
            "item": self.item,
            "sha256": self.sha256,
            "detail": self.detail,
            "prev": self.prev,
        }

    def as_json(self) -> dict[str, Json]:
        """The event as one line of `events.jsonl`."""
        return self.body() | {"hash": self.hash, "signature": self.signature}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """The inverse of `as_json`; raises KeyError, TypeError or ValueError for anything else."""
        return cls(**(value | {"moment": Moment.from_json(value["moment"])}))


@dataclass(frozen=True, slots=True)
class Head:
    """Where a log stands: how many events, and the hash of the last."""

    log: LogId
    count: int = 0
    hash: str = FIRST_PREVIOUS


def as_told(body: dict[str, Any]) -> dict[str, Any]:
    """What a line's body tells: its own words, or the former ones that it carries over. Raises KeyError, TypeError."""
    former: dict[str, Any] = body["detail"]["line"] if body["event"] == CARRIED_OVER else body
    return former


def told_event(event: CustodyEvent) -> CustodyEvent:
    """The event, or the former one that it carries over; a line that only says that it does stands for itself."""
    if event.event != CARRIED_OVER:
        return event
    said: dict[str, Any] = event.detail
    try:
        former = CustodyEvent.from_json(said["line"] | {"hash": said["hash"], "signature": said["signature"]})
    except (KeyError, TypeError, ValueError, AttributeError):
        return event
    texts = (former.event, former.item or "", former.sha256 or "")
    return former if all(isinstance(text, str) for text in texts) and isinstance(former.detail, dict) else event


def sealed(event: CustodyEvent, sign: Sign) -> CustodyEvent:
    """The event with its hash and signature filled in."""
    digest = event_hash(event)
    return replace(event, hash=digest, signature=sign(EVENT_LABEL + bytes.fromhex(digest)).hex())


def event_hash(event: CustodyEvent) -> str:
    """SHA-256 of a label and the event's canonical body."""
    return sha256_hex(EVENT_LABEL + canonical_json(event.body()))


def chain_problems(events: Iterable[CustodyEvent], verify: Verify | None, start: Head) -> Iterator[Problem]:
    """What is wrong with a run of events that should follow `start`; signatures are checked where `verify` is given."""
    count, prev = start.count, start.hash
    for event in events:
        count += 1
        place = f"{start.log} event {count}"
        if event.log != start.log or event.seq != count or event.prev != prev:
            yield Problem("history_broken", place, "This line does not follow the line before it.")
        if event_hash(event) != event.hash:
            yield Problem("history_broken", place, "This line was changed after it was written.")
        if verify is not None and not _signed(event, verify):
            yield Problem("history_broken", place, "This line is not signed by the desk's key.")
        count, prev = event.seq, event.hash


def _signed(event: CustodyEvent, verify: Verify) -> bool:
    try:
        signature, digest = bytes.fromhex(event.signature), bytes.fromhex(event.hash)
    except ValueError:
        return False
    return verify(signature, EVENT_LABEL + digest)
