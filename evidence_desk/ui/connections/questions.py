"""What is asked in a window of its own about items and steps, and taking back what was said of them."""

from PySide6.QtWidgets import QApplication

from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.connections.case_plan import CasePlan
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.connections.removing import Removing
from evidence_desk.ui.connections.undoing import Undoing
from evidence_desk.ui.dialogs.remove_dialog import RemoveDialog
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.register_operation import RegisterOperation
from evidence_desk.ui.rooms import Rooms


class Questions:
    """Built once; each part hears the rest by itself."""

    def __init__(
        self,
        application: QApplication,
        look: Appearance,
        actions: Actions,
        *,
        window: MainWindow,
        rooms: Rooms,
        operations: Operations,
        writing: RegisterOperation,
        state: CaseState,
        plan: CasePlan,
    ) -> None:
        self.remove_dialog = RemoveDialog(application, look, actions, window)
        self._removing = Removing(rooms.evidence, self.remove_dialog, operations, state)
        self._undoing = Undoing(actions[ActionId.UNDO], operations, writing, plan, window)
