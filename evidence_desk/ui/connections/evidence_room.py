"""The evidence room: looking, notes and tags, and a list that fills itself behind the first page."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from evidence_desk.domain.custody import CustodyEvent
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.listed import Listed, SortKey
from evidence_desk.domain.times import Clock
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.case_view import CaseNews
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.listing_operation import ListingOperation
from evidence_desk.ui.messages import message, not_shown
from evidence_desk.ui.models.evidence_words import SEALED
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.evidence_panel import EvidencePanel

_FIRST_PAGE_ALONE_MS = 100
"""Long enough to paint what can be seen, before threads that read the rest want the interpreter too."""


class EvidenceRoom(QObject):
    """A picture's pixels pass through here and are not kept."""

    filled = Signal()
    """The last page came."""

    def __init__(
        self,
        panel: EvidencePanel,
        operations: Operations,
        listing: ListingOperation,
        state: CaseState,
        clock: Clock,
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._operations = operations
        self._listing = listing
        self._state = state
        self._clock = clock
        self._read_from: SortKey | None = None
        self._is_broken_off = False
        self._shut: frozenset[ItemId] = frozenset()
        self._hear_panel(panel)
        self._hear_operations(operations)
        listing.page_read.connect(self._on_page_read)
        listing.all_read.connect(self._on_all_read)
        listing.broken_off.connect(self._on_broken_off)
        self._before_others = QTimer(self, singleShot=True, interval=_FIRST_PAGE_ALONE_MS)
        self._before_others.timeout.connect(self._on_first_page_shown)

    @property
    def is_filled(self) -> bool:
        """Whether no page is waited for."""
        return self._read_from is None

    def show_case(self) -> None:
        """Show the newest items of the case at once, and read the others behind them."""
        state, case = self._state, self._state.case
        self._panel.detail.note.turn_to(case.id if case else "")
        self._shut = frozenset(state.registers.shut)
        more = len(state.newest) < state.count
        self._panel.set_items(state.as_known(state.newest), self._clock.now(), pages_follow=more)
        self._listing.stop()
        self._before_others.stop()
        self._read_from, self._is_broken_off = state.newest[-1].sort_key if more else None, False
        if more:
            self._before_others.start()

    def choose_unreadable(self) -> None:
        """Bring the newest item that can't be read into view."""
        item_id = self._state.newest_unreadable()
        if item_id is not None:
            self._panel.choose(item_id)

    def show_unreadable(self, items: tuple[Listed, ...]) -> None:
        """Show which items turned out to be damaged."""
        for item in items:
            self._panel.replace_listed(self._state.shown(item))
            self._read_again(item.id)

    def show_news(self, news: CaseNews) -> None:
        """Show what something else changed."""
        for item_id in news.gone:
            self._panel.remove_item(item_id)
        for item in news.changed:
            self._panel.insert_item(self._state.shown(item), self._clock.now())
            self._read_again(item.id)
        self._show_shut()

    def _show_shut(self) -> None:
        """Show what was flagged or is flagged no more since the last time."""
        shut = frozenset(self._state.registers.shut)
        changed, self._shut = shut ^ self._shut, shut
        for item_id in changed:
            item = self._panel.model.item(item_id)
            if item is not None:
                self._panel.replace_listed(self._state.shown(replace(item, state=SEALED)))
                self._read_again(item_id)

    @Slot(ActionId)
    def on_room_opened(self, room: ActionId) -> None:
        """Whoever comes back to a list that was cut short has the rest read once more."""
        if room is ActionId.EVIDENCE and self._is_broken_off:
            self._is_broken_off = False
            self._on_first_page_shown()

    def turn_day(self) -> None:
        """Another day has begun, or another zone."""
        self._panel.set_now(self._clock.now())

    def _hear_panel(self, panel: EvidencePanel) -> None:
        panel.item_chosen.connect(self._on_item_chosen)
        panel.look_requested.connect(self._on_look_requested)
        panel.note_edited.connect(self._on_note_edited)
        panel.tag_added.connect(self._on_tag_added)
        panel.tag_removed.connect(self._on_tag_removed)

    def _hear_operations(self, operations: Operations) -> None:
        operations.case_left.connect(self._on_case_left)
        operations.item_kept.connect(self._on_item_kept)
        operations.item_changed.connect(self._on_item_changed)
        operations.item_removed.connect(self._on_item_removed)
        operations.item_troubled.connect(self._on_item_troubled)
        operations.item_read.connect(lambda item: self._panel.show_item(self._state.known(item)))
        operations.picture_read.connect(self._on_picture_read)
        operations.history_read.connect(self._on_history_read)

    def _read_again(self, item_id: ItemId) -> None:
        """Only of the item that is shown more than its row is known."""
        shown = self._panel.detail.listed
        if shown is not None and shown.id == item_id:
            self._operations.read_item(item_id)

    @Slot()
    def _on_case_left(self) -> None:
        """The note is told, the picture covered and its pixels dropped."""
        self._listing.stop()
        self._before_others.stop()
        self._panel.detail.show_listed(None)

    @Slot()
    def _on_first_page_shown(self) -> None:
        if self._read_from is not None and self._state.case is not None:
            self._listing.read_older(self._state.case.id, self._read_from)

    @Slot()
    def _on_broken_off(self) -> None:
        """What came so far stays; what is older than that is still to be read."""
        oldest = min((item.sort_key for item in self._panel.model.items()), default=self._read_from)
        self._read_from, self._is_broken_off = oldest, True

    @Slot()
    def _on_all_read(self) -> None:
        self._read_from = None
        self._panel.end_pages()
        self.filled.emit()

    @Slot(object)
    def _on_page_read(self, page: tuple[Listed, ...]) -> None:
        self._panel.add_page(self._state.as_known(page))

    @Slot(object)
    def _on_item_kept(self, item: Item) -> None:
        self._panel.insert_item(Listed.of(item), self._clock.now())

    @Slot(object)
    def _on_item_changed(self, item: Item) -> None:
        self._state.change(item)
        self._panel.replace_item(self._state.known(item))
        self._read_again(item.id)

    @Slot(object)
    def _on_item_removed(self, item: Item) -> None:
        self._panel.remove_item(item.id)

    @Slot(str)
    def _on_item_chosen(self, item_id: str) -> None:
        self._operations.read_item(ItemId(item_id))

    @Slot(str)
    def _on_look_requested(self, item_id: str) -> None:
        self._operations.look(ItemId(item_id))

    @Slot(str, str)
    def _on_note_edited(self, item_id: str, untrusted_note: str) -> None:
        self._operations.set_note(ItemId(item_id), untrusted_note)

    @Slot(str, str)
    def _on_tag_added(self, item_id: str, untrusted_tag: str) -> None:
        self._operations.add_tag(ItemId(item_id), untrusted_tag)

    @Slot(str, str)
    def _on_tag_removed(self, item_id: str, tag: str) -> None:
        self._operations.remove_tag(ItemId(item_id), tag)

    @Slot(str, QImage)
    def _on_picture_read(self, item_id: str, picture: QImage) -> None:
        if picture.isNull():
            self._panel.show_trouble(ItemId(item_id), not_shown())
            return
        self._panel.show_picture(ItemId(item_id), picture)
        self._read_again(ItemId(item_id))

    @Slot(str, object)
    def _on_item_troubled(self, item_id: str, error: DeskError) -> None:
        self._panel.show_trouble(ItemId(item_id), message(error))

    @Slot(str, object)
    def _on_history_read(self, item_id: str, events: tuple[CustodyEvent, ...]) -> None:
        self._panel.show_history(ItemId(item_id), events)
