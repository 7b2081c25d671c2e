"""The recovery code is shown once: it goes only when somebody says so, and nothing of it stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.code_dialog import CodeDialog
from evidence_desk.vault.recovery_code import encoded

CODE = encoded(2**129 + 12345)


@pytest.fixture
def dialog(qapp: QApplication, look: Appearance, qtbot: QtBot) -> CodeDialog:
    """Over a window, with a code that was just made."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = CodeDialog(qapp, look, Actions(look), window)
    qtbot.addWidget(made)
    made.show_code(CODE)
    return made


def test_esc_asks_once_before_the_code_is_gone(dialog: CodeDialog, qtbot: QtBot) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog._shown.text() == CODE
    assert "Do you have it on paper?" in dialog.typed.trouble()
    QTest.keyClick(dialog.typed.field, Qt.Key.Key_A)  # goes on, so the next Esc asks anew
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.closed) as closed:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert closed.args == [False]
    assert not dialog.isVisible()
    assert dialog._shown.text() == ""


def test_who_says_that_they_have_none_is_not_asked_again(dialog: CodeDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.closed) as closed:
        dialog.later.click()
    assert closed.args == [False]
    dialog.show_code(CODE)
    QTest.keyClicks(dialog.typed.field, CODE.lower().replace("-", " "))
    with qtbot.waitSignal(dialog.closed) as closed:
        dialog.give.click()
    assert closed.args == [True]
