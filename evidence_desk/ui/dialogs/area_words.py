"""What is said of a selection, shown and spoken."""

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.evidence import Rectangle
from evidence_desk.ui.dialogs.area_selection import AreaSelection

translate = QCoreApplication.translate
_CONTEXT = "area_picker"


def size_words(rectangle: Rectangle) -> str:
    """The label at the box: 816 × 560."""  # noqa: RUF002 — the sign for sizes
    return f"{rectangle.width} × {rectangle.height}"  # noqa: RUF001 — the sign for sizes


def box_words(selection: AreaSelection) -> str:
    """The box, for a screen reader."""
    return translate(_CONTEXT, "Area {place}").format(place=_place(selection.box))


def part_words(selection: AreaSelection, part: int) -> str:
    """One part to leave out, for a screen reader."""
    words = translate(_CONTEXT, "Left out, part {number} of {count}, {place}")
    count = len(selection.left_out)
    return words.format(number=part + 1, count=count, place=_place(selection.left_out[part]))


def current_words(selection: AreaSelection) -> str:
    """What the keyboard moves now."""
    return box_words(selection) if selection.chosen is None else part_words(selection, selection.chosen)


def remove_words(part: int) -> str:
    """The name of the button that keeps a part after all."""
    return translate(_CONTEXT, "Do not leave out part {number}").format(number=part + 1)


def left_out_word() -> str:
    """What stands on a part to leave out."""
    return translate(_CONTEXT, "Left out")


def _place(rectangle: Rectangle) -> str:
    words = translate(_CONTEXT, "{width} by {height} at {x}, {y}")
    return words.format(width=rectangle.width, height=rectangle.height, x=rectangle.x, y=rectangle.y)
