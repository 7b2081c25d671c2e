"""The settings of who can open the desk: a passphrase, its recovery code, and when it locks by itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.lock_words import lock_after_words
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.choice_box import ChoiceBox
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.setting_row import SettingRow, SettingsCard

MINUTES = (1, 5, 15, 30, 0)
"""What is offered; 0 is never."""


class LockSettings(QWidget):
    """Without a passphrase only the way to one is shown."""

    set_asked = Signal()
    change_asked = Signal()
    remove_asked = Signal()
    code_asked = Signal()
    minutes_chosen = Signal(int)
    lock_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set = Button(look, self.tr("Set one"), size="small")
        self.change = Button(look, self.tr("Change"), size="small")
        self.remove = Button(look, self.tr("Remove"), size="small")
        self.code = Button(look, self.tr("Make a new one"), size="small")
        self.minutes = ChoiceBox(look, self.tr("Lock by itself"))
        for minutes in MINUTES:
            self.minutes.addItem(lock_after_words(minutes), minutes)
        self.now = Button(look, self.tr("Lock now"), "lock", size="small")
        self.opened = PlainLabel("", TextSize.SMALL, ink="2", wraps=True)
        self.passphrase = SettingRow(self.tr("Passphrase"), "", _side_by_side(self.set, self.change, self.remove))
        self.recovery = SettingRow(self.tr("Recovery code"), "", self.code)
        self.locking = SettingRow(
            self.tr("Lock by itself"), self.tr("When you stop using it, and when the computer sleeps"), self.minutes
        )
        self.lock_row = SettingRow(self.tr("Lock now"), self.tr("Ctrl+L does the same, in every room"), self.now)
        rows = (self.passphrase, self.recovery, self.locking, self.lock_row)
        self._card = SettingsCard(self.tr("Who can open this"), rows, aside=self.opened)
        self.set.clicked.connect(self.set_asked)
        self.change.clicked.connect(self.change_asked)
        self.remove.clicked.connect(self.remove_asked)
        self.code.clicked.connect(self.code_asked)
        self.now.clicked.connect(self.lock_asked)
        self.minutes.activated.connect(self._on_minutes)

    def cards(self) -> Sequence[SettingsCard]:
        """The card, for the section it stands in."""
        return (self._card,)

    def show_lock(self, *, is_set: bool, code_words: str, minutes: int) -> None:
        """Show whether there is a passphrase, and what goes with one."""
        words = (
            self.tr("Set. You need it, or the recovery code, to look inside")
            if is_set
            else self.tr("Not set. Anyone using this account can open this")
        )
        self.passphrase.set_words(words)
        self.set.setHidden(is_set)
        for button in (self.change, self.remove):
            button.setVisible(is_set)
        for button in (self.set, self.change, self.remove):
            button.setAccessibleDescription(words)
        self.recovery.set_words(code_words)
        for row in (self.recovery, self.locking, self.lock_row):
            self._card.show_row(row, shown=is_set)
        if self.minutes.findData(minutes) < 0:  # written into the file by hand
            self.minutes.addItem(lock_after_words(minutes), minutes)
        self.minutes.setCurrentIndex(self.minutes.findData(minutes))

    def first(self) -> Button:
        """What the keyboard is put on."""
        return self.set if self.change.isHidden() else self.change

    def show_opened(self, words: str) -> None:
        """Show when it was opened last, and which tries failed."""
        self.opened.setText(words)

    @Slot(int)
    def _on_minutes(self, place: int) -> None:
        self.minutes_chosen.emit(self.minutes.itemData(place))


def _side_by_side(*buttons: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    for button in buttons:
        row.addWidget(button)
    return both
