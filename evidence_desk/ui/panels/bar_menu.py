"""What the capture bar can be aimed at, and the menu that aims it."""

from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.menu_entry import add_entry


class BarTarget(Enum):
    """What one press keeps. An area is chosen each time; once there is one, the same can be taken again."""

    SCREEN = auto()
    WINDOW = auto()
    AREA = auto()
    LAST_AREA = auto()
    IN_USE = auto()


_ICONS = {
    BarTarget.SCREEN: "screen",
    BarTarget.WINDOW: "window",
    BarTarget.AREA: "area",
    BarTarget.LAST_AREA: "undo",
    BarTarget.IN_USE: "window",
}
_NUMBERED = (BarTarget.SCREEN, BarTarget.WINDOW, BarTarget.AREA, BarTarget.LAST_AREA)
_NUMBERED_DELAY = 5
_WATCH_KEY = "7"
DELAYS = (3, _NUMBERED_DELAY, 10)


class BarMenu(QMenu):
    """One row for each target and delay; a number chooses its row while the menu is open."""

    chosen = Signal(BarTarget)
    delay_chosen = Signal(int)
    again_asked = Signal()
    watch_asked = Signal()
    leave_out_asked = Signal()
    scroll_asked = Signal()
    keep_screen_chosen = Signal(bool)

    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(self.tr("What to save"))
        self._names = {
            BarTarget.SCREEN: self.tr("Whole screen"),
            BarTarget.WINDOW: self.tr("This window"),
            BarTarget.AREA: self.tr("An area"),
            BarTarget.LAST_AREA: self.tr("Same area again"),
            BarTarget.IN_USE: self.tr("Window in use"),
        }
        self._actions = {
            target: add_entry(self, name, partial(self.chosen.emit, target)) for target, name in self._names.items()
        }
        self.again = add_entry(self, self.tr("Same again"), self.again_asked.emit)
        self.addSeparator()
        self._delays = {
            seconds: add_entry(self, self._delay_name(seconds), partial(self.delay_chosen.emit, seconds))
            for seconds in DELAYS
        }
        self.scrolling = add_entry(self, self.tr("Scrolling chat…"), self.scroll_asked.emit)
        self.watch = add_entry(self, self.tr("Watch for changes"), self.watch_asked.emit)
        self._is_cared = self._is_watching = False
        self.watch.setShortcut(QKeySequence(_WATCH_KEY))
        self.watch.setShortcutVisibleInContextMenu(True)
        self.addSeparator()
        self.leave_out = add_entry(self, self.tr("Leave out parts…"), self.leave_out_asked.emit)
        self.keep_screen = add_entry(self, self.tr("Also keep the whole screen"))
        self.keep_screen.setCheckable(True)
        self.keep_screen.triggered.connect(self.keep_screen_chosen)
        self._number_them()
        self.set_last_area(there=False)
        self.again.setEnabled(False)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _number_them(self) -> None:
        """The usual ones by a digit each."""
        numbered = (self._actions[target] for target in _NUMBERED)
        for number, action in enumerate((*numbered, self._delays[_NUMBERED_DELAY], self.scrolling), start=1):
            action.setShortcut(QKeySequence(str(number)))
            action.setShortcutVisibleInContextMenu(True)

    def name(self, target: BarTarget) -> str:
        """What a target is called."""
        return self._names[target]

    def icon_name(self, target: BarTarget) -> str:
        """The icon of a target."""
        return _ICONS[target]

    def set_last_area(self, *, there: bool) -> None:
        """Offer the same area again, once there is one."""
        self._actions[BarTarget.LAST_AREA].setEnabled(there)

    def set_watching(self, *, watching: bool) -> None:
        """One thing is watched at a time."""
        self._is_watching = watching
        self._show_what_is_off()

    def set_care(self, *, cared: bool) -> None:
        """Under care nothing is saved by itself, and nothing around a window."""
        self._is_cared = cared
        off = self.tr("{what} (off: under-18 care)")
        for action, name in (
            (self.watch, self.tr("Watch for changes")),
            (self.scrolling, self.tr("Scrolling chat…")),
            (self.keep_screen, self.tr("Also keep the whole screen")),
        ):
            action.setText(off.format(what=name.removesuffix("…")) if cared else name)
        self._show_what_is_off()

    def _show_what_is_off(self) -> None:
        self.watch.setEnabled(not self._is_watching and not self._is_cared)
        self.scrolling.setEnabled(not self._is_cared)
        self.keep_screen.setEnabled(not self._is_cared)

    @Slot(bool)
    def choose_keep_screen(self, keeps: bool) -> None:
        """As if it was chosen in the menu."""
        self.keep_screen.setChecked(keeps)
        self.keep_screen_chosen.emit(keeps)

    def open_under(self, button: QWidget, now: BarTarget) -> None:
        """Open below a button with the row of what it is aimed at chosen; Qt moves it above where there is no room."""
        self.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
        self.setActiveAction(self._actions[now])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        for action in self.actions():
            if event.text() and event.text() == action.shortcut().toString() and action.isEnabled():
                self.close()
                action.trigger()
                return
        super().keyPressEvent(event)

    def _delay_name(self, seconds: int) -> str:
        return self.tr("In {seconds} seconds").format(seconds=seconds)

    @Slot()
    def _on_look_changed(self) -> None:
        for target, action in self._actions.items():
            action.setIcon(self._look.icon(_ICONS[target], "ink-3"))
        for action in self._delays.values():
            action.setIcon(self._look.icon("delay", "ink-3"))
        self.watch.setIcon(self._look.icon("watch", "ink-3"))
        self.again.setIcon(self._look.icon("refresh", "ink-3"))
        self.scrolling.setIcon(self._look.icon("scroll", "ink-3"))
        self.leave_out.setIcon(self._look.icon("cover", "ink-3"))
        self.keep_screen.setIcon(self._look.tick())
