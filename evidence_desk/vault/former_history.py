"""What can be told of a history from the lines that were found: each is true by its own signature, or is none."""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evidence_desk.domain.custody import EVENT_LABEL, FIRST_PREVIOUS, Head, LogId
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.vault.salvage import FoundLine

IsSigned = Callable[[bytes, bytes], bool]
"""(signature, message) → whether it is by this vault's key."""


@dataclass(frozen=True, slots=True)
class TrueLine:
    """A line that this vault once wrote: its row, and what its body says."""

    found: FoundLine
    log: LogId
    seq: int
    prev: str
    told: Mapping[str, Any]

    @property
    def utc_ns(self) -> int:
        """When it was written, by the device's clock."""
        return int(self.told["moment"]["utc_ns"])


@dataclass(frozen=True, slots=True)
class FormerLog:
    """One log as far as it was found.

    `kept` is the unbroken run from the first line on, `carried` what was found after the first gap. `lost` counts the
    lines between and after them that are known to have been; `end_is_known` says whether more may have been.
    """

    log: LogId
    kept: tuple[TrueLine, ...] = ()
    carried: tuple[TrueLine, ...] = ()
    lost: int = 0
    end_is_known: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is missing."""
        return not self.lost and self.end_is_known

    @property
    def all(self) -> tuple[TrueLine, ...]:
        """Everything found, in its order."""
        return self.kept + self.carried


def true_lines(found: Iterable[FoundLine], is_signed: IsSigned) -> Iterator[TrueLine]:
    """Those of the lines that this vault signed."""
    for line in found:
        try:
            told = json.loads(line.body)
            message = EVENT_LABEL + bytes.fromhex(line.hash)
            if sha256_hex(EVENT_LABEL + line.body.encode()) != line.hash:
                continue
            if is_signed(bytes.fromhex(line.signature), message):
                yield TrueLine(line, LogId(told["log"]), told["seq"], told["prev"], told)
        except (ValueError, TypeError, KeyError):
            continue


def former_logs(
    lines: Iterable[TrueLine], heads: Mapping[LogId, Head], older_heads: Mapping[LogId, Head], *, ends_known: bool
) -> dict[LogId, FormerLog]:
    """Each log that was found or is known of; `heads` say how far they had come, `ends_known` whether that is all.

    `older_heads` tell of logs that were there once. Of one that was found they are not asked: what they name may
    stand in a history that was given up since, and all that was written after it would be given up too.
    """
    by_log: dict[LogId, list[TrueLine]] = {log: [] for log, head in {**older_heads, **heads}.items() if head.count}
    for line in lines:
        by_log.setdefault(line.log, []).append(line)
    return {
        log: _former(log, found, heads.get(log) or (None if found else older_heads[log]), ends_known=ends_known)
        for log, found in by_log.items()
    }


def _former(log: LogId, found: list[TrueLine], head: Head | None, *, ends_known: bool) -> FormerLog:
    path = _best_path(found, head)
    kept = _unbroken(path)
    count = max(head.count if head else 0, path[-1].seq if path else 0)
    return FormerLog(log, tuple(kept), tuple(path[len(kept) :]), count - len(path), ends_known and head is not None)


def _best_path(found: list[TrueLine], head: Head | None) -> list[TrueLine]:
    """One history out of what may be several: the one that was noted last, else the longest of the newest book."""
    by_hash = {line.found.hash: line for line in found}
    ordered = sorted(found, key=lambda line: (line.seq, line.found.book))
    numbers = [line.seq for line in ordered]
    after: dict[str, list[TrueLine]] = {}
    for line in found:
        after.setdefault(line.prev, []).append(line)
    noted = by_hash.get(head.hash) if head else None
    tip = noted or max(found, key=lambda line: (line.found.book, line.seq), default=None)
    while tip is not None and after.get(tip.found.hash):
        tip = max(after[tip.found.hash], key=lambda line: line.found.book)
    path: list[TrueLine] = []
    while tip is not None:
        path.append(tip)
        below = bisect_left(numbers, tip.seq)  # over a gap: the newest line before it
        tip = by_hash.get(tip.prev) or (ordered[below - 1] if below else None)
    return path[::-1]


def _unbroken(path: list[TrueLine]) -> list[TrueLine]:
    run: list[TrueLine] = []
    previous = FIRST_PREVIOUS
    for line in path:
        if line.prev != previous or line.seq != len(run) + 1:
            break
        run.append(line)
        previous = line.found.hash
    return run
