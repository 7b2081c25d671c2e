"""The rooms there are, and the parts of each that F6 stops at."""

from PySide6.QtWidgets import QApplication, QWidget

from evidence_desk.domain.times import Clock
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.connections.checklist_rooms import ROOM_OF
from evidence_desk.ui.main_window import Room
from evidence_desk.ui.panels.accounts_panel import AccountsPanel
from evidence_desk.ui.panels.checklist_panels import ChecklistPanels
from evidence_desk.ui.panels.evidence_panel import EvidencePanel
from evidence_desk.ui.panels.hand_over_panel import HandOverPanel
from evidence_desk.ui.panels.help_panel import HelpPanel
from evidence_desk.ui.panels.payments_panel import PaymentsPanel
from evidence_desk.ui.panels.register_panel import RegisterPanel
from evidence_desk.ui.panels.settings_panel import SettingsPanel
from evidence_desk.ui.panels.start_here_panel import StartHerePanel
from evidence_desk.ui.panels.start_pages import StartPages
from evidence_desk.ui.panels.timeline_panel import TimelinePanel


class Rooms:
    """One panel for each room, made once."""

    def __init__(self, application: QApplication, look: Appearance, clock: Clock) -> None:
        self.start_here = StartHerePanel(look)
        self.start = StartPages(look, self.start_here)
        self.evidence = EvidencePanel(look, application)
        self.accounts = AccountsPanel(look)
        self.payments = PaymentsPanel(look, clock.now)
        self.checklists = ChecklistPanels(look)
        self.lists = self.checklists.by_list
        self.timeline = TimelinePanel(look)
        self.hand_over = HandOverPanel(look)
        self.help = HelpPanel(look)
        self.settings = SettingsPanel(look)

    def by_action(self) -> dict[ActionId, Room]:
        """Each room under the action that opens it."""
        hand_over, evidence, settings = self.hand_over, self.evidence, self.settings
        timeline = self.timeline
        parts = (hand_over.empty, hand_over.who, hand_over.inside, hand_over.where, hand_over.result)
        return {
            ActionId.START: Room(self.start, self.start, self._start_regions()),
            ActionId.EVIDENCE: Room(evidence, evidence, (evidence.empty, evidence.list, evidence.detail)),
            ActionId.ACCOUNTS: _register(self.accounts),
            ActionId.PAID: _register(self.payments),
            **{ROOM_OF[key]: Room(each, each, each.parts()) for key, each in self.lists.items()},
            ActionId.TIMELINE: Room(timeline, timeline, (timeline.empty, timeline.box, timeline.list)),
            ActionId.HAND_OVER: Room(hand_over, hand_over, parts),
            ActionId.HELP: Room(self.help, self.help, (self.help.crisis, self.help.people, self.help.cards)),
            ActionId.SETTINGS: Room(settings, settings, (settings.sections, settings.cards)),
        }

    def _start_regions(self) -> tuple[QWidget, ...]:
        start, care = self.start_here, self.start.care
        own = (start.ask, start.next, start.answering, start.lists, start.dates, start.answers, start.ages)
        return (*own, care.first, care.answer, self.start.question)


def _register(panel: RegisterPanel) -> Room:
    return Room(panel, panel, (panel.empty, panel.list, panel.detail))
