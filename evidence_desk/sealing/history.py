"""The history in a folder: each line whole, in its one form, chained, signed, and ending where the seal says."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from evidence_desk.domain.custody import CustodyEvent, Head, chain_problems
from evidence_desk.domain.hashes import canonical_json
from evidence_desk.sealing.comings import Comings
from evidence_desk.sealing.lines import lines_of, values_in
from evidence_desk.sealing.schemas import checked_event
from evidence_desk.sealing.seal import Seal
from evidence_desk.sealing.signatures import Signatures

_MOST_PROBLEMS = 20
_SPARE_VALUES = 2_000_000
_VALUES_PER_LINE = 100
"""What the lines may make the reader hold in all: a line has about 25, and a few may hold long lists or texts."""


def history_line(event: CustodyEvent) -> bytes:
    """One line of `events.jsonl`."""
    return canonical_json(event.as_json()) + b"\n"


def history_problems(
    chunks: Iterable[bytes | memoryview],
    seal: Seal,
    signatures: Signatures | None,
    step: Callable[[], None],
    hear: Callable[[CustodyEvent], None] = lambda _: None,
) -> Iterator[str]:
    """What is wrong with the history, at most a handful of sentences; `step` is called, `hear` told, for each line.

    Signatures are checked where the key is known that should have made them.
    """
    reader = _Reader(seal, step, hear)
    verify = None if signatures is None else signatures.verify
    problems = chain_problems(reader.events(chunks), verify, Head(seal.log.log))
    for problem in islice(problems, _MOST_PROBLEMS):
        yield f"{problem.path.removeprefix(seal.log.log).strip().capitalize()}: {problem.detail}"
    yield from reader.shortcomings()


class _Reader:
    """Turns bytes into events and remembers what the end must fit."""

    def __init__(self, seal: Seal, step: Callable[[], None], hear: Callable[[CustodyEvent], None]) -> None:
        self._seal = seal
        self._step = step
        self._hear = hear
        self._comings = Comings(seal)
        self._unreadable = False
        self._goes_on = False
        self._values_left = _SPARE_VALUES + _VALUES_PER_LINE * seal.log.count
        self._head = Head(seal.log.log)

    def events(self, chunks: Iterable[bytes | memoryview]) -> Iterator[CustodyEvent]:
        """Each event in its turn, up to the first line that is none, or that the seal does not count."""
        for line in lines_of(chunks):
            self._step()
            if self._head.count == self._seal.log.count:
                self._goes_on = True
                return
            self._values_left -= values_in(line)
            event = _parse(line) if self._values_left >= 0 else None
            if event is None:
                self._unreadable = True
                return
            self._comings.hear(event)
            self._hear(event)
            self._head = Head(event.log, self._head.count + 1, event.hash)
            yield event

    def shortcomings(self) -> Iterator[str]:
        """What only shows at the end."""
        if self._unreadable:
            yield f"Event {self._head.count + 1}: This line is not written as a line is."
        elif self._goes_on or self._head != self._seal.log:
            yield "The history does not end where the seal says."
        else:
            yield from self._comings.problems()


def _parse(line: bytes) -> CustodyEvent | None:
    try:
        event = CustodyEvent.from_json(checked_event(json.loads(line)))
        return event if history_line(event) == line else None
    except (ValueError, TypeError, RecursionError):
        return None
