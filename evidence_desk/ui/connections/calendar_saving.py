"""Saving the dates for a calendar: the person chooses the place, and hears where the file is."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from evidence_desk import paths
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.times import Clock
from evidence_desk.ui.background import Background
from evidence_desk.ui.connections.case_plan import CasePlan
from evidence_desk.ui.dialogs.place_dialog import place_dialog
from evidence_desk.ui.messages import calendar_saved, message, synced_place
from evidence_desk.ui.models.date_words import with_a_date
from evidence_desk.ui.panels.start_here_dates import DatesCard
from evidence_desk.ui.vault_reading import VaultReading
from evidence_desk.workflows.save_calendar import ENDING, save_calendar


class CalendarSaving(QObject):
    """Nothing is written before a place was chosen; one that is copied elsewhere is named before."""

    def __init__(
        self, card: DatesCard, background: Background, plan: CasePlan, *, reads: VaultReading, clock: Clock
    ) -> None:
        super().__init__(card)
        self._card = card
        self._background = background
        self._plan = plan
        self._reads = reads
        self._clock = clock
        self._place: Path | None = None
        card.save_asked.connect(self._on_asked)
        card.another_place_asked.connect(self._on_asked)
        card.save_anyway_asked.connect(self._on_anyway)

    @Slot()
    def _on_asked(self) -> None:
        self._card.forget()
        dialog = place_dialog(self._card, self.tr("Where to put the calendar file"), self.choose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(ENDING.removeprefix("."))
        dialog.selectFile(f"dates{ENDING}")  # whoever sees that name learns nothing from it
        dialog.open()

    def choose(self, place: Path) -> None:
        """Save there; where others would get a copy, ask first."""
        self._place = place
        service = paths.synced_folder_name(place.parent)
        if service is None:
            self._save(place)
        else:
            self._card.ask_about_place(synced_place(service))

    @Slot()
    def _on_anyway(self) -> None:
        if self._place is not None:
            self._save(self._place)

    def _save(self, place: Path) -> None:
        wanted = with_a_date(self._plan.deadlines(), self._clock.now().at)
        case_id, now = self._plan.case_id, self._clock.now().at

        def save() -> Path:
            with self._reads.open(find_missing=False) as vault:
                return save_calendar(wanted, place, vault, case_id, now)

        self._background.on_work_thread(save, self._on_saved, self._on_failed)

    def _on_saved(self, place: Path) -> None:
        self._card.show_saved(calendar_saved(place))

    def _on_failed(self, error: DeskError) -> None:
        self._card.show_trouble(message(error))
