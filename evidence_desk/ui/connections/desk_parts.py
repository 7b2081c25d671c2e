"""What most of the connections work with, so that none has to be handed each of them."""

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication

from evidence_desk.domain.times import Clock
from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.connections.case_plan import CasePlan
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.connections.item_finding import ItemFinding
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.register_operation import RegisterOperation
from evidence_desk.ui.rooms import Rooms


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskParts:
    """Made once, by the program; whoever puts several connections together takes it apart for them."""

    application: QApplication
    look: Appearance
    actions: Actions
    window: MainWindow
    rooms: Rooms
    desk: CaseDesk
    operations: Operations
    writing: RegisterOperation
    finding: ItemFinding
    state: CaseState
    plan: CasePlan
    clock: Clock

    @property
    def for_dialogs(self) -> tuple[QApplication, Appearance, Actions, MainWindow]:
        """What every dialog is made with, in its order."""
        return self.application, self.look, self.actions, self.window
