"""A word that a date is near, where somebody asked for it; which date is said in the case alone."""

from datetime import timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from evidence_desk.domain.times import Clock
from evidence_desk.settings import REMIND, Settings
from evidence_desk.ui.connections.case_plan import CasePlan
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.panels.settings_dates import DatesSettings

_NEAR: Final = timedelta(days=1)
_LOOK_AGAIN_MS: Final = 600_000


class DateReminder(QObject):
    """Looks every ten minutes, and whenever something was written down."""

    near_changed = Signal(bool)
    """Whether to say that one is."""

    def __init__(
        self,
        settings: Settings,
        plan: CasePlan,
        window: MainWindow,
        panel: DatesSettings,
        *,
        clock: Clock,
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self._plan = plan
        self._window = window
        self._clock = clock
        self._timer = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self.show_case)
        self._timer.start()
        panel.show_remind(remind=settings.get(REMIND))
        panel.remind_chosen.connect(self._on_chosen)

    @Slot()
    def show_case(self) -> None:
        """Say it, or take it back."""
        near = self._settings.get(REMIND) and self._is_near()
        self._window.status.show_near(near=near)
        self.near_changed.emit(near)

    def _is_near(self) -> bool:
        now = self._clock.now().at
        ends = [each.ends_at for each in self._plan.deadlines() if each.ends_at is not None]
        return any(now <= ends_at <= now + _NEAR for ends_at in ends)

    @Slot(bool)
    def _on_chosen(self, remind: bool) -> None:
        self._settings.set(REMIND, remind)
        self.show_case()
