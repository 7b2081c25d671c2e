"""The capture bar of a locked desk: it says so, and keeps nothing."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.capture_bar import CaptureBar
from evidence_desk.ui.remedies import Remedy


class LockedBar(CaptureBar):
    """Whatever is asked of it, the answer is one sentence and a button that leads to the lock."""

    unlock_asked = Signal()

    def __init__(self, application: QApplication, look: Appearance, actions: Actions) -> None:
        super().__init__(application, look, actions)
        self.capture_asked.connect(self.refuse)
        menu = self.face.menu
        menu.keep_screen.setEnabled(False)
        for asked in (
            self.window_choice_asked, self.area_choice_asked, self.delay_asked, self.face.watch_asked,
            menu.watch_asked, menu.scroll_asked, menu.leave_out_asked, menu.again_asked,
        ):  # fmt: skip
            asked.connect(self.refuse)
        self.show_ready(0, "")

    @Slot()
    def refuse(self) -> None:
        """Say why nothing was saved."""
        self.show_not_saved(self.tr("The desk is locked. Unlock it, then press Capture."), Remedy.UNLOCK)

    @override
    def _answer(self, icon: str, words: str, small_words: str) -> None:
        locked = self.tr("Locked")
        super()._answer("lock", locked, locked)

    @Slot(Remedy)
    @override
    def _on_remedy_asked(self, remedy: Remedy) -> None:
        self.unlock_asked.emit()
