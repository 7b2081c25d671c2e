"""The evidence room: looking, notes and tags."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from evidence_desk.domain.custody import CustodyEvent
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.times import Clock
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.messages import message, not_shown
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.evidence_panel import EvidencePanel


class EvidenceRoom(QObject):
    """A picture's pixels pass through here and are not kept."""

    def __init__(self, panel: EvidencePanel, operations: Operations, state: CaseState, clock: Clock) -> None:
        super().__init__(panel)
        self._panel = panel
        self._operations = operations
        self._state = state
        self._clock = clock
        panel.item_chosen.connect(self._on_item_chosen)
        panel.look_requested.connect(self._on_look_requested)
        panel.note_edited.connect(self._on_note_edited)
        panel.tag_added.connect(self._on_tag_added)
        panel.tag_removed.connect(self._on_tag_removed)
        operations.case_left.connect(self._on_case_left)
        operations.item_kept.connect(self._on_item_kept)
        operations.item_changed.connect(self.show_item)
        operations.item_troubled.connect(self._on_item_troubled)
        operations.picture_read.connect(self._on_picture_read)
        operations.history_read.connect(self._on_history_read)

    def show_case(self) -> None:
        """Show every item of the case."""
        self._panel.detail.note.turn_to(self._state.case.id if self._state.case else "")
        self._panel.set_items(self._state.items.values(), self._clock.now())

    def choose_unreadable(self) -> None:
        """Bring the newest item that can't be read into view."""
        item_id = self._state.newest_unreadable()
        if item_id is not None:
            self._panel.choose(item_id)

    @Slot(object)
    def show_item(self, item: Item) -> None:
        """Show what became of an item."""
        self._state.keep(item)
        self._panel.replace_item(item)
        self._operations.read_history(item)

    @Slot()
    def _on_case_left(self) -> None:
        """The note is told, the picture covered and its pixels dropped."""
        self._panel.detail.show_item(None)

    @Slot(object)
    def _on_item_kept(self, item: Item) -> None:
        self._panel.insert_newest(item, self._clock.now())

    @Slot(str)
    def _on_item_chosen(self, item_id: str) -> None:
        self._operations.read_history(self._state.items[ItemId(item_id)])

    @Slot(str)
    def _on_look_requested(self, item_id: str) -> None:
        self._operations.look(self._state.items[ItemId(item_id)])

    @Slot(str, str)
    def _on_note_edited(self, item_id: str, untrusted_note: str) -> None:
        self._operations.set_note(self._state.items[ItemId(item_id)], untrusted_note)

    @Slot(str, str)
    def _on_tag_added(self, item_id: str, untrusted_tag: str) -> None:
        self._operations.add_tag(self._state.items[ItemId(item_id)], untrusted_tag)

    @Slot(str, str)
    def _on_tag_removed(self, item_id: str, tag: str) -> None:
        self._operations.remove_tag(self._state.items[ItemId(item_id)], tag)

    @Slot(str, QImage)
    def _on_picture_read(self, item_id: str, picture: QImage) -> None:
        if picture.isNull():
            self._panel.show_trouble(ItemId(item_id), not_shown())
            return
        self._panel.show_picture(ItemId(item_id), picture)
        self._operations.read_history(self._state.items[ItemId(item_id)])

    @Slot(str, object)
    def _on_item_troubled(self, item_id: str, error: DeskError) -> None:
        self._panel.show_trouble(ItemId(item_id), message(error))

    @Slot(str, object)
    def _on_history_read(self, item_id: str, events: tuple[CustodyEvent, ...]) -> None:
        self._panel.show_history(ItemId(item_id), events)
