"""The card that says where a folder goes, makes it, and shows how far it is."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.hand_over_words import room_words
from evidence_desk.ui.models.safe_text import left_to_right, safe_line
from evidence_desk.ui.panels.hand_over_cards import NumberedHead, card_column
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card, Rule
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.progress_line import ProgressLine
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel


class WhereCard(Card):
    """Place, then *Make the folder*; while it works, progress and a *Cancel* in its place."""

    place_asked = Signal()
    make_asked = Signal(object)
    cancel_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: Path | None = None
        self._free_bytes: int | None = None
        self._needed_bytes = 0
        self.choose = Button(look, self.tr("Choose a folder"), "folder")
        self.make = Button(look, self.tr("Make the folder"), kind="main")
        self.cancel = Button(look, self.tr("Cancel"))
        self._path = WrappedLabel("", TextSize.SMALL)
        self._room = PlainLabel("", TextSize.SMALL, ink="2", wraps=True)
        self._trouble = Note(look)
        self._doing = PlainLabel("", TextSize.SMALL, ink="2", wraps=True)
        self._line = ProgressLine(self.tr("Making the folder"))
        self._work = QWidget()
        self._lay_out(look)
        self._connect()
        self._trouble.hide()
        self.set_working(working=False)
        self._show_place()

    @property
    def is_working(self) -> bool:
        """Whether a folder is being made."""
        return not self._work.isHidden()

    def set_place(self, place: Path, free_bytes: int | None) -> None:
        """Show the folder that was chosen, and the room there is; None where it can't be told."""
        self._place, self._free_bytes = place, free_bytes
        self._trouble.hide()
        self._show_place()
        self.make.setFocus(Qt.FocusReason.TabFocusReason)

    def set_needed(self, needed_bytes: int) -> None:
        """How much room the folder takes."""
        self._needed_bytes = needed_bytes
        self._show_place()

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Say what is being done; an answer that comes after *Cancel* changes nothing."""
        if not self.is_working:
            self.set_working(working=True)
        self._line.set_progress(done, total, words)
        if self.cancel.isEnabled():
            self._doing.setText(words)

    def show_trouble(self, sentence: str) -> None:
        """Say why there is no folder."""
        self.set_working(working=False)
        self._trouble.set_text(sentence)
        self._trouble.show()
        announce(self.make, sentence)
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_case(self) -> None:
        """What is being made, or could not be, belongs to the case before."""
        self.set_working(working=False)
        self._trouble.hide()

    def set_working(self, *, working: bool) -> None:
        """Show progress and *Cancel*, or the button that begins."""
        moves = working and self.make.hasFocus()
        self._work.setVisible(working)
        self.make.setVisible(not working)
        self.choose.setEnabled(not working)
        self.cancel.setEnabled(True)
        if working:
            self._trouble.hide()
            self._doing.setText(self.tr("Looking at the place…"))
            self._line.set_progress(0, 1, self._doing.text())
        if moves or working:
            self.cancel.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_place(self) -> None:
        self._path.setText(left_to_right(safe_line(str(self._place))) if self._place else "")
        self._path.setVisible(self._place is not None)
        self._room.setText(room_words(self._free_bytes, self._needed_bytes))
        self.choose.set_name(self.tr("Choose another folder") if self._place else self.tr("Choose a folder"))
        self.make.setEnabled(self._place is not None)

    def _lay_out(self, look: Appearance) -> None:
        column = card_column(self)
        column.addWidget(NumberedHead(look, "3", self.tr("Where to put it")))
        place = QVBoxLayout()
        place.setSpacing(4)
        place.addWidget(PlainLabel(self.tr("Place"), TextSize.SMALL, bold=True))
        place.addWidget(self.choose)
        place.addWidget(self._path)
        place.addWidget(self._room)
        column.addLayout(place)
        advice = self.tr("A USB stick is best. A folder in a cloud goes online by itself.")
        column.addWidget(PlainLabel(advice, TextSize.SMALL, ink="3", wraps=True))
        column.addStretch()
        column.addWidget(self._trouble)
        column.addWidget(Rule())
        column.addWidget(self.make)
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(12)
        work.addWidget(PlainLabel(self.tr("Making the folder"), bold=True, wraps=True))
        left = self.tr("If you cancel, no half-made folder is left. Your case stays as it is.")
        meaning = PlainLabel(left, TextSize.SMALL, ink="3", wraps=True)
        parts: tuple[QWidget, ...] = (self._doing, self._line, self.cancel, meaning)
        for part in parts:
            work.addWidget(part)
        column.addWidget(self._work)

    def _connect(self) -> None:
        self.choose.clicked.connect(self.place_asked)
        self.make.clicked.connect(self._on_make)
        self.cancel.clicked.connect(self._on_cancel)

    @Slot()
    def _on_make(self) -> None:
        if self._place is not None:
            self.set_working(working=True)
            self.make_asked.emit(self._place)

    @Slot()
    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self._doing.setText(self.tr("Stopping, and taking away what was begun…"))
        self.cancel_asked.emit()
