"""Start here, its dates and questions, and the page of those who help."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from evidence_desk.domain.checklists import StepId
from evidence_desk.settings import Settings
from evidence_desk.ui.background import Background
from evidence_desk.ui.connections.calendar_saving import CalendarSaving
from evidence_desk.ui.connections.contacts import Contacts
from evidence_desk.ui.connections.date_reminder import DateReminder
from evidence_desk.ui.connections.desk_parts import DeskParts
from evidence_desk.ui.connections.help_page import HelpPage
from evidence_desk.ui.connections.start_here_room import StartHereRoom
from evidence_desk.ui.tray import Tray
from evidence_desk.ui.vault_reading import VaultReading


class StartAndHelp:
    """Built once; `show_case` shows all of it."""

    def __init__(
        self,
        parts: DeskParts,
        *,
        background: Background,
        settings: Settings,
        reads: VaultReading,
        show_step: Callable[[StepId], None],
    ) -> None:
        rooms, window, operations = parts.rooms, parts.window, parts.operations
        writing, state, plan, clock = parts.writing, parts.state, parts.plan, parts.clock
        self._start = StartHereRoom(
            rooms, window, operations, state, plan=plan, writing=writing, clock=clock, show_step=show_step
        )
        self.calendar = CalendarSaving(rooms.start_here.dates, background, plan, reads=reads, clock=clock)
        countries = plan.content.countries if plan.content else {}
        self._help = HelpPage(
            parts.application, rooms.help, window, state, writing=writing, countries=countries, clock=clock
        )
        self._people = Contacts(rooms.help.people, operations, writing, state)
        self.reminder = DateReminder(settings, plan, window, rooms.settings.dates, clock=clock)
        for each in (self._help, self.reminder):
            writing.written.connect(each.show_case)

    @Slot()
    def show_case(self) -> None:
        """Show the case as it is known now."""
        for each in (self._start, self._help, self._people, self.reminder):
            each.show_case()

    def remind_in(self, tray: Tray) -> None:
        """Say there too that a date is near."""
        self.reminder.near_changed.connect(lambda near: tray.set_near(near=near))
