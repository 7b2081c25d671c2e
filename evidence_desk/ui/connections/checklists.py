"""The rooms of steps and everything that is asked, picked, written and copied in them."""

from collections.abc import Callable

from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.aim import Aim
from evidence_desk.ui.connections.checklist_rooms import ChecklistRooms
from evidence_desk.ui.connections.choosing_apps import ChoosingApps
from evidence_desk.ui.connections.desk_parts import DeskParts
from evidence_desk.ui.connections.own_steps import OwnSteps
from evidence_desk.ui.connections.paying import Paying
from evidence_desk.ui.connections.step_texts import StepTexts
from evidence_desk.ui.connections.step_writing import StepWriting
from evidence_desk.ui.copying import Copying
from evidence_desk.ui.dialogs.asked_dialog import AskedDialog
from evidence_desk.ui.dialogs.own_step_dialog import OwnStepDialog
from evidence_desk.ui.dialogs.services_dialog import ServicesDialog
from evidence_desk.ui.draft_operation import DraftOperation


class Checklists:
    """Built once; each part hears the rest by itself."""

    def __init__(self, parts: DeskParts, *, aim: Callable[[], Aim]) -> None:
        panels, lists, window = parts.rooms.checklists, parts.rooms.lists, parts.window
        operations, writing, state, plan, clock = parts.operations, parts.writing, parts.state, parts.plan, parts.clock
        self.services_dialog = ServicesDialog(*parts.for_dialogs)
        self.own_step_dialog = OwnStepDialog(*parts.for_dialogs)
        self.asked_dialog = AskedDialog(*parts.for_dialogs, clock.now)
        self.copying = Copying(parts.application, window)
        self.rooms = ChecklistRooms(
            lists, window.list, operations, writing, state, plan=plan, clock=clock, aim=aim, finding=parts.finding
        )
        self.rooms.room_wanted.connect(window.open_room)
        self.paying = Paying(panels.bank, panels.no_payment, operations, writing, state, plan=plan, clock=clock)
        self.paying.register_wanted.connect(lambda: window.open_room(ActionId.PAID))
        self._writing = StepWriting(
            lists.values(), operations, writing, state, plan=plan, clock=clock, asked=self.asked_dialog
        )
        self.own_steps = OwnSteps(lists, self.own_step_dialog, operations, writing, state)
        self._choosing = ChoosingApps(
            lists.values(), panels.which_apps, self.services_dialog,
            operations=operations, writing=writing, state=state, plan=plan,
        )  # fmt: skip
        self._drafting = DraftOperation(operations, parts.desk, plan.content)
        self._texts = StepTexts(
            lists.values(), panels.bank,
            drafting=self._drafting, copying=self.copying, operations=operations, writing=writing,
        )  # fmt: skip

    def show_case(self) -> None:
        """Show the case as it is known now."""
        self.rooms.show_case()
        self.paying.show_case()
