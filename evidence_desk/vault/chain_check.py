"""Does the history still hang together? Quickly at every start, with every signature when it counts."""

import json
from collections.abc import Iterable, Iterator

from evidence_desk.domain.custody import CARRIED_OVER, EVENT_LABEL, FIRST_PREVIOUS, Head, LogId, chain_problems
from evidence_desk.domain.errors import VaultDamaged
from evidence_desk.domain.hashes import canonical_json, sha256_hex
from evidence_desk.domain.verification import Problem
from evidence_desk.vault.custody_log import CustodyLog
from evidence_desk.vault.database import Row

_BROKEN = "history_broken"
_UNREADABLE = "A line of this history can't be read any more."
_CHANGED = "This line was changed after it was written, or does not follow the line before it."
_UNSIGNED = "This line is not signed by the desk's key."


def signed_problems(log: CustodyLog, name: LogId) -> Iterator[Problem]:
    """What is wrong with one whole log by the law itself, every signature included: 0.1 ms a line."""
    try:
        yield from chain_problems(log.events(name), log.signed_by_us, Head(name))
        yield from _carried_problems(log, name)
    except VaultDamaged:
        yield Problem(_BROKEN, name, _UNREADABLE)


def _carried_problems(log: CustodyLog, name: LogId) -> Iterator[Problem]:
    """What is wrong with former lines that were carried over; each has a hash and a signature of its own."""
    for seq, body, _, _ in log.lines(name):
        if f'"event":"{CARRIED_OVER}"' in body:
            said = json.loads(body)["detail"]
            former = canonical_json(said["line"])
            if sha256_hex(EVENT_LABEL + former) != said["hash"] or not _signed(log, said["hash"], said["signature"]):
                yield Problem(_BROKEN, f"{name} event {seq}", _CHANGED)


def quick_problems(log: CustodyLog, name: LogId, first: int = 1) -> Iterator[Problem]:
    """What is wrong with one log from event `first` on: every hash, and the signature of the newest line."""
    before = log.hash_at(name, first - 1) if first > 1 else FIRST_PREVIOUS
    start = Head(name, first - 1, before or "")
    yield from _lines_problems(log, log.lines(name, after=first - 1), start)


def recent_problems(log: CustodyLog, limit: int) -> Iterator[Problem]:
    """What is wrong with the newest `limit` events of all logs together."""
    for name, first in log.newest(limit):
        yield from quick_problems(log, name, first)


def _lines_problems(log: CustodyLog, lines: Iterable[Row], start: Head) -> Iterator[Problem]:
    """Hashes the bodies as they stand: building each event anew would take ten times as long."""
    count, previous, newest = start.count, start.hash, None
    for seq, body, line_hash, signature in lines:
        count += 1
        follows = seq == count and _says(body, start.log, previous, count)
        if not follows or sha256_hex(EVENT_LABEL + body.encode()) != line_hash:
            yield Problem(_BROKEN, f"{start.log} event {count}", _CHANGED)
        previous, newest = line_hash, (line_hash, signature)
    if newest is not None and not _signed(log, *newest):
        yield Problem(_BROKEN, f"{start.log} event {count}", _UNSIGNED)


def _says(body: str, log: LogId, previous: str, count: int) -> bool:
    """Whether a canonical body names this log, its forerunner and its number.

    Names are sorted, so the event's own "prev" is the last one there is; quotes inside texts are escaped.
    """
    _, _, end = body.rpartition('"prev":')
    return end.startswith(f'"{previous}","seq":{count},') and f'"log":"{log}","moment":' in body


def _signed(log: CustodyLog, line_hash: str, signature: str) -> bool:
    try:
        return log.signed_by_us(bytes.fromhex(signature), EVENT_LABEL + bytes.fromhex(line_hash))
    except ValueError:
        return False
