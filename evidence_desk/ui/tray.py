"""The icon in the tray: neutral to look at, and three things to do."""

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from evidence_desk.ui.appearance import Appearance

_LOOK_AGAIN_MS = 3000


class Tray(QObject):
    """Shown where the person wants it and the desktop has a tray; where it has none yet, that is looked for."""

    save_asked = Signal()
    open_asked = Signal()
    leave_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._is_wanted = False
        self._is_closed = False
        self.icon = QSystemTrayIcon(self)
        self.menu = QMenu(parent)
        self.menu.setAccessibleName(self.tr("Desk"))
        self._entry("capture", self.tr("Save what is on screen"), self.save_asked)
        self._entry("desk", self.tr("Open the desk"), self.open_asked)
        self.menu.addSeparator()
        self._entry("leave", self.tr("Leave now"), self.leave_asked)
        self.icon.setToolTip(self.tr("Desk"))
        self.icon.setContextMenu(self.menu)
        self._looking = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._looking.timeout.connect(self._show)
        self.icon.activated.connect(self._on_activated)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @staticmethod
    def is_there() -> bool:
        """Whether the desktop has a tray now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def want(self, *, wanted: bool) -> None:
        """Show the icon, or take it away."""
        self._is_wanted = wanted
        self._show()

    def set_near(self, *, near: bool) -> None:
        """Say that a date is near, and no more; or no longer."""
        self.icon.setToolTip(self.tr("Desk. A date is near") if near else self.tr("Desk"))

    def close(self) -> None:
        """Take everything away; may be called twice, and when the window is gone already."""
        if not self._is_closed:
            self._is_closed = True
            self._looking.stop()
            self.icon.hide()
            self.menu.hide()

    @Slot()
    def _show(self) -> None:
        """A tray that ends and comes back finds the icon again by itself."""
        there = self._is_wanted and (self.icon.isVisible() or self.is_there())
        self.icon.setVisible(there)
        if self._is_wanted and not there:
            self._looking.start()
        else:
            self._looking.stop()

    def _entry(self, icon: str, words: str, asked: SignalInstance) -> None:
        entry = QAction(words, self.menu)
        entry.setObjectName(icon)
        entry.triggered.connect(lambda _checked=False: asked.emit())
        self.menu.addAction(entry)

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        """A click opens the window; what it saves is asked for by its name, so nothing is saved by a slip."""
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.open_asked.emit()

    @Slot()
    def _on_look_changed(self) -> None:
        # A panel is dark or light whatever our own window is: this grey can be seen on both.
        self.icon.setIcon(self._look.icon("desk", "control-line"))
        for entry in self.menu.actions():
            if entry.objectName():
                entry.setIcon(self._look.icon(entry.objectName(), "ink-3"))
