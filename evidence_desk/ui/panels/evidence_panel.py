"""The evidence room: every item kept, newest first, and the chosen one beside the list."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.domain.custody import CustodyEvent
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.times import Moment
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.evidence_delegate import EvidenceDelegate
from evidence_desk.ui.models.evidence_list_model import EvidenceListModel
from evidence_desk.ui.models.moment_words import local_day
from evidence_desk.ui.panels.adding_line import AddingLine
from evidence_desk.ui.panels.evidence_detail import EvidenceDetail
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.empty_room import EmptyRoom
from evidence_desk.ui.widgets.file_drops import FileDrops
from evidence_desk.ui.widgets.list_and_detail import ListAndDetail
from evidence_desk.ui.widgets.room_header import RoomHeader
from evidence_desk.ui.widgets.row_list import RowList
from evidence_desk.ui.widgets.rows_card import RowsCard

_SHARES = (584, 352)
_FOLD_BELOW = 720
_SHORT = 300


class EvidencePanel(QWidget):
    """Shows items it is given and says what the person wants. A picture covers again whenever they move on."""

    item_chosen = Signal(str)
    look_requested = Signal(str)
    note_edited = Signal(str, str)
    tag_added = Signal(str, str)
    tag_removed = Signal(str, str)
    removal_requested = Signal(str)
    flag_requested = Signal(str, bool)
    """The item's id, and whether it is to be flagged as under 18."""
    capture_requested = Signal()
    files_requested = Signal()
    files_dropped = Signal(object)
    """Paths of this computer, as a list."""

    def __init__(self, look: Appearance, application: QApplication, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._now: Moment | None = None
        self._wanted: ItemId | None = None
        self.model = EvidenceListModel(self)
        self.list = RowList(look, self.tr("Saved items, newest first"))
        self.detail = EvidenceDetail(look)
        words = self.tr("Press Capture when something is on screen that you want to keep.")
        self.adding = AddingLine(look)
        self.add_files = Button(look, self.tr("Add files"), "plus")
        self.add_files.setToolTip(self.tr("Add files (Ctrl+I)"))
        self.empty = EmptyRoom(look, self.tr("Nothing saved yet."), words)
        delegate = EvidenceDelegate(look, self)
        self.list.show_rows(self.model, self.model, delegate, delegate)
        self.list.stretch_column(0)
        self.both = ListAndDetail(look, (RowsCard(look, self.list), self.detail), _SHARES, _FOLD_BELOW)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.both)
        self._lay_out()
        self.drops = FileDrops(
            look, self, (self.detail.note.field, self.detail.note.field.viewport(), self.detail.tags.field)
        )
        self.add_files.hide()
        self._connect()
        application.focusChanged.connect(self._on_focus_changed)

    def set_items(self, items: Iterable[Listed], now: Moment, *, pages_follow: bool = False) -> None:
        """Show a case's items; the one chosen stays chosen if it is among them or comes with a page."""
        chosen = self._chosen_id()
        self._now = now
        self._wanted = chosen if pages_follow else None
        self.model.set_rows(items, local_day(now), pages_follow=pages_follow)
        self._choose(chosen)

    def add_page(self, newest_first: Sequence[Listed]) -> None:
        """Show more of the case's items below those that are there."""
        self.model.add_page(newest_first)
        if self._wanted is not None:
            self.choose(self._wanted)

    def end_pages(self) -> None:
        """All of the case's items are there."""
        self.model.end_pages()
        self._wanted = None
        if self.list.chosen_row() is None:
            self._choose(None)

    def insert_item(self, item: Listed, now: Moment) -> None:
        """Add one just saved; the choice stays where the person left it."""
        self._now = now
        self.model.insert(item, local_day(now))
        if self.list.chosen_row() is None:
            self._choose(None)

    def replace_item(self, item: Item) -> None:
        """Show an item's new note or tags; "Kept" is said here, because only now it is."""
        self.detail.note.answer(item.id, item.note)
        shown = self.detail.listed
        self.replace_listed(Listed.of(item))
        self.show_item(item)
        if shown is not None and shown.id == item.id and shown.tags != item.tags:
            self.detail.tags.announce_tags()

    def replace_listed(self, item: Listed) -> None:
        """Show an item's new state."""
        self.model.replace(item)
        if self._chosen_id() == item.id:
            self.detail.show_listed(item)

    def remove_item(self, item_id: ItemId) -> None:
        """Show an item no more; its neighbour is chosen instead."""
        row = self.model.row_of(item_id)
        around = () if row is None else (row + 1, row + 2, row - 1, row - 2)
        beside = [self.model.item_at(place) for place in around]
        was_chosen = self._chosen_id() == item_id
        if was_chosen:
            self.detail.show_listed(None)
        self.model.remove(item_id)
        if was_chosen:
            self._choose(next((item.id for item in beside if item is not None), None))

    def show_item(self, item: Item) -> None:
        """Show all of the chosen item; another one is not shown."""
        if self._chosen_id() == item.id:
            self.detail.show_item(item)

    def set_now(self, now: Moment) -> None:
        """Another day, or another zone."""
        self._now = now
        self.model.set_today(local_day(now))

    def choose(self, item_id: ItemId) -> None:
        """Choose an item and bring its row into view, now or when its page comes."""
        row = self.model.row_of(item_id)
        self._wanted = item_id if row is None else None
        if row is not None:
            self.list.choose_row(row)

    def show_picture(self, item_id: ItemId, picture: QImage) -> None:
        """Uncover what was asked for, if the person is still waiting for it; give up your own reference after."""
        self.detail.show_picture(item_id, picture)

    def show_trouble(self, item_id: ItemId, sentence: str) -> None:
        """Say in the detail what went wrong with an item."""
        self.detail.show_trouble(item_id, sentence)

    def show_history(self, item_id: ItemId, events: Iterable[CustodyEvent]) -> None:
        """Show the last lines of an item's history; `events` are the item's own, oldest first."""
        if self._now is not None:
            self.detail.show_history(item_id, events, local_day(self._now))

    def set_takes_files(self, *, takes: bool) -> None:
        """Offer to add files, by the button and by dragging; or neither."""
        if takes is self.acceptDrops():
            return
        self.add_files.setVisible(takes)
        self.drops.set_on(on=takes)

    @Slot()
    def cover(self) -> None:
        """Drop any picture's pixels at once."""
        self.detail.cover()

    def flush(self) -> None:
        """Say now what was typed and not yet said; before the window closes."""
        self.detail.note.flush()

    def take_focus(self) -> None:
        """Put the keyboard where this room begins."""
        begin = self.list if self.model.item_count() else self.empty.capture
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.detail.leave()
        super().hideEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    @Slot()
    def _fit_height(self) -> None:
        """In a short window the title makes way for what is said of added files, and that for a detail alone."""
        is_short, alone = self.height() < self._look.theme.px(_SHORT), self.both.is_detail_alone
        says_nothing = self.adding.isHidden()
        self._header.setHidden(alone or (is_short and not says_nothing))
        self._said.setHidden(says_nothing or (is_short and alone))

    def _choose(self, item_id: ItemId | None) -> None:
        self._pages.setCurrentWidget(self.both if self.model.item_count() else self.empty)
        row = self.model.row_of(item_id)
        if row is None and self.model.item_count() and self._wanted is None:
            row = 1  # under the first head
        self.list.choose_row(row)
        if row is None:
            self.detail.show_listed(None)

    def _chosen_id(self) -> ItemId | None:
        return self.detail.listed.id if self.detail.listed else None

    @Slot(int)
    def _on_row_chosen(self, row: int) -> None:
        item = self.model.item_at(row)
        if item is None:
            return
        new = self._chosen_id() != item.id
        self.detail.show_listed(item)
        if new:
            self.item_chosen.emit(item.id)

    @Slot()
    def _on_opened(self) -> None:
        self.both.show_detail()
        self.detail.picture.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_detail_left(self) -> None:
        self.cover()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_row_clicked(self) -> None:
        if self.both.is_folded:
            self._on_opened()

    @Slot(QObject, QObject)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.detail.waits_or_shows and (new is None or not self.isAncestorOf(new)):
            self.cover()

    def _on_tag_key(self) -> None:
        self.both.show_detail()
        self.detail.tags.start_adding()

    def _on_note_key(self) -> None:
        self.both.show_detail()
        self.detail.start_note()

    def _connect(self) -> None:
        self.list.row_chosen.connect(self._on_row_chosen)
        self.list.clicked.connect(self._on_row_clicked)
        self.list.on_key(Qt.Key.Key_Space, self._on_space)
        self.list.on_key(Qt.Key.Key_Return, self._on_opened)
        self.list.on_key(Qt.Key.Key_T, self._on_tag_key)
        self.list.on_key(Qt.Key.Key_N, self._on_note_key)
        self.both.detail_left.connect(self._on_detail_left)
        self.detail.look_asked.connect(self.look_requested)
        self.detail.note_edited.connect(self.note_edited)
        self.detail.tag_added.connect(self.tag_added)
        self.detail.tag_removed.connect(self.tag_removed)
        self.detail.removal_asked.connect(self.removal_requested)
        self.detail.flag_asked.connect(self.flag_requested)
        self.empty.capture_asked.connect(self.capture_requested)
        self.add_files.clicked.connect(self.files_requested)
        self.drops.dropped.connect(self.files_dropped)

    def _on_space(self) -> None:
        self.both.show_detail()
        self.detail.turn()

    def _lay_out(self) -> None:
        lede = self.tr("Each one is kept exactly as it was. Pictures stay covered until you look.")
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(16)
        self._header = RoomHeader(self.tr("Evidence"), lede, self.add_files)
        self.both.detail_alone.connect(self._fit_height)
        self.adding.turned.connect(self._fit_height)
        column.addWidget(self._header)
        self._said = QWidget()
        said = QVBoxLayout(self._said)
        said.setContentsMargins(0, 0, 0, 0)
        said.addWidget(self.adding)
        column.addWidget(self._said)
        self._fit_height()
        column.addWidget(self._pages, 1)
