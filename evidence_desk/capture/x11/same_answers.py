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
        self._ahead: dict[Hashable, list[int]] = {}

    def of(self, about: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes of the display's answers now; raises what it raises.

        It must follow from those answers and from `about` alone, and change nothing.
        """
        kept = self._kept.pop(about, None)
        if kept is None or not self._is_same(about, kept):
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

    def ask_ahead(self, *abouts: Hashable) -> None:
        """Ask now what `of` will want to know of these; the display answers it together with what was asked before."""
        self.forget_ahead()
        self._ahead = {about: self._raw.ask(self._kept[about].questions) for about in abouts if about in self._kept}

    def forget_ahead(self) -> None:
        """Nobody asks any more for what was asked ahead."""
        for sequences in self._ahead.values():
            self._raw.discard(sequences)
        self._ahead = {}

    def _is_same(self, about: Hashable, kept: _Kept) -> bool:
        asked = self._ahead.pop(about, None)
        return self._raw.answers_same(kept.questions, asked if asked is not None else self._raw.ask(kept.questions))
