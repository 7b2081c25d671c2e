"""The one question a Wayland desktop may ask, whether this program may take pictures, asked while it is in use."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from evidence_desk.capture.wayland.permission import Permission
from evidence_desk.domain.errors import DeskError
from evidence_desk.settings import PERMISSION_ASKED, Settings
from evidence_desk.ui.background import Background
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.messages import message


def window_for_portal(window: QWidget) -> str:
    """The window as portals name it. On Wayland only Qt's own C++ can export one, so there it is the empty name."""
    return f"x11:{int(window.winId()):x}" if QGuiApplication.platformName() == "xcb" else ""


class AskingPermission(QObject):
    """Asks when the first case is shown, once, and not at the first press in the middle of a chat."""

    def __init__(
        self, window: MainWindow, background: Background, settings: Settings, permission: Permission | None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._background = background
        self._settings = settings
        self._permission = permission

    @Slot()
    def ask_once(self) -> None:
        """Explain, then let the desktop ask; what came of it is said in the same place."""
        permission = self._permission
        if permission is None or self._settings.get(PERMISSION_ASKED):
            return
        parent = window_for_portal(self._window)

        def ask() -> bool:
            if permission.is_answered():
                return False
            self._background.say(self._explain)
            permission.ask(parent)
            return True

        self._background.on_work_thread(ask, self._on_allowed, self._on_refused)

    def _explain(self) -> None:
        self._window.banner.say(
            self.tr("Your system may ask now whether Desk may save pictures of the screen. Please choose Allow.")
        )

    def _on_allowed(self, asked: bool) -> None:
        self._settings.set(PERMISSION_ASKED, True)
        if asked:
            self._window.banner.say(self.tr("Your system lets Desk save pictures of the screen. You can start."))

    def _on_refused(self, error: DeskError) -> None:
        self._window.banner.say(message(error))
