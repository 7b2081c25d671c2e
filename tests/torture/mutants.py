"""Programs that do one thing wrong on purpose: each must be caught, or the harness proves nothing.

A mutant is made in the victim's own process; no file of the program is touched.
"""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from evidence_desk.domain.evidence import Item
from evidence_desk.export import syncing
from evidence_desk.vault import disk, opened_vault
from evidence_desk.vault.database import Access, Book
from evidence_desk.vault.driver import Database
from evidence_desk.vault.words import words_of

_sync, _connected = disk.sync, Book._connected


def _files_are_not_synced() -> None:
    """Sealed files are left to the system's memory."""

    def sync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            _sync(descriptor)

    disk.sync = sync


def _folders_are_not_synced() -> None:
    """Names are left to the system's memory."""

    def sync(descriptor: int) -> None:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            _sync(descriptor)

    disk.sync = sync


def _log_is_not_synced() -> None:
    """PRAGMA synchronous = NORMAL, as most programs with a write-ahead log have it."""

    def connected(book: Book, access: Access) -> Database:
        database = _connected(book, access)
        database.conn.execute("pragma synchronous = normal")
        return database

    Book._connected = connected  # type: ignore[method-assign,assignment]


def _row_comes_first() -> None:
    """The book says that an item is there before its file is."""

    def keep_all(vault: opened_vault.Vault, arrivals: Sequence[opened_vault.Arrival]) -> tuple[Item, ...]:
        objects = vault._parts.objects
        with vault.custody.writing():
            kept = [
                vault.items.add(
                    each.record,
                    objects.name_of(each.record.item_id, each.record.sha256),
                    words_of(each.note, each.tags),
                    each.detail,
                )
                for each in arrivals
            ]
        for each in arrivals:
            objects.write(each.record, each.data)
        return tuple(kept)

    opened_vault.Vault.keep_all = keep_all  # type: ignore[method-assign, assignment]


def _saved_comes_first() -> None:
    """A transaction is committed only when the next one begins; until then its caller believes it was."""

    @contextmanager
    def writing(book: Book) -> Iterator[None]:
        with book.speaking(), book._closed_on_error():
            connection = book.writable().conn
            if connection.in_transaction:
                connection.execute("commit")
            connection.execute("begin immediate")
            yield

    Book.writing = writing  # type: ignore[method-assign,assignment]


def _handed_over_files_are_not_synced() -> None:
    """A folder takes its name while its files are still in the system's memory."""

    def nothing(_what: object) -> None:
        pass

    syncing.sync = syncing._flush = syncing._start_writing = nothing  # type: ignore[assignment, attr-defined]


MUTANTS: dict[str, Callable[[], None]] = {
    "no sync of the file": _files_are_not_synced,
    "synchronous = NORMAL": _log_is_not_synced,
    "row before file": _row_comes_first,
    "saved before commit": _saved_comes_first,
    "no sync of the folder": _folders_are_not_synced,
    "hand-over without sync": _handed_over_files_are_not_synced,
}


def apply(name: str) -> None:
    """Make this process that mutant."""
    MUTANTS[name]()
