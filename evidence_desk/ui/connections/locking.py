"""When an open desk is locked: by its key, by Leave now's side, after a while without use, and when the session is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from evidence_desk.domain.times import NANOSECONDS, Clock
from evidence_desk.settings import LOCK_AFTER, Settings
from evidence_desk.ui.background import Background

_LOOK_MS = 5_000
_MINUTE_NS = 60 * NANOSECONDS
_USE = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.HoverMove,
    QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletPress, QEvent.Type.InputMethod,
})  # fmt: skip


class Locking(QObject):
    """Says `asked` when it is time; only a desk with a passphrase is ever locked.

    A watch, a folder being made and whatever else is at work keep it open: locking would end what somebody asked for.
    So does what must not be lost by standing still: somebody who writes something down touches no key.
    """

    asked = Signal()

    def __init__(self, application: QApplication, background: Background, settings: Settings, clock: Clock) -> None:
        super().__init__()
        self._application = application
        self._background = background
        self._settings = settings
        self._clock = clock
        self._is_on = self._was_used = False
        self._is_held: Callable[[], bool] = lambda: False
        self._used_at_ns = 0
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self.look)

    @property
    def is_on(self) -> bool:
        """Whether there is a passphrase to lock with."""
        return self._is_on

    def set_on(self, *, on: bool) -> None:
        """Begin to count from now, or count no more."""
        if on is self._is_on:
            return
        self._is_on = on
        if on:
            self._application.installEventFilter(self)
            self._used_at_ns = self._now_ns()
            self._looking.start()
        else:
            self.stop()

    def stop(self) -> None:
        """Count no more; may be called twice."""
        self._is_on = False
        self._looking.stop()
        self._application.removeEventFilter(self)

    def hold_while(self, is_held: Callable[[], bool]) -> None:
        """Count no minutes while that is so; a session that is left and whoever asks lock all the same."""
        self._is_held = is_held

    @Slot()
    def use(self) -> None:
        """Somebody uses it, though no window of ours was touched."""
        self._was_used = True

    @Slot()
    def lock_if_on(self) -> None:
        """The session was locked, or the computer goes to sleep."""
        if self._is_on:
            self.asked.emit()

    @Slot()
    def look(self) -> None:
        """Whether it was left alone for long enough. The time asleep counts too."""
        now_ns, minutes = self._now_ns(), self._settings.get(LOCK_AFTER)
        if self._was_used or not self._background.is_idle or self._is_held():
            self._was_used, self._used_at_ns = False, now_ns
        elif self._is_on and minutes > 0 and now_ns - self._used_at_ns >= minutes * _MINUTE_NS:
            self.asked.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only notes that something was used; the clock is looked at now and then."""
        if not self._was_used and event.type() in _USE:
            self._was_used = True
        return False

    def _now_ns(self) -> int:
        now = self._clock.now()
        return now.boot_ns if now.boot_ns is not None else now.monotonic_ns
