"""Start here: a calm word, what helps next, and how far the lists are."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.domain.answers import Answers
from evidence_desk.domain.checklists import Checklist, ListId, Progress
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.date_words import DateRow
from evidence_desk.ui.models.next_step_words import NextEntry
from evidence_desk.ui.panels.ages_card import AgesCard
from evidence_desk.ui.panels.answering import Answering
from evidence_desk.ui.panels.start_here_answers import AnswersCard, AskFirst
from evidence_desk.ui.panels.start_here_dates import DatesCard
from evidence_desk.ui.panels.start_here_lists import ListsCard
from evidence_desk.ui.panels.start_here_next import NextCard
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.column_row import ColumnRow
from evidence_desk.ui.widgets.note_line import NoteLine
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.room_header import RoomHeader
from evidence_desk.ui.widgets.scrolled_column import column_of, fill_room

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
    help_requested = Signal()
    answers_requested = Signal()
    """The questions, from the first on."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.calm = CalmCard(look)
        self.ask = AskFirst(look)
        self.next = NextCard(look)
        self.lists = ListsCard(look)
        self.dates = DatesCard(look)
        self.answers = AnswersCard(look)
        self.ages = AgesCard(look, self.tr("Who is in the pictures"), margin=15)
        self.answering = Answering(look)
        self._is_put_off = False
        self._note = NoteLine(look, "info")
        self._first = column_of((self.calm, self.ask, self.next, self._note))
        second = column_of((self.answering, self.lists, self.dates, self.answers, self.ages))
        self._columns = ColumnRow(look, (self._first, second), _SHARES, _FOLD_BELOW)
        head = RoomHeader(self.tr("Start here"), self.tr("Do these in any order. You can skip or undo every step."))
        self._scrolled = fill_room(self, (head, self._columns))
        self.ask.hide()
        self.answering.hide()
        self.ask.put_off.connect(self._on_put_off)
        self.ask.answer_asked.connect(self.answers_requested)
        self.answers.change_asked.connect(self.answers_requested)
        self.answering.closed.connect(self.end_answering)
        self.answering.ages_asked.connect(self.ages_requested)
        self.calm.help_asked.connect(self.help_requested)
        self.next.step_asked.connect(self.step_requested)
        self.next.list_asked.connect(self.list_requested)
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
        self.lists.set_lists(checklists, so_far)
        self._arrange()

    def set_dates(self, rows: Sequence[DateRow], *, can_be_saved: bool) -> None:
        """Show the dates to know; without any there is no such card."""
        self.dates.set_dates(rows, can_be_saved=can_be_saved)
        self._arrange()

    def set_answers(self, words: str, *, answered: bool) -> None:
        """Show what was answered; while that is nothing, the questions are offered first."""
        self.answers.set_words(words, answered=answered)
        self.ask.setVisible(not answered and not self._is_put_off and not self.is_answering)

    @property
    def is_answering(self) -> bool:
        """Whether the questions stand in the place of lists, dates and answers."""
        return not self.answering.isHidden()

    def begin_answering(self, answers: Answers) -> None:
        """Ask the questions, one at a time."""
        self.ask.hide()
        self.answering.show()
        self._arrange()
        self.answering.begin(answers)

    @Slot()
    def end_answering(self) -> None:
        """Show lists, dates and answers again."""
        if not self.is_answering:
            return
        held = self.answering.isAncestorOf(self.window().focusWidget())
        self.answering.hide()
        self._arrange()
        if held:
            self.answers.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_case(self) -> None:
        """Another case has questions of its own."""
        self._is_put_off = False
        self.dates.forget()
        self.end_answering()

    def set_note(self, words: str) -> None:
        """Say what the steps are, and when they were last checked; nothing where there are none."""
        self._note.set_text(words)
        self._note.setVisible(bool(words))

    def take_focus(self) -> None:
        """Put the keyboard on the first thing to do, or on the first list where nothing waits."""
        if self.is_answering:
            self.answering.take_focus()
            return
        begin = self.next.first_stop() or self.lists.first_stop() or self.next
        begin.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scrolled.open_at_top()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The questions are a page of their own where the columns lie one below the other."""
        asks = self.is_answering
        self._first.setVisible(not (asks and self._columns.is_folded))
        self.lists.setVisible(not asks and self.lists.has_lines)
        self.dates.setVisible(not asks and bool(self.dates.rows()))
        for card in (self.answers, self.ages):
            card.setVisible(not asks)

    @Slot()
    def _on_put_off(self) -> None:
        self._is_put_off = True
        self.ask.hide()
        self.take_focus()


class CalmCard(Card):
    """The first words, and the way to somebody to talk to."""

    help_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent, calm=True)
        calm = self.tr("Stop replying. Do not pay. You have done nothing wrong.")
        more = self.tr(
            "You don't owe them an answer. Many people go through this. Help is free. "
            "If it feels too much, or someone may get hurt, there are people to talk to."
        )
        self.help = Button(look, self.tr("Find someone to talk to"), "help", kind="quiet", size="small-link")
        self.help.setAutoDefault(True)  # Enter presses it
        self.help.clicked.connect(self.help_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(23, 23, 23, 19)
        column.setSpacing(4)
        column.addWidget(PlainLabel(calm, TextSize.SECTION, wraps=True))
        column.addWidget(PlainLabel(more, ink="2", wraps=True))
        column.addWidget(self.help, 0, Qt.AlignmentFlag.AlignLeading)
