"""What can be asked of the cases as a whole: list them, open another, give one a title."""

from PySide6.QtCore import QObject, Signal, Slot

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.errors import DeskError
from evidence_desk.ui.background import Background
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.operations import Operations


class CaseOperations(QObject):
    """Each method returns at once. Another case comes home through `Operations.case_opened`, as any view does."""

    listed = Signal(object)
    """The Cases, the one used last first."""
    title_kept = Signal()
    title_refused = Signal(object)
    """The DeskError."""

    def __init__(self, background: Background, desk: CaseDesk, operations: Operations) -> None:
        super().__init__()
        self._background = background
        self._desk = desk
        self._operations = operations

    @Slot()
    def list(self) -> None:
        """Look which cases there are."""
        self._background.on_case_thread(self._desk.cases, self.listed.emit, self._operations.failed.emit)

    def switch(self, case_id: CaseId) -> None:
        """Open another case."""
        self._background.on_case_thread(
            lambda: self._desk.other(case_id), self._operations.case_opened.emit, self._operations.failed.emit
        )

    def new(self, untrusted_title: str) -> None:
        """Open a new case."""

        def opened(view: object) -> None:
            self.title_kept.emit()
            self._operations.case_opened.emit(view)

        self._background.on_case_thread(lambda: self._desk.new(untrusted_title), opened, self._refused)

    def rename(self, case_id: CaseId, untrusted_title: str) -> None:
        """Give a case another title, and show it wherever it stands."""

        def renamed(_case: object) -> None:
            self.title_kept.emit()
            self._operations.refresh()

        self._background.on_case_thread(lambda: self._desk.rename(case_id, untrusted_title), renamed, self._refused)

    def _refused(self, error: DeskError) -> None:
        self.title_refused.emit(error)
