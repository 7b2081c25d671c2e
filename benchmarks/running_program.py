"""The real program with its window and its bar, told to capture again and again; answers each line of stdin with JSON.

`press screen` presses the action, `press WINDOW` captures that window alone, `pair WINDOW` has the screen of the same
moment too: {"ms"} from the press to the moment the bar has said "saved", when the item is grabbed, checked, encoded,
encrypted, written, synced, read back and in the book. The screen of a pair is heard of later, and has no line.

`steady SECONDS RATE` presses so many times a second, or not at all, and meanwhile beats on the main thread:
{"pressed", "saved", "ms", "beats"}, the last two in milliseconds: from each press to "saved", and between two beats.
"""

import json
import os
import sys
import time
from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer

from evidence_desk import app
from evidence_desk.capture.targets import OneWindow
from evidence_desk.here import new_item_id, surroundings, system_clock
from evidence_desk.process import keep_freed_memory
from evidence_desk.ui import neutral_application
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.screen_here import look_for_screen

BEAT_MS = 2
PATIENCE_MS = 20_000


def answer(words: object) -> None:
    """One line of JSON."""
    print(json.dumps(words), flush=True)


class Presses(QObject):
    """Presses Capture when a line comes, and times it."""

    def __init__(self, program: app.Program, application: app.QApplication) -> None:
        super().__init__()
        self._program = program
        self._application = application
        self._pressed_at: deque[float] = deque()
        self._steady: Steady | None = None
        program.bar.answered.connect(self._on_saved)
        program.operations.item_not_kept.connect(lambda error: answer({"refused": str(error)}))
        self._commands = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self._commands.activated.connect(self._on_line)

    @property
    def waiting(self) -> int:
        """How many presses are not answered yet."""
        return len(self._pressed_at)

    def press(self, target: str = "screen", *, context: bool = False) -> None:
        """Press once."""
        self._pressed_at.append(time.perf_counter())
        if target == "screen":
            self._program.actions[ActionId.CAPTURE_SCREEN].trigger()
        else:
            self._program.operations.capture(OneWindow(target), context=context)

    def _on_line(self) -> None:
        words = os.read(0, 100).decode().split()
        match words:
            case ["press", target]:
                self.press(target)
            case ["pair", target]:
                self.press(target, context=True)
            case ["steady", seconds, rate]:
                self._steady = Steady(self, float(seconds), float(rate))
            case _:
                self._application.quit()

    def _on_saved(self) -> None:
        if not self._pressed_at:
            return
        took_ms = (time.perf_counter() - self._pressed_at.popleft()) * 1000
        if self._steady is None:
            answer({"ms": took_ms})
        else:
            self._steady.ms.append(took_ms)

    def steady_is_over(self, words: object) -> None:
        """Answer with what it found."""
        self._steady = None
        answer(words)


class Steady(QObject):
    """So many presses a second for a while, beside beats of the main thread."""

    def __init__(self, presses: Presses, seconds: float, rate: float) -> None:
        super().__init__()
        self._presses, self._rate, self._pressed = presses, rate, 0
        self._wanted = round(seconds * rate)
        self.ms: list[float] = []
        self._beats: list[float] = []
        self._last = self._begun = time.perf_counter()
        self._ends_at = self._begun + seconds
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=BEAT_MS)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self._beats.append((now - self._last) * 1000)
        self._last = now
        if self._pressed < self._wanted and now >= self._begun + self._pressed / self._rate:
            self._pressed += 1
            self._presses.press()
        over = now >= self._ends_at and self._pressed == self._wanted and not self._presses.waiting
        if over or now > self._ends_at + PATIENCE_MS / 1000:
            self._timer.stop()
            found = {"pressed": self._pressed, "saved": len(self.ms), "ms": self.ms, "beats": self._beats}
            self._presses.steady_is_over(found)


def main(folder: Path) -> None:
    """Start the program on a vault in that folder, and stay until stdin ends."""
    keep_freed_memory()
    screen = look_for_screen(os.environ, new_item_id, surroundings())
    application = neutral_application.application()
    program = app.Program(application, system_clock(), screen, folder / "vault", folder / "settings.json")
    program.open()
    program.operations.case_opened.connect(lambda _: answer("ready"))
    program.operations.start()
    presses = Presses(program, application)
    application.exec()
    del presses
    program.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
