"""How far one picture was scrolled from another: found by rows seen once, believed only pixel by pixel."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import eq

from evidence_desk.capture.scrolling_fixed import Overlap
from evidence_desk.capture.scrolling_view import STRETCH_ROWS, Marks, View, runs

LEAST_SPEAKING = 40
"""Stretches of rows that occur once in either picture and agree on the shift; a line of text gives about thirty."""
LEAST_OVERLAP = 1 / 3
"""Part of what scrolls that both pictures must show: the same message twice is common, the same screenful is not."""
LEAST_OF_WINDOW = 1 / 4
"""Part of the whole picture that this must be at least."""
SHADE = 12
"""Of 255: a browser draws the round corners of a bubble anew after scrolling, some dots up to 6 lighter or darker."""
MOST_SHADED = 0.002
"""Part of what both pictures show that may differ by a shade; a letter that changed differs by far more."""
_WIDEST_SCROLL_BAR = 24
_LARGEST_FIXED = 1 / 3
_MOST_OF_A_SCROLL_BAR = 16
"""A thumb goes the other way than what scrolls; no more than this of it can agree by chance."""
_CARET = (4, 48)
"""Its largest width and height."""
_CANDIDATES = 4
_MOSTLY = 0.5
"""Part of the rows that must be alike before pixels are compared; the rest may be under something that stands still."""


@dataclass(frozen=True, slots=True)
class Pane:
    """The part of a window that scrolls, in its pixels; `right` and `bottom` are one past the last."""

    left: int
    right: int
    top: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def place(self) -> tuple[int, int, int, int]:
        return self.left, self.right, self.top, self.bottom


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of a view's rows between the columns of a pane, and where in it stretches begin that occur once."""

    rows: Sequence[int]
    once: Mapping[int, int]

    @classmethod
    def of(cls, view: View, pane: Pane) -> "Counted":
        """What a view has of the pane."""
        return cls(view.rows(pane.left, pane.right), view.once(*pane.place))


@dataclass(frozen=True, slots=True)
class Known:
    """What other pairs of the same window have shown: rows and columns that scroll, and rows that do not.

    No row before `ceiling` scrolls, and none from `floor` on.
    """

    pane: Pane
    ceiling: int
    floor: int

    @classmethod
    def by_both(cls, one: "Known | None", shift: "Shift") -> "Known":
        """What is known with one more pair."""
        pane = shift.pane
        if one is None:
            return cls(pane, shift.ceiling, shift.floor)
        before, ceiling, floor = one.pane, max(one.ceiling, shift.ceiling), min(one.floor, shift.floor)
        left, right = min(before.left, pane.left), max(before.right, pane.right)
        top, bottom = max(min(before.top, pane.top), ceiling), min(max(before.bottom, pane.bottom), floor)
        return cls(Pane(left, right, top, bottom), ceiling, floor)


@dataclass(frozen=True, slots=True)
class Shift:
    """Row y of the first picture is row y - `by` of the second, proven for `top` <= y < `bottom` of the first.

    `pane` is where they were compared; `left` and `right` say how far to its sides the same is true, and rows before
    `ceiling` and from `floor` on are proven to stand still. `is_shaded` where a few dots differ by a shade.
    """

    by: int
    top: int
    bottom: int
    pane: Pane
    left: int
    right: int
    ceiling: int = 0
    floor: int = 0
    is_shaded: bool = False


def find_shift(first: View, second: View, known: Known | None = None) -> Shift | None:
    """The one vertical shift that the pixels prove, or None where none or more than one does."""
    changed = Marks.between(first.plane, second.plane)
    for pane in _panes(changed, first, known):
        found = [
            shift
            for by in likely_shifts(Counted.of(first, pane), Counted.of(second, pane), pane)
            if (shift := prove(first, second, by, pane, changed)) and _is_enough(shift, first, second)
        ]
        if len(found) > 1:
            return None
        if found and not _leaves_out_more(first, second, found[0], changed):
            return _widened(first, second, found[0])
    return None


def prove(first: View, second: View, by: int, pane: Pane, changed: Marks | None = None) -> Shift | None:
    """Compare every row that both would show of the pane; None where they differ, or where no row is left to compare.

    Something that stands still over what scrolls (a button, a day's name) ends the proven rows before it, but never
    in their middle third. Few dots may differ by a shade.
    """
    top, bottom = max(pane.top, pane.top + by), min(pane.bottom, pane.bottom + by)
    if bottom <= top:
        return None
    differs = _compared(first, second, by, pane, (top, bottom))
    third, width = (bottom - top) // 3, pane.right - pane.left
    if differs.box() is None:
        return Shift(by, top, bottom, pane, pane.left, pane.right)
    if differs.part(0, width, third, bottom - top - third).over(SHADE).box() is not None:
        return None
    strongly = differs.over(SHADE)
    if strongly.box() is not None:
        changed = changed or Marks.between(first.plane, second.plane)
        overlap = Overlap(
            first, second, changed.part(pane.left, pane.right, 0, first.height), by, pane.left, top
        )  # fmt: skip
        kept = overlap.rows_between_fixed(strongly, int(_LARGEST_FIXED * pane.height))
        if kept is None or kept[0] >= kept[1]:
            return None
        differs, top, bottom = differs.rows_part(*kept), top + kept[0], top + kept[1]
    is_shaded = differs.box() is not None
    if is_shaded and differs.share() > MOST_SHADED:
        return None
    return Shift(by, top, bottom, pane, pane.left, pane.right, is_shaded=is_shaded)


def _compared(first: View, second: View, by: int, pane: Pane, rows: tuple[int, int]) -> Marks:
    """Where those rows of the first differ from what they should be in the second."""
    left, right, (top, bottom) = pane.left, pane.right, rows
    return Marks.between(first.part(left, right, top, bottom), second.part(left, right, top - by, bottom - by))


def _panes(changed: Marks, view: View, known: Known | None) -> Iterator[Pane]:
    """Where to look: what changed between the two, without what may be a scroll bar at its sides."""
    if changed.box() is None:
        return
    tried = set()
    ceiling, floor = (0, view.height) if known is None else (known.ceiling, known.floor)
    for left, right in _column_ranges(changed, known.pane if known else None):
        rows = _changed_rows(changed.part(left, right, ceiling, floor))
        if rows is None:
            continue
        top, bottom = ceiling + rows[0], ceiling + rows[1]
        if known is not None:
            top, bottom = min(top, known.pane.top), max(bottom, known.pane.bottom)
        pane = Pane(left, right, top, bottom)
        if pane not in tried and pane.height >= LEAST_SPEAKING:
            tried.add(pane)
            yield pane


def _changed_rows(changed: Marks) -> tuple[int, int] | None:
    """The first row that changed and one past the last; a caret that blinks above or below the rest is no change."""
    box = changed.box()
    if box is None:
        return None
    width, found = box[2], list(runs(changed.rows()))
    for end in (-1, 0):
        top, bottom = found[end]
        if len(found) > 1 and is_blink(changed.part(0, width, top, bottom).box()):
            del found[end]
    return found[0][0], found[-1][1]


def is_blink(box: tuple[int, int, int, int] | None) -> bool:
    """Whether a box (left, upper, right, lower) around all that differs is no larger than a caret."""
    return box is None or (box[2] - box[0] <= _CARET[0] and box[3] - box[1] <= _CARET[1])


def _column_ranges(changed: Marks, known: Pane | None) -> Iterator[tuple[int, int]]:
    """All that changed but a narrow strip at the outside, which may be a scroll bar, or the outermost columns.

    Columns that scrolled before are always among them: what changed there is never put aside.
    """
    found = list(runs(changed.columns()))
    left, right = found[0][0], found[-1][1]
    wide = [run for run in found if run[1] - run[0] > _WIDEST_SCROLL_BAR] or found
    inner_left = wide[0][0] if wide[0] != found[0] and found[0][1] - left <= _WIDEST_SCROLL_BAR else left
    inner_right = wide[-1][1] if right - found[-1][0] <= _WIDEST_SCROLL_BAR else right
    edge = _WIDEST_SCROLL_BAR if right - left > 4 * _WIDEST_SCROLL_BAR else 0
    ranges = [(inner_left, inner_right), (left, right - edge), (left + edge, right), (left + edge, right - edge)]
    for first, last in ranges if known is None else ranges[:2]:
        yield (first, last) if known is None else (min(first, known.left), max(last, known.right))


def likely_shifts(one: "Counted", other: "Counted", pane: Pane) -> list[int]:
    """The shifts that most of the stretches speak for, and by which most rows of the pane are the same; not proven."""
    votes = Counter(one.once[stretch] - other.once[stretch] for stretch in one.once.keys() & other.once.keys())
    found = [by for by, count in votes.most_common(_CANDIDATES) if count >= LEAST_SPEAKING]
    return [by for by in found if _mostly_alike(one.rows, other.rows, by, pane)]


def _mostly_alike(one: Sequence[int], other: Sequence[int], by: int, pane: Pane) -> bool:
    top, bottom = max(pane.top, pane.top + by), min(pane.bottom, pane.bottom + by)
    alike = sum(map(eq, one[top:bottom], other[top - by : bottom - by]))
    return bool(alike >= _MOSTLY * (bottom - top))


def _is_enough(shift: Shift, first: View, second: View) -> bool:
    """Whether what both show is large, and so particular that another place hardly looks the same."""
    pane = shift.pane
    least = max(LEAST_OVERLAP * pane.height, LEAST_OF_WINDOW * first.height)
    if shift.by == 0 or shift.bottom - shift.top < least:
        return False
    return _speaking(shift, first, second, pane) >= LEAST_SPEAKING


def _speaking(shift: Shift, first: View, second: View, pane: Pane) -> int:
    """How many stretches that occur once in either view say the same."""
    last = shift.bottom - STRETCH_ROWS
    one, other = first.once(*pane.place), second.once(*pane.place)
    return sum(1 for stretch, at in one.items() if shift.top <= at <= last and other.get(stretch) == at - shift.by)


def _leaves_out_more(first: View, second: View, shift: Shift, changed: Marks) -> bool:
    """Whether what changed beside the pane scrolls too: then it is no scroll bar, and must have been equal as well."""
    box = changed.box()
    sides = [] if box is None else [(box[0], shift.left), (shift.right, box[2])]
    return any(
        _speaking(shift, first, second, replace(shift.pane, left=left, right=right)) > _MOST_OF_A_SCROLL_BAR
        for left, right in sides
        if left < right
    )


def _widened(first: View, second: View, shift: Shift) -> Shift:
    """How far to the sides the same shift is true: without a list beside it that stands still, and the scroll bar."""
    top, bottom, by, width = shift.top, shift.bottom, shift.by, first.width
    marks = _compared(first, second, by, Pane(0, width, top, bottom), (top, bottom)).over(SHADE)
    left, right = 0, -1
    if marks.box() is not None:
        marked = marks.columns()
        left, right = marked.rfind(b"\xff", 0, shift.left) + 1, marked.find(b"\xff", shift.right)
    ceiling, floor = _still_rows(first, second, shift)
    return replace(shift, left=left, right=width if right < 0 else right, ceiling=ceiling, floor=floor)


def _still_rows(first: View, second: View, shift: Shift) -> tuple[int, int]:
    """One past the last row above the pane that surely stands still, and the first such row below it.

    Such a row is the same at the same place in both, and not what it would be if it had scrolled.
    """
    pane, by = shift.pane, abs(shift.by)
    upper, lower = (first, second) if shift.by > 0 else (second, first)
    columns = pane.left, pane.right
    one, other = upper.rows(*columns), lower.rows(*columns)
    # Counted in the upper view, as the proven rows of the first are when it is the upper one.
    top, bottom = (shift.top, shift.bottom) if shift.by > 0 else (shift.top + by, shift.bottom + by)
    above = [y for y in range(pane.top) if one[y] == other[y] and y + by < bottom and one[y + by] != other[y]]
    below = [
        y for y in range(pane.bottom, len(one)) if one[y] == other[y] and y >= top and other[y - by] != one[y]
    ]  # fmt: skip
    return max(above, default=-1) + 1, min(below, default=first.height)
