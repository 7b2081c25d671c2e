"""Start here: a calm word, what helps next, and how far the lists are."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.domain.checklists import Checklist, ListId, Progress
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.next_step_words import NextEntry
from evidence_desk.ui.panels.ages_card import AgesCard
from evidence_desk.ui.panels.start_here_lists import ListsCard
from evidence_desk.ui.panels.start_here_next import NextCard
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.column_row import ColumnRow
from evidence_desk.ui.widgets.note_line import NoteLine
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.room_header import RoomHeader
from evidence_desk.ui.widgets.scrolled_column import ScrolledColumn

_SHARES = (584, 352)
_FOLD_BELOW = 760


class StartHerePanel(QWidget):
    """Shows what it is given and says where the person wants to go."""

    step_requested = Signal(str)
    """The id of the step to be shown in its room."""
    capture_requested = Signal()
    ages_requested = Signal()
    """The one question is to be asked."""
    list_requested = Signal(str)
    """The id of the list whose room is to be opened."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.calm = _calm_card(self)
        self.next = NextCard(look)
        self.lists = ListsCard(look)
        self.ages = AgesCard(look)
        self._note = NoteLine(look, "info")
        self._columns = ColumnRow(look, (self._first_column(), self._second_column()), _SHARES, _FOLD_BELOW)
        self._lay_out()
        self.next.step_asked.connect(self.step_requested)
        self.next.capture_asked.connect(self.capture_requested)
        self.lists.list_asked.connect(self.list_requested)
        self.ages.change_asked.connect(self.ages_requested)

    def set_next(self, entries: Sequence[NextEntry], all_entries: Sequence[NextEntry]) -> None:
        """Show the few entries that come next; `all_entries` are there for whoever asks for all."""
        self.next.set_entries(entries, all_entries)

    def set_trouble(self, sentence: str) -> None:
        """Say why there are no steps."""
        self.next.set_trouble(sentence)

    def set_lists(self, checklists: Sequence[Checklist], so_far: Mapping[ListId, Progress]) -> None:
        """Show how far each list is; without lists there is no such card."""
        self.lists.setVisible(bool(checklists))
        self.lists.set_lists(checklists, so_far)

    def set_note(self, words: str) -> None:
        """Say what the steps are, and when they were last checked; nothing where there are none."""
        self._note.set_text(words)
        self._note.setVisible(bool(words))

    def take_focus(self) -> None:
        """Put the keyboard on the first thing to do, or on the first list where nothing waits."""
        begin = self.next.first_stop() or self.lists.first_stop() or self.next
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_column(self) -> QWidget:
        return _column((self.calm, self.next, self._note))

    def _second_column(self) -> QWidget:
        return _column((self.lists, self.ages))

    def _lay_out(self) -> None:
        """The head scrolls with the rest: in a short window the steps need its room."""
        head = RoomHeader(self.tr("Start here"), self.tr("Do these in any order. You can skip or undo every step."))
        scrolled = ScrolledColumn()
        scrolled.column.setContentsMargins(32, 24, 32, 32)
        scrolled.column.setSpacing(16)
        scrolled.column.addWidget(head)
        scrolled.column.addWidget(self._columns)
        scrolled.column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled)


def _calm_card(parent: QWidget) -> Card:
    card = Card(calm=True)
    column = QVBoxLayout(card)
    column.setContentsMargins(23, 23, 23, 23)
    column.setSpacing(4)
    calm = parent.tr("Stop replying. Do not pay. You have done nothing wrong.")
    more = parent.tr("You don't owe them an answer. Many people go through this. Help is free.")
    column.addWidget(PlainLabel(calm, TextSize.SECTION, wraps=True))
    column.addWidget(PlainLabel(more, ink="2", wraps=True))
    return card


def _column(parts: Sequence[QWidget]) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for part in parts:
        column.addWidget(part)
    column.addStretch()
    return page
