"""What was made of a display's answers, used again as long as the display gives the very same answers."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from evidence_desk.capture.x11.patience import PatientConnection
from evidence_desk.capture.x11.questions import Question

T = TypeVar("T")
_MOST_KEPT = 16
"""What the newest few windows and areas ask for; older ones are asked about step by step again."""


@dataclass(frozen=True, slots=True)
class _Kept:
    questions: Sequence[Question]
    made: Any


class SameAnswers:
    """Everything is asked every time; only what is made of the answers is not made again while they are the same.

    Asked all at once it takes the server one turn instead of one for each step, and bytes are compared in a fraction of
    the time it takes to read what they mean.
    """

    def __init__(self, raw: PatientConnection) -> None:
        self._raw = raw
        self._kept: dict[Hashable, _Kept] = {}

    def of(self, about: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes of the display's answers now; raises what it raises.

        It must follow from those answers and from `about` alone, and change nothing.
        """
        kept = self._kept.pop(about, None)
        if kept is None or not self._raw.answers_same(kept.questions, self._raw.ask(kept.questions)):
            with self._raw.listening() as heard:
                made = make()
            questions = heard.questions
            if questions is None:
                return made
            kept = _Kept(questions, made)
        self._kept[about] = kept  # the newest comes last
        if len(self._kept) > _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        return cast("T", kept.made)
