"""The rooms there are, and the parts of each that F6 stops at."""

from PySide6.QtWidgets import QApplication

from evidence_desk.guidance.checklists import LIST_IDS
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.connections.checklist_rooms import ROOM_OF
from evidence_desk.ui.main_window import Room
from evidence_desk.ui.panels.checklist_panel import ChecklistPanel
from evidence_desk.ui.panels.evidence_panel import EvidencePanel
from evidence_desk.ui.panels.hand_over_panel import HandOverPanel


class Rooms:
    """One panel for each room, made once."""

    def __init__(self, application: QApplication, look: Appearance) -> None:
        self.evidence = EvidencePanel(look, application)
        self.lists = {list_id: ChecklistPanel(look) for list_id in LIST_IDS}
        self.hand_over = HandOverPanel(look)

    def by_action(self) -> dict[ActionId, Room]:
        """Each room under the action that opens it."""
        hand_over, evidence = self.hand_over, self.evidence
        parts = (hand_over.empty, hand_over.who, hand_over.inside, hand_over.where, hand_over.result)
        return {
            ActionId.EVIDENCE: Room(evidence, evidence, (evidence.empty, evidence.list, evidence.detail)),
            **{ROOM_OF[key]: Room(each, each, (each.list, each.detail)) for key, each in self.lists.items()},
            ActionId.HAND_OVER: Room(hand_over, hand_over, parts),
        }
