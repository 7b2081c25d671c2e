"""Our own windows out of a picture, where the system can't leave them out: they are gone while it is taken."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.change_source import ChangeSource, Watched
from evidence_desk.capture.targets import ActiveWindow, OneWindow, Screen, Shot, Target, Window
from evidence_desk.domain.refusals import OwnWindowInTheWay, WatchNeedsNoWindow
from evidence_desk.ui.background import Background

_GONE_AFTER_MS = 300
"""No compositor says when a window is out of its picture; the slowest known takes 200 ms for a fade or a new layout."""
_HIDDEN_WITHIN_S = 10.0
_PASSING = {Qt.WindowType.Popup, Qt.WindowType.ToolTip}

Aside = Callable[[], AbstractContextManager[None]]


class OwnWindows(QObject):
    """Hides what is shown of us and shows it again, on the main thread, for pictures taken on any other."""

    def __init__(self, application: QApplication, background: Background) -> None:
        super().__init__()
        self._application = application
        self._background = background
        self._hidden: list[QWidget] = []
        self._left = False

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Every window of ours is gone inside the block; not on the main thread. Raises OwnWindowInTheWay."""
        if self._background.is_listening:
            gone = threading.Event()
            self._background.say(lambda: self._hide(gone))
            if not gone.wait(_HIDDEN_WITHIN_S) and self._background.is_listening:
                self._background.say(self._show)
                raise OwnWindowInTheWay
        try:
            yield
        finally:
            self._background.say(self._show)

    @Slot()
    def leave(self) -> None:
        """Nothing may come back: the person has left."""
        self._left = True
        self._hidden.clear()

    def _hide(self, gone: threading.Event) -> None:
        shown = [each for each in self._application.topLevelWidgets() if each.isVisible()]
        for window in shown:
            window.hide()
        self._hidden += [each for each in shown if each.windowType() not in _PASSING]
        QTimer.singleShot(_GONE_AFTER_MS if shown else 0, gone.set)

    def _show(self) -> None:
        windows, self._hidden = self._hidden, []
        for window in windows if not self._left else []:
            window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            window.show()
            window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)


class WithoutOwnWindows:
    """A backend that can't leave our windows out; `aside` takes them away around each of its pictures."""

    def __init__(self, backend: Backend, aside: Callable[[], Aside]) -> None:
        self._backend = backend
        self._aside = aside

    @property
    def name(self) -> str:
        return self._backend.name

    @property
    def version(self) -> str:
        return self._backend.version

    def screens(self) -> tuple[Screen, ...]:
        return self._backend.screens()

    def windows(self) -> tuple[Window, ...]:
        return self._backend.windows()

    def active_window(self) -> Window:
        return self._backend.active_window()

    @contextmanager
    def grab(self, target: Target) -> Iterator[Shot]:
        with ExitStack() as held:
            # What is refused anyway makes nothing flicker.
            if isinstance(target, OneWindow | ActiveWindow):
                shot = held.enter_context(self._backend.grab(target))
            else:
                with self._aside()():
                    shot = held.enter_context(self._backend.grab(target))
            yield shot

    def change_source(self, target: Watched) -> ChangeSource | None:
        """Refused: a watch looks five times a second, and our windows would never be back."""
        del target
        raise WatchNeedsNoWindow

    def close(self) -> None:
        self._backend.close()
