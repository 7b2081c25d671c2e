"""Runs the real desk on a real display: a passphrase set in the window, locked, refused, opened by the code, left.

Arguments: the vault's folder and the settings. Prints what was so on the way as one JSON object.
"""

import gc
import json
import os
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from evidence_desk import start
from evidence_desk.app import Program
from evidence_desk.domain.cases import Case
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.ui import neutral_application
from evidence_desk.ui.connections.locked_desk import LockedDesk
from evidence_desk.ui.screen_here import look_for_screen
from evidence_desk.vault import slow_key
from evidence_desk.vault.keys import Keys
from evidence_desk.vault.vault import Vault

WORDS, NEW_WORDS = "four quiet herons", "seven blue boats"
_LOOK_MS = 20
Ready = Callable[[], object]
told: dict[str, Any] = {}
_made: list["weakref.ref[Program] | weakref.ref[LockedDesk]"] = []


class Seen(Program):
    """The program, found again while it is there."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _made.append(weakref.ref(self))


class SeenLocked(LockedDesk):
    """The same of the lock."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _made.append(weakref.ref(self))


def here() -> Any:
    """Whichever of the two is there now."""
    return _made[-1]() if _made else None


def person(application: QApplication, vault_path: Path) -> Iterator[Ready]:
    """What is done; before each thing what has to be so first. Nothing here holds what it found for longer."""
    yield lambda: here() is not None and here().window.isVisible()
    here().window.first_start.start.click()
    yield lambda: here().state.case is not None
    here()._capturing.capture_screen()
    yield lambda: here().state.count == 1
    here().passphrases.room.open_settings()
    here().rooms.settings.lock.set.click()
    typed(here().passphrases.room.dialog, WORDS)
    yield lambda: bool(here().passphrases.room.code_dialog.isVisible())
    code = here().passphrases.room.code_dialog._shown.text()
    QTest.keyClicks(here().passphrases.room.code_dialog.typed.field, code.lower().replace("-", " "))
    here().passphrases.room.code_dialog.give.click()
    yield lambda: "You typed it back" in words(here().rooms.settings.lock._card)  # the history has the line
    told["set"] = words(here().rooms.settings.lock._card) + here().window.status.accessibleName()
    here().operations.check_seals()
    yield lambda: here().state.seals().checked == 1  # a work thread reads on, and nobody is asked
    QTest.keyClick(here().window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    yield lambda: isinstance(here(), LockedDesk) and here().window.isVisible()
    gc.collect()
    told["left"] = [each for each in gc.get_objects() if type(each) in {Keys, Vault, Case, Seen}]
    told["left"] = [type(each).__name__ for each in told["left"]]
    told["named"] = [type(each).__name__ for each in application.allWidgets() if "Case 1" in names(each)]
    told["command"] = json.loads(command(vault_path, "list"))
    here().key.pressed.emit()
    told["bar"] = words(here().bar)
    unlock(WORDS.upper())
    yield lambda: "That is not it." in here().window.lock.secret.trouble()
    here().window.lock.other.click()
    unlock(code)
    yield lambda: isinstance(here(), Program) and here().passphrases.room.dialog.isVisible()
    typed(here().passphrases.room.dialog, NEW_WORDS)
    yield lambda: not here().passphrases.room.dialog.isVisible()
    told["opened"] = here().rooms.settings.lock.opened.text()
    told["items"] = here().state.count
    here().leaving.leave()


def typed(dialog: Any, secret: str) -> None:
    for line in (dialog.new, dialog.again):
        QTest.keyClicks(line.field, secret)
    dialog.give.click()


def unlock(secret: str) -> None:
    QTest.keyClicks(here().window.lock.secret.field, secret)
    QTest.keyClick(here().window.lock.secret.field, Qt.Key.Key_Return)


def words(inside: QWidget) -> str:
    return " | ".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())


def names(widget: QWidget) -> str:
    """Everything that a screen, a screen reader or a task bar could tell of a widget."""
    own = (widget.windowTitle(), widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    shown = [getattr(widget, name)() for name in ("text", "title", "toPlainText") if hasattr(widget, name)]
    return " | ".join((*own, *map(str, shown)))


def command(vault_path: Path, *arguments: str) -> str:
    """What a command says, or why it can't."""
    whole = [sys.executable, "-m", "evidence_desk", f"--vault={vault_path}", "--json", *arguments]
    ended = subprocess.run(whole, capture_output=True, text=True, check=False, timeout=60)
    return ended.stdout or ended.stderr


def main() -> int:
    """The desk's exit code."""
    vault_path = Path(sys.argv[1])
    slow_key.calibrated = lambda: slow_key.FLOOR
    start.Program, start.LockedDesk = Seen, SeenLocked  # type: ignore[misc]
    screen = look_for_screen(os.environ, new_item_id, surroundings())
    application = neutral_application.application()
    doing = person(application, vault_path)
    ready = [next(doing)]

    def look() -> None:
        if ready[0]():
            ready[0] = next(doing, lambda: False)

    looking = QTimer(interval=_LOOK_MS)
    looking.timeout.connect(look)
    looking.start()
    code = start.Desk(application, vault_path).used(screen)
    sys.stdout.write(json.dumps(told))
    return code


if __name__ == "__main__":
    sys.exit(main())
