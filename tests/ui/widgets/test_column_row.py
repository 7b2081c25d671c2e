"""Cards side by side go below one another where one of them would be cut."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.column_row import ColumnRow


def test_a_button_whose_words_grow_is_not_cut(look: Appearance, qtbot: QtBot) -> None:
    room = QWidget()
    first, second = Button(look, "Steps to get it back"), Button(look, "Add a note")
    row = ColumnRow(look, (first, second), (1, 1), 0, room, gap=8, whole=True)
    qtbot.addWidget(room)
    row.resize(2 * first.sizeHint().width() + 8, 100)
    room.show()
    qtbot.waitUntil(lambda: not row.is_folded)
    second.set_name("Change the note that has many words")
    qtbot.waitUntil(lambda: first.y() != second.y())
    assert first.width() >= first.minimumSizeHint().width()
