"""The window of a locked desk: the lock, the help, the way out. It never saw a case."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.help_panel import HelpPanel
from evidence_desk.ui.panels.lock_page import LockPage
from evidence_desk.ui.panels.top_bar import TopBar
from evidence_desk.ui.regions import set_tab_order, step_region
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.fitting import fitted
from evidence_desk.ui.widgets.focus_ring import FocusRing
from evidence_desk.ui.widgets.page_stack import PageStack
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel

_SIZE = (1280, 800)
_LEAST_SIZE = (640, 400)
_STATUS_HEIGHT = 40
_EDGE = 32
_ACTIONS = (ActionId.LEAVE, ActionId.HELP, ActionId.NEXT_REGION, ActionId.PREVIOUS_REGION)
"""Those that have a meaning while nothing is open."""


class LockWindow(QMainWindow):
    """Closing it leaves. F1 opens the help and Esc goes back to the lock."""

    closing = Signal()
    help_opened = Signal()

    def __init__(self, application: QApplication, look: Appearance, actions: Actions) -> None:
        super().__init__()
        self._application = application
        self._look = look
        self.setWindowTitle(self.tr("Desk"))
        self.setWindowIcon(look.icon("desk", "ink"))
        self.top = TopBar(look, actions)
        self.top.help.set_name(self.tr("Help"))
        self.lock = LockPage(look)
        self.help = HelpPanel(look)
        self._status = QFrame()
        self._since = PlainLabel(self.tr("Locked"), TextSize.SMALL, ink="2")
        self._pages = PageStack()
        self._lay_out()
        self.addActions([actions[each] for each in _ACTIONS])
        actions[ActionId.HELP].triggered.connect(lambda _checked=False: self.open_help())
        actions[ActionId.NEXT_REGION].triggered.connect(lambda: self._step(1))
        actions[ActionId.PREVIOUS_REGION].triggered.connect(lambda: self._step(-1))
        self._ring = FocusRing(application, look, self)
        self.show_lock()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.resize(fitted(self, *(look.theme.px(length) for length in _SIZE)))

    def show_lock(self) -> None:
        """Show the lock, with the keyboard in its field."""
        self._pages.turn_to(self.lock)
        self.top.show_help_open(is_open=False)
        self.lock.take_focus()

    def open_help(self) -> None:
        """Show who can help; it says nothing of why this program is here."""
        self.help_opened.emit()
        self._pages.turn_to(self.help)
        self.top.show_help_open(is_open=True)
        self.help.take_focus()

    def say_since(self, time: str) -> None:
        """Say since when it has been locked."""
        self._since.setText(self.tr("Locked since {time}").format(time=time))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pages.page is self.help:
            self.show_lock()
        super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _step(self, by: int) -> None:
        page = self._pages.page
        step_region(self._application, [self.top, *([page] if page is not None else [])], by)

    def _lay_out(self) -> None:
        for page in (self.lock, self.help):
            self._pages.add_page(page)
        self._status.setProperty("region", "status")
        row = QHBoxLayout(self._status)
        row.setContentsMargins(_EDGE, 0, _EDGE, 0)
        row.setSpacing(8)
        row.addWidget(Pictogram(self._look, "lock", "ink-3", pixels=16))
        row.addWidget(self._since)
        row.addStretch()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self._pages, 1)
        column.addWidget(self._status)
        self.setCentralWidget(whole)
        set_tab_order(self.top.tab_stops()[:2])

    @Slot()
    def _on_look_changed(self) -> None:
        self.setMinimumSize(fitted(self, *(self._look.theme.px(length) for length in _LEAST_SIZE)))
        self._status.setFixedHeight(self._look.theme.px(_STATUS_HEIGHT))
