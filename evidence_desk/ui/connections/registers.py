"""Both registers and what they share: one way to write an entry down."""

from collections.abc import Callable

from evidence_desk.domain.entries import EntryId
from evidence_desk.ui.aim import Aim
from evidence_desk.ui.connections.accounts_room import AccountsRoom
from evidence_desk.ui.connections.desk_parts import DeskParts
from evidence_desk.ui.connections.payments_room import PaymentsRoom
from evidence_desk.ui.connections.register_room import RegisterWays
from evidence_desk.ui.entry_operation import EntryOperation


class Registers:
    """Built once; `show_case` shows both."""

    def __init__(self, parts: DeskParts, *, aim: Callable[[], Aim], show_payment: Callable[[EntryId], None]) -> None:
        self.entries = EntryOperation(parts.operations, parts.desk, parts.writing)
        ways = RegisterWays(
            window=parts.window,
            operations=parts.operations,
            writing=parts.writing,
            entries=self.entries,
            state=parts.state,
            plan=parts.plan,
            finding=parts.finding,
            clock=parts.clock,
            aim=aim,
            show_item=parts.rooms.evidence.choose,
        )
        self.accounts = AccountsRoom(parts.rooms.accounts, ways)
        self.payments = PaymentsRoom(parts.rooms.payments, ways, show_payment)

    def show_case(self) -> None:
        """Show the registers of the case as it is known now."""
        self.accounts.show_case()
        self.payments.show_case()
