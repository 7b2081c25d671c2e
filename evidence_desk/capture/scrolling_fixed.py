"""What has its place in the window and not in what scrolls: a button over the messages, the name of a day."""

from dataclasses import dataclass

from evidence_desk.capture.scrolling_view import Marks, View

_FIXED_PART = 0.9


@dataclass(frozen=True, slots=True)
class Overlap:
    """Rows from `top` of the first view, which should be those `by` rows higher in the second.

    `changed` says where the two differ at the same place of the window; its columns begin at column `left` of it.
    """

    first: View
    second: View
    changed: Marks
    by: int
    left: int
    top: int

    def rows_between_fixed(self, differs: Marks, most: int) -> tuple[int, int] | None:
        """The rows between what stands still at the top of the lower view and at the bottom of the upper one.

        Counted from the overlap's first row. None where more than `most` rows would go at either end, or where
        something differs that did not stand still, or stands in the middle.
        """
        marked = differs.rows()
        middle = len(marked) // 2
        top = marked.rfind(b"\xff", 0, middle) + 1
        below = marked.find(b"\xff", middle)
        bottom = len(marked) if below < 0 else below
        if top > most or len(marked) - bottom > most:
            return None
        # The lower view's own top, and the upper one's own bottom, lie in what both show.
        second_is_lower = self.by > 0
        still = self._stands_still(differs, 0, top, in_second=second_is_lower)
        still = still and self._stands_still(differs, bottom, len(marked), in_second=not second_is_lower)
        return (top, bottom) if still else None

    def _stands_still(self, differs: Marks, start: int, end: int, *, in_second: bool) -> bool:
        """Whether all that differs in those rows is one thing that stayed where it was in the window."""
        if start == end:
            return True
        rows = differs.rows_part(start, end)
        box = rows.box()
        if box is None:
            return True
        left, upper, right, lower = box
        shift = self.top + start - (self.by if in_second else 0)
        moved = self.changed.part(left, right, upper + shift, lower + shift)
        # All of what differs must have stood still, and nearly all of its box: its corners may show what is beneath.
        if not rows.part(left, right, upper, lower).apart_from(moved) or moved.share() > 1 - _FIXED_PART:
            return False
        view = self.second if in_second else self.first
        pixels = view.part(self.left + left, self.left + right, upper + shift, lower + shift).tobytes()
        return pixels != pixels[:3] * (len(pixels) // 3)  # in a place of one colour nothing stands at all
