"""Saying whether anyone is under 18, of a case or of an item: kept on the case thread, and told to every room."""

from PySide6.QtCore import QObject, Signal

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.cases import Case
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.operations import Operations
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.answer_ages import answer_ages
from evidence_desk.workflows.flag_item import flag_item, not_flagged_in_series


class CareOperation(QObject):
    """Returns at once; whatever changed comes to the rooms as news, like the change of a command."""

    answered = Signal(object)
    """The Case, as it is once the answer is in the history."""

    flagged = Signal(object, bool, int)
    """The Items of which that changed, whether they are flagged now, and how many of their series are not."""

    def __init__(self, desk: CaseDesk, operations: Operations) -> None:
        super().__init__()
        self._desk = desk
        self._operations = operations

    def answer(self, answer: Under18, *, is_sure: bool = False) -> None:
        """Keep the answer; `is_sure` where the person was asked back whether care is to end."""

        def answered(case: Case) -> None:
            self.answered.emit(case)
            self._operations.refresh()

        self._operations.in_case(
            lambda: self._desk.doing(lambda vault, case: answer_ages(vault, case, answer, is_sure=is_sure)),
            answered,
            self._operations.failed.emit,
        )

    def flag(self, item_id: ItemId, *, flagged: bool) -> None:
        """Keep whether an item is flagged; what shows the same is flagged with it."""

        def flag(vault: Vault, case: Case) -> tuple[tuple[Item, ...], int]:
            items = flag_item(vault, case, vault.items.find(case.id, item_id), flagged)
            return items, len(not_flagged_in_series(vault, case, items)) if flagged else 0

        def changed(done: tuple[tuple[Item, ...], int]) -> None:
            self.flagged.emit(done[0], flagged, done[1])
            self._operations.refresh()

        self._operations.in_case(
            lambda: self._desk.doing(flag),
            changed,
            lambda error: self._operations.item_troubled.emit(item_id, error),
        )
