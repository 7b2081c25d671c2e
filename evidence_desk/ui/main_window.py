"""Arranges the rooms and bars in one window; decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMenu, QStyle, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from evidence_desk.ui.actions import APART, ROOMS, ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.banner import Banner
from evidence_desk.ui.panels.first_start import FirstStart
from evidence_desk.ui.panels.not_opened import NotOpened
from evidence_desk.ui.panels.room_list import RoomList
from evidence_desk.ui.panels.status_line import StatusLine
from evidence_desk.ui.panels.top_bar import TopBar
from evidence_desk.ui.regions import set_tab_order, step_region
from evidence_desk.ui.widgets.fitting import fitted, high_up
from evidence_desk.ui.widgets.focus_ring import FocusRing
from evidence_desk.ui.widgets.page_stack import PageStack

_SIZE = (1280, 800)
_LEAST_SIZE = (640, 400)
_ROOMS_FOLD_BELOW = 800
_BAR_HEIGHT, _FRAME = 56, 8
"""The capture bar, and what a frame may have besides the title bar."""


class Focusing(Protocol):
    """A room that knows where it begins."""

    def take_focus(self) -> None:
        """Put the keyboard there."""
        ...


@dataclass(frozen=True, slots=True)
class Room:
    """One page of the window; `regions` are what F6 stops at in it."""

    page: QWidget
    begin: Focusing
    regions: tuple[QWidget, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """Where somebody was before they opened the help."""

    room: ActionId | None
    page: QWidget | None
    focused: QWidget | None


class MainWindow(QMainWindow):
    """First start, then the rooms. Closing it ends the program."""

    closing = Signal()
    esc_pressed = Signal()
    """Nothing in the window had a use for it."""
    room_opened = Signal(ActionId)

    def __init__(
        self, application: QApplication, look: Appearance, actions: Actions, rooms: Mapping[ActionId, Room]
    ) -> None:
        super().__init__()
        self._application = application
        self._look = look
        self._actions = actions
        self._rooms = rooms
        self._open_room: ActionId | None = None
        self._in_case = False
        self._before_help: Left | None = None
        self.setWindowTitle(self.tr("Desk"))
        self.setWindowIcon(look.icon("desk", "ink"))
        self.top = TopBar(look, actions)
        self.list = RoomList(look, actions)
        self.banner = Banner(look)
        self.first_start = FirstStart(look)
        self.not_opened = NotOpened(look)
        self.status = StatusLine(look)
        self._pages = PageStack()
        self._rooms_menu = QMenu(self)
        self._rooms_menu.setAccessibleName(self.tr("Rooms"))
        self._lay_out()
        self._connect()
        self._ring = FocusRing(application, look, self)
        self.show_first_start()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.resize(fitted(self, *(look.theme.px(length) for length in _SIZE)))
        self._leave_room_below()

    def show_first_start(self) -> None:
        """One button, no rooms."""
        self.list.hide()
        self._pages.turn_to(self.first_start)
        self.first_start.start.setFocus(Qt.FocusReason.TabFocusReason)

    def show_not_opened(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        self.not_opened.say(sentence)
        self.list.hide()
        self.status.hide()
        self._pages.turn_to(self.not_opened)
        self.top.leave.setFocus(Qt.FocusReason.TabFocusReason)

    def show_case(self, untrusted_title: str) -> None:
        """Name the case and open its first room."""
        self._in_case = True
        self.top.show_case(untrusted_title)
        for room in (*ROOMS, *APART):
            self._actions[room].setEnabled(True)
        self.open_room(ROOMS[0])
        self._fold()

    def open_room(self, room: ActionId) -> None:
        """Show a room, with the keyboard where it begins."""
        if room is ActionId.HELP and self._open_room is not room:
            self._before_help = Left(self._open_room, self._pages.page, self.focusWidget())
        self._turn_to(room, self._rooms[room].page)
        self._rooms[room].begin.take_focus()

    def leave_help(self) -> None:
        """Go back to where the help was opened, with the keyboard where it was."""
        before = self._before_help
        if self._open_room is not ActionId.HELP or before is None:
            return
        self._turn_to(before.room, before.page)
        if before.focused is not None and isValid(before.focused) and before.focused.isVisible():
            before.focused.setFocus(Qt.FocusReason.OtherFocusReason)
        elif before.room is not None:
            self._rooms[before.room].begin.take_focus()

    def _turn_to(self, room: ActionId | None, page: QWidget | None) -> None:
        """Show a page; what has no room is from before the first case."""
        self._open_room = room
        self.top.show_help_open(is_open=room is ActionId.HELP)
        if room is not None:
            self.list.choose(room)
        self._take_the_keyboard_off_the_page()
        if page is not None:
            self._pages.turn_to(page)
        if room is not None:
            self.room_opened.emit(room)

    def _take_the_keyboard_off_the_page(self) -> None:
        """Else Qt hands it to whatever comes next, and a screen reader reads that instead of the room's name."""
        focused: QWidget | None = self.focusWidget()
        if focused is not None and self._pages.isAncestorOf(focused):
            narrow = self.top.rooms if self._in_case else self.top.leave
            stay = self.list.chosen_row() if self.list.isVisible() else narrow
            stay.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def current_room(self) -> ActionId | None:
        """The room that is open; None before the first case."""
        return self._open_room

    def regions(self) -> list[QWidget]:
        """What F6 goes through, in order."""
        room = self._rooms[self._open_room].regions if self._open_room else (self._pages,)
        return [self.top, self.list, *room, self.status]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.esc_pressed.emit()
        super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        for page in (self.first_start, self.not_opened, *(room.page for room in self._rooms.values())):
            self._pages.add_page(page)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.banner)
        middle.addWidget(self._pages, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list)
        body.addLayout(middle, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(body, 1)
        column.addWidget(self.status)
        self.setCentralWidget(whole)
        # An exit comes before anything sensitive, so Leave now is the first stop.
        set_tab_order([*self.top.tab_stops(), *self.list.rows()])

    def _leave_room_below(self) -> None:
        """For the capture bar, on a screen that has it only if the window does not begin in the middle."""
        frame = self.size() + QSize(0, self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight) + _FRAME)
        place = high_up(self.screen().availableGeometry(), frame, self._look.theme.px(_BAR_HEIGHT))
        if place is not None:
            self.move(place)

    def _connect(self) -> None:
        self.addActions(self._actions.all())
        self.list.room_chosen.connect(self.open_room)
        self.top.rooms_asked.connect(self._on_rooms_asked)
        self._actions[ActionId.HELP].triggered.connect(lambda _checked=False: self.open_room(ActionId.HELP))
        for room in (*ROOMS, *APART):
            if room is APART[0]:
                self._rooms_menu.addSeparator()
            self._rooms_menu.addAction(self._actions[room])
            self._actions[room].setEnabled(False)
            self._actions[room].triggered.connect(lambda _checked=False, room=room: self.open_room(room))
        self._rooms_menu.addSeparator()
        self._rooms_menu.addMenu(self.top.cases)
        self._actions[ActionId.NEXT_REGION].triggered.connect(lambda: self._step(1))
        self._actions[ActionId.PREVIOUS_REGION].triggered.connect(lambda: self._step(-1))

    def _step(self, by: int) -> None:
        step_region(self._application, self.regions(), by)

    def _fold(self) -> None:
        narrow = self.width() / self._look.theme.scale < _ROOMS_FOLD_BELOW
        self.list.setVisible(self._in_case and not narrow)
        self.top.set_narrow(narrow and self._in_case)

    @Slot()
    def _on_rooms_asked(self) -> None:
        self._rooms_menu.popup(self.top.rooms.mapToGlobal(QPoint(0, self.top.rooms.height() + 4)))

    @Slot()
    def _on_look_changed(self) -> None:
        self.setMinimumSize(fitted(self, *(self._look.theme.px(length) for length in _LEAST_SIZE)))
        self._fold()
