"""The real program with its window and its bar, told to capture again and again; answers each line of stdin.

A line names a window, after `pair` to have the screen of the same moment too, or is `screen`. The answer is the
milliseconds from the press to the moment the window hears that the item is saved: grabbed, checked, encoded, encrypted,
written, synced, read back and in the book.
"""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QSocketNotifier

from evidence_desk import app
from evidence_desk.capture.targets import AllScreens, OneWindow
from evidence_desk.domain.evidence import Item
from evidence_desk.here import new_item_id, surroundings, system_clock
from evidence_desk.ui.screen_here import look_for_screen


class Presses:
    """Presses Capture when a line comes, and times it."""

    def __init__(self, program: app.Program, application: app.QApplication) -> None:
        self._program = program
        self._application = application
        self._pressed_at = 0.0
        program.operations.item_kept.connect(self._on_kept)
        program.operations.item_not_kept.connect(lambda error: self._answer(f"refused: {error}"))
        self._commands = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self._commands.activated.connect(self._on_line)

    def _on_line(self) -> None:
        line = os.read(0, 100).decode().strip()
        if not line:
            self._application.quit()
            return
        window = line.removeprefix("pair ")
        target = AllScreens() if line == "screen" else OneWindow(window)
        self._pressed_at = time.perf_counter()
        self._program.operations.capture(target, context=window != line)

    def _on_kept(self, item: Item) -> None:
        """The screen of a pair is heard of later, and has no line of its own."""
        if item.record.context_of is None:
            self._answer(f"{(time.perf_counter() - self._pressed_at) * 1000:.3f}")

    @staticmethod
    def _answer(text: str) -> None:
        print(text, flush=True)


def main(folder: Path) -> None:
    """Start the program on a vault in that folder, and stay until stdin ends."""
    screen = look_for_screen(os.environ, new_item_id, surroundings())
    application = app.application()
    program = app.Program(application, system_clock(), screen, folder / "vault", folder / "settings.json")
    program.open()
    program.operations.case_opened.connect(lambda _: print("ready", flush=True))
    program.operations.start()
    presses = Presses(program, application)
    application.exec()
    del presses
    program.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
