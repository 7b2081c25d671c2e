"""What was promised against what is there: every difference in one line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from evidence_desk.domain import sentences
from evidence_desk.domain.errors import AnswerLost
from tests.torture.children import Acknowledged, Ended

NOTE = "what I saw"
_FACT = re.compile(r"\\\{\w+\\\}")
_SENTENCE = re.compile("|".join(_FACT.sub(".*", re.escape(text)) for text in sentences._SENTENCES.values()))
_WARNING = re.compile(
    r"object_waiting: .*|The desk can't be written to, so its history does not say that this folder was made\."
)
_TRACES = ("Traceback", "a fault of the program", " in <module>")


@dataclass(slots=True)
class Tally:
    """What a run of the harness did, and everything that was wrong."""

    runs: int = 0
    acknowledged: int = 0
    too_late: int = 0
    wrong: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Tally") -> Self:
        self.runs += other.runs
        self.acknowledged += other.acknowledged
        self.too_late += other.too_late
        self.wrong += other.wrong
        return self


def broken(promised: Sequence[Acknowledged], seen: dict[str, Any]) -> Iterator[str]:
    """Each promise (item id and SHA-256) that was not kept, and everything else that does not fit in the vault."""
    yield from (f"at the next start: {said}" for said in seen["opening"])
    yield from (f"check: {said}" for said in seen["check"])
    for each in promised:
        item_id, sha256 = each.words[-2:]
        item = seen["items"].get(item_id)
        if item is None:
            yield f"lost: {item_id}"
        elif item.get("sha256") != sha256:
            yield f"not readable: {item_id} {item}"
        elif item["recovered"]:
            yield f"had to be found again, without its note: {item_id}"
    numbers = [item.get("number") for item in seen["items"].values()]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"exhibits are numbered {numbers}"
    if seen["half_written"]:
        yield f"{seen['half_written']} half-written files are still there"


def is_sentence(line: str) -> bool:
    """Whether a person is told exactly one of the sentences of the program's own table."""
    return _SENTENCE.fullmatch(line) is not None


def is_lost_answer(ended: Ended) -> bool:
    """Whether it says that it may have done what it was asked, and could not say so."""
    words = sentences._SENTENCES[AnswerLost].partition("(")[0]
    return ended.code == 1 and ended.err.startswith(words)


def badly_said(ended: Ended) -> Iterator[str]:
    """How a command that ended fell short of: done and said so, or not done and one sentence."""
    lines = ended.err.splitlines()
    if any(trace in ended.err for trace in _TRACES):
        yield f"a fault of the program was shown: {ended.err}"
    elif ended.code not in {0, 1}:
        yield f"ended with {ended.code}: {ended.err}"
    elif ended.code == 1 and (len(lines) != 1 or not is_sentence(lines[0])):
        yield f"refused, and said {lines!r}"
    elif ended.code == 0 and not all(_WARNING.fullmatch(line) for line in lines):
        yield f"was done, and said {lines!r}"
    if ended.code and re.match(r"Saved|Made", ended.out):
        yield f"ended with {ended.code} and said {ended.out!r}"
