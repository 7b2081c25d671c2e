"""What several tests of the capture bar begin with."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.capture_bar import CaptureBar


@pytest.fixture
def bar(look: Appearance, qapp: QApplication, qtbot: QtBot) -> CaptureBar:
    """Ready, with fourteen items saved."""
    made = CaptureBar(qapp, look, Actions(look))
    qtbot.addWidget(made)
    made.show_ready(14, "Case 1")
    made.show()
    return made
