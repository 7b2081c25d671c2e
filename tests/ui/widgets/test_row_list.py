"""The list of rows: heights by kind, heads passed over, one insert that stays cheap."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.evidence_delegate import EvidenceDelegate
from evidence_desk.ui.models.evidence_list_model import EvidenceListModel
from evidence_desk.ui.widgets.row_list import RowList
from tests.ui.conftest import theme_of
from tests.ui.room_samples import TODAY, listed, moment

_DAY = 24 * 60


@pytest.fixture
def model() -> EvidenceListModel:
    """Four days of three items."""
    made = EvidenceListModel()
    made.set_rows([listed(n, captured=moment(-(n // 3) * _DAY - n)) for n in range(12)], TODAY)
    return made


@pytest.fixture
def rows(qtbot: QtBot, look: Appearance, model: EvidenceListModel) -> RowList:
    """They, shown."""
    made = RowList(look, "Saved items")
    delegate = EvidenceDelegate(look, made)
    made.show_rows(model, model, delegate, delegate)
    made.stretch_column(0)
    qtbot.addWidget(made)
    made.resize(584, 400)
    made.show()
    return made


def _heights(rows: RowList, model: EvidenceListModel) -> None:
    scale = 1 if rows.rowHeight(1) == 72 else 2
    wanted = [(40 if model.is_head(row) else 72) * scale for row in range(model.rowCount())]
    assert [rows.rowHeight(row) for row in range(model.rowCount())] == wanted


def test_heads_and_items_have_their_own_heights(
    qapp: QApplication, look: Appearance, rows: RowList, model: EvidenceListModel
) -> None:
    """After a reset with heads elsewhere, after inserts, and at another text size."""
    _heights(rows, model)
    model.set_rows([listed(n, captured=moment(-n * _DAY)) for n in range(9)], TODAY)
    _heights(rows, model)
    model.set_rows([listed(n) for n in range(9)], TODAY)
    _heights(rows, model)
    model.insert(listed(20), TODAY)
    model.insert(listed(21, captured=moment(_DAY)), TODAY)
    _heights(rows, model)
    look.show_in(theme_of(qapp, scale=2.0))
    assert rows.rowHeight(1) == 144
    _heights(rows, model)


def test_the_keyboard_passes_over_heads(rows: RowList, model: EvidenceListModel) -> None:
    """Down, Up, Home and End land on items alone."""
    rows.choose_row(1)
    places = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(rows, key)
        places.append(rows.chosen_row())
    assert places == [2, 3, 5, 3, model.rowCount() - 1, 1]


def test_a_click_on_a_head_chooses_nothing(rows: RowList, model: EvidenceListModel) -> None:
    """The choice stays."""
    rows.choose_row(2)
    head = rows.visualRect(model.index(4, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=head)
    assert rows.chosen_row() == 2


def test_the_choice_stays_on_its_item_when_another_comes(rows: RowList, model: EvidenceListModel) -> None:
    """What is being looked at does not move under the person."""
    rows.choose_row(2)
    chosen = model.item_at(2)
    told = QSignalSpy(rows.row_chosen)
    model.insert(listed(99), TODAY)
    row = rows.chosen_row()
    assert row == 3
    assert model.item_at(row) is chosen
    assert told.count() == 0


def test_typing_finds_a_title(rows: RowList, model: EvidenceListModel) -> None:
    """The first letters, as in any list."""
    model.replace(listed(7, captured=moment(-2 * _DAY - 7), window_title="Xylophone"))
    rows.choose_row(1)
    QTest.keyClicks(rows, "xy")
    assert rows.chosen_row() == model.row_of(listed(7).id)


def test_arrow_keys_bring_the_ring_and_a_click_takes_it(qtbot: QtBot, rows: RowList) -> None:
    """Qt alone would count only Tab as keyboard use."""
    by_key = Qt.WidgetAttribute.WA_KeyboardFocusChange
    rows.choose_row(1)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 60))
    assert not rows.window().testAttribute(by_key)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert rows.window().testAttribute(by_key)


def test_a_key_with_a_modifier_is_left_to_the_window(rows: RowList) -> None:
    """Ctrl+T is not T."""
    pressed: list[str] = []
    rows.on_key(Qt.Key.Key_T, lambda: pressed.append("T"))
    QTest.keyClick(rows, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []
    QTest.keyClick(rows, Qt.Key.Key_T)
    assert pressed == ["T"]


def test_every_row_is_heard(rows: RowList, model: EvidenceListModel) -> None:
    """A screen reader finds the list by name, and each row and head by its words."""
    table = QAccessible.queryAccessibleInterface(rows)
    assert table.text(QAccessible.Text.Name) == "Saved items"
    cells = [table.child(place) for place in range(table.childCount())]
    names = [cell.text(QAccessible.Text.Name) for cell in cells if cell.role() is QAccessible.Role.Cell]
    wanted = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert names == wanted


def test_heights_are_never_asked_of_every_row(qtbot: QtBot, look: Appearance) -> None:
    """A hundred thousand items are shown and added to by looking at those in view: the delegate counts its calls."""

    class Counted(EvidenceDelegate):
        hints = 0

        @override
        def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
            Counted.hints += 1
            return super().sizeHint(option, index)

    many = EvidenceListModel()
    many.set_rows([listed(n, captured=moment(-n)) for n in range(20_000)], TODAY)
    made = RowList(look, "Saved items")
    qtbot.addWidget(made)
    delegate = Counted(look, made)
    made.show_rows(many, many, delegate, delegate)
    made.stretch_column(0)
    made.resize(584, 400)
    made.show()
    many.insert(listed(20_001, captured=moment(1)), TODAY)
    qtbot.waitUntil(lambda: made.rowHeight(1) == 72)
    made.grab()
    assert Counted.hints < 100


def test_what_is_looked_at_stays_when_rows_come_above(rows: RowList, model: EvidenceListModel) -> None:
    """At the top the new row is seen; further down nothing moves under the pointer."""
    rows.resize(400, 200)
    assert rows.verticalScrollBar().value() == 0
    model.insert(listed(20), TODAY)
    assert rows.verticalScrollBar().value() == 0
    rows.verticalScrollBar().setValue(150)
    seen = model.item_at(rows.rowAt(60))
    top = rows.rowViewportPosition(rows.rowAt(60))
    model.insert(listed(21), TODAY)
    model.insert(listed(22, captured=moment(_DAY)), TODAY)
    assert model.item_at(rows.rowAt(60)) == seen
    assert rows.rowViewportPosition(rows.rowAt(60)) == top
