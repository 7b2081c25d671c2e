"""The real program, put into a situation for each line of stdin, and back again; it never ends by leaving.

A line names a situation of `SITUATIONS`. The answer, once everything is on the screen: where the way out stands, in
pixels of the screen, or `- -` where the only way out is a key.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QSocketNotifier, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget

from evidence_desk import app
from evidence_desk.capture.targets import AllScreens
from evidence_desk.here import new_item_id, surroundings, system_clock
from evidence_desk.ui import neutral_application
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.screen_here import look_for_screen

_SETTLES_MS = 250
_BUSY_CAPTURES = 40


class Situations:
    """What can be open or under way when somebody comes in."""

    def __init__(self, program: app.Program, application: QApplication, folder: Path) -> None:
        self._program = program
        self._application = application
        self._folder = folder
        self._saving = 0
        for answered in (program.operations.item_kept, program.operations.item_not_kept):
            answered.connect(self._on_answered)
        self._commands = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self._commands.activated.connect(self._on_line)
        # The windows go and everything else stays, so that it can be done again.
        program.leaving.left.disconnect(program._on_left)  # noqa: SLF001
        self.all = {
            "evidence": lambda: None,
            "looking": self._look,
            "menu": self._menu,
            "dialog": self._dialog,
            "file dialog": self._file_dialog,
            "window picker": program.actions[ActionId.CAPTURE_WINDOW].trigger,
            "area picker": program.actions[ActionId.CAPTURE_AREA].trigger,
            "saving": self._save_many,
            "handing over": self._hand_over,
        }

    def _on_line(self) -> None:
        line = os.read(0, 100).decode().strip()
        if not line:
            self._application.quit()
            return
        self._back()
        QTimer.singleShot(_SETTLES_MS, lambda: self._into(line))

    def _on_answered(self) -> None:
        self._saving -= 1

    def _back(self) -> None:
        """Everything closed but the window and the bar."""
        program = self._program
        program.area_picker.cancelled.emit(False)
        program.rooms.hand_over.cancel_requested.emit()
        for dialog in (program.picker, program.switching.title_dialog):
            dialog.reject()
        for dialog in program.window.findChildren(QFileDialog):
            dialog.reject()
        program.window.top.cases.close()
        program.rooms.evidence.cover()
        program.window.show()
        program.bar.show()
        program.window.open_room(ActionId.EVIDENCE)
        program.window.activateWindow()

    def _into(self, situation: str) -> None:
        if self._saving:
            QTimer.singleShot(_SETTLES_MS, lambda: self._into(situation))
            return
        self.all[situation]()
        QTimer.singleShot(_SETTLES_MS, lambda: self._say_where(situation))

    def _say_where(self, situation: str) -> None:
        if situation == "area picker":
            if self._program.area_picker.is_open:
                print("- -", flush=True)  # it covers every button
            else:  # it waits for its still picture
                QTimer.singleShot(_SETTLES_MS, lambda: self._say_where(situation))
            return
        front = self._application.activeModalWidget() or self._application.activeWindow() or self._program.window
        found = [each for each in front.findChildren(QAbstractButton) if _is_way_out(each, front)]
        if not found or self._application.activePopupWidget() is not None:
            print("- -", flush=True)
            return
        way_out = found[0]
        at = way_out.mapToGlobal(QPoint(way_out.width() // 2, way_out.height() // 2))
        print(at.x(), at.y(), flush=True)

    def _look(self) -> None:
        self._program.rooms.evidence.detail.turn()

    def _menu(self) -> None:
        self._program.window.top.case.click()

    def _dialog(self) -> None:
        self._program.switching.title_dialog.ask_for_new("Case 2")

    def _file_dialog(self) -> None:
        self._program.rooms.hand_over.place_requested.emit()

    def _save_many(self) -> None:
        self._saving = _BUSY_CAPTURES
        for _ in range(_BUSY_CAPTURES):
            self._program.operations.capture(AllScreens())

    def _hand_over(self) -> None:
        self._program.window.open_room(ActionId.HAND_OVER)
        self._program.rooms.hand_over.folder_requested.emit(self._folder)


def _is_way_out(button: QAbstractButton, window: QWidget) -> bool:
    return button.property("kind") == "leave" and button.isVisible() and button.window() is window


def main(vault_path: Path, folder: Path) -> None:
    """Start the program on that vault, and stay until stdin ends."""
    screen = look_for_screen(os.environ, new_item_id, surroundings())
    application = neutral_application.application()
    program = app.Program(application, system_clock(), screen, vault_path, folder / "settings.json")
    program.open()
    situations = Situations(program, application, folder)
    print("ready", flush=True)
    application.exec()
    del situations
    program.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
