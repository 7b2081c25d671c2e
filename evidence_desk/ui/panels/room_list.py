"""The list of rooms at the left, each with how much is in it or how far it is."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.domain.checklists import Progress
from evidence_desk.ui.actions import APART, ROOMS, TABLE, ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.care_line import CareLine
from evidence_desk.ui.widgets.card import Rule
from evidence_desk.ui.widgets.nav_row import NavRow, Tally
from evidence_desk.ui.widgets.scrolled_column import ScrolledColumn

_WIDTH = 256
_EDGE = 8
_GROUP_ENDS = (ActionId.PAID, ActionId.MORE)
_ICONS = {row.id: row.icon for row in TABLE}


class RoomList(QFrame):
    """One button for each room; arrows move, and the room chosen is checked. Settings stay apart at the bottom."""

    room_chosen = Signal(ActionId)

    def __init__(self, look: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("region", "rooms")
        self.setAccessibleName(self.tr("Rooms"))
        self._group = QButtonGroup(self)
        self._rows = {room: self._row(room, actions) for room in (*ROOMS, *APART)}
        self._care = CareLine(look)
        self._care.hide()
        self._scrolled = ScrolledColumn()
        self._lay_out()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def choose(self, room: ActionId) -> None:
        """Mark the room that is open; none, where what is open is in no list."""
        if room in self._rows:
            self._rows[room].setChecked(True)
            return
        self._group.setExclusive(False)
        for row in self._rows.values():
            row.setChecked(False)
        self._group.setExclusive(True)

    def set_care(self, *, cared: bool) -> None:
        """Say whether under-18 care is on."""
        self._care.setVisible(cared)
        self._on_look_changed()

    def chosen_row(self) -> QWidget:
        """Where the keyboard lands when it comes to the rooms."""
        return next((row for row in self._rows.values() if row.isChecked()), self._rows[ROOMS[0]])

    def set_count(self, room: ActionId, count: int) -> None:
        """How many things are in a room."""
        spoken = self.tr("1 item") if count == 1 else self.tr("{count} items").format(count=count)
        self._set_tally(room, Tally(str(count), spoken) if count else Tally())

    def set_progress(self, room: ActionId, progress: Progress) -> None:
        """How far a checklist is; nothing while there is nothing in it."""
        spoken = self.tr("{done} of {all} done").format(done=progress.done, all=progress.all)
        finished = progress.done == progress.all > 0
        self._set_tally(room, Tally(f"{progress.done}/{progress.all}", spoken, finished) if progress.all else Tally())

    def rows(self) -> list[QWidget]:
        """The rooms in the order shown."""
        return list(self._rows.values())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_look_changed()

    def _row(self, room: ActionId, actions: Actions) -> NavRow:
        row = NavRow(self._look, actions[room].text(), _ICONS[room])
        row.setToolTip(actions[room].shortcut().toString())
        row.clicked.connect(lambda _checked=False: self.room_chosen.emit(room))
        self._group.addButton(row)
        return row

    def _set_tally(self, room: ActionId, tally: Tally) -> None:
        self._rows[room].set_tally(tally)
        self._on_look_changed()

    def _lay_out(self) -> None:
        column = self._scrolled.column
        column.setContentsMargins(_EDGE, 12, _EDGE, 12)
        for room in ROOMS:
            column.addWidget(self._rows[room])
            if room in _GROUP_ENDS:
                column.addSpacing(8)
                column.addWidget(_inset_rule())
                column.addSpacing(7)
        column.addStretch()
        column.addWidget(self._care)
        for room in APART:
            column.addWidget(self._rows[room])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        # The list reckons the bar itself, and only where one is needed; a column asks for it always.
        self._scrolled.setMinimumWidth(1)
        whole.addWidget(self._scrolled)

    @Slot()
    def _on_look_changed(self) -> None:
        """As wide as the kit has it, or as the longest name needs beside the bar that scrolls a short window."""
        margins = self.contentsMargins()
        needed = max(row.sizeHint().width() for row in self._rows.values()) + 2 * _EDGE
        if self._scrolled.needed_height() > self.height():
            needed += self._scrolled.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(max(self._look.theme.px(_WIDTH), needed + margins.left() + margins.right()))
        # A width set while Qt is resizing reaches what is inside only with this.
        self._scrolled.resize(self.contentsRect().size())


def _inset_rule() -> QWidget:
    holder = QWidget()
    row = QVBoxLayout(holder)
    row.setContentsMargins(12, 0, 12, 0)
    row.addWidget(Rule())
    return holder
