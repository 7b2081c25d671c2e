"""Pictures of a window that is scrolled, joined as they come; where nothing proves a join there is a gap."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto

from evidence_desk.capture.scrolling_join import SHADE, Counted, Known, Shift, find_shift, is_blink, likely_shifts
from evidence_desk.capture.scrolling_piece import Piece
from evidence_desk.capture.scrolling_view import Marks, PackedView, View

_LOOKED_BACK_AT = 16
"""Earlier pictures that a new one is compared with when it does not follow the last one."""


class Outcome(Enum):
    """What became of one picture."""

    FIRST = auto()
    SAME = auto()
    """It shows what the last one showed."""
    JOINED = auto()
    BRIDGED = auto()
    """It joined, and closed a gap."""
    GAP = auto()
    """No row-by-row proof where it belongs: a new piece begins."""
    SIDEWAYS = auto()
    """The same, and it is proven that it moved to the left or right of the last one."""


class Joining:
    """One scroll through one window: all views have one size. Used by one thread at a time."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.known: Known | None = None
        self.columns: tuple[int, int] | None = None
        """From which column to before which all joins so far hold; None before the first join."""
        self.is_shaded = False
        """Whether a join holds but for dots that differ by a shade; each part is as in its own picture."""
        self.steps_down = 0
        """Joins that went down less those that went up."""
        self._last: tuple[View, Piece, int] | None = None
        self._counted: dict[str, Counted] = {}

    @property
    def gaps(self) -> int:
        """Gaps there are now."""
        return max(0, len(self.pieces) - 1)

    def is_news(self, view: View) -> bool:
        """Whether the view shows anything that the last one did not; a blinking caret or another shade is nothing."""
        if self._last is None or self._last[0].rgb == view.rgb:
            return self._last is None
        return not is_blink(Marks.between(self._last[0].plane, view.plane).over(SHADE).box())

    def follows(self, view: View) -> Shift | None:
        """How the view follows the last one that was added, if it can be proven; nothing is added."""
        return None if self._last is None else find_shift(self._last[0], view, self.known)

    def add(self, view: View) -> Outcome:
        """Put the next picture where it belongs. Raises ValueError for one of another size."""
        if self._last is None:
            return self._begin(view, Outcome.FIRST)
        if (view.width, view.height) != (self._last[0].width, self._last[0].height):
            raise ValueError("a view of another size")
        if not self.is_news(view):
            return Outcome.SAME
        if self._join_last(view) or self._join_earlier(view):
            return Outcome.BRIDGED if self._bridge(view) else Outcome.JOINED
        sideways = find_shift(self._last[0].turned(), view.turned()) is not None
        return self._begin(view, Outcome.SIDEWAYS if sideways else Outcome.GAP)

    def _begin(self, view: View, outcome: Outcome) -> Outcome:
        piece = Piece.begun_with(view)
        self.pieces.append(piece)
        self._last = view, piece, 0
        return outcome

    def _join_last(self, view: View) -> bool:
        assert self._last is not None  # noqa: S101 — `add` has seen to it
        last, piece, at = self._last
        shift = find_shift(last, view, self.known)
        return shift is not None and self._placed(view, piece, at, shift)

    def _join_earlier(self, view: View) -> bool:
        """Somewhere else that was seen before: after a jump, or going back to close a gap."""
        return any(
            self._placed(view, piece, at, shift) for piece, at, shift in self._found_among(reversed(self.pieces), view)
        )

    def _found_among(self, pieces: Iterable[Piece], view: View) -> Iterator[tuple[Piece, int, Shift]]:
        """Places of those pieces that the view is proven to follow, the newest first."""
        covers = [(piece, each) for piece in pieces for each in reversed(piece.cover)]
        for piece, each in covers[:_LOOKED_BACK_AT]:
            if self._may_follow(each.view, view):
                shift = find_shift(each.view.unpacked(), view, self.known)
                if shift is not None:
                    yield piece, each.at, shift

    def _may_follow(self, earlier: PackedView, view: View) -> bool:
        """A quick look at what would be compared."""
        if self.known is None:
            return True
        pane = self.known.pane
        if earlier.name not in self._counted:
            self._counted[earlier.name] = Counted.of(earlier.unpacked(), pane)
        return bool(likely_shifts(self._counted[earlier.name], Counted.of(view, pane), pane))

    def _placed(self, view: View, piece: Piece, at: int, shift: Shift) -> bool:
        known = Known.by_both(self.known, shift)
        if not piece.place(view, at + shift.by, known.pane):
            return False
        self._learn(shift, known)
        self.steps_down += 1 if shift.by > 0 else -1
        self._last = view, piece, at + shift.by
        return True

    def _learn(self, shift: Shift, known: Known) -> None:
        left, right = self.columns or (shift.left, shift.right)
        if self.known is not None and self.known.pane != known.pane:
            self._counted.clear()
        self.is_shaded |= shift.is_shaded
        self.known, self.columns = known, (max(left, shift.left), min(right, shift.right))

    def _bridge(self, view: View) -> bool:
        """Whether the view also follows a picture of another piece, so that the two become one."""
        assert self._last is not None  # noqa: S101 — the view has just been placed
        _, here, at = self._last
        others = [piece for piece in reversed(self.pieces) if piece is not here]
        for piece, other_at, shift in self._found_among(others, view):
            if self._merged(here, piece, other_at + shift.by - at, shift):
                self._last = view, piece, other_at + shift.by
                return True
        return False

    def _merged(self, here: Piece, into: Piece, down: int, shift: Shift) -> bool:
        """Put every picture of one piece on the other, `down` rows lower; nothing changes where one does not fit."""
        known = Known.by_both(self.known, shift)
        pane = known.pane
        trial = Piece([replace(each) for each in into.cover])
        waiting = [(each.view.unpacked(), each.at + down) for each in here.cover]
        while waiting:
            fitting = [pair for pair in waiting if trial.reaches(pair[1], pane)]
            if not fitting or not trial.place(*fitting[0], pane):
                return False
            waiting.remove(fitting[0])
        into.cover = trial.cover
        self.pieces.remove(here)
        self._learn(shift, known)
        return True
