"""Adding files from elsewhere: a work thread reads each, the case thread keeps it, and captures come in between."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_desk.domain.cases import Case
from evidence_desk.domain.errors import DeskError, ProgramFault, VaultError
from evidence_desk.domain.evidence import Item, Surroundings
from evidence_desk.domain.import_refusals import CareNoFiles, FileNotUnderstood
from evidence_desk.ui.background import Background
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.operations import Operations
from evidence_desk.workflows.import_files import FoundFile, find_file, keep_file, refuse_files


class Stopped(Enum):
    """Why the rest of the files was not tried, where nothing is wrong."""

    ASKED = auto()
    CASE_LEFT = auto()
    BROKEN = auto()
    """A fault of our own: it is not known whether the file that was tried then is kept."""


@dataclass(frozen=True, slots=True)
class Adding:
    """How far it is: `done` of `total` files were tried, and `path` is tried now."""

    done: int
    total: int
    path: Path


@dataclass(frozen=True, slots=True)
class Added:
    """What came of it: what is kept, why others were refused, and what was not tried any more, and why."""

    kept: tuple[Item, ...] = ()
    refused: tuple[DeskError, ...] = ()
    left: tuple[Path, ...] = ()
    why: DeskError | Stopped | None = None


class ImportOperation(QObject):
    """One file after the other. What is kept is also an `item_kept` of the operations, like every item."""

    progressed = Signal(object)
    """An Adding."""
    ended = Signal(object)
    """The Added."""

    def __init__(
        self,
        background: Background,
        desk: CaseDesk,
        operations: Operations,
        surroundings: Callable[[], Surroundings],
        vault_path: Path,
    ) -> None:
        super().__init__()
        self._background = background
        self._desk = desk
        self._operations = operations
        self._surroundings = surroundings
        self._vault_path = vault_path
        self._waiting: deque[Path] = deque()
        self._now: Path | None = None
        self._unkept: Path | None = None
        self._case: Case | None = None
        self._trigger: str | None = None
        self._why: DeskError | Stopped | None = None
        self._is_writing = False
        self._added = Added()

    @property
    def is_busy(self) -> bool:
        """Whether files are being added."""
        return self._case is not None

    @property
    def has_more(self) -> bool:
        """Whether another file comes after the one that is tried now."""
        return bool(self._waiting)

    def unfinished(self) -> int:
        """How many files are neither kept nor refused; after the last thread has ended, for whoever closes the desk."""
        return len(self._waiting) + (self._unkept is not None)

    def add(self, case: Case, paths: Iterable[Path], trigger: str | None = None) -> None:
        """Add files to the case that is shown; those asked for while others are added come after them."""
        self._waiting += map(Path, paths)  # each an object of its own, by which a late answer is known
        if self._case is None and self._waiting:
            self._case, self._trigger, self._added = case, trigger, Added()
            self._next()

    def stop(self, why: DeskError | Stopped = Stopped.ASKED) -> None:
        """Try no more files. One that is being written is finished first, and only then it is said what was kept."""
        if self._case is None:
            return
        self._why = self._why or why
        if not self._is_writing:
            self._end()

    def _next(self) -> None:
        case = self._case
        if case is None or self._why is not None or not self._waiting:
            self._end()
            return
        self._now = self._unkept = path = self._waiting.popleft()
        done = len(self._added.kept) + len(self._added.refused)
        self.progressed.emit(Adding(done, done + 1 + len(self._waiting), path))
        if self._now is path:  # whoever was told may have had enough
            self._ask(case, path)

    def _ask(self, case: Case, path: Path) -> None:
        """First whether the case takes files at all, so that none is read for nothing."""

        def refuse() -> None:
            self._desk.doing(lambda vault, _case: refuse_files(vault, case))

        self._background.on_case_thread(
            refuse, lambda _none: self._find(case, path), lambda why: self._on_refused(path, why)
        )

    def _find(self, case: Case, path: Path) -> None:
        if self._now is path:
            self._background.on_work_thread(
                lambda: find_file(path, self._vault_path),
                lambda found: self._keep(case, path, found),
                lambda why: self._on_not_found(path, why),
            )

    def _on_not_found(self, path: Path, error: DeskError) -> None:
        """What one file makes go wrong here is that file's matter; the others are tried."""
        self._on_refused(path, FileNotUnderstood(str(path)) if isinstance(error, ProgramFault) else error)

    def _keep(self, case: Case, path: Path, found: FoundFile) -> None:
        if self._now is not path:
            return
        trigger, self._is_writing = self._trigger, True

        def keep() -> Item:
            kept = self._desk.doing(
                lambda vault, _case: keep_file(vault, case, found, self._surroundings(), trigger=trigger)
            )
            self._unkept = None
            return kept

        self._background.on_case_thread(keep, self._on_kept, lambda why: self._on_refused(path, why))

    def _on_kept(self, item: Item) -> None:
        self._is_writing, self._now = False, None
        self._added = replace(self._added, kept=(*self._added.kept, item))
        if self._why is not Stopped.CASE_LEFT:
            self._operations.item_kept.emit(item)
        self._next()

    def _on_refused(self, path: Path, error: DeskError) -> None:
        if self._now is not path:
            return
        self._is_writing = False
        if isinstance(error, VaultError | CareNoFiles):  # the next one would be refused for the same reason
            self._why = error
        elif isinstance(error, ProgramFault):
            self._why = Stopped.BROKEN
            self._operations.refresh()
        else:
            self._now = None
            self._added = replace(self._added, refused=(*self._added.refused, error))
        self._next()

    def _end(self) -> None:
        left = (*((self._now,) if self._now else ()), *self._waiting)
        added = replace(self._added, left=left, why=self._why)
        self._waiting.clear()
        self._case = self._now = self._unkept = self._why = None
        self._is_writing = False
        self.ended.emit(added)
