"""A key named in a sentence is drawn as a cap, and the words beside it stand clear of its edge."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.plain_label import PlainLabel

_EDGE = "#ff00ff"
_CAP_SIDE = 6


def _columns(picture: QImage, told: Callable[[int], bool]) -> list[int]:
    rgb = [[picture.pixel(x, y) & 0xFFFFFF for y in range(picture.height())] for x in range(picture.width())]
    return [x for x, column in enumerate(rgb) if any(told(colour) for colour in column)]


def _drawn(qtbot: QtBot, words: str, key: str) -> QImage:
    """Words without colour on white, the cap's edge in a colour of its own."""
    label = PlainLabel(words, key=key)
    qtbot.addWidget(label)
    colours = QPalette(label.palette())
    colours.setColor(QPalette.ColorRole.Dark, _EDGE)
    label.setPalette(colours)
    label.setStyleSheet("color: black; background: white")
    label.ensurePolished()
    label.resize(label.sizeHint())
    return label.grab().toImage()


def _is_edge(colour: int) -> bool:
    red, green, blue = colour >> 16, colour >> 8 & 0xFF, colour & 0xFF
    return red > green + 60 and blue > green + 60


def _is_word(colour: int) -> bool:
    return max(colour >> 16, colour >> 8 & 0xFF, colour & 0xFF) < 128  # darker than half


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_cap_touches_no_word(
    qapp: QApplication, qtbot: QtBot, look: Appearance, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    picture = _drawn(qtbot, "Held Space to", "Space")
    edge, words = _columns(picture, _is_edge), _columns(picture, _is_word)
    left, right = min(edge), max(edge)
    before = [x for x in words if x < left]
    after = [x for x in words if x > right]
    assert before
    assert after
    assert left - max(before) > 2  # pixels that show the ground
    assert min(after) - right > 2


def test_a_sentence_without_its_key_is_as_wide_as_ever(qtbot: QtBot, look: Appearance) -> None:
    plain, capped = PlainLabel("Held Space to"), PlainLabel("Held Space to", key="Space")
    for label in (plain, capped):
        qtbot.addWidget(label)
    assert PlainLabel("Held Space to", key="Esc").sizeHint() == plain.sizeHint()
    assert capped.sizeHint().width() >= plain.sizeHint().width() + 2 * _CAP_SIDE
