"""The hand-over room: who, what and where, then the making of a folder, then the folder."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from evidence_desk.domain.times import Moment
from evidence_desk.export.hand_over import HandOver
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.hand_over_words import HandOverContents, made_words
from evidence_desk.ui.panels.hand_over_cards import WhoCard
from evidence_desk.ui.panels.hand_over_inside import InsideCard
from evidence_desk.ui.panels.hand_over_result import HandOverResult
from evidence_desk.ui.panels.hand_over_where import WhereCard
from evidence_desk.ui.widgets.column_row import ColumnRow
from evidence_desk.ui.widgets.empty_room import EmptyRoom
from evidence_desk.ui.widgets.room_header import RoomHeader
from evidence_desk.ui.widgets.scrolled_column import ScrolledColumn

_SHARES = (272, 368, 272)
_FOLD_BELOW = 820


class HandOverPanel(QWidget):
    """Says what the person wants and shows what came of it; it touches no file itself.

    `place_requested` asks for a folder to be chosen; answer it with `set_place`. Paths travel as `Path`.
    """

    place_requested = Signal()
    folder_requested = Signal(object)
    cancel_requested = Signal()
    open_folder_requested = Signal(object)
    capture_requested = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_any = False
        self._contents = HandOverContents(0, 0, 0, 0)
        self.who = WhoCard(look)
        self.inside = InsideCard(look)
        self.where = WhereCard(look)
        self.result = HandOverResult(look)
        nothing = self.tr("There is nothing to hand over yet.")
        self.empty = EmptyRoom(look, nothing, self.tr("Save something first. Then you can make a folder of it."))
        self._header = RoomHeader("", "")
        self._pages = QStackedWidget()
        cards = (self.who, self.inside, self.where)
        self._choices = _scrolled(ColumnRow(look, cards, _SHARES, _FOLD_BELOW, whole=True))
        self._made = _scrolled(self.result)
        self._lay_out()
        self._connect()
        self._show_choices()

    def set_contents(self, contents: HandOverContents) -> None:
        """Show what a folder would hold now; a result that is shown stays until *Make another*."""
        self._has_any = any((contents.items, contents.payments, contents.accounts))
        self._contents = contents
        self.inside.set_contents(contents)
        self._show_needed()
        if self._pages.currentWidget() is not self._made and not self.where.is_working:
            self._show_choices()

    def set_place(self, place: Path, free_bytes: int | None) -> None:
        """The folder the person chose, and the room there is; None where it can't be told."""
        self.where.set_place(place, free_bytes)

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Show how far the folder is; `words` say what is being done."""
        self.where.show_progress(done, total, words)

    def show_result(self, hand_over: HandOver, made: Moment) -> None:
        """Show the finished folder."""
        self.where.set_working(working=False)
        self.result.show_result(hand_over)
        self._header.set_words(self.tr("Hand over"), made_words(made, hand_over.recipient))
        self._pages.setCurrentWidget(self._made)
        self.result.open.setFocus(Qt.FocusReason.TabFocusReason)

    def show_error(self, sentence: str) -> None:
        """Say why there is no folder, that it was cancelled, or why a finished one could not be opened."""
        if self._pages.currentWidget() is self._made and not self.where.is_working:
            self.result.show_trouble(sentence)
            return
        self._show_choices()
        self.where.show_trouble(sentence)

    def leave_case(self) -> None:
        """Show nothing more of what came of the case before; the place chosen stays."""
        self.where.leave_case()
        self._show_choices()

    def take_focus(self) -> None:
        """Put the keyboard where this room begins."""
        begin: dict[QWidget | None, QWidget] = {self.empty: self.empty.capture, self._made: self.result.open}
        chosen = begin.get(self._pages.currentWidget(), self.who.choices[self.who.recipient])
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_chosen(self) -> None:
        self.inside.set_recipient(self.who.recipient)
        self._show_needed()

    def _show_needed(self) -> None:
        self.where.set_needed(self._contents.part(self.who.recipient).size_bytes)

    @Slot()
    def _on_another(self) -> None:
        self._show_choices()
        self.take_focus()

    def _show_choices(self) -> None:
        lede = self.tr("Makes a folder that others can open and check. Nothing is sent. You choose who gets it.")
        self._header.set_words(self.tr("Hand over"), lede)
        self._pages.setCurrentWidget(self._choices if self._has_any else self.empty)

    def _connect(self) -> None:
        self.who.chosen.connect(self._on_chosen)
        self.where.place_asked.connect(self.place_requested)
        self.where.make_asked.connect(self.folder_requested)
        self.where.cancel_asked.connect(self.cancel_requested)
        self.result.open_asked.connect(self.open_folder_requested)
        self.result.another_asked.connect(self._on_another)
        self.empty.capture_asked.connect(self.capture_requested)

    def _lay_out(self) -> None:
        for page in (self.empty, self._choices, self._made):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(16)
        column.addWidget(self._header)
        column.addWidget(self._pages, 1)


def _scrolled(page: QWidget) -> ScrolledColumn:
    scrolled = ScrolledColumn()
    scrolled.column.addWidget(page)
    return scrolled
