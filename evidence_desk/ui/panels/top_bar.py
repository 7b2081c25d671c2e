"""The bar at the top: whose case, Capture, and the way out, always in the same corner."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget
from typing_extensions import override

from evidence_desk.ui.actions import DELAYS, ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.case_button import CaseButton
from evidence_desk.ui.panels.case_menu import CaseMenu
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.giving_words import GivingWords
from evidence_desk.ui.widgets.mirrored import margins_for
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel

_HEIGHT = 64
_CASE_WIDTH, _LEAST_CASE_WIDTH = 224, 144
_EDGE = 32
_NARROW_EDGE = 16
_GAP, _JOINED_GAP = 12, 1


class TopBar(QFrame):
    """Before the first case it shows the program's neutral name; then the case and Capture.

    Get help now and Leave now have their words at any width. Where there is no room for all of it the case is named
    shorter, then Capture is an icon, then Rooms.
    """

    capture_asked = Signal()
    rooms_asked = Signal()

    def __init__(self, look: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._narrow = False
        self._neutral = QWidget()
        self.setProperty("region", "top")
        self.leave = Button(look, actions[ActionId.LEAVE].text(), "leave", kind="leave")
        self.leave.setToolTip(actions[ActionId.LEAVE].toolTip())
        self.leave.clicked.connect(actions[ActionId.LEAVE].trigger)
        self.help = Button(look, actions[ActionId.HELP].text(), "help")
        self.help.setToolTip(actions[ActionId.HELP].toolTip())
        self.help.clicked.connect(actions[ActionId.HELP].trigger)
        self.capture = Button(look, self.tr("Capture"), "capture", kind="main")
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.capture.setProperty("join", "after" if mirrored else "before")
        self.capture.setToolTip(self.tr("Save the whole screen. The arrow beside it has more"))
        self.capture.clicked.connect(self.capture_asked)
        self.more = Button(look, self.tr("What to capture"), "down", kind="main", size="icon")
        self.more.setProperty("join", "before" if mirrored else "after")
        self._menu = _capture_menu(self, actions)
        self.more.clicked.connect(self._on_more)
        self.rooms = Button(look, self.tr("Rooms"), "list")
        self.rooms.clicked.connect(self.rooms_asked)
        self.case = CaseButton(look)
        self.cases = CaseMenu(look, self)
        self.case.clicked.connect(lambda: self.cases.open_under(self.case))
        self._giving = GivingWords(self.capture, self.rooms)
        self._lay_out()
        self.show_first_start()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_first_start(self) -> None:
        """Nothing of a case yet: the mark and the name."""
        for part in (self.case, self.capture, self.more, self.rooms):
            part.hide()

    def show_case(self, untrusted_title: str) -> None:
        """Name the case, and offer the others and Capture."""
        self.case.show_case(untrusted_title)
        self.cases.show_case(untrusted_title)
        self._neutral.hide()
        self.case.setVisible(not self._narrow)
        self.capture.show()
        self.more.show()
        self._fit()

    def set_narrow(self, narrow: bool) -> None:
        """Offer the rooms behind a button where there is no room for their list; the cases are in its menu then."""
        self._narrow = narrow
        self.rooms.setVisible(narrow)
        self.case.setVisible(not narrow and self._neutral.isHidden())
        edge = _NARROW_EDGE if narrow else _EDGE
        self._row.setContentsMargins(margins_for(self, _NARROW_EDGE, 0, edge, 1))
        self._fit()

    def show_help_open(self, *, is_open: bool) -> None:
        """Mark the button while the page it opens is there."""
        self.help.set_kind("soft" if is_open else "standard")

    def tab_stops(self) -> list[QWidget]:
        """In the order Tab goes: the way out first."""
        return [self.leave, self.help, self.capture, self.more, self.case, self.rooms]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Measured by hand: what has just been shown has not told its layout yet."""
        px = self._look.theme.px
        over = self._needed(px(_CASE_WIDTH)) - self.width()
        narrowest = px(_LEAST_CASE_WIDTH)
        self.case.setFixedWidth(max(px(_CASE_WIDTH) - max(over, 0), narrowest))
        self._giving.make_room(self._needed(narrowest) - self.width())

    def _needed(self, case_width: int) -> int:
        """What everything here takes with all its words, in pixels."""
        parts = (self._neutral, self.rooms, self.capture, self.more, self.help, self.leave)
        widths = [self._giving.whole_width(each) for each in parts if not each.isHidden()]
        widths += [] if self.case.isHidden() else [case_width]
        gaps = _GAP * (len(widths) - 1) - (0 if self.more.isHidden() else _GAP - _JOINED_GAP)
        margins = self._row.contentsMargins()
        return margins.left() + sum(widths) + gaps + margins.right()

    def _lay_out(self) -> None:
        neutral = QHBoxLayout(self._neutral)
        neutral.setContentsMargins(13, 0, 13, 0)
        neutral.setSpacing(8)
        neutral.addWidget(Pictogram(self._look, "desk", "ink"))
        neutral.addWidget(PlainLabel(self.tr("Desk"), bold=True), 1)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self._neutral)
        self._row.addWidget(self.case)
        self._row.addWidget(self.rooms)
        self._row.addStretch()
        together = QHBoxLayout()
        together.setSpacing(_JOINED_GAP)
        together.addWidget(self.capture)
        together.addWidget(self.more)
        self._row.addLayout(together)
        self._row.addWidget(self.help)
        self._row.addWidget(self.leave)
        self.set_narrow(False)
        self.rooms.hide()

    def _on_more(self) -> None:
        corner = self.more.mapToGlobal(QPoint(0, self.more.height() + 4))
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            corner.setX(corner.x() + self.more.width() - self._menu.sizeHint().width())
        self._menu.popup(corner)

    def _on_look_changed(self) -> None:
        self.setFixedHeight(self._look.theme.px(_HEIGHT))
        self._giving.measure()
        self._fit()


def _capture_menu(parent: QWidget, actions: Actions) -> QMenu:
    menu = QMenu(parent)
    menu.setAccessibleName(parent.tr("What to capture"))
    menu.setToolTipsVisible(True)
    menu.addAction(actions[ActionId.CAPTURE_SCREEN])
    menu.addAction(actions[ActionId.CAPTURE_WINDOW])
    menu.addAction(actions[ActionId.CAPTURE_AREA])
    menu.addAction(actions[ActionId.CAPTURE_LAST_AREA])
    menu.addAction(actions[ActionId.CAPTURE_IN_USE])
    menu.addAction(actions[ActionId.CAPTURE_AGAIN])
    menu.addAction(actions[ActionId.LEAVE_OUT])
    menu.addSeparator()
    menu.addActions([actions[delayed] for delayed in DELAYS])
    menu.addSeparator()
    menu.addAction(actions[ActionId.SCROLL])
    menu.addAction(actions[ActionId.WATCH])
    return menu
