"""Reading a long list behind the window: page by page, and by the words somebody looks for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.listed import Listed, SortKey
from evidence_desk.ui.background import Background
from evidence_desk.ui.vault_reading import VaultReading


class ListingOperation(QObject):
    """Each reading ends the one before it; what that still sends is not told."""

    page_read = Signal(object)
    """A tuple of Listed, newest first, that follows the one before."""
    all_read = Signal()
    """There is nothing older."""
    broken_off = Signal()
    """Told after `failed`: older items are there, and were not read."""
    found = Signal(object)
    """A tuple of the newest Listed with the words looked for."""
    failed = Signal(object)
    """The DeskError."""

    def __init__(self, background: Background, reads: VaultReading) -> None:
        super().__init__()
        self._background = background
        self._reads = reads
        self._reading = 0
        self._searching = 0

    def read_older(self, case_id: CaseId, than: SortKey) -> None:
        """Read everything older than an item of the case."""
        self._reading += 1
        reading = self._reading

        def wanted() -> bool:
            return reading == self._reading and self._background.is_listening

        def read() -> None:
            with self._reads.open(find_missing=False) as reader:
                for page in reader.listing.pages(case_id, than):
                    if not wanted():
                        return
                    self._background.say(lambda page=page: self._tell(wanted, page))  # type: ignore[misc]

        self._background.on_work_thread(read, lambda _: self._end(wanted), lambda why: self._break_off(wanted, why))

    def stop(self) -> None:
        """No page is wanted any more."""
        self._reading += 1

    def find(self, case_id: CaseId, untrusted_words: str) -> None:
        """Look for items; of several searches only the last is answered."""
        self._searching += 1
        searching = self._searching

        def search() -> tuple[Listed, ...]:
            if searching != self._searching:
                return ()
            with self._reads.open(find_missing=False) as reader:
                return reader.listing.found(case_id, untrusted_words)

        def answer(found: tuple[Listed, ...]) -> None:
            if searching == self._searching:
                self.found.emit(found)

        self._background.on_work_thread(search, answer, self.failed.emit)

    def _tell(self, wanted: Callable[[], bool], page: tuple[Listed, ...]) -> None:
        if wanted():
            self.page_read.emit(page)

    def _break_off(self, wanted: Callable[[], bool], error: DeskError) -> None:
        self.failed.emit(error)
        if wanted():
            self.broken_off.emit()

    def _end(self, wanted: Callable[[], bool]) -> None:
        if wanted():
            self.all_read.emit()
