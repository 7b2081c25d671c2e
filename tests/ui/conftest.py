"""What every test of the window gets: a look that is light and at 100 % text until a test says otherwise."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.theme import Theme
from evidence_desk.ui.tokens import BASE_PIXELS, Scheme


def theme_of(application: QApplication, scheme: Scheme = Scheme.LIGHT, scale: float = 1.0) -> Theme:
    """A theme in the system's own font at this text scale."""
    font = QFont(application.font())
    font.setPixelSize(round(BASE_PIXELS * scale))
    return Theme(scheme, font)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Appearance]:
    """The appearance every widget takes; palette, direction and locale are put back afterwards."""
    font, palette, locale = qapp.font(), qapp.palette(), QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    made = Appearance(qapp)
    made.show_in(theme_of(qapp))
    yield made
    QLocale.setDefault(locale)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)
    made.deleteLater()
