"""The page of a desk that did not open, and what its button does."""

from PySide6.QtCore import QCoreApplication, QObject, Slot

from evidence_desk.domain.errors import DeskError, VaultDamaged
from evidence_desk.domain.recoveries import Recovery
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.messages import message
from evidence_desk.ui.recover_operation import RecoverOperation
from evidence_desk.workflows.recover_vault import CONTEXT, facts_of


class Mending(QObject):
    """From why it did not open, through putting it back together, to the open desk."""

    def __init__(self, window: MainWindow, operation: RecoverOperation) -> None:
        super().__init__(window)
        self._window = window
        self._operation = operation
        window.not_opened.mend_asked.connect(self._on_mend_asked)
        window.not_opened.open_asked.connect(self._on_open_asked)
        operation.progressed.connect(window.not_opened.show_progress)
        operation.mended.connect(self._on_mended)
        operation.not_mended.connect(self.show_not_opened)

    @Slot(object)
    def show_not_opened(self, error: DeskError) -> None:
        """Say why, with the button where the damage is one that can be mended."""
        self._window.show_not_opened(message(error))
        self._window.not_opened.say(message(error), can_be_mended=isinstance(error, VaultDamaged))
        if isinstance(error, VaultDamaged):
            self._window.not_opened.mend.setFocus()

    @Slot()
    def _on_mend_asked(self) -> None:
        self._window.not_opened.show_progress(0, 1)
        self._operation.mend()

    @Slot(object)
    def _on_mended(self, recovery: Recovery) -> None:
        said = (QCoreApplication.translate(CONTEXT, words).format_map(numbers) for words, numbers in facts_of(recovery))
        self._window.not_opened.show_mended(" ".join(said))

    @Slot()
    def _on_open_asked(self) -> None:
        self._window.status.show()
        self._window.show_first_start()
        self._operation.open()
