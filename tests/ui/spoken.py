"""What a screen reader finds in a window: every part with its role and its name."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

# Containers that a reader passes through without stopping.
_SILENT = {
    QAccessible.Role.Client,
    QAccessible.Role.LayeredPane,
    QAccessible.Role.Pane,
    QAccessible.Role.Window,
    QAccessible.Role.Grouping,
}


def parts(window: QWidget) -> Iterator[QAccessibleInterface]:
    """Everything visible, in the order it is told."""
    root = QAccessible.queryAccessibleInterface(window)
    assert root is not None
    yield from _below(root)


def nameless_parts(window: QWidget) -> list[str]:
    """Visible parts that take the keyboard and say nothing."""
    return [
        f"{part.role()} {type(part.object()).__name__}"
        for part in parts(window)
        if part.state().focusable and part.role() not in _SILENT and not _name(part)
    ]


def names(window: QWidget) -> list[str]:
    """Every name that is told."""
    return [name for part in parts(window) if (name := _name(part))]


def _name(part: QAccessibleInterface) -> str:
    return part.text(QAccessible.Text.Name)


def _below(part: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if part.state().invisible:
        return
    yield part
    for index in range(part.childCount()):
        child = part.child(index)
        if child.isValid():
            yield from _below(child)
