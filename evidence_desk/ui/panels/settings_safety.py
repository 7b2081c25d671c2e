"""The settings about others: who can open the desk, where it lies, and the way out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.safe_text import safe_line
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.setting_row import SettingRow, SettingsCard


class LeavingSettings(QWidget):
    """What Leave now does and does not do; it is explained before it is tried."""

    leave_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.trial = Button(look, self.tr("Try it"), size="small")
        self.trial.clicked.connect(self._on_try)
        self.leave = Button(look, self.tr("Leave now"), "leave", kind="leave", size="small")
        self.leave.clicked.connect(self.leave_asked)
        self.stay = Button(look, self.tr("Stay here"), size="small")
        self.stay.clicked.connect(self._on_stay)
        self.explained = self._explanation()
        self.explained.hide()

    def cards(self) -> Sequence[SettingsCard]:
        """The card of this section."""
        does = self.tr("Every window goes at once and the desk closes. Esc three times does the same.")
        self._limits = SettingRow(self.tr("What it does not do"), "")
        self.show_lock(is_set=False)
        rows = (self._with_explanation(SettingRow(self.tr("Leave now"), does, self.trial)), self._limits)
        return (SettingsCard(self.tr("Leaving"), rows),)

    def show_lock(self, *, is_set: bool) -> None:
        """Say whether it locks."""
        self._limits.set_words(
            self.tr(
                "It does not erase your internet history or other traces. It can't beat spyware. "
                "The desk is locked then: starting it again asks for the passphrase."
            )
            if is_set
            else self.tr(
                "It does not erase your internet history or other traces. It does not lock the desk. "
                "It can't beat spyware."
            )
        )

    def _with_explanation(self, row: SettingRow) -> QWidget:
        """What will happen stands in the same row, so that nothing else has to be read before it is tried."""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row)
        column.addWidget(self.explained)
        return both

    def _explanation(self) -> QWidget:
        words = self.tr("The desk will close now. What you saved stays saved. Start it again the way you always do.")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(15, 10, 15, 15)
        column.setSpacing(12)
        column.addWidget(PlainLabel(words, wraps=True))
        column.addWidget(FlowRow((self.stay, self.leave)))
        return page

    @Slot()
    def _on_try(self) -> None:
        self.explained.show()
        self.stay.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_stay(self) -> None:
        self.explained.hide()
        self.trial.setFocus(Qt.FocusReason.TabFocusReason)


class PlaceSettings(QWidget):
    """Where the desk lies on the disk, and who can open it there."""

    copy_asked = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = ""
        self.copy = Button(look, self.tr("Copy path"), "copy", size="small")
        self.copy.clicked.connect(lambda: self.copy_asked.emit(self._path))
        self.folder = SettingRow(self.tr("Folder of the desk"), "", self.copy)

    def cards(self) -> Sequence[SettingsCard]:
        """The card of this section."""
        self._who = SettingRow(self.tr("Who can open it"), "")
        self._how = SettingRow(self.tr("How it is kept"), "")
        self.show_lock(is_set=False)
        return (SettingsCard(self.tr("Where things are kept"), (self.folder, self._who, self._how)),)

    def show_lock(self, *, is_set: bool) -> None:
        """Say who can open it."""
        if is_set:
            self._who.set_words(self.tr("Whoever knows the passphrase, or has the recovery code."))
            self._how.set_words(
                self.tr(
                    "Pictures, titles and notes are encrypted on the disk. The key is locked up with your passphrase. "
                    "Whoever copied the whole folder before you set one can still open it."
                )
            )
            return
        self._who.set_words(self.tr("There is no passphrase. Anyone using this account can open this."))
        self._how.set_words(
            self.tr(
                "Pictures, titles and notes are encrypted on the disk. The key lies in the same folder: "
                "whoever copies all of it can open it."
            )
        )

    def show_path(self, untrusted_path: str) -> None:
        """Show the folder; what is copied is the path as it is."""
        self._path = untrusted_path
        self.folder.set_words(safe_line(untrusted_path))
