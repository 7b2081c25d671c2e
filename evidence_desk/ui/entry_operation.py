"""Writing down an entry as it is typed: only the parts that were changed, whoever changed others meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from evidence_desk.capture.targets import Target
from evidence_desk.domain.accounts import Account
from evidence_desk.domain.cases import Case
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import ItemId, Rectangle
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.written import Written
from evidence_desk.ui.aim import Aim
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.register_operation import RegisterOperation
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.capture_evidence import CaptureRequest
from evidence_desk.workflows.write_down import Kept, write_down, written

_Turned = tuple[Kept[Any] | None, Kept[Any]]
_NEW = "new-"


class EntryOperation(QObject):
    """A `subject` is an EntryId, or a name from `new_subject`, which stands for the entry that its first word makes.

    Each method returns at once. What it answers is told by the RegisterOperation first, then here.
    """

    kept = Signal(str, object)
    """The subject, and the Kept as it is now."""
    not_kept = Signal(str, object)
    """The subject, and the DeskError."""

    def __init__(self, operations: Operations, desk: CaseDesk, writing: RegisterOperation) -> None:
        super().__init__()
        self._operations = operations
        self._desk = desk
        self._writing = writing
        self._made = 0
        self._ids: dict[str, EntryId] = {}

    def new_subject(self) -> str:
        """A name for an entry that is not written down yet."""
        self._made += 1
        return f"{_NEW}{self._made}"

    def change(self, kind: type[Written], subject: str, changes: dict[str, Any]) -> None:
        """Keep these parts."""
        self._do(
            subject,
            lambda vault, case: self._changed(vault, case, kind, subject, lambda what: replace(what, **changes)),
        )

    def name_exhibit(self, kind: type[Written], subject: str, item_id: ItemId, *, named: bool) -> None:
        """Keep that an item shows the entry, or that it does not."""
        self._do(subject, lambda vault, case: self._changed(vault, case, kind, subject, _naming(item_id, named=named)))

    def capture(self, kind: type[Written], subject: str, target: Target, leave_out: tuple[Rectangle, ...] = ()) -> None:
        """Keep one picture, and that it shows the entry."""
        say_saved = self._operations.saying_saved()

        def asked(case: Case) -> CaptureRequest:
            return CaptureRequest(case, target, leave_out=leave_out, trigger="button")

        def keep() -> tuple[Any, _Turned | DeskError]:
            kept = self._desk.capture(asked, say_saved)
            naming = _naming(kept.item.id, named=True)
            try:
                return kept, self._desk.doing(lambda vault, case: self._changed(vault, case, kind, subject, naming))
            except DeskError as error:
                return kept, error

        def home(answer: tuple[Any, _Turned | DeskError]) -> None:
            kept, turned = answer
            self._operations.say_kept(kept)
            if isinstance(turned, DeskError):
                self.not_kept.emit(subject, turned)
            else:
                self._say(subject, turned)

        failed = self._operations.asking_for_parts(
            Aim(target, leave_out), "button", lambda item: self.name_exhibit(kind, subject, item.id, named=True)
        )
        self._operations.in_case(keep, home, failed)

    def _do(self, subject: str, job: Callable[[Vault, Case], _Turned]) -> None:
        self._operations.in_case(
            lambda: self._desk.doing(job),
            lambda turned: self._say(subject, turned),
            lambda error: self.not_kept.emit(subject, error),
        )

    def _changed(
        self, vault: Vault, case: Case, kind: type[Written], subject: str, change: Callable[[Any], Written]
    ) -> _Turned:
        """On the case thread, one after the other: the second change of a new entry finds what the first one made."""
        entry_id = self._ids.get(subject, None if subject.startswith(_NEW) else EntryId(subject))
        every = written(vault, case, kind, with_removed=True) if entry_id else ()
        before = next((each for each in every if each.id == entry_id), None)
        after = write_down(vault, case, change(before.what if before else kind()), entry_id)
        self._ids[subject] = after.id
        return before, after

    def _say(self, subject: str, turned: _Turned) -> None:
        before, after = turned
        if before != after:
            self._writing.turned.emit(before, after)
        self._writing.written.emit(after)
        self.kept.emit(subject, after)


def _naming(item_id: ItemId, *, named: bool) -> Callable[[Any], Written]:
    def change(what: Account | Payment) -> Written:
        others = tuple(each for each in what.exhibits if each != item_id)
        return replace(what, exhibits=(*others, item_id) if named else others)

    return change
