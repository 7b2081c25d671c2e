"""What stands in the window when the desk could not be opened: why, and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.progress_line import ProgressLine

_COLUMN = 560


class NotOpened(QWidget):
    """Nothing of a case is here. Where the desk can be put back together, one button does that, and then opens it."""

    mend_asked = Signal()
    open_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel(self.tr("The desk can't be opened now"), TextSize.TITLE, wraps=True)
        self._note = Note(look)
        self._note.setMinimumWidth(min(_COLUMN, look.theme.px(_COLUMN)))
        self._calm = PlainLabel(self.tr("Nothing was changed, and nothing is lost."), ink="2", wraps=True)
        self.mend = Button(look, self.tr("Put it back together"), kind="main")
        self.mend.clicked.connect(self.mend_asked)
        self.open = Button(look, self.tr("Open the desk"), kind="main")
        self.open.clicked.connect(self.open_asked)
        self._progress = ProgressLine(self.tr("Putting it back together"))
        for each in (self.mend, self.open, self._progress):
            each.hide()
        self._lay_out()

    def say(self, sentence: str, *, can_be_mended: bool = False) -> None:
        """Show why, and the button where it helps."""
        self._note.set_text(sentence)
        self._calm.setText(
            self.tr("Everything that can be read is put in a new book. The damaged files are kept, nothing is removed.")
            if can_be_mended
            else self.tr("Nothing was changed, and nothing is lost.")
        )
        self._progress.hide()
        self.mend.setVisible(can_be_mended)
        self.mend.setEnabled(True)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many saved files were read again."""
        self.mend.setEnabled(False)
        self._progress.show()
        self._progress.set_progress(done, total, self.tr("{done} of {all}").format(done=done, all=total))

    def show_mended(self, sentences: str) -> None:
        """Say what is there again and what is not; from here the desk opens."""
        self._title.setText(self.tr("The desk is back together"))
        self._note.set_text(sentences)
        self._calm.hide()
        self._progress.hide()
        self.mend.hide()
        self.open.show()
        self.open.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.mend)
        buttons.addWidget(self.open)
        buttons.addStretch()
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addStretch()
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addWidget(self._calm)
        column.addLayout(buttons)
        column.addWidget(self._progress)
        column.addStretch()
        across = QHBoxLayout(self)
        across.setContentsMargins(32, 24, 32, 24)
        across.addStretch()
        across.addLayout(column)
        across.addStretch()
