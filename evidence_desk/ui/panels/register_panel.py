"""A register: its entries as rows, and the chosen one beside them, or what to do where there is none."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QHideEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.written import Written
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.register_delegate import RegisterDelegate
from evidence_desk.ui.models.register_model import Column, RegisterModel, RegisterRow
from evidence_desk.ui.panels.entry_detail import EntryDetail
from evidence_desk.ui.panels.removed_line import RemovedLine
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.empty_room import EmptyRoom
from evidence_desk.ui.widgets.list_and_detail import ListAndDetail
from evidence_desk.ui.widgets.register_head import RegisterHead
from evidence_desk.ui.widgets.room_header import RoomHeader
from evidence_desk.ui.widgets.row_list import RowList
from evidence_desk.ui.widgets.rows_card import RowsCard
from evidence_desk.ui.widgets.scrolled_column import ScrolledColumn

_SHARES = (584, 352)
_FOLD_BELOW = 840


class RegisterPanel(QWidget):
    """Shows the entries it is given and says what the person wants. `written` and `rows` have the same order.

    An entry that is not kept yet stands last, under a subject of its own, until it is or another row is chosen.
    """

    new_asked = Signal()
    row_chosen = Signal(str)

    def __init__(self, look: Appearance, detail: EntryDetail, columns: Sequence[Column], name: str) -> None:
        super().__init__()
        self.detail = detail
        self.model = RegisterModel(self)
        self.delegate = RegisterDelegate(look, columns, self)
        self.list = RowList(look, name)
        self.list.show_rows(self.model, self.model, self.delegate, self.delegate)
        self.list.stretch_column(0)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.head = RegisterHead(look, self.delegate, self.list)
        self._scrolled = ScrolledColumn()
        self._scrolled.setAccessibleName(name)
        self.add = Button(look, "", "plus")
        self.removed = RemovedLine(look)
        self._look = look
        self._written: dict[str, Written] = {}
        self._numbers: Mapping[ItemId, str] = {}
        self._new: str | None = None
        self._pages = QStackedWidget()
        self.new = QAction(self)
        self.new.setShortcut(QKeySequence(QKeySequence.StandardKey.New))
        self.new.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.new)

    @property
    def subject(self) -> str:
        """The entry shown in the detail; empty for none."""
        return self.detail.subject

    @property
    def new_subject(self) -> str | None:
        """The entry that is not kept yet, if one was begun."""
        return self._new

    def set_entries(
        self, entries: Mapping[str, Written], rows: Sequence[RegisterRow], numbers: Mapping[ItemId, str]
    ) -> None:
        """Show these, each by its subject; the one chosen stays chosen if it is among them."""
        place = self.list.chosen_row()
        chosen = self.subject
        self._written, self._numbers = dict(entries), numbers
        self.delegate.fit(rows)
        self.model.set_rows(rows)
        self._fit_height()
        self.head.update()
        self._choose(chosen, place)
        self._show_page()

    def begin(self, subject: str) -> None:
        """An entry that is not kept yet; it has to be among those set next."""
        self._new = subject

    def forget_new(self) -> None:
        """The entry that was begun was not wanted; it is not to be among those set next."""
        self._new = None

    def name_new(self, subject: str, entry_id: str) -> None:
        """The entry that was begun is kept now."""
        self.detail.form.rename(subject, entry_id)
        if self._new == subject:
            self._new = None

    def choose(self, subject: str) -> None:
        """Choose an entry and bring its row into view."""
        row = self.model.row_of(subject)
        if row is not None:
            self.list.choose_row(row)

    def start_typing(self) -> None:
        """Bring the detail forward, with the keyboard in its first field."""
        self.both.show_detail()
        self.detail.first_field().setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        """Say now what was typed; before the window closes."""
        self.detail.form.flush()

    def take_focus(self) -> None:
        """Put the keyboard where this room begins."""
        begin = self.list if self.model.rows else self.empty.capture
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        self.removed.hide()
        super().hideEvent(event)

    def name_add(self, name: str, tip: str) -> None:
        """What adding an entry is called, and its tooltip with the key."""
        self.add.set_name(name)
        self.add.setToolTip(tip)
        self.new.setText(name)

    def lay_out(self, header: RoomHeader, below: Sequence[QWidget], foot: QWidget | None, *, empty: EmptyRoom) -> None:
        """Put everything in its place, once: what stands right below the rows, and what at the card's foot."""
        self.empty = empty
        rows = QWidget()
        card = QVBoxLayout(rows)
        card.setContentsMargins(0, 0, 0, 0)
        card.setSpacing(0)
        card.addWidget(self.head)
        card.addWidget(self._scrolled, 1)
        self._scrolled.column.addWidget(self.list)
        for each in below:
            self._scrolled.column.addWidget(each)
        self._scrolled.column.addStretch(1)
        if foot is not None:
            self._scrolled.column.addWidget(foot)
        self.both = ListAndDetail(self._look, (RowsCard(self._look, rows), self.detail), _SHARES, _FOLD_BELOW)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.both)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(16)
        self.both.detail_alone.connect(header.setHidden)
        column.addWidget(header)
        column.addWidget(self.removed)
        column.addWidget(self._pages, 1)
        self.detail.stand_behind((self.add, self.removed.undo, empty.capture, self.list, self.both.back))
        self._connect()
        self._show_page()

    def _connect(self) -> None:
        self.new.triggered.connect(self.new_asked)
        self.add.clicked.connect(self.new_asked)
        self.empty.capture_asked.connect(self.new_asked)
        self.list.row_chosen.connect(self._on_row_chosen)
        self.list.clicked.connect(self._on_clicked)
        self.list.on_key(Qt.Key.Key_Return, self.start_typing)
        self.list.on_key(Qt.Key.Key_Delete, lambda: self.detail.removal_asked.emit(self.subject))
        self.list.on_key(Qt.Key.Key_N, self._on_note_key)
        self.both.detail_left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self._look.changed.connect(self._fit_height)

    def _show_page(self) -> None:
        filled = bool(self.model.rows)
        self._pages.setCurrentWidget(self.both if filled else self.empty)
        self.add.setVisible(filled)

    def _choose(self, subject: str, place: int | None) -> None:
        """The same entry; else its neighbour, else the first."""
        row = self.model.row_of(subject)
        if row is None and self.model.rows:
            row = min(place or 0, len(self.model.rows) - 1)
        if row is None:
            self.detail.form.leave()
            return
        self.list.choose_row(row)
        self._show(row)

    def _show(self, row: int) -> None:
        subject = self.model.rows[row].subject
        self.detail.show_written(subject, self._written[subject], self._numbers)

    @Slot()
    def _fit_height(self) -> None:
        """The rows take as much as they need; what stands below them follows at once, and scrolls along with them."""
        self.list.setFixedHeight(self.delegate.row_height() * len(self.model.rows))

    def _bring_into_view(self, row: int) -> None:
        height = self.delegate.row_height()
        self._scrolled.ensureVisible(0, row * height + height // 2, 0, height // 2)

    @Slot(int)
    def _on_row_chosen(self, row: int) -> None:
        if not 0 <= row < len(self.model.rows):
            return
        self._bring_into_view(row)
        subject = self.model.rows[row].subject
        new = subject != self.subject
        self._show(row)
        if new:
            self.row_chosen.emit(subject)

    @Slot()
    def _on_clicked(self) -> None:
        if self.both.is_folded:
            self.both.show_detail()
            self.detail.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_note_key(self) -> None:
        self.both.show_detail()
        self.detail.start_note()
