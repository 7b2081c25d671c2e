"""Opens the room that was open last, when the program starts again."""

from PySide6.QtCore import QObject, Slot

from evidence_desk.settings import LAST_ROOM, Settings
from evidence_desk.ui.actions import ROOMS, ActionId
from evidence_desk.ui.main_window import MainWindow


class LastRoom(QObject):
    """Kept as a place in the list and not as a name: the settings say nothing of what the desk is used for."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._kept = settings.get(LAST_ROOM)
        window.room_opened.connect(self._on_room_opened)

    def restore(self) -> None:
        """Open it, if there is still such a room."""
        if 0 < self._kept <= len(ROOMS):
            self._window.open_room(ROOMS[self._kept - 1])

    @Slot(ActionId)
    def _on_room_opened(self, room: ActionId) -> None:
        if room in ROOMS:
            self._settings.set(LAST_ROOM, ROOMS.index(room) + 1)
