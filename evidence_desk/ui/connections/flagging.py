"""Flagging an item as under 18: in its menu, at once; the flag goes by the same menu, after one question."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Slot

from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.care_operation import CareOperation
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.dialogs.yes_no_dialog import YesNoDialog
from evidence_desk.ui.models.care_words import ring_to_hand_over
from evidence_desk.ui.panels.banner import Banner
from evidence_desk.ui.rooms import Rooms


class Flagging(QObject):
    """What is flagged is shut in every room, and every room says whom to ring."""

    def __init__(
        self, rooms: Rooms, dialog: YesNoDialog, operation: CareOperation, state: CaseState, banner: Banner
    ) -> None:
        super().__init__(dialog)
        self._banner = banner
        self._panel, self._hand_over = rooms.evidence, rooms.hand_over
        self._operation, self._state, self._dialog = operation, state, dialog
        self._panel.flag_requested.connect(self._on_requested)
        operation.flagged.connect(self._on_flagged)

    def show_case(self, number_to_ask: str) -> None:
        """Show which items are flagged, and whom to ring in the person's country."""
        ring = ring_to_hand_over(number_to_ask)
        self._panel.detail.set_ring_words(ring)
        self._hand_over.inside.set_flagged(tuple(sorted(self._state.registers.shut.values())), ring)

    @Slot(str, bool)
    def _on_requested(self, item_id: str, flagged: bool) -> None:
        change = partial(self._operation.flag, ItemId(item_id), flagged=flagged)
        if flagged:
            self._panel.cover()
            change()
            return
        exhibit = self._state.registers.shut.get(ItemId(item_id), "")
        question = self.tr("Take the flag off {exhibit}?").format(exhibit=exhibit)
        meaning = self.tr("Then it can be opened and handed over again. Do it only if nobody in it is under 18.")
        self._dialog.ask(question, meaning, self.tr("Keep it shut"), self.tr("Take the flag off"), change)

    @Slot(object, bool, int)
    def _on_flagged(self, items: tuple[Item, ...], flagged: bool, others: int) -> None:
        names = ", ".join(item.exhibit for item in items)
        shut = self.tr("Flagged as under 18 and shut: {exhibits}")
        words = shut if flagged else self.tr("The flag is off: {exhibits}")
        if names:
            announce(self._panel.list, words.format(exhibits=names), at_once=flagged)
        if others:
            # Not only spoken: what one picture of a watch shows, the next one mostly shows too.
            self._banner.say(_others_words(others))


def _others_words(others: int) -> str:
    one = QCoreApplication.translate("Flagging", "1 more picture of the same watch or scroll is not flagged. Check it.")
    several = QCoreApplication.translate(
        "Flagging", "{count} more pictures of the same watch or scroll are not flagged. Check them."
    )
    return one if others == 1 else several.format(count=others)
