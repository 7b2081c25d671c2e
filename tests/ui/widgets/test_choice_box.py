"""A field of choices keeps its width and the room for its arrow, with the keyboard on it or not."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QComboBox, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.choice_box import ChoiceBox
from tests.ui.themes import theme_of


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_as_wide_with_the_keyboard_on_it(
    look: Appearance, qapp: QApplication, qtbot: QtBot, scale: float
) -> None:
    look.show_in(theme_of(qapp, scale=scale))
    box = ChoiceBox(look, "Colours")
    qtbot.addWidget(box)
    box.addItems(["As the computer has it", "Dark"])
    box.show()
    box.activateWindow()
    qtbot.waitActive(box)
    box.clearFocus()
    without, room = box.sizeHint(), words_width(box)
    box.setFocus()
    look.changed.emit()
    qapp.processEvents()

    assert box.hasFocus()
    assert words_width(box) == room
    assert from_contents(box) == without


def from_contents(box: QComboBox) -> QSize:
    """What it would take now; Qt keeps the hint it found first."""
    box.addItem("x")
    return box.sizeHint()


def words_width(box: QComboBox) -> int:
    """The room for the words, in pixels of a box as wide as it wants."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    option.rect.setSize(box.sizeHint())
    kind, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(kind, option, part, box).width()
