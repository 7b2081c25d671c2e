"""The card *Dates to know*: real dates with their reason, and a file of them for a calendar."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.date_words import DateRow
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.flow_layout import FlowRow, drop
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.plain_label import PlainLabel


class DatesCard(Card):
    """Not shown where there is no date. What became of the file stands under the button."""

    save_asked = Signal()
    save_anyway_asked = Signal()
    another_place_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[DateRow, ...] = ()
        self._rows: list[QWidget] = []
        self.setAccessibleName(self.tr("Dates to know"))
        self.save = Button(look, self.tr("Save to my calendar"), kind="quiet", size="small-link")
        self.save.setAutoDefault(True)  # Enter presses it
        self.anyway = Button(look, self.tr("Save it there"), size="small")
        self.another = Button(look, self.tr("Choose another place"), size="small")
        self.said = Note(look, kind="calm", icon="check")
        self.trouble = Note(look)
        self._dates = QVBoxLayout()
        self._dates.setSpacing(12)
        self._lay_out()
        self.save.clicked.connect(self.save_asked)
        self.anyway.clicked.connect(self.save_anyway_asked)
        self.another.clicked.connect(self.another_place_asked)
        self.set_dates((), can_be_saved=False)

    def set_dates(self, rows: Sequence[DateRow], *, can_be_saved: bool) -> None:
        """Show these, what reads the same once; what has no moment can't stand in a calendar."""
        said_once = tuple({(each.when, each.why): each for each in rows}.values())
        self.setVisible(bool(rows))
        self.save.setVisible(can_be_saved)
        self._what.setVisible(can_be_saved)
        if said_once == self._shown:
            return
        self._shown = said_once
        old, self._rows = self._rows, [_row(each) for each in said_once]
        for row in self._rows:
            self._dates.addWidget(row)
            row.show()
        drop(self._dates, old)
        self.forget()

    def rows(self) -> tuple[DateRow, ...]:
        """What is shown."""
        return self._shown

    def show_saved(self, sentence: str) -> None:
        """Say where the file is now."""
        self._say(saved=sentence)

    def show_trouble(self, sentence: str) -> None:
        """Say why there is none."""
        self._say(trouble=sentence)

    def ask_about_place(self, sentence: str) -> None:
        """Say what happens to files there, and let the person choose."""
        self._say(trouble=sentence, asks=True)
        self.another.setFocus(Qt.FocusReason.TabFocusReason)

    def forget(self) -> None:
        """Nothing was saved or refused."""
        self._say()

    def _say(self, *, saved: str = "", trouble: str = "", asks: bool = False) -> None:
        moves = self.anyway.hasFocus() or self.another.hasFocus()
        for note, words in ((self.said, saved), (self.trouble, trouble)):
            note.set_text(words)
            note.setVisible(bool(words))
        self._asking.setVisible(asks)
        if moves and not asks:
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)
        if saved or trouble:
            announce(self.save, saved or trouble)

    def _lay_out(self) -> None:
        self._asking = FlowRow((self.another, self.anyway))
        neutral = self.tr("A file with plain titles such as “Last day to ask”. Nothing else of this is in it.")
        self._what = PlainLabel(neutral, TextSize.SMALL, ink="3", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 15, 15, 15)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("Dates to know"), TextSize.SECTION, wraps=True))
        column.addLayout(self._dates)
        column.addWidget(FlowRow((self.save,)))
        for part in (self._what, self.said, self.trouble, self._asking):
            column.addWidget(part)


def _row(each: DateRow) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(PlainLabel(each.when, bold=True, wraps=True))
    column.addWidget(PlainLabel(each.why, TextSize.SMALL, ink="2", wraps=True))
    return row
