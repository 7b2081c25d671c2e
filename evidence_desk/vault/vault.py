"""The door of this room: opening a vault, with a first look at whether everything is as it was left."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from evidence_desk.domain.custody import VAULT_LOG, Head
from evidence_desk.domain.errors import DiskFull, NotWritable
from evidence_desk.domain.system_clock import SystemClock
from evidence_desk.domain.times import Clock
from evidence_desk.domain.verification import Problem
from evidence_desk.vault import checking, recovery
from evidence_desk.vault.book_updates import bring_up_to_date, drop_backup, refuse_newer
from evidence_desk.vault.case_records import CaseRecords
from evidence_desk.vault.chain_check import recent_problems
from evidence_desk.vault.creation import ensure_book, find_vault, header_of, make_shelves, require_book
from evidence_desk.vault.custody_log import DESK, HEAD_REPLACED, CustodyLog, Entry
from evidence_desk.vault.database import BOOK_NAME, Book, is_folded
from evidence_desk.vault.disk import speaking_of
from evidence_desk.vault.findings import problem
from evidence_desk.vault.for_us_alone import shut_out_others
from evidence_desk.vault.head_file import HEAD_NAME, HeadFile, Loss, losses
from evidence_desk.vault.header import FORMAT, HEADER_NAME, Header, read_header
from evidence_desk.vault.header_copy import keep_copy, unlocked_or_damaged
from evidence_desk.vault.identity import Identity
from evidence_desk.vault.item_records import ItemRecords
from evidence_desk.vault.lock import WriterLock
from evidence_desk.vault.locks import Locks
from evidence_desk.vault.objects import Objects
from evidence_desk.vault.opened_vault import Arrival, Vault
from evidence_desk.vault.parts import Parts
from evidence_desk.vault.removals import Removals
from evidence_desk.vault.secrets_given import KeyFile, Secret
from evidence_desk.vault.tries import Tries

__all__ = ["Arrival", "Vault", "open_reader", "open_vault"]

RECENT_EVENTS = 1000


def open_vault(
    path: Path, clock: Clock, *, create: bool = False, wait_s: float = 0, secret: Secret | None = None
) -> Vault:
    """Open the vault at `path` as its one writer, or for reading alone where nothing can be written.

    Without `secret` the key file opens it. Where one is given none is made: a new vault opens with a key file.
    Raises NoVault, VaultBusy (after `wait_s` seconds), VaultDamaged, FromTheFuture, StorageFailed, or what `unlocked`
    raises, such as Locked, WrongKey, WrongPassphrase, WrongCode or TriedTooOften.
    """
    vault_path, given = path.absolute(), secret or KeyFile()
    with speaking_of(vault_path):
        find_vault(vault_path, create=create and isinstance(given, KeyFile))
        shut_out_others(vault_path)
        try:
            lock = WriterLock(vault_path, wait_s=wait_s)
        except NotWritable:
            return _opened_for_reading(vault_path, given, look=True)
        try:
            return _opened_for_writing(vault_path, clock, lock, given)
        except BaseException:
            lock.release()
            raise


def open_reader(path: Path, secret: Secret | None = None, *, find_missing: bool = True) -> Vault:
    """A second, reading connection: for work threads, for exports, and for media that can't be written.

    Threads of a program that has the vault open give its `locks.handed_on`, so that nobody is asked again.
    Without `find_missing` the files are not compared with the book, and every item says that it is sealed.
    """
    vault_path = path.absolute()
    with speaking_of(vault_path):
        find_vault(vault_path, create=False)
        return _opened_for_reading(vault_path, secret or KeyFile(), look=False, find_missing=find_missing)


def _opened_for_reading(vault_path: Path, secret: Secret, *, look: bool, find_missing: bool = True) -> Vault:
    identity = identity_of(vault_path, read_header(vault_path / HEADER_NAME), secret, None)
    require_book(vault_path)
    book = Book(vault_path / BOOK_NAME, identity.keys.database, writes=False)
    try:
        refuse_newer(book)
        parts = parts_of(identity, book, None)
        problems = _first_look(parts) if look else []
        problems += _missing(parts, recovery.compare(parts)) if find_missing else []
        return Vault(identity, parts, None, None, problems)
    except BaseException:
        book.close()
        raise


def _opened_for_writing(vault_path: Path, clock: Clock, lock: WriterLock, secret: Secret) -> Vault:
    identity = identity_of(vault_path, header_of(vault_path), secret, Tries(vault_path, clock))
    head_file = HeadFile(vault_path, identity.keys.head, identity.id)
    ensure_book(vault_path, head_file)
    folded = is_folded(vault_path / BOOK_NAME)
    book = Book(vault_path / BOOK_NAME, identity.keys.database, writes=True)
    try:
        refuse_newer(book)
        if not bring_up_to_date(book):
            drop_backup(book)
        own_clock = own_clock_of(clock, identity.keys.boot_salt)
        parts = parts_of(identity, book, own_clock)
        make_shelves(vault_path)
        recovery.sweep(vault_path)
        keep_copy(vault_path)
        problems, noted = [*_first_look(parts)], parts.head_file.read().without_row
        _say_opened(parts, identity, folded=folded)
        is_told, shelf = bool(problems), recovery.compare(parts)
        problems += [*_missing(parts, shelf), *_taken_in(parts, shelf, noted, is_told=is_told)]
        return Vault(identity, parts, own_clock, lock, problems)
    except BaseException:
        book.close()
        raise


def identity_of(vault_path: Path, header: Header, secret: Secret, tries: Tries | None) -> Identity:
    """Who the vault is, once its header was unlocked. Raises what `unlocked` raises."""
    opened = unlocked_or_damaged(header, secret, tries)
    return Identity(vault_path, header.id, opened.keys, opened.slot)


def own_clock_of(clock: Clock, salt: bytes) -> Clock:
    """The clock, with this vault's own names for boots."""
    return replace(clock, salt=salt) if isinstance(clock, SystemClock) else clock


def parts_of(identity: Identity, book: Book, clock: Clock | None, head_name: str = HEAD_NAME) -> Parts:
    """Everything that stands on one connection to the book."""
    head_file = HeadFile(identity.path, identity.keys.head, identity.id, head_name)
    log = CustodyLog(book, head_file, identity.keys.signing, clock)
    objects = Objects(identity.path, identity.id, identity.keys)
    cases, items = CaseRecords(book, log), ItemRecords(book, log, objects.text_in)
    locks = Locks(identity, log, clock)
    return Parts(book, objects, cases, items, Removals(book, log), log, head_file, locks)


def _first_look(parts: Parts) -> list[Problem]:
    """What a command has time for: the head, the newest lines and the guards."""
    problems = [*parts.locks.problems(), *checking.head_problems(parts), *checking.guard_problems(parts.book)]
    return problems + list(recent_problems(parts.log, RECENT_EVENTS))


def _say_opened(parts: Parts, identity: Identity, *, folded: bool) -> None:
    log = parts.log
    with suppress(DiskFull):  # reading must still be possible; the first capture says that the disk is full
        found, untold = _put_head_right(parts, folded=folded), tuple(parts.locks.told_at_opening())
        with log.writing():
            if not log.head(VAULT_LOG).count:
                log.add(VAULT_LOG, created(identity, log))
            log.add(VAULT_LOG, parts.locks.opening_line())
            for entry in (*found, *untold):
                log.add(VAULT_LOG, entry)
        parts.locks.tidy_up()


def created(identity: Identity, log: CustodyLog) -> Entry:
    """The first line of a vault's own log."""
    signer = log.public_key.public_bytes_raw().hex()
    return Entry("vault created", detail={"vault": identity.id, "format": FORMAT, "signer": signer}, actor=DESK)


def _rolled_back(loss: Loss) -> Entry:
    head = loss.head
    return Entry(
        "rolled back", detail={"log": head.log, "count": head.count, "hash": head.hash, "how": loss.how}, actor=DESK
    )


def _put_head_right(parts: Parts, *, folded: bool) -> list[Entry]:
    """Make the head file good again before the book moves on, and say for good what was wrong with it.

    Heads that the book no longer holds stay in the file, so that every later start reports them too. Where the last
    writer did not close (the book is not `folded`), or left the file behind, it is written whole: from here on it is
    on the disk that the logs had come so far.
    """
    heads, log = parts.head_file.read(), parts.log
    lost = tuple(losses(heads, log.hash_at, was_cut=log.was_cut()))
    replaced = bool(heads.strange_lines or not heads.lines or checking.is_old(heads, log))
    stands = [log.head(each) for each in log.logs()]
    behind = any(heads.reached.get(head.log) != head for head in stands)
    without_row = tuple(each for each in heads.without_row if parts.items.of_object(each.hash) is None)
    is_other = (lost, without_row) != (heads.lost, heads.without_row)
    if is_other or replaced or behind or heads.unfinished or not folded:
        parts.head_file.rewrite(stands, lost, without_row)
    found = [_rolled_back(loss) for loss in lost if loss not in heads.lost]
    return [Entry(HEAD_REPLACED, actor=DESK), *found] if replaced else found


def _missing(parts: Parts, shelf: recovery.Shelf) -> list[Problem]:
    parts.items.unreadable.update(shelf.without_object)
    return list(recovery.missing_problems(shelf, parts.cases, parts.items))


def _taken_in(parts: Parts, shelf: recovery.Shelf, noted: Iterable[Head], *, is_told: bool) -> Iterator[Problem]:
    """Bring book and files together. More files than a crash leaves mean that an older book was put back.

    `noted` are those of which it is known why they have no row. Where the first look has not said so, the head was put
    back with it; then the history says so for good.
    """
    yield from recovery.finish_removals(parts.objects, shelf)
    adoption = recovery.Adoption(parts, frozenset(each.hash for each in noted))
    yield from adoption.adopt_all(shelf)
    if adoption.is_more_than_a_crash_leaves and not is_told:
        with suppress(DiskFull), parts.log.writing():
            parts.log.add(VAULT_LOG, Entry(HEAD_REPLACED, actor=DESK))
        yield problem("head_old", HEAD_NAME)
