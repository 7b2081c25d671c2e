"""A page is in the window from when it is turned to; then Tab comes to it where the stack stands."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from evidence_desk.ui.widgets.page_stack import PageStack


class Framed(QWidget):
    """A stack of two pages with a field before it and one behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.behind, self.stack = QLineEdit(), QLineEdit(), PageStack()
        self.pages, self.fields = (QWidget(), QWidget()), (QLineEdit(), QLineEdit())
        column = QVBoxLayout(self)
        for part in (self.before, self.stack, self.behind):
            column.addWidget(part)
        for page, field in zip(self.pages, self.fields, strict=True):
            QVBoxLayout(page).addWidget(field)
            self.stack.add_page(page)


@pytest.fixture
def framed(qtbot: QtBot) -> Framed:
    made = Framed()
    qtbot.addWidget(made)
    return made


def test_only_what_was_turned_to_is_in_the_window(framed: Framed) -> None:
    framed.stack.turn_to(framed.pages[1])
    waits = framed.pages[1].window() is framed
    framed.show()
    seen = [page.window() is framed for page in framed.pages]
    framed.stack.turn_to(framed.pages[0])

    assert not waits
    assert seen == [False, True]
    assert framed.pages[0].isVisible()
    assert not framed.pages[1].isVisible()
    assert framed.stack.page is framed.pages[0]


def test_tab_comes_to_a_page_where_the_stack_stands(framed: Framed, qtbot: QtBot) -> None:
    """Whenever it came; and what the keyboard was put on while it waited has it."""
    framed.stack.turn_to(framed.pages[0])
    framed.fields[0].setFocus()
    framed.show()
    framed.activateWindow()
    qtbot.waitActive(framed)
    begun = framed.focusWidget()
    framed.stack.turn_to(framed.pages[1])
    framed.before.setFocus()
    gone_through = []
    for _ in range(3):
        qtbot.keyClick(framed.focusWidget(), Qt.Key.Key_Tab)
        gone_through.append(framed.focusWidget())

    assert begun is framed.fields[0]
    assert gone_through == [framed.fields[1], framed.behind, framed.before]


def test_a_page_nobody_turned_to_goes_with_its_window(qapp: QCoreApplication) -> None:
    made = Framed()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert not isValid(made.pages[0])
