"""Fill a folder that has no name yet: copy, describe, seal, and read everything again."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import VAULT_LOG, Head, LogId
from evidence_desk.domain.errors import (
    CheckCancelled,
    CopyMismatch,
    DeskError,
    HandOverCancelled,
    NoSuchExhibit,
    NotWritable,
    ObjectDamaged,
    ObjectMissing,
    StorageFailed,
    VaultError,
)
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.hashes import key_fingerprint, sha256_hex
from evidence_desk.domain.verification import Problem
from evidence_desk.export import bag
from evidence_desk.export.contents import Contents, Exhibit, steps_taken
from evidence_desk.export.doubts import doubts_of
from evidence_desk.export.folder import Staging
from evidence_desk.export.hand_over import HandOver, HandOverProgress, Stage
from evidence_desk.export.names import original_path
from evidence_desk.export.pages import EVENTS_NAME, bag_files, pages
from evidence_desk.export.registers import Registers
from evidence_desk.export.sharing import shared
from evidence_desk.in_order import in_order
from evidence_desk.sealing.signatures import Signatures
from evidence_desk.sealing.verify import verify_folder
from evidence_desk.vault.rooms import Rooms
from evidence_desk.workflows.copy_history import CopiedHistory, exhibit_names
from evidence_desk.workflows.flag_item import flagged_in
from evidence_desk.workflows.seal_folder import seal_folder
from evidence_desk.workflows.stand import Source, Stand
from evidence_desk.workflows.ticked_payments import ticked_payments

OnProgress = Callable[[HandOverProgress], None]
Cancelled = Callable[[], bool]

_PIECE_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Watch:
    """Says how far we are, and stops where the person no longer wants it."""

    progress: OnProgress
    cancelled: Cancelled

    def step(self) -> None:
        if self.cancelled():
            raise HandOverCancelled

    def pieces(self, data: memoryview) -> Iterator[memoryview]:
        for start in range(0, len(data), _PIECE_BYTES):
            self.step()
            yield data[start : start + _PIECE_BYTES]


@dataclass(frozen=True, slots=True)
class Filling:
    """One folder on its way; `stand` is how the case stood when it was begun."""

    source: Source
    stand: Stand
    staging: Staging
    watch: Watch
    workers: int
    spare_rooms: "deque[Rooms]" = field(default_factory=deque[Rooms])

    @property
    def _log(self) -> LogId:
        return LogId(self.source.request.case.id)

    def run(self) -> HandOver:
        """Write, seal and check everything; only the name is missing then."""
        copied = self._copy_originals()
        signatures = Signatures(self.source.reader.signer_public_key)
        contents = self._contents(copied, self._copy_history(copied.stand, signatures))
        self._write(pages(contents))
        self._write(bag_files(contents, self.staging.written))
        self.watch.step()
        reader = self.source.reader
        seal_text = seal_folder(self.staging, contents, reader.custody.head(VAULT_LOG), reader.signing_key())
        self.staging.sync()
        self._check(contents, signatures)
        return self._hand_over(contents, seal_text, copied.stand.flagged_exhibits)

    def _copy_originals(self) -> "_Copied":
        """Everything is of one moment: what is kept meanwhile waits for the next folder, what is removed goes."""
        stand = self.stand
        files: dict[ItemId, str | None] = {}
        refusals: list[DeskError] = []
        while True:
            chosen = [item for item in stand.items if item.id in stand.wanted and item.id not in stand.flagged]
            refusals += self._copy([item for item in chosen if item.id not in files], files, len(chosen))
            gone = self.source.reader.removed_from(stand.case.id) | flagged_in(self.source.reader, stand.case.id)
            if not any(item.id in gone for item in chosen):
                break
            stand = self.source.stand()
            self._drop(files, gone)
        # One damaged file must not hold back the others. A disk that gives nothing at all may do better next time.
        if refusals and not any(files.values()) and isinstance(refusals[0], VaultError):
            raise refusals[0]
        exhibits = (Exhibit(item, files.get(item.id), item.id in stand.flagged) for item in stand.items)
        return _Copied(stand, tuple(exhibits))

    def _copy(self, items: Sequence[Item], files: dict[ItemId, str | None], of_all: int) -> Iterator[DeskError]:
        """Copy these too; yields why each could not be read, but for those that were removed meanwhile."""
        copied = in_order(self._copied, items, self.workers, self.source.reader.will_read)
        for item, refusal in zip(items, copied, strict=True):
            self.watch.progress(HandOverProgress(Stage.COPYING, len(files), of_all, item.exhibit))
            if refusal is None:
                files[item.id] = original_path(item)
            elif not isinstance(why := self._explained(item, refusal), NoSuchExhibit):
                files[item.id] = None
                yield why

    def _drop(self, files: dict[ItemId, str | None], gone: set[ItemId]) -> None:
        for item_id in files.keys() & gone:
            if path := files.pop(item_id):
                self.staging.drop(path)

    def _copied(self, item: Item) -> DeskError | None:
        """Any worker's thread: copy one original; the reason where its saved file can't be read."""
        with self._rooms() as rooms:
            try:
                data = self.source.reader.read_apart(item, rooms)
            except (ObjectDamaged, ObjectMissing, StorageFailed, NotWritable) as error:
                return error
            self.staging.write(original_path(item), self.watch.pieces(data), item.record.sha256)
        return None

    @contextmanager
    def _rooms(self) -> Iterator[Rooms]:
        """Memory that nobody else is using now; there come to be as many as there are workers."""
        try:
            rooms = self.spare_rooms.pop()
        except IndexError:
            rooms = Rooms()
        yield rooms
        self.spare_rooms.append(rooms)

    def _explained(self, item: Item, refusal: DeskError) -> DeskError:
        if isinstance(refusal, ObjectMissing | ObjectDamaged):
            return self.source.reader.explained(item, refusal)
        return refusal

    def _copy_history(self, stand: Stand, signatures: Signatures) -> CopiedHistory:
        """It is read and checked to its end for every recipient, and written only for those who get everything."""
        history = CopiedHistory(
            self.source.reader.custody, signatures, Head(self._log), stand.log.count, self.watch.step
        )
        if self.source.request.recipient.gets_everything:
            self.staging.write(EVENTS_NAME, history.lines())
        else:
            deque(history.lines(), maxlen=0)
        return history

    def _contents(self, copied: "_Copied", history: CopiedHistory) -> Contents:
        """All that is known of the case, or as much of it as this recipient gets."""
        contents = self._whole(copied, history)
        return contents if contents.recipient.gets_everything else shared(contents, copied.stand.wanted)

    def _whole(self, copied: "_Copied", history: CopiedHistory) -> Contents:
        stand, recipient = copied.stand, self.source.request.recipient
        reader = self.source.reader
        ticked = ticked_payments(self.source.checklists, stand.marks, stand.entries)
        registers = Registers(stand.entries, self.source.names, exhibit_names(stand.items, history), ticked)
        found = self._found(stand.case, history)
        return Contents(
            case=stand.case,
            recipient=recipient,
            made=self.source.made,
            program_version=self.source.program_version,
            signed_by=key_fingerprint(reader.signer_public_key),
            exhibits=copied.exhibits,
            removed=tuple(history.removed),
            steps=steps_taken(stand.marks, self.source.checklists, stand.items, registers.own_steps),
            registers=registers,
            log=history.head,
            history_whole=history.whole,
            doubts=doubts_of(stand.case.reference, found, by_name=recipient.gets_everything),
            mendings=history.mendings,
            clock_changes=history.clock_changes,
            is_chosen=self.source.request.chosen is not None,
        )

    def _found(self, case: Case, history: CopiedHistory) -> Iterator[Problem]:
        """What the desk finds wrong; items that the history calls lost are named as such already."""
        lost = {f"{case.reference}/{item_id}" for item_id in history.mendings.lost_items}
        yield from (each for each in self.source.reader.check_case(case.id) if each.path not in lost)

    def _write(self, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
        for path, parts in files:
            self.watch.step()
            self.staging.write(path, parts)

    def _check(self, contents: Contents, known: Signatures) -> None:
        """Read every file again, as the one who gets the folder will."""

        def progress(done: int, files: int) -> None:
            self.watch.progress(HandOverProgress(Stage.CHECKING, done, files))

        try:
            report = verify_folder(self.staging.path, progress, self.watch.cancelled, self.workers, known)
        except CheckCancelled as error:
            raise HandOverCancelled from error
        allowed = set() if contents.history_whole and not contents.doubts else {"history_broken"}
        wrong = {problem.path for problem in report.problems if problem.type not in allowed}
        if wrong:
            self.staging.look()
            raise CopyMismatch(len(wrong), len(self.staging.written))
        self.watch.step()

    def _hand_over(self, contents: Contents, seal_text: bytes, flagged: tuple[str, ...]) -> HandOver:
        written = self.staging.written
        return HandOver(
            folder_path=self.staging.path,
            case_id=contents.case.id,
            recipient=contents.recipient,
            files=len(written),
            size_bytes=sum(file.size_bytes for file in written.values()),
            items=len(contents.exhibits),
            manifest_sha256=written[bag.MANIFEST_NAME].sha256,
            seal_sha256=sha256_hex(seal_text),
            signed_by=contents.signed_by,
            unreadable=contents.unreadable,
            flagged=flagged,
            left_out=len(contents.left_out),
            under18=contents.case.under18,
            history_whole=contents.history_whole,
            doubts=tuple(contents.doubts),
        )


@dataclass(frozen=True, slots=True)
class _Copied:
    stand: Stand
    exhibits: tuple[Exhibit, ...]
