"""Writing into the registers of the case that is shown: accounts, payments, reports, contacts, own steps, answers."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from evidence_desk.domain.answers import Answers
from evidence_desk.domain.cases import Case, CaseId
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.written import Written
from evidence_desk.domain.written_errors import NoSuchEntry
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.operations import Operations
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.write_down import Kept, put_back, take_out, write_down, written

_Turned = tuple[Kept[Any] | None, Kept[Any]]
What = TypeVar("What", bound=Written)


class RegisterOperation(QObject):
    """Each method returns at once; the answer comes home on the main thread, once it survives a power cut.

    What can't be kept is told under its `subject` to whoever gave one, and says it; without one the window says it.
    """

    turned = Signal(object, object)
    """The Kept as it was, or None where it was not there, and as it is; the same twice where nothing had to be kept."""
    written = Signal(object)
    """The Kept as it is now, told after `turned`."""
    not_written = Signal(str, object)
    """What the caller called it, and the DeskError."""
    left_behind = Signal(str, object)
    """What the caller called it, after another case was entered: the DeskError, or None where it was kept there."""

    def __init__(self, operations: Operations, desk: CaseDesk) -> None:
        super().__init__()
        self._operations = operations
        self._desk = desk

    def keep(
        self, what: Written, entry_id: EntryId | None = None, *, subject: str = "", case_id: CaseId | None = None
    ) -> None:
        """Write down a new entry, or what an entry says from now on; with `case_id` in that case, shown or not."""

        def job(vault: Vault, shown: Case) -> _Turned:
            case = shown if case_id is None else vault.cases.by_id(case_id)
            before = _kept(vault, case, type(what), entry_id)
            return before, write_down(vault, case, what, entry_id)

        self._do(job, subject)

    def change(
        self,
        new: What,
        change: Callable[[What], What],
        *,
        is_it: Callable[[Kept[What]], bool] = lambda _kept: True,
        entry_id: EntryId | None = None,
        subject: str = "",
    ) -> None:
        """Change the newest entry that `is_it`, or begin with `new` where there is none; with `entry_id` only that one.

        `change` is called on the case thread with what is kept by then: of two changes right after each other neither
        takes the other back, and both are of one entry.
        """

        def job(vault: Vault, case: Case) -> _Turned:
            entries = reversed(written(vault, case, type(new)))
            before = next((each for each in entries if (each.id == entry_id if entry_id else is_it(each))), None)
            if before is None and entry_id is not None:
                raise NoSuchEntry(entry_id)
            changed = change(before.what if before else new)
            return before, write_down(vault, case, changed, before.id if before else None)

        self._do(job, subject)

    def answer(self, change: Callable[[Answers], Answers], *, subject: str = "") -> None:
        """Change the answers as they are kept by then."""
        self.change(Answers(), change, subject=subject)

    def take_out(self, kind: type[Written], entry_id: EntryId, *, subject: str = "") -> None:
        """Take an entry out of its register."""
        self._put(kind, entry_id, take_out, subject)

    def put_back(self, kind: type[Written], entry_id: EntryId, *, subject: str = "") -> None:
        """Undo `take_out`."""
        self._put(kind, entry_id, put_back, subject)

    def _put(
        self, kind: type[Written], entry_id: EntryId, put: Callable[[Vault, Case, EntryId], None], subject: str
    ) -> None:
        def job(vault: Vault, case: Case) -> _Turned:
            before = _kept(vault, case, kind, entry_id)
            put(vault, case, entry_id)
            after = _kept(vault, case, kind, entry_id)
            assert after is not None, "an entry that was taken out or put back is still kept"  # noqa: S101
            return before, after

        self._do(job, subject)

    def _do(self, job: Callable[[Vault, Case], _Turned], subject: str) -> None:
        self._operations.in_case(
            lambda: self._desk.doing(job),
            self._say,
            lambda error: self._say_not(subject, error),
            late=lambda _turned: self.left_behind.emit(subject, None),
            late_failed=lambda error: self._say_late(subject, error),
        )

    def _say(self, turned: _Turned) -> None:
        before, after = turned
        self.turned.emit(before, after)
        self.written.emit(after)

    def _say_late(self, subject: str, error: DeskError) -> None:
        self._operations.failed.emit(error)
        self.left_behind.emit(subject, error)

    def _say_not(self, subject: str, error: DeskError) -> None:
        if subject:
            self.not_written.emit(subject, error)
        else:
            self._operations.failed.emit(error)


def _kept(vault: Vault, case: Case, kind: type[Written], entry_id: EntryId | None) -> Kept[Any] | None:
    every = written(vault, case, kind, with_removed=True) if entry_id else ()
    return next((each for each in every if each.id == entry_id), None)
