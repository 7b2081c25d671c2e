"""What the capture bar can be aimed at, and the menu that aims it."""

from enum import Enum, auto

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance


class BarTarget(Enum):
    """The whole screen, or the window that was chosen."""

    SCREEN = auto()
    WINDOW = auto()


_ICONS = {BarTarget.SCREEN: "screen", BarTarget.WINDOW: "window"}


class BarMenu(QMenu):
    """One row for each target, with a number that chooses it while the menu is open."""

    chosen = Signal(BarTarget)

    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(self.tr("What to save"))
        self._names = {BarTarget.SCREEN: self.tr("Whole screen"), BarTarget.WINDOW: self.tr("This window")}
        self._actions = {target: self.addAction(name) for target, name in self._names.items()}
        for number, (target, action) in enumerate(self._actions.items(), start=1):
            action.setShortcut(QKeySequence(str(number)))
            action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(lambda _checked=False, target=target: self.chosen.emit(target))
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def name(self, target: BarTarget) -> str:
        """What a target is called."""
        return self._names[target]

    def open_under(self, button: QWidget) -> None:
        """Open below a button; Qt moves it above where there is no room."""
        self.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        for action in self._actions.values():
            if event.text() and event.text() == action.shortcut().toString():
                self.close()
                action.trigger()
                return
        super().keyPressEvent(event)

    @Slot()
    def _on_look_changed(self) -> None:
        for target, action in self._actions.items():
            action.setIcon(self._look.icon(_ICONS[target], "ink-3"))
