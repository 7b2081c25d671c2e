"""A second look before a book is called damaged: to the database, a read that failed once looks just the same."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from evidence_desk.domain.errors import BookDamaged, StorageFailed, VaultError
from evidence_desk.vault.book_errors import said_by_database
from evidence_desk.vault.disk import said
from evidence_desk.vault.driver import Connection, DriverError

FAILED_ONCE = "a read failed once"
_BLOCK_BYTES = 1 << 20


def second_look(path: Path, connected: Callable[[], Connection]) -> VaultError:
    """What is wrong with the book at `path`: BookDamaged, or StorageFailed where the disk was what failed.

    `connected` opens it afresh. Every byte is read, so this is for the moment when something has gone wrong already.
    """
    try:
        _read_through(path)
    except OSError as error:
        return said(error, path.parent)
    damaged = BookDamaged(str(path.parent), path.name)
    try:
        with closing(connected()) as connection:
            whole = connection.execute("pragma integrity_check(1)").fetchall() == [("ok",)]
    except DriverError as error:
        return said_by_database(error, path) or damaged
    return StorageFailed(str(path.parent), FAILED_ONCE) if whole else damaged


def _read_through(path: Path) -> None:
    with path.open("rb") as file:
        while file.read(_BLOCK_BYTES):
            pass
