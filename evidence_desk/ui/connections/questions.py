"""What is asked in a window of its own about items and steps, and taking back what was said of them."""

from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.connections.desk_parts import DeskParts
from evidence_desk.ui.connections.removing import Removing
from evidence_desk.ui.connections.undoing import Undoing
from evidence_desk.ui.dialogs.remove_dialog import RemoveDialog


class Questions:
    """Built once; each part hears the rest by itself."""

    def __init__(self, parts: DeskParts) -> None:
        self.remove_dialog = RemoveDialog(*parts.for_dialogs)
        self._removing = Removing(parts.rooms.evidence, self.remove_dialog, parts.operations, parts.state)
        self._undoing = Undoing(parts.actions[ActionId.UNDO], parts.operations, parts.writing, parts.plan, parts.window)
