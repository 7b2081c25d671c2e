"""The cases: which there are, and opening another, a new one, or giving one a title."""

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from evidence_desk.domain.cases import Case, CaseId
from evidence_desk.domain.errors import DeskError
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.case_operations import CaseOperations
from evidence_desk.ui.connections.desk_parts import DeskParts
from evidence_desk.ui.dialogs.case_picker import CasePicker
from evidence_desk.ui.dialogs.case_title_dialog import CaseTitleDialog
from evidence_desk.ui.messages import message
from evidence_desk.ui.models.case_words import next_title
from evidence_desk.ui.models.safe_text import safe_line
from evidence_desk.ui.operations import Operations


class CaseSwitching(QObject):
    """Asks for another case; the window shows it when it comes home, and never by itself."""

    def __init__(self, parts: DeskParts, cases: CaseOperations) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._cases = cases
        self._state = parts.state
        self._known: tuple[Case, ...] = ()
        self._shown: CaseId | None = None
        self._renaming: CaseId | None = None
        self.title_dialog = CaseTitleDialog(*parts.for_dialogs)
        self.picker = CasePicker(*parts.for_dialogs)
        self._connect(parts.operations)

    def _connect(self, operations: Operations) -> None:
        menu = self._window.top.cases
        menu.case_chosen.connect(self._on_case_chosen)
        menu.all_asked.connect(lambda: self.picker.ask(self._known_now()))
        menu.new_asked.connect(self._on_new_asked)
        menu.rename_asked.connect(self._on_rename_asked)
        self.picker.case_chosen.connect(self._on_case_chosen)
        self.title_dialog.title_given.connect(self._on_title_given)
        operations.case_opened.connect(self._on_case_opened)
        operations.news_came.connect(self._on_case_opened)
        self._cases.listed.connect(self._on_listed)
        self._cases.title_kept.connect(self.title_dialog.accept)
        self._cases.title_refused.connect(self._on_title_refused)

    @Slot()
    def _on_case_opened(self) -> None:
        """Tell a screen reader which case is open now, and look whether others came."""
        case = self._state.case
        if case is not None and self._shown not in {None, case.id}:
            words = self.tr("{title} is open").format(title=safe_line(case.title))
            announce(self._window.top.case, words)
        self._shown = case.id if case else None
        self._cases.list()

    def _known_now(self) -> tuple[Case, ...]:
        """The open case holds more by now than when they were listed."""
        shown = self._state.case
        is_open = [shown is not None and each.id == shown.id for each in self._known]
        return tuple(
            replace(each, items=self._state.count) if open_now else each
            for each, open_now in zip(self._known, is_open, strict=True)
        )

    @Slot(object)
    def _on_listed(self, cases: tuple[Case, ...]) -> None:
        self._known = cases
        if self._state.case is not None:
            self._window.top.cases.set_cases(self._state.case, cases)

    @Slot(str)
    def _on_case_chosen(self, case_id: str) -> None:
        if self._state.case is None or case_id != self._state.case.id:
            self._cases.switch(CaseId(case_id))

    @Slot()
    def _on_new_asked(self) -> None:
        self._renaming = None
        self.title_dialog.ask_for_new(next_title(self._known))

    @Slot()
    def _on_rename_asked(self) -> None:
        if self._state.case is not None:
            self._renaming = self._state.case.id
            self.title_dialog.ask_for_other(self._state.case.title)

    @Slot(str)
    def _on_title_given(self, untrusted_title: str) -> None:
        if self._renaming is None:
            self._cases.new(untrusted_title)
        else:
            self._cases.rename(self._renaming, untrusted_title)

    @Slot(object)
    def _on_title_refused(self, error: DeskError) -> None:
        self.title_dialog.show_trouble(message(error))
