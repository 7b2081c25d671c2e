"""Reading the timeline of a case behind the window; nothing is written by that."""

from PySide6.QtCore import QObject, Signal

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.timeline import Timeline
from evidence_desk.domain.times import Clock
from evidence_desk.guidance.content import Content
from evidence_desk.ui.background import Background
from evidence_desk.ui.vault_reading import VaultReading
from evidence_desk.workflows.see_timeline import see_timeline


class TimelineOperation(QObject):
    """One reading at a time; what is asked for meanwhile is read once more after it, of the case asked for last."""

    read = Signal(str, object)
    """The id of a case, and its Timeline."""
    failed = Signal(object)
    """The DeskError."""

    def __init__(self, background: Background, reads: VaultReading, clock: Clock, content: Content | None) -> None:
        super().__init__()
        self._background = background
        self._reads = reads
        self._clock = clock
        self._content = content
        self._is_reading = False
        self._wanted: CaseId | None = None

    def ask(self, case_id: CaseId) -> None:
        """Read the timeline of a case as it is by then."""
        if self._is_reading:
            self._wanted = case_id
            return
        self._is_reading = True
        now = self._clock.now()

        def job() -> Timeline:
            with self._reads.open(find_missing=False) as reader:
                return see_timeline(reader, reader.cases.by_id(case_id), self._content, now)

        self._background.on_work_thread(job, lambda timeline: self._on_read(case_id, timeline), self._on_failed)

    def _on_read(self, case_id: CaseId, timeline: Timeline) -> None:
        self._is_reading = False
        self.read.emit(case_id, timeline)
        self._go_on()

    def _on_failed(self, error: DeskError) -> None:
        self._is_reading = False
        self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.ask(wanted)
