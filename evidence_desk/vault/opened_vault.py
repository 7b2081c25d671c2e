"""A vault, opened: where cases are kept, and the only way to keep something."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_desk.domain.arrivals import NOT_SAID, Removal
from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.errors import (
    DeskError,
    DiskFull,
    NoSuchExhibit,
    ObjectDamaged,
    ObjectMissing,
    ReadOnlyVault,
    VaultError,
)
from evidence_desk.domain.evidence import Item, ItemId, Record
from evidence_desk.domain.hashes import Json, sha256_hex
from evidence_desk.domain.times import Clock
from evidence_desk.domain.verification import Problem, Report
from evidence_desk.vault import checking
from evidence_desk.vault.case_check import case_problems
from evidence_desk.vault.chain_check import quick_problems
from evidence_desk.vault.checking import OnProgress
from evidence_desk.vault.entry_records import EntryRecords
from evidence_desk.vault.identity import Identity
from evidence_desk.vault.item_listing import ItemListing
from evidence_desk.vault.keys import keyed_hash
from evidence_desk.vault.lock import WriterLock
from evidence_desk.vault.parts import Parts
from evidence_desk.vault.rooms import Rooms
from evidence_desk.vault.step_records import StepRecords
from evidence_desk.vault.words import Words, reason_of, words_of

_OTHER_BYTES = "the record describes other bytes"
_KEPT_BEFORE = "an item with this id was kept before"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing to keep: its record, its exact bytes and the person's words with it."""

    record: Record
    data: bytes
    note: str = ""
    tags: Sequence[str] = ()
    detail: Mapping[str, Json] | None = None


class Vault:
    """One opened vault. It belongs to the thread that opened it, and is closed by `close` or by leaving a `with`.

    Every call that writes raises ReadOnlyVault, DiskFull, NotWritable, StorageFailed or VaultBusy; then nothing of
    it has happened, and the next try starts clean.
    """

    def __init__(
        self, identity: Identity, parts: Parts, clock: Clock | None, lock: WriterLock | None,
        opening_problems: Sequence[Problem] = (),
    ) -> None:  # fmt: skip
        self._identity = identity
        self._parts = parts
        self._clock = clock
        self._lock = lock
        self.opening_problems = tuple(opening_problems)
        self.cases = parts.cases
        self.items = parts.items
        self.custody = parts.log
        self.locks = parts.locks
        self.steps = StepRecords(parts.book, parts.log)
        self.entries = EntryRecords(parts.book, parts.log)
        self.listing = ItemListing(parts.book, parts.items.unreadable)

    @property
    def path(self) -> Path:
        """The vault's folder."""
        return self._identity.path

    @property
    def id(self) -> str:
        """32 hexadecimal digits, random, never changed."""
        return self._identity.id

    @property
    def read_only(self) -> bool:
        """Whether this vault can only be read."""
        return self._lock is None

    @property
    def clock(self) -> Clock:
        """The clock this vault's history is written by; its names for boots are private to this vault."""
        if self._clock is None:
            raise ReadOnlyVault(str(self.path))
        return self._clock

    @property
    def boot_salt(self) -> bytes:
        """What keeps this vault's names for boots from being compared with those of other vaults."""
        return self._identity.keys.boot_salt

    def calendar_key(self, case_id: CaseId) -> bytes:
        """What dates of the case are named by in calendars, so that no name can be made again without this vault."""
        return keyed_hash(self._identity.keys.calendar, case_id.encode())

    @property
    def signer_public_key(self) -> bytes:
        """The Ed25519 key that signs for this vault, 32 raw bytes."""
        return self._parts.log.public_key.public_bytes_raw()

    def signing_key(self) -> Ed25519PrivateKey:
        """The private half, for a seal."""
        return self._identity.keys.signing

    def sign(self, message: bytes) -> bytes:
        """The vault's Ed25519 signature over the message, 64 bytes."""
        return self._identity.keys.signing.sign(message)

    def keep(
        self, record: Record, data: bytes, *, note: str = "", tags: Sequence[str] = (),
        detail: Mapping[str, Json] | None = None,
    ) -> Item:  # fmt: skip
        """Keep `data` for good. When this returns, file, row and history are on the disk.

        `record.sha256` and `record.size_bytes` must be those of `data`, `record.item_id` a new one; ValueError tells a
        caller that they are not. Raises NoSuchCase, TextRefused, or what every write raises.
        """
        (item,) = self.keep_all([Arrival(record, data, note, tags, detail)])
        return item

    def keep_all(self, arrivals: Sequence[Arrival]) -> tuple[Item, ...]:
        """Keep several that belong together: all of them for good when this returns, in the order given.

        Their files are written first, then one transaction has all rows and lines. After a crash in between they come
        back at the next start, each with its own record, like any file without a row. Raises as `keep`; then none is
        an item, and on a full disk their room is free again.
        """
        if self.read_only:
            raise ReadOnlyVault(str(self.path))
        words = [self._acceptable(each) for each in arrivals]
        written: list[tuple[Record, str]] = []
        try:
            for each in arrivals:
                written.append((each.record, self._parts.objects.write(each.record, each.data)))  # noqa: PERF401 — what was written before a failure must be known
            with self.custody.writing():
                return tuple(
                    self.items.add(record, name, said, each.detail)
                    for each, said, (record, name) in zip(arrivals, words, written, strict=True)
                )
        except DeskError as error:
            for record, name in written:
                self._leave(record, name, takes_back=isinstance(error, DiskFull))
            raise

    def _acceptable(self, arrival: Arrival) -> Words:
        """The words with it; raises what `keep` raises before anything is written."""
        record, data = arrival.record, arrival.data
        self.cases.require(record.case_id)
        words = words_of(arrival.note, arrival.tags)
        if (sha256_hex(data), len(data)) != (record.sha256, record.size_bytes):
            raise ValueError(_OTHER_BYTES)
        if self.items.has(record.item_id) or self._parts.removals.has(record.item_id):
            raise ValueError(_KEPT_BEFORE)
        return words

    def remove(self, item: Item, untrusted_reason: str = NOT_SAID) -> Removal:
        """Take an item away for good. When this returns, row and history say so on the disk, and its file is gone.

        A file that can't be taken off the disk now goes at the next start; the removal then says so. Steps that the
        item proved keep their state without it. Raises NoSuchExhibit, TextRefused, or what every write raises.
        """
        if self.read_only:
            raise ReadOnlyVault(str(self.path))
        reason = reason_of(untrusted_reason)
        kept = self.items.find(item.record.case_id, item.id)
        name = self._parts.objects.name_of(kept.id, kept.record.sha256)
        with self.custody.writing():
            removal = self._parts.removals.add(kept, name, reason)
        self.items.unreadable.discard(name)
        try:
            self._parts.objects.remove(name)
        except VaultError:
            return replace(removal, file_gone=False)
        return removal

    def removed_from(self, case_id: CaseId) -> set[ItemId]:
        """The items that the case once had."""
        return {stone.item_id for stone in self._parts.removals.of_case(case_id)}

    def read(self, item: Item) -> bytes:
        """The exact bytes that were kept, checked against seal and hash.

        Raises ObjectMissing, ObjectDamaged, StorageFailed, or NoSuchExhibit for an item that was removed.
        """
        try:
            return self._parts.objects.read(item.record, item.exhibit)
        except (ObjectMissing, ObjectDamaged) as error:
            why = self.explained(item, error)
            raise why from (None if why is error else error)

    def read_apart(self, item: Item, rooms: Rooms) -> memoryview:
        """The bytes on any thread, because the book is not asked: a removed item is missing like a lost one.

        They are authentic; their hash is the caller's to compare, wherever they go. They lie in `rooms`, which one
        reading at a time may use, until its next use.
        """
        return self._parts.objects.read_into(rooms, item.record, item.exhibit)

    def will_read(self, item: Item) -> None:
        """Have the disk fetch an item's file while others are worked on; from any thread."""
        self._parts.objects.will_read(item.record)

    def explained(self, item: Item, error: ObjectMissing | ObjectDamaged) -> DeskError:
        """Why `read_apart` could not read: NoSuchExhibit for an item that was removed, or the error itself."""
        if self._parts.removals.has(item.id):
            return NoSuchExhibit(item.exhibit)
        self.items.unreadable.add(self._parts.objects.name_of(item.id, item.record.sha256))
        return error

    def one_moment(self) -> AbstractContextManager[None]:
        """Everything read from the book inside is of one moment, whatever is kept or removed meanwhile."""
        return self._parts.book.snapshot()

    def check(self, progress: OnProgress | None = None) -> Report:
        """The whole vault against itself: every object, row, line, signature and guard."""
        return checking.check(self._parts, progress)

    def check_case(self, case_id: CaseId) -> tuple[Problem, ...]:
        """One case against its history, and what is known of the book as a whole, without reading saved files."""
        return case_problems(self._parts, case_id)

    def check_chains(self) -> tuple[Problem, ...]:
        """Every log from its first line to its last, without signatures: 0.4 s for 100,000 lines."""
        return tuple(each for log in self.custody.logs() for each in quick_problems(self.custody, log))

    def settle(self) -> None:
        """Do what can wait until "saved" was said. Never raises for the disk: what was saved is saved."""
        if not self.read_only:
            with suppress(DeskError):
                self._parts.book.fold_if_long()

    def sync_head(self) -> None:
        """Make durable how far the logs have come; for moments when nothing else happens."""
        if not self.read_only:
            self._parts.head_file.sync()

    def close(self) -> None:
        """Fold everything together and let the next writer in. Never raises for the disk: what was saved is saved."""
        if self._lock is not None:
            with suppress(DeskError):  # before the book is folded: that is what tells the next start that it is done
                self._parts.head_file.shorten()
                self._parts.head_file.sync()
            with suppress(DeskError):
                self._parts.book.checkpoint()
        self._parts.book.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _leave(self, record: Record, name: str, *, takes_back: bool) -> None:
        """Free the room of an object that was refused a row, if asked to; in doubt it stays for the next start.

        That one adopts it, and is told here why it has no row: else several would look like an older book put back.
        """
        with suppress(DeskError):
            if self.items.has(record.item_id):
                return
            if takes_back:
                self._parts.objects.drop_unacknowledged(name)
                return
        self._parts.head_file.note_without_row(LogId(record.case_id), name)
        with suppress(DeskError):
            self._parts.head_file.sync()
