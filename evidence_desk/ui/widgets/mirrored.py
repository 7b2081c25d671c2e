"""Margins that swap sides with the layout's direction, which Qt's own do not."""

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QWidget


def margins_for(widget: QWidget, leading: int, top: int, trailing: int, bottom: int) -> QMargins:
    """The margins for the direction the widget has now."""
    if widget.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        return QMargins(trailing, top, leading, bottom)
    return QMargins(leading, top, trailing, bottom)
