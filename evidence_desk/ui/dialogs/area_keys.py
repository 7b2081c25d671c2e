"""The keys of a still picture, as the kit has them."""

from collections.abc import Mapping

from PySide6.QtCore import Qt

from evidence_desk.ui.dialogs.area_selection import CORNER, AreaSelection, Handle

_ONE, _TEN = 1, 10
_ARROWS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_DIAGONAL_DOWN, _DIAGONAL_UP = Qt.CursorShape.SizeFDiagCursor, Qt.CursorShape.SizeBDiagCursor


def after_key(selection: AreaSelection, key: int, modifiers: Qt.KeyboardModifier) -> AreaSelection | None:
    """The selection after a key, or None for a key that means nothing here.

    Arrows move by one pixel, with Ctrl by ten; with Shift they move the right and the lower edge instead. L leaves
    out a part, Delete keeps the chosen part after all.
    """
    if key in _ARROWS:
        across, down = _ARROWS[key]
        by = _TEN if modifiers & Qt.KeyboardModifier.ControlModifier else _ONE
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            return selection.resize(CORNER, by * across, by * down)
        return selection.move(by * across, by * down)
    if key == Qt.Key.Key_L:
        return selection.add_part()
    if key in _DELETE:
        return selection if selection.chosen is None else selection.remove_part(selection.chosen)
    return None


def cursor_for(handle: Handle | None) -> Qt.CursorShape:
    """What the pointer looks like over a handle, a body, or nothing."""
    if handle is None:
        return Qt.CursorShape.CrossCursor
    if handle.across and handle.down:
        return _DIAGONAL_DOWN if handle.across == handle.down else _DIAGONAL_UP
    if handle.across:
        return Qt.CursorShape.SizeHorCursor
    return Qt.CursorShape.SizeVerCursor if handle.down else Qt.CursorShape.SizeAllCursor
