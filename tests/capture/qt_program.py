"""A Qt program that takes pictures while windows of its own are open, as ours does; prints what it found as JSON."""

import json
import os

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QWidget

from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.pairs import grab_pair
from evidence_desk.capture.pixels import rgb_rows
from evidence_desk.capture.targets import AllScreens, OneWindow, Shot
from evidence_desk.domain.evidence import Rectangle

_QUIET = Qt.WindowType.WindowDoesNotAcceptFocus


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def rgb(shot: Shot) -> bytes:
    return rgb_rows(shot.frame, 0, shot.frame.height).tobytes()


def main() -> None:
    app = QApplication([])
    backend = open_backend(dict(os.environ), keep_redirected=True)
    with backend.grab(AllScreens()) as shot:
        before, found = rgb(shot), {"before": [len(shot.own_windows_left_out)]}
    window, bar = QWidget(None, Qt.WindowType.Window | _QUIET), QWidget(None, Qt.WindowType.Tool | _QUIET)
    for each, place in ((window, (60, 60, 400, 300)), (bar, (500, 20, 200, 40))):
        each.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        each.setGeometry(*place)
    bar.setWindowFlags(bar.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
    window.show()
    bar.show()
    menu = QMenu()
    for number in range(6):
        menu.addAction(f"row {number}")
    menu.popup(QPoint(300, 250))
    tip = QLabel("a tip", None, Qt.WindowType.ToolTip | _QUIET)
    tip.setGeometry(620, 90, 80, 20)
    tip.show()
    wait(500)
    with backend.grab(AllScreens()) as shot:
        found["during"] = [len(shot.own_windows_left_out), rgb(shot) == before]
    found["own"] = sorted(each.own for each in backend.windows() if each.pid == os.getpid())
    found["seen"] = [app.screens()[0].grabWindow(0).toImage().pixelColor(80, 120).name()]
    dialog, over = QDialog(window, Qt.WindowType.Dialog | _QUIET), QWidget(None, Qt.WindowType.Tool | _QUIET)
    over.setWindowFlags(over.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
    dialog.setGeometry(120, 140, 300, 200)
    over.setGeometry(app.screens()[0].geometry())
    for each in (dialog, over):
        each.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        each.show()
    wait(500)
    with backend.grab(AllScreens()) as shot:
        whole = Rectangle(0, 0, shot.frame.width, shot.frame.height)
        found["over"] = [whole in shot.own_windows_left_out, rgb(shot) == before]
    theirs = next(each for each in backend.windows() if not each.own)
    with grab_pair(backend, OneWindow(theirs.id)) as pair:
        found["pair"] = [isinstance(pair.context, Shot) and rgb(pair.context) == before, pair.window.covered]
    for each in (over, dialog, tip, menu, bar, window):
        each.close()
    backend.close()
    print(json.dumps(found))  # noqa: T201 — its way to answer


if __name__ == "__main__":
    main()
