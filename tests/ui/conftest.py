"""What every test of the window gets: a look that is light and at 100 % text until a test says otherwise."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.background import Background
from tests.ui.desk_program import program, screen, start, vault_path
from tests.ui.themes import theme_of

__all__ = ["program", "screen", "start", "theme_of", "vault_path"]

PATIENCE_MS = 60_000


class PatientBot(QtBot):
    """Gives up after a minute where pytest-qt's own does after five seconds: a busy machine stands still for longer."""

    @override
    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)

    @override
    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **how)

    @override
    def waitUntil(self, callback: Any, *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    @override
    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)

    @override
    def waitActive(self, widget: Any, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitActive(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The same with patience; nothing is waited for that is there."""
    return PatientBot(request)


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    """The threads behind a window, ended with the test."""
    made = Background()
    yield made
    made.shut_down()


@pytest.fixture(scope="session")
def one_look(qapp: QApplication) -> Appearance:
    """Made once: Qt polishes every widget anew for each style sheet."""
    return Appearance(qapp)


@pytest.fixture
def look(qapp: QApplication, one_look: Appearance) -> Iterator[Appearance]:
    """The appearance every widget takes; what a test changed of it, of the locale or direction is put back."""
    locale = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    theme = theme_of(qapp)
    # A whole program that ran before may have dressed the application itself.
    if one_look.theme != theme or qapp.styleSheet() != theme.style_sheet():
        one_look.show_in(theme)
    yield one_look
    # Without a running event loop Qt never gets to what was to be deleted later, and each theme polishes it all anew.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QLocale.setDefault(locale)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
