"""Pictures of one window put on one long strip, where every row that two of them show was compared."""

from dataclasses import dataclass, field

from evidence_desk.capture.scrolling_join import Pane, Shift, prove
from evidence_desk.capture.scrolling_view import PackedView, View

_NEAR = 3 / 4
"""Part of the pane by which two pictures may lie apart and are still compared."""


@dataclass(slots=True)
class Placed:
    """A picture whose first row is row `at` of the strip; it may be negative."""

    view: PackedView
    at: int
    seam: Shift | None = None
    """How the picture above it goes over into this one; None for the highest."""


@dataclass(slots=True)
class Piece:
    """One strip without a gap. `cover` holds the pictures it is made of, the highest first."""

    cover: list[Placed] = field(default_factory=list)

    @classmethod
    def begun_with(cls, view: View) -> "Piece":
        """A strip of one picture."""
        return cls([Placed(PackedView.of(view), 0)])

    def place(self, view: View, at: int, pane: Pane) -> bool:
        """Put a picture there. False where a row of it is not what the strip shows: then nothing changed."""
        seams: dict[int, Shift] = {}
        nearest = min(range(len(self.cover)), key=lambda number: abs(self.cover[number].at - at))
        for number, each in enumerate(self.cover):
            by = at - each.at
            # What lies farther off was compared with those between, row by row.
            if abs(by) >= _NEAR * pane.height and number != nearest:
                continue
            other = each.view.unpacked()
            seam = prove(other, view, by, pane) if by >= 0 else prove(view, other, -by, pane)
            if seam is None:
                return False
            seams[number] = seam
        self._grow(Placed(PackedView.of(view), at), seams)
        return True

    def _grow(self, new: Placed, seams: dict[int, Shift]) -> None:
        """Add it where it reaches further than the rest, and drop those that are no longer needed between."""
        if new.at > self.cover[-1].at:
            # Of several that the new one follows as well, the highest makes the others unnecessary.
            first = min(number for number in seams if self._reaches(number, new, seams[number]))
            del self.cover[first + 1 :]
            new.seam = seams[first]
            self.cover.append(new)
        elif new.at < self.cover[0].at:
            last = max(number for number in seams if self._reaches(number, new, seams[number]))
            del self.cover[:last]
            self.cover[0].seam = seams[last]
            self.cover.insert(0, new)

    def _reaches(self, number: int, new: Placed, seam: Shift) -> bool:
        """Whether half of the pane is in both: less would make a thin seam out of thick ones."""
        is_next = number == (len(self.cover) - 1 if new.at > self.cover[number].at else 0)
        return is_next or seam.bottom - seam.top >= seam.pane.height // 2

    def reaches(self, at: int, pane: Pane) -> bool:
        """Whether a picture there would show a row of the pane that the strip shows too."""
        return any(abs(at - each.at) < pane.height for each in self.cover)
