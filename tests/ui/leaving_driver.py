"""Runs the real program on a real display, uses it a little, and leaves; prints what was so the moment it left."""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_desk import app, settings
from evidence_desk.here import new_item_id, surroundings, system_clock
from evidence_desk.ui import neutral_application
from evidence_desk.ui.screen_here import look_for_screen


def main() -> int:
    """The program's exit code."""
    application = neutral_application.application()
    screen = look_for_screen(os.environ, new_item_id, surroundings())
    program = app.Program(application, system_clock(), screen, Path(sys.argv[1]), settings.default_settings_path())
    QTimer.singleShot(0, lambda: use(application, program))
    return program.run()


def use(application: QApplication, program: app.Program) -> None:
    """Start, save, change the bar's form, fill the clipboard, open a menu, and press Esc three times."""
    seen: dict[str, object] = {}
    program.leaving.left.connect(lambda: seen.update(what_is_left(application)))
    program.leaving.left.connect(lambda: sys.stdout.write(json.dumps(seen)))
    program.operations.item_kept.connect(lambda _item: QTimer.singleShot(0, lambda: go(application, program)))
    program.operations.case_opened.connect(lambda _view: program._capturing.capture_screen())
    program.window.first_start.start.click()


def go(application: QApplication, program: app.Program) -> None:
    """The way out, with as much open as can be."""
    for _ in range(2):
        QTest.keyClick(program.bar.face.grip, Qt.Key.Key_Return)
    application.clipboard().setText("filled by the desk")
    program.window.top.more.click()
    for _ in range(3):
        window = application.activePopupWidget() or program.window
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)


def what_is_left(application: QApplication) -> dict[str, object]:
    """What somebody coming in would see or find."""
    visible = [type(each).__name__ for each in application.topLevelWidgets() if each.isVisible()]
    return {"visible": visible, "clipboard": application.clipboard().text()}


if __name__ == "__main__":
    sys.exit(main())
