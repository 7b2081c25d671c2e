"""Menus grow with the letters, and stay one column however low the screen is."""

import pytest
from PySide6.QtWidgets import QApplication, QStyle, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.bar_menu import BarMenu
from tests.ui.conftest import theme_of


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_icons_are_as_large_as_the_letters_and_nothing_is_cut(
    look: Appearance, qapp: QApplication, qtbot: QtBot, scale: float
) -> None:
    look.show_in(theme_of(qapp, scale=scale))
    holder = QWidget()
    qtbot.addWidget(holder)
    menu = BarMenu(look, holder)
    menu.popup(holder.pos())
    assert menu.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize, None, menu) == look.theme.px(16)
    places = [menu.actionGeometry(action) for action in menu.actions()]
    assert {place.left() for place in places} == {places[0].left()}
    assert max(place.right() for place in places) < menu.width()
    menu.close()
