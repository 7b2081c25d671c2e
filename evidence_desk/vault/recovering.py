"""Putting a damaged desk back together, so that nothing that exists is lost and a kill can be followed by a rerun.

The new book and the new head are made beside the old ones. Then the old ones are moved aside and the new ones take
their places, the book last: while there is none the desk does not open, and the next try goes on from there.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.domain.custody import VAULT_LOG, Head, LogId
from evidence_desk.domain.errors import HeaderDamaged, HeaderMissing, NoVault
from evidence_desk.domain.recoveries import Recovery
from evidence_desk.domain.times import Clock, file_name_text
from evidence_desk.vault.aside import aside_folders, aside_name, move_aside
from evidence_desk.vault.book_updates import backup_path, bring_up_to_date
from evidence_desk.vault.case_plan import CasePlan, case_ids, plan_case, settled
from evidence_desk.vault.creation import make_shelves
from evidence_desk.vault.custody_log import Entry
from evidence_desk.vault.database import BOOK_NAME, Book, create_book
from evidence_desk.vault.diagnosis import stand_of, why_not_whole
from evidence_desk.vault.disk import (
    make_folder,
    put_in_place,
    replace_whole,
    speaking_of,
    sync_file,
    sync_folder,
)
from evidence_desk.vault.finished_book import FinishedBook
from evidence_desk.vault.former_history import FormerLog, IsSigned, former_logs, true_lines
from evidence_desk.vault.head_file import HEAD_NAME, HeadFile, Heads, losses
from evidence_desk.vault.header import HEADER_NAME, Header
from evidence_desk.vault.header_copy import good_header
from evidence_desk.vault.identity import Identity
from evidence_desk.vault.lock import WriterLock
from evidence_desk.vault.objects import OBJECTS_NAME, Described, Objects
from evidence_desk.vault.parts import Parts
from evidence_desk.vault.rebuilding import Rebuilder, outcome
from evidence_desk.vault.recovery import REBUILDING, REBUILT
from evidence_desk.vault.salvage import Salvage, salvaged
from evidence_desk.vault.secrets_given import KeyFile, Secret
from evidence_desk.vault.shelf_survey import Survey, survey
from evidence_desk.vault.tries import Tries
from evidence_desk.vault.vault import created, own_clock_of, parts_of

OnProgress = Callable[[int, int], None]
"""(done, all), once for each sealed file."""

_BOOK_PARTS = (BOOK_NAME, f"{BOOK_NAME}-wal", f"{BOOK_NAME}-shm")


def recover(path: Path, clock: Clock, on_progress: OnProgress | None = None, secret: Secret | None = None) -> Recovery:
    """Put the vault at `path` back together if it needs that; what is damaged is moved aside, never removed.

    Raises NoVault, VaultBusy, NotWritable, HeaderMissing or HeaderDamaged (where there is no good copy),
    FromTheFuture, DiskFull, StorageFailed or what `unlocked` raises; nothing is lost then, and it can be tried again.
    """
    vault_path = path.absolute()
    with speaking_of(vault_path):
        if not any((vault_path / name).exists() for name in (HEADER_NAME, BOOK_NAME, OBJECTS_NAME)):
            raise NoVault(str(path))
        lock = WriterLock(vault_path)
        try:
            return _Recovering(vault_path, clock, on_progress).run(secret or KeyFile())
        finally:
            lock.release()


@dataclass(frozen=True, slots=True)
class _Recovering:
    vault_path: Path
    clock: Clock
    on_progress: OnProgress | None

    def run(self, secret: Secret) -> Recovery:
        header, opened = good_header(self.vault_path, secret, Tries(self.vault_path, self.clock))
        identity = Identity(self.vault_path, header.id, opened.keys, opened.slot)
        aside_path = self._at(aside_name(self.vault_path, file_name_text(self.clock.now().at)))
        mended = self._mend_header(header, aside_path) if header.path.name != HEADER_NAME else ()
        waiting = FinishedBook(identity).recovery()
        if waiting is not None:
            self._swap(self._at(waiting.aside))
            return waiting
        self._give_up_rebuilt(aside_path)
        make_shelves(self.vault_path)
        shelf = survey(Objects(identity.path, identity.id, identity.keys), self.on_progress)
        why = why_not_whole(identity, shelf)
        if not why:
            aside = aside_path.name if aside_path.is_dir() else ""
            return stand_of(identity, shelf, mended, aside) if mended else Recovery()
        made = self._rebuild(identity, shelf, (*mended, *why), aside_path.name)
        self._swap(aside_path)
        return made

    def _mend_header(self, header: Header, aside_path: Path) -> tuple[str, ...]:
        """Put the copy in the place of vault.json; what was wrong with that, by the name a failure to open has."""
        damaged = self._at(HEADER_NAME).exists()
        if damaged:
            move_aside(aside_path, [self._at(HEADER_NAME)])
        replace_whole(self._at(HEADER_NAME), header.path.read_bytes())
        return (HeaderDamaged.type if damaged else HeaderMissing.type,)

    def _give_up_rebuilt(self, aside_path: Path) -> None:
        """A rebuilt book that can't take its place may still know what nothing else does: it becomes a damaged one."""
        rebuilt_path = self._at(BOOK_NAME + REBUILT)
        if rebuilt_path.is_file() and not self._at(BOOK_NAME).exists():
            if not aside_path.is_dir():
                make_folder(aside_path)
            put_in_place(rebuilt_path, aside_path / BOOK_NAME)
            sync_folder(self.vault_path)

    def _rebuild(self, identity: Identity, shelf: Survey, why: tuple[str, ...], aside: str) -> Recovery:
        self._clear()
        salvage = salvaged(self._sources(), identity.keys.database)
        book_path = self._at(BOOK_NAME + REBUILDING)
        create_book(book_path)
        book = Book(book_path, identity.keys.database, writes=True)
        try:
            bring_up_to_date(book)
            own_clock = own_clock_of(self.clock, identity.keys.boot_salt)
            parts = parts_of(identity, book, own_clock, HEAD_NAME + REBUILDING)
            made = self._fill(
                parts, _Left(salvage, *self._heads(identity), shelf), why, aside, created(identity, parts.log)
            )
            book.checkpoint()  # closing folds too, and says nothing when it can't
        except BaseException:
            book.close()
            self._clear()
            raise
        book.close()
        sync_file(book_path)
        put_in_place(self._at(HEAD_NAME + REBUILDING), self._at(HEAD_NAME + REBUILT))
        put_in_place(book_path, self._at(BOOK_NAME + REBUILT))
        return made

    def _fill(self, parts: Parts, left: "_Left", why: tuple[str, ...], aside: str, first: Entry) -> Recovery:
        logs = left.logs(parts.log.signed_by_us)
        vault_log = logs.pop(VAULT_LOG, FormerLog(VAULT_LOG, end_is_known=left.ends_known))
        plans = settled(left.plans(logs))
        made = outcome(plans, vault_log, left.shelf, why, aside)
        with parts.log.writing():
            Rebuilder(parts, first).fill(vault_log, plans, made)
        lost = tuple(losses(Heads(lost=left.heads.lost), parts.log.hash_at, was_cut=False))
        parts.head_file.rewrite([parts.log.head(each) for each in parts.log.logs()], lost)
        return made

    def _swap(self, aside_path: Path) -> None:
        """The moment it becomes true: the old files aside, the new head, and last of all the new book."""
        move_aside(aside_path, [self._at(name) for name in _BOOK_PARTS])
        if self._at(HEAD_NAME + REBUILT).is_file():
            move_aside(aside_path, [self._at(HEAD_NAME)])
            put_in_place(self._at(HEAD_NAME + REBUILT), self._at(HEAD_NAME))
        put_in_place(self._at(BOOK_NAME + REBUILT), self._at(BOOK_NAME))

    def _sources(self) -> Iterator[tuple[Path, Path]]:
        """Every book there ever was here with its write-ahead log, oldest first."""
        yield backup_path(self._at(BOOK_NAME)), self._at("")
        for folder in (*aside_folders(self.vault_path), self.vault_path):
            yield folder / BOOK_NAME, folder / f"{BOOK_NAME}-wal"

    def _heads(self, identity: Identity) -> tuple[Heads, dict[LogId, Head]]:
        """What the head file says, and what older ones know of any log."""
        folders = (*aside_folders(self.vault_path), self.vault_path)
        read = [HeadFile(folder, identity.keys.head, identity.id).read() for folder in folders]
        return read[-1], {log: head for heads in read for log, head in heads.reached.items()}

    def _clear(self) -> None:
        """Remove what an earlier try left half made."""
        for name in (BOOK_NAME, HEAD_NAME):
            for path in (*self.vault_path.glob(f"{name}{REBUILDING}*"), *self.vault_path.glob(f"{name}{REBUILT}*")):
                path.unlink()

    def _at(self, name: str) -> Path:
        return self.vault_path / name


@dataclass(frozen=True, slots=True)
class _Left:
    """All that is left to build from."""

    salvage: Salvage
    heads: Heads
    older_heads: Mapping[LogId, Head]
    shelf: Survey

    @property
    def ends_known(self) -> bool:
        """Whether the head file can be believed."""
        return bool(self.heads.lines) and not self.heads.strange_lines

    def logs(self, is_signed: IsSigned) -> dict[LogId, FormerLog]:
        """Each log as far as it was found."""
        lines = true_lines(self.salvage.lines.values(), is_signed)
        return former_logs(lines, self.heads.reached, self.older_heads, ends_known=self.ends_known)

    def plans(self, logs: Mapping[LogId, FormerLog]) -> Iterator[CasePlan]:
        """Each case that anything tells of."""
        by_case: dict[str, dict[str, Described]] = {}
        for item_id, file in self.shelf.files.items():
            by_case.setdefault(file.record.case_id, {})[item_id] = file
        for case_id in case_ids(logs, self.salvage, self.shelf.files.values()):
            former = logs.get(LogId(case_id), FormerLog(LogId(case_id), end_is_known=self.ends_known))
            yield plan_case(case_id, former, self.salvage, by_case.get(case_id, {}))
