"""The area picker on a real display of two screens, used with a real pointer and real keys; prints what was so."""

import json
import os
import subprocess
import sys
from typing import Any

import xcffib
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.pixels import rgb_rows
from evidence_desk.capture.still import take_still
from evidence_desk.capture.targets import AllScreens, Frame
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.here import system_clock
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.area_picker import AreaPicker

WIDTH, HEIGHT = 1000, 600
ACROSS = Rectangle(300, 100, 500, 300)
"""Over both screens."""
_EDGE = 20
_LOOKS, _BETWEEN_MS = 2000, 20


def main() -> dict[str, Any]:
    """What was so, step by step."""
    application = QApplication(sys.argv)
    backend = open_backend(os.environ, keep_redirected=True)
    picker = AreaPicker(application, Appearance(application))
    cancelled: list[bool] = []
    picker.cancelled.connect(cancelled.append)
    shown_before, still = shown(), take_still(backend, system_clock())
    picker.open(still, ACROSS)
    wait(picker.surfaces()[0].isActiveWindow)
    wait(lambda: shown() != shown_before and inner(shown()) == inner(shown_before))  # both of its windows have drawn
    QTest.qWait(300)
    told: dict[str, Any] = {
        "windows": len(picker.surfaces()),
        "shown where nothing is drawn": inner(shown()) == inner(shown_before),
        "dimmed outside": shown() != shown_before,
        "in no later picture": contents(taken(backend)) == contents(shown_before),
        "kept": rgb(still.part(ACROSS).frame) == cut(shown_before, ACROSS),
    }
    told["drawn by pointer"] = by_pointer(picker)
    told["moved by keys"] = by_keys(picker)
    press("key", "Escape")
    wait(lambda: cancelled)
    picker.close()
    wait(lambda: shown() == shown_before)
    told["gone"] = True
    still.release()
    backend.close()
    return told


def by_pointer(picker: AreaPicker) -> list[int]:
    """Draw from one screen to the other: press at 410,120 and let go at 729,419."""
    press("mousemove", "410", "120", "mousedown", "1")
    press("mousemove", "500", "200")
    press("mousemove", "729", "419", "mouseup", "1")
    wait(lambda: picker.selection is not None and picker.selection.box.x == 410 and picker.selection.box.width == 320)
    return box(picker)


def by_keys(picker: AreaPicker) -> list[int]:
    """One to the right, ten down, and ten wider."""
    press("key", "Right")
    press("key", "ctrl+Down")
    press("key", "ctrl+shift+Right")
    wait(lambda: box(picker)[2] == 330)
    return box(picker)


def box(picker: AreaPicker) -> list[int]:
    """What is drawn."""
    assert picker.selection is not None
    found = picker.selection.box
    return [found.x, found.y, found.width, found.height]


def press(*arguments: str) -> None:
    """A real pointer and real keys."""
    subprocess.run(["xdotool", *arguments], check=True)
    QTest.qWait(60)


def wait(look: Any) -> None:
    """Let Qt work until it is so."""
    for _ in range(_LOOKS):
        if look():
            return
        QTest.qWait(_BETWEEN_MS)
    raise TimeoutError(look)


def shown() -> bytes:
    """What the display itself shows now, our own windows with it."""
    connection = xcffib.connect()
    place = (connection.setup.roots[0].root, 0, 0, WIDTH, HEIGHT)
    data = bytes(connection.core.GetImage(2, *place, 0xFFFFFFFF).reply().data.buf())
    connection.disconnect()
    return rgb(Frame(memoryview(data), WIDTH, HEIGHT, 4 * WIDTH))


def taken(backend: Any) -> bytes:
    """What a capture holds now."""
    with backend.grab(AllScreens()) as shot:
        return rgb(shot.frame)


def rgb(frame: Frame) -> bytes:
    return rgb_rows(frame, 0, frame.height).tobytes()


def inner(whole: bytes) -> bytes:
    """Inside the box, away from its edge, its size and its handles; the bar is not there."""
    return cut(whole, Rectangle(ACROSS.x + _EDGE, ACROSS.y + 2 * _EDGE, 200, 80)) + cut(
        whole, Rectangle(620, ACROSS.y + 2 * _EDGE, 160, 80)
    )


def contents(whole: bytes) -> bytes:
    """Inside the other program's windows: their title bars look different without the keyboard."""
    return cut(whole, Rectangle(30, 50, 540, 500)) + cut(whole, Rectangle(630, 100, 340, 400))


def cut(whole: bytes, area: Rectangle) -> bytes:
    line = 3 * WIDTH
    starts = (y * line + 3 * area.x for y in range(area.y, area.y + area.height))
    return b"".join(whole[start : start + 3 * area.width] for start in starts)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()) + "\n")
