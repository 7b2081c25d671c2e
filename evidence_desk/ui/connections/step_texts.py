"""Texts to paste: drafted when their step is shown, and anew when the case changes; copied on request."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Slot

from evidence_desk.guidance.text_facts import Draft
from evidence_desk.ui.copying import Copying
from evidence_desk.ui.draft_operation import DraftOperation
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.bank_card import BankCard
from evidence_desk.ui.panels.checklist_panel import ChecklistPanel
from evidence_desk.ui.panels.step_text import StepText
from evidence_desk.ui.register_operation import RegisterOperation


class StepTexts(QObject):
    """Whoever asked to copy is told what became of it."""

    def __init__(
        self,
        panels: Iterable[ChecklistPanel],
        bank: BankCard,
        *,
        drafting: DraftOperation,
        copying: Copying,
        operations: Operations,
        writing: RegisterOperation,
    ) -> None:
        super().__init__(copying)
        self._panels = tuple(panels)
        self._drafting = drafting
        self._copying = copying
        self._asked_by: BankCard | StepText | None = None
        for panel in self._panels:
            panel.step_shown.connect(lambda _step_id, panel=panel: self._ask(panel))
            panel.detail.text.copy_asked.connect(lambda text, by=panel.detail.text: self._copy(by, text))
        bank.copy_asked.connect(lambda text: self._copy(bank, text))
        drafting.drafted.connect(self._on_drafted)
        copying.copied.connect(self._on_copied)
        copying.cleared.connect(self._on_cleared)
        for changed in (writing.written, operations.item_kept, operations.item_changed, operations.item_removed):
            changed.connect(self._on_changed)

    def _ask(self, panel: ChecklistPanel) -> None:
        row = panel.detail.row
        if row is not None and panel.isVisible():
            self._drafting.ask(row.step)

    @Slot()
    def _on_changed(self) -> None:
        for panel in self._panels:
            self._ask(panel)

    @Slot(str, object)
    def _on_drafted(self, step_id: str, draft: Draft) -> None:
        for panel in self._panels:
            row = panel.detail.row
            if row is not None and row.step.id == step_id:
                panel.detail.text.show_draft(draft)

    def _copy(self, by: BankCard | StepText, text: str) -> None:
        if self._asked_by is not None and self._asked_by is not by:
            self._asked_by.say_copied("")
        self._asked_by = by
        self._copying.copy(text)

    @Slot(int)
    def _on_copied(self, seconds: int) -> None:
        if self._asked_by is not None:
            words = self.tr("Copied. You can paste it for {count} seconds. Then it is taken off the clipboard.")
            self._asked_by.say_copied(words.format(count=seconds))

    @Slot()
    def _on_cleared(self) -> None:
        if self._asked_by is not None:
            self._asked_by.say_copied(self.tr("Taken off the clipboard."))
        self._asked_by = None
