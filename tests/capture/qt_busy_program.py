"""A Qt program that is busy with its windows while another of its threads takes pictures, as ours is all day."""

import faulthandler
import os
import threading

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.targets import AllScreens

_PICTURES = 25
_SECONDS = 150
_QUIET = Qt.WindowType.WindowDoesNotAcceptFocus


def main() -> None:
    """Print how many pictures were taken."""
    backend = open_backend(dict(os.environ), keep_redirected=True)
    faulthandler.dump_traceback_later(_SECONDS, exit=True)
    app = QApplication([])
    always = QWidget(None, Qt.WindowType.Window | _QUIET)
    always.setGeometry(60, 60, 300, 200)
    always.show()
    taken: list[int] = []

    def take() -> None:
        for _ in range(_PICTURES):
            with backend.grab(AllScreens()) as shot:
                taken.append(len(shot.own_windows_left_out))

    def be_busy() -> None:
        """Calls that wait for the display while they hold Python's lock."""
        now_and_then = QWidget(None, Qt.WindowType.Tool | _QUIET)
        now_and_then.setGeometry(400, 60, 80, 60)
        now_and_then.show()
        now_and_then.winId()
        app.screens()[0].grabWindow(0)
        now_and_then.close()

    busy = QTimer()
    busy.timeout.connect(be_busy)
    busy.start(0)
    work = threading.Thread(target=take)
    work.start()
    while work.is_alive():
        app.processEvents()
    work.join()
    backend.close()
    print(len(taken))  # noqa: T201 — its way to answer


if __name__ == "__main__":
    main()
