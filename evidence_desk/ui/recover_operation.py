"""Putting a desk back together that did not open, and opening it then."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from evidence_desk.domain.recoveries import Recovery
from evidence_desk.domain.times import Clock
from evidence_desk.ui.background import Background
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.case_view import CaseView
from evidence_desk.ui.operations import Abandoned, Operations
from evidence_desk.vault.secrets_given import Secret
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.recover_vault import recover_vault

_STEPS_OF_PROGRESS = 50


class RecoverOperation(QObject):
    """On the case thread, which owns the vault; closing the window ends it, and the next time it goes on."""

    progressed = Signal(int, int)
    """How many of how many saved files were read again."""
    mended = Signal(object)
    """The Recovery."""
    not_mended = Signal(object)
    """The DeskError."""

    def __init__(
        self,
        background: Background,
        desk: CaseDesk,
        operations: Operations,
        vault_path: Path,
        clock: Clock,
        *,
        given: Vault | Secret | None = None,
    ) -> None:
        super().__init__()
        self._background = background
        self._desk = desk
        self._operations = operations
        self._vault_path = vault_path
        self._clock = clock
        self._secret = None if isinstance(given, Vault) else given

    def forget(self) -> None:
        """Hold nothing any more that opens the vault."""
        self._secret = None

    @Slot()
    def mend(self) -> None:
        """Put it back together."""

        def job() -> Recovery:
            return recover_vault(self._vault_path, self._clock, self._say_progress, self._secret)

        self._background.on_case_thread(job, self.mended.emit, self.not_mended.emit)

    @Slot()
    def open(self) -> None:
        """Show the case that is there, or the first window where there is none."""

        def opened(view: CaseView | None) -> None:
            if view is not None:
                self._operations.case_opened.emit(view)

        self._background.on_case_thread(self._desk.open_existing, opened, self.not_mended.emit)

    def _say_progress(self, done: int, total: int) -> None:
        if not self._background.is_listening:
            raise Abandoned
        if done % max(1, total // _STEPS_OF_PROGRESS) == 0:
            self._background.say(lambda: self.progressed.emit(done, total))
