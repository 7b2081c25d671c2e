"""The one thing to do about a missing leave on macOS: its own page of the system's settings."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from evidence_desk.capture.macos.permission import SETTINGS_ADDRESS
from evidence_desk.domain.refusals import ScreenRecordingNotAllowed
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.messages import message
from evidence_desk.ui.panels.bar_reason import BarReason
from evidence_desk.ui.remedies import Remedy, remedy


class Desktop(QObject):
    """Takes the addresses that are opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.opened.append(address.toString())


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    scheme, made = QUrl(SETTINGS_ADDRESS).scheme(), Desktop()
    QDesktopServices.setUrlHandler(scheme, made, "take")
    yield made
    QDesktopServices.unsetUrlHandler(scheme)


def test_the_button_opens_the_page_where_leave_is_given(look: Appearance, desktop: Desktop, qtbot: QtBot) -> None:
    reason = BarReason(look)
    qtbot.addWidget(reason)
    asked: list[Remedy] = []
    reason.remedy_asked.connect(asked.append)
    missing = ScreenRecordingNotAllowed()
    reason.say(message(missing), remedy(missing))
    button = reason.findChild(QAbstractButton)
    assert button is not None
    assert button.accessibleName() == "Open settings"
    button.click()
    assert desktop.opened == [SETTINGS_ADDRESS]
    assert asked == []


def test_every_other_button_is_for_the_bar(look: Appearance, desktop: Desktop, qtbot: QtBot) -> None:
    reason = BarReason(look)
    qtbot.addWidget(reason)
    asked: list[Remedy] = []
    reason.remedy_asked.connect(asked.append)
    reason.say("That window is gone. Choose another.", Remedy.CHOOSE_WINDOW)
    button = reason.findChild(QAbstractButton)
    assert button is not None
    button.click()
    assert asked == [Remedy.CHOOSE_WINDOW]
    assert desktop.opened == []
