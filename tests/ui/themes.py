"""Themes as tests ask for them."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from evidence_desk.ui.theme import Theme
from evidence_desk.ui.tokens import BASE_PIXELS, Scheme


def theme_of(application: QApplication, scheme: Scheme = Scheme.LIGHT, scale: float = 1.0) -> Theme:
    """A theme in the system's own font at this text scale."""
    font = QFont(application.font())
    font.setPixelSize(round(BASE_PIXELS * scale))
    return Theme(scheme, font)
