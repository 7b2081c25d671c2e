"""A person at the real window: finds things by the words they see, presses them, and waits for what is said.

Runs inside the program's own process on a real display, started by a test; it writes what happened as one JSON object.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QMenu, QTableView, QWidget

from evidence_desk import app
from evidence_desk.here import new_item_id, surroundings, system_clock
from evidence_desk.ui import neutral_application
from evidence_desk.ui.screen_here import look_for_screen

W = TypeVar("W", bound=QWidget)
_PATIENCE_MS = 60_000
_LOOK_MS = 20
_UNSEEN = dict.fromkeys(range(0x2066, 0x206A))
_SETTLED_MS = 400


class NotThereError(AssertionError):
    """What the person looked for did not appear."""


class Person:
    """Sees only what is visible, touches only what is enabled."""

    def __init__(self, application: QApplication) -> None:
        self._application = application

    def seen(self, kind: type[W], words: str, inside: QWidget | None = None) -> W | None:
        """The visible widget of that kind which is called so, on whichever window."""
        for window in [inside] if inside is not None else self._application.topLevelWidgets():
            for widget in (window, *window.findChildren(kind)):
                if isinstance(widget, kind) and widget.isVisible() and words in _names(widget):
                    return widget
        return None

    def find(self, kind: type[W], words: str, inside: QWidget | None = None) -> W:
        """The same, waiting until it is there."""
        return self.wait(lambda: self.seen(kind, words, inside), f"{kind.__name__} “{words}”")

    def wait(self, look: Callable[[], Any], what: str) -> Any:
        """Let the program work until the answer is true."""
        for _ in range(_PATIENCE_MS // _LOOK_MS):
            found = look()
            if found:
                return found
            QTest.qWait(_LOOK_MS)
        raise NotThereError(f"{what}; on screen: {self.words()}")

    def windows(self, kind: type[W]) -> list[W]:
        """The open windows of that kind."""
        found = [window for top in self._application.topLevelWidgets() for window in (top, *top.findChildren(kind))]
        return [window for window in found if isinstance(window, kind) and window.isVisible()]

    def words(self) -> list[str]:
        """Every label that can be read now, without the signs that nobody sees."""
        return [
            label.text().translate(_UNSEEN)
            for window in self._application.topLevelWidgets()
            if window.isVisible()
            for label in window.findChildren(QLabel)
            if label.isVisible() and label.text()
        ]

    def reads(self, words: str) -> bool:
        """Whether some label says this."""
        return any(words in text for text in self.words())

    def press(self, words: str, inside: QWidget | None = None) -> None:
        """Click the button that says this, in one window if given."""
        button = self.find(QAbstractButton, words, inside)
        self.wait(button.isEnabled, f"“{words}” can be pressed")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def pick(self, button: str, words: str) -> None:
        """Open a menu by its button and click the entry that says this."""
        picked: list[str] = []

        def click() -> None:
            menu = self._application.activePopupWidget()
            if not isinstance(menu, QMenu):
                QTimer.singleShot(_LOOK_MS, click)  # a menu of a button answers the press only when it is closed
                return
            entry = next(entry for entry in menu.actions() if words in entry.text())
            picked.append(entry.text())
            QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())

        QTimer.singleShot(_LOOK_MS, click)
        self.press(button)
        self.wait(lambda: picked, f"the menu of “{button}”")

    def stop(self, name: str) -> None:
        """Look round: where pictures are wanted (JOURNEY_PICTURES, a folder), the whole screen is kept as one."""
        wanted = os.environ.get("JOURNEY_PICTURES")
        if wanted:
            QTest.qWait(_SETTLED_MS)
            QGuiApplication.primaryScreen().grabWindow(0).save(str(Path(wanted) / f"{name}.png"))

    def type(self, widget: QWidget, words: str) -> None:
        """Type into a field."""
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(widget, words)

    def key(self, widget: QWidget, key: Qt.Key) -> None:
        """Press a key while the widget has the focus."""
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(widget, key)

    def choose(self, box: QComboBox, words: str) -> None:
        """By the keyboard: down from the first choice until it is there."""
        self.key(box, Qt.Key.Key_Home)
        for _ in range(box.count()):
            if box.currentText() != words:
                QTest.keyClick(box, Qt.Key.Key_Down)
        self.wait(lambda: box.currentText() == words, f"“{words}” chosen")

    def choose_row(self, table: QTableView, words: str) -> None:
        """Click the row that says this."""
        model = table.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            said = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")
            if words in said:
                table.scrollTo(index)
                place = table.visualRect(index)
                QTest.mouseClick(
                    table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.center().x(), place.center().y())
                )
                return
        raise NotThereError(f"a row with “{words}”")


def _names(widget: QWidget) -> tuple[str, ...]:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return widget.accessibleName(), text.replace("&", ""), widget.windowTitle()


def play(journey: Callable[[app.Program, Person], dict[str, Any]], vault_path: Path, settings_path: Path) -> None:
    """Open the program, let the person do the journey, close it, and print what happened."""
    application = neutral_application.application()
    screen = look_for_screen(os.environ, new_item_id, surroundings())
    program = app.Program(application, system_clock(), screen, vault_path, settings_path)
    told: dict[str, Any] = {}

    def begin() -> None:
        try:
            told.update(journey(program, Person(application)))
        except BaseException:  # noqa: BLE001 — whatever ended the journey is what the test must hear
            told["trouble"] = traceback.format_exc()
        finally:
            application.quit()

    QTimer.singleShot(0, begin)
    told["code"] = program.run()
    sys.stdout.write(json.dumps(told) + "\n")
