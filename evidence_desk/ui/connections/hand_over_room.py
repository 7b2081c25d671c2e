"""The hand-over room: a place, a folder, and the way back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.checklists import Checklist
from evidence_desk.domain.errors import DeskError, HandOverCancelled
from evidence_desk.domain.sentences import shown
from evidence_desk.domain.times import Clock
from evidence_desk.export.contents import steps_taken
from evidence_desk.export.hand_over import HandOver, HandOverProgress
from evidence_desk.export.recipients import Recipient
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.dialogs.place_dialog import place_dialog
from evidence_desk.ui.hand_over_operation import HandOverOperation
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.messages import folder_not_opened, folder_of_other_case, folder_ready, message
from evidence_desk.ui.models.hand_over_parts import Part
from evidence_desk.ui.models.hand_over_words import HandOverContents, progress_words
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.hand_over_panel import HandOverPanel
from evidence_desk.workflows.export_case import about_bytes
from evidence_desk.workflows.stand import shown_by


class HandOverRoom(QObject):
    """Shows what a folder would hold now, and what came of making one."""

    def __init__(
        self,
        panel: HandOverPanel,
        operation: HandOverOperation,
        operations: Operations,
        state: CaseState,
        *,
        window: MainWindow,
        checklists: Sequence[Checklist],
        clock: Clock,
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._window = window
        self._making = ""  # the id of the case a folder is being made of
        self._progress: HandOverProgress | None = None
        self._operation = operation
        self._state = state
        self._checklists = checklists
        self._clock = clock
        panel.place_requested.connect(self._on_place_requested)
        panel.folder_requested.connect(self._on_folder_requested)
        panel.cancel_requested.connect(operation.cancel)
        panel.open_folder_requested.connect(self._on_open_folder_requested)
        operation.progressed.connect(self._on_progressed)
        operation.made.connect(self._on_made)
        operation.not_made.connect(self._on_not_made)
        operation.place_measured.connect(panel.set_place)
        for changed in (operations.item_kept, operations.item_changed, operations.step_changed):
            changed.connect(self.show_case)
        operations.case_left.connect(panel.leave_case)
        window.room_opened.connect(self._on_room_opened)

    @Slot()
    def show_case(self) -> None:
        """Show what a folder would hold now; counted only where it can be seen, so that a capture stays quick."""
        if self._panel.isVisible():
            self._count()
        if self._making and self._shows_making() and self._progress is not None:
            self._on_progressed(self._progress)

    @Slot(ActionId)
    def _on_room_opened(self, room: ActionId) -> None:
        if room is ActionId.HAND_OVER:
            self._count()

    def _count(self) -> None:
        state, registers = self._state, self._state.registers
        steps = steps_taken(state.marks, self._checklists, ())
        self._panel.set_contents(
            HandOverContents(
                state.count,
                len(state.unreadable),
                len(steps),
                about_bytes(state.size_bytes, state.count),
                len(registers.shut),
                Under18(state.case.under18) if state.case else Under18.NOT_ASKED,
                payments=len(registers.payments),
                accounts=len(registers.accounts),
                parts={each: self._part(each) for each in Recipient if not each.gets_everything},
            )
        )

    def _part(self, recipient: Recipient) -> Part:
        """About what goes to one who does not get everything: items are counted as if all had one size."""
        state = self._state
        named = shown_by(state.registers, recipient)
        originals_bytes = state.size_bytes * min(len(named), state.count) // max(1, state.count)
        flagged = not named.isdisjoint(state.registers.shut)
        return Part(about_bytes(originals_bytes, state.count), min(len(named), state.count), flagged)

    @Slot()
    def _on_place_requested(self) -> None:
        dialog = place_dialog(self._panel, self.tr("Where to put the folder"), self._operation.measure)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    @Slot(object)
    def _on_folder_requested(self, place: Path) -> None:
        if self._making:
            self._panel.show_error(folder_of_other_case())
        elif self._state.case is not None:
            self._making, self._progress = self._state.case.id, None
            inside = self._panel.inside
            self._operation.make(
                self._state.case,
                place,
                self._panel.who.recipient,
                leave_out_flagged=inside.leaves_out_flagged,
                no_items=inside.leaves_out_items,
            )

    @Slot(object)
    def _on_open_folder_requested(self, folder_path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder_path))):
            self._panel.show_error(folder_not_opened(shown(str(folder_path))))

    @Slot(object)
    def _on_progressed(self, progress: HandOverProgress) -> None:
        self._progress = progress
        if self._shows_making():
            self._panel.show_progress(progress.done, progress.all, progress_words(progress))

    @Slot(object)
    def _on_made(self, hand_over: HandOver) -> None:
        here, self._making = self._shows_making(), ""
        if here:
            self._panel.show_result(hand_over, self._clock.now())
        else:
            self._window.banner.say(folder_ready(shown(str(hand_over.folder_path))))

    @Slot(object)
    def _on_not_made(self, error: DeskError) -> None:
        here, self._making = self._shows_making(), ""
        if here:
            self._panel.show_error(message(error))
        elif not isinstance(error, HandOverCancelled):
            self._window.banner.say(message(error))

    def _shows_making(self) -> bool:
        """Whether the case shown is the one a folder is made of; what could only be measured is of the case shown."""
        return self._making in {"", self._state.case.id if self._state.case else ""}
