"""Says when another day begins on the wall clock, so that nothing is called today that was yesterday."""

from datetime import date, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from evidence_desk.domain.times import Clock, Moment
from evidence_desk.ui.models.moment_words import local_day

_AT_MOST_MS = 3_600_000
"""A timer stands still while the computer sleeps and knows nothing of a clock that was set: it looks again by then."""


class DayTurn(QObject):
    """One timer at the next midnight; it also looks when the person comes back to the window."""

    turned = Signal()
    """Another day, or another zone."""

    def __init__(self, application: QApplication, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._known = _day_and_zone(clock.now())
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        application.applicationStateChanged.connect(self._on_state_changed)
        self._wait()

    @property
    def waits_ms(self) -> int:
        """Milliseconds until it looks again."""
        return self._timer.interval()

    def _wait(self) -> None:
        self._timer.start(min(_ms_to_midnight(self._clock.now()), _AT_MOST_MS))

    @Slot()
    def _look(self) -> None:
        now = _day_and_zone(self._clock.now())
        if now != self._known:
            self._known = now
            self.turned.emit()
        self._wait()

    @Slot(Qt.ApplicationState)
    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._look()


def _day_and_zone(now: Moment) -> tuple[date, str, int]:
    return local_day(now), now.zone, now.utc_offset_s


def _ms_to_midnight(now: Moment) -> int:
    """Rounded up, so that it is past midnight then."""
    local_at = now.local_at
    begun = local_at.replace(hour=0, minute=0, second=0, microsecond=0)
    return (timedelta(days=1) - (local_at - begun)) // timedelta(milliseconds=1) + 1
