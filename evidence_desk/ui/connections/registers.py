"""Both registers and what they share: one way to write an entry down."""

from collections.abc import Callable

from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.times import Clock
from evidence_desk.ui.aim import Aim
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.connections.accounts_room import AccountsRoom
from evidence_desk.ui.connections.case_plan import CasePlan
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.connections.item_finding import ItemFinding
from evidence_desk.ui.connections.payments_room import PaymentsRoom
from evidence_desk.ui.connections.register_room import RegisterWays
from evidence_desk.ui.entry_operation import EntryOperation
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.register_operation import RegisterOperation
from evidence_desk.ui.rooms import Rooms


class Registers:
    """Built once; `show_case` shows both."""

    def __init__(
        self,
        *,
        window: MainWindow,
        rooms: Rooms,
        desk: CaseDesk,
        operations: Operations,
        writing: RegisterOperation,
        finding: ItemFinding,
        state: CaseState,
        plan: CasePlan,
        clock: Clock,
        aim: Callable[[], Aim],
        show_payment: Callable[[EntryId], None],
    ) -> None:
        self.entries = EntryOperation(operations, desk, writing)
        ways = RegisterWays(
            window=window,
            operations=operations,
            writing=writing,
            entries=self.entries,
            state=state,
            plan=plan,
            finding=finding,
            clock=clock,
            aim=aim,
            show_item=rooms.evidence.choose,
        )
        self.accounts = AccountsRoom(rooms.accounts, ways)
        self.payments = PaymentsRoom(rooms.payments, ways, show_payment)

    def show_case(self) -> None:
        """Show the registers of the case as it is known now."""
        self.accounts.show_case()
        self.payments.show_case()
