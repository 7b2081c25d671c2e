"""Leave now: Esc three times, or the button; every window is gone at once."""

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QClipboard, QKeyEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from evidence_desk.domain.times import NANOSECONDS, Clock

PRESSES = 3
WITHIN_NS = 3 * NANOSECONDS // 2
_MS_IN_NS = NANOSECONDS // 1000
_STAMPS = 2**32
"""X11 and Wayland begin anew after so many milliseconds."""


@dataclass(frozen=True, slots=True)
class _Press:
    """When it was heard, and when the keyboard says it was made: in milliseconds, 0 where it says nothing."""

    heard_ns: int
    made_ms: int

    def is_soon_after(self, first: "_Press") -> bool:
        """By either time. A busy program hears presses late, and then further apart than they were."""
        if self.heard_ns - first.heard_ns <= WITHIN_NS:
            return True
        apart_ms = (self.made_ms - first.made_ms) % _STAMPS
        return bool(self.made_ms and first.made_ms) and apart_ms * _MS_IN_NS <= WITHIN_NS


class Leaving(QObject):
    """Hides every window in one go, then says `left`; what was asked to be saved is saved behind that."""

    left = Signal()

    def __init__(self, application: QApplication, clock: Clock) -> None:
        super().__init__()
        self._application = application
        self._clock = clock
        self._presses: deque[_Press] = deque(maxlen=PRESSES)
        application.installEventFilter(self)

    def stop_counting(self) -> None:
        """Hear no more keys; for when the windows are gone."""
        self._application.removeEventFilter(self)

    @Slot()
    def leave(self) -> None:
        """Hide first, then everything else; what can be pasted is cleared only if it came from here."""
        for window in self._application.topLevelWidgets():
            window.hide()
        clipboard = self._application.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        if clipboard.ownsSelection():  # what was marked last, which X11 pastes with the middle button
            clipboard.clear(QClipboard.Mode.Selection)
        self.left.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Counts Esc where it enters a window, so that menus and dialogs still hear it and none hides it from us.

        The press that leaves is heard by nobody else: a window that is gone has nothing to cancel.
        """
        if event.type() == QEvent.Type.KeyPress and watched.isWindowType() and isinstance(event, QKeyEvent):
            return self._count(event)
        return False

    def _count(self, event: QKeyEvent) -> bool:
        """Whether this was the last press that was needed."""
        if event.isAutoRepeat():
            return False
        if event.key() != Qt.Key.Key_Escape:
            self._presses.clear()
            return False
        self._presses.append(_Press(self._clock.now().monotonic_ns, event.timestamp()))
        if len(self._presses) == PRESSES and self._presses[-1].is_soon_after(self._presses[0]):
            self._presses.clear()
            self.leave()
            return True
        return False
