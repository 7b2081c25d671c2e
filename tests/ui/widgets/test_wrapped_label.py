"""Labels read in the direction of their words and stand at the side of the layout."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.joined_buttons import JoinedButtons
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel
from tests.ui.text_recorder import PaintedText, TextRecorder

_WIDTH = 300


def _painted(qtbot: QtBot, words: str) -> list[PaintedText]:
    label = WrappedLabel(words)
    qtbot.addWidget(label)
    label.resize(_WIDTH, label.heightForWidth(_WIDTH))
    surface = TextRecorder(_WIDTH, label.height())
    label.render(surface)
    return surface.painted.texts


@pytest.mark.parametrize("words", ["Stay logged out.", "\u05e9\u05dc\u05d5\u05dd \u05dc\u05da."])
def test_words_stand_at_the_leading_side(qapp: QApplication, qtbot: QtBot, look: Appearance, words: str) -> None:
    """English in a mirrored window stands at the right with its full stop at its end; Hebrew the other way round."""
    left = _painted(qtbot, words)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    right = _painted(qtbot, words)
    assert min(text.box.left() for text in left) < 1
    assert max(text.box.right() for text in right) > _WIDTH - 1
    assert "".join(text.words for text in left) == "".join(text.words for text in right)


def test_one_word_of_ten_thousand_letters_wraps(qtbot: QtBot, look: Appearance) -> None:
    """It asks for no more width than a few letters."""
    label = WrappedLabel("A" * 10_000)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 200
    assert label.heightForWidth(_WIDTH) > 5_000


@pytest.mark.parametrize(
    ("direction", "joins"),
    [
        (Qt.LayoutDirection.LeftToRight, ("before", "after")),
        (Qt.LayoutDirection.RightToLeft, ("after", "before")),
    ],
)
def test_two_buttons_meet_in_both_directions(
    qapp: QApplication, qtbot: QtBot, look: Appearance, direction: Qt.LayoutDirection, joins: tuple[str, str]
) -> None:
    """Square corners lie inside, whichever side is first."""
    first, second = Button(look, "One"), Button(look, "Two")
    pair = JoinedButtons((first, second))
    qtbot.addWidget(pair)
    pair.show()
    qapp.setLayoutDirection(direction)
    assert (first.property("join"), second.property("join")) == joins
    in_order = (first, second) if direction is Qt.LayoutDirection.LeftToRight else (second, first)
    qtbot.waitUntil(lambda: in_order[0].geometry().right() == in_order[1].x())
