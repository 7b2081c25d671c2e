"""The book: one encrypted database file, opened, guarded, brought up to date and closed."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Any

from evidence_desk.domain.errors import (
    DiskFull,
    FromTheFuture,
    NotWritable,
    ReadOnlyVault,
    StorageFailed,
    VaultBusy,
    VaultDamaged,
    VaultError,
)
from evidence_desk.vault.disk import FILE_MODE, put_in_place, refusal_of, said, speaking_of, sync_file, sync_folder
from evidence_desk.vault.driver import Connection, Database, DriverError, connect
from evidence_desk.vault.migrations import MIGRATION_NAMES, MIGRATIONS

BOOK_NAME = "desk.db"
_BUSY_WAIT_S = 5.0
_NO_TRANSACTION = "a statement outside of a transaction"
_FULL, _READ_ONLY, _IO, _BUSY, _LOCKED, _CORRUPT, _CANT_OPEN, _NOT_A_DATABASE = 13, 8, 10, 5, 6, 11, 14, 26

Row = tuple[Any, ...]


class Access(Enum):
    """How a connection may use the file.

    The last two are for media where not even a lock can be written: FROZEN reads the book alone, UNFOLDED the
    write-ahead log with it, for a desk that was copied there before it was closed.
    """

    WRITE = "mode=rw"
    READ = "mode=ro"
    FROZEN = "mode=ro&immutable=1"
    UNFOLDED = "mode=ro&vfs=unix-none"


class Book:
    """One connection to desk.db. It belongs to the thread that opened it.

    Raises VaultDamaged when the file can't be opened with the key, FromTheFuture when a newer program wrote it.
    """

    def __init__(self, path: Path, key: bytes, access: Access) -> None:
        self.path = path
        self.access = access
        self._key = key
        self._log_is_named = False
        self._open: Database | None = self._opened()

    @property
    def database(self) -> Database:
        """The sqlite-utils view of the connection; after a failure, of a fresh one."""
        if self._open is None:
            self._open = self._opened()
            self._log_is_named = False
        return self._open

    def rows(self, sql: str, *parameters: object) -> list[Row]:
        """All rows at once, so that no read transaction stays open behind them."""
        with self.speaking():
            rows: list[Row] = self.database.conn.execute(sql, parameters).fetchall()
            return rows

    def run(self, sql: str, *parameters: object) -> None:
        """One statement of a transaction made by `writing`."""
        if not self.database.conn.in_transaction:
            raise RuntimeError(_NO_TRANSACTION)
        self.database.conn.execute(sql, parameters)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it is on the disk when the block has ended, or none of it.

        Raises ReadOnlyVault, DiskFull, NotWritable, StorageFailed, VaultBusy or VaultDamaged; the next use then
        gets a fresh connection, so that the next try starts clean.
        """
        if self.access is not Access.WRITE:
            raise ReadOnlyVault(str(self.path.parent))
        with self.speaking(), self._closed_on_error():
            connection = self.database.conn
            connection.execute("begin immediate")
            yield
            connection.execute("commit")
            self._name_log()

    def _name_log(self) -> None:
        """Make the name of the write-ahead log durable too: SQLite asks for that but ignores a refusal."""
        if not self._log_is_named:
            with speaking_of(self.path.parent):
                sync_folder(self.path.parent)
            self._log_is_named = True

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the book as far as readers allow."""
        with self.speaking():
            self.database.conn.execute("pragma wal_checkpoint(truncate)").fetchone()

    def close(self) -> None:
        """End the connection, and with it any transaction; what was committed is safe whatever this does."""
        if self._open is not None:
            with suppress(DriverError):
                self._open.conn.close()
            self._open = None

    @contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """Turn a failure of the disk inside into one of our types."""
        try:
            yield
        except DriverError as error:
            refusal = said_by_database(error, self.path)
            if refusal is None:
                raise
            raise refusal from error

    def _opened(self) -> Database:
        uri = f"{self.path.absolute().as_uri()}?{self.access.value}"
        with self.speaking():
            connection = connect(uri, uri=True, timeout=_BUSY_WAIT_S, isolation_level=None)
            try:
                self._prepare(connection)
                return Database(connection, execute_plugins=False)
            except BaseException:
                connection.close()
                raise

    def _prepare(self, connection: Connection) -> None:
        for pragma in (
            "cipher_log_level = NONE",  # else damage is written to stderr; "cipher_log = none" would name a file
            f"key = \"x'{self._key.hex()}'\"",
            "temp_store = memory",
            # Alone with the file, SQLite keeps the log's index in memory instead of beside the log.
            *(("locking_mode = exclusive",) if self.access is Access.UNFOLDED else ()),
            "foreign_keys = on",
            "trusted_schema = off",
            "fullfsync = on",
        ):
            connection.execute(f"pragma {pragma}")
        connection.execute("select count(*) from sqlite_master").fetchone()  # the first read tells whether the key fits
        if self.access is not Access.WRITE:
            connection.execute("pragma query_only = on")
            return
        # Its error is only in the row: unfetched, a failure here would vanish.
        mode = connection.execute("pragma journal_mode = wal").fetchone()[0]
        if mode != "wal":
            raise StorageFailed(str(self.path.parent), f"journal mode {mode}")
        connection.execute("pragma synchronous = full")


def create_book(path: Path) -> None:
    """An empty file for this account alone, which the log beside it takes its mode from. Raises OSError."""
    path.touch(mode=FILE_MODE, exist_ok=False)


def refuse_newer(book: Book) -> None:
    """Raise FromTheFuture when the book has been through a change we do not know."""
    unknown = {migration.name for migration in MIGRATIONS.applied(book.database)} - set(MIGRATION_NAMES)
    if unknown:
        raise FromTheFuture(str(book.path.parent), max(unknown), MIGRATION_NAMES[-1])


def bring_up_to_date(book: Book) -> bool:
    """Apply what is pending, if anything; a book that holds something is first copied beside, under the same key."""
    if not MIGRATIONS.pending(book.database):
        return False
    if MIGRATIONS.applied(book.database):
        _back_up(book)
    with book.speaking():
        MIGRATIONS.apply(book.database)
    return True


def drop_backup(book: Book) -> None:
    """Remove the copy made before a change, once the changed book has been opened again."""
    backup_path(book.path).unlink(missing_ok=True)


def backup_path(book_path: Path) -> Path:
    """Where the copy made before a change stands."""
    return book_path.with_name(book_path.name + ".before-update")


def _back_up(book: Book) -> None:
    path = backup_path(book.path)
    aside_path = path.with_name(path.name + ".part")
    aside_path.unlink(missing_ok=True)
    create_book(aside_path)
    with book.speaking():
        book.database.conn.execute("vacuum into ?", (str(aside_path),))
    sync_file(aside_path)
    put_in_place(aside_path, path)


def said_by_database(error: Exception, path: Path) -> VaultError | None:
    """A failure of the disk under the database as one of our types, or None when the fault is our own."""
    vault_path = str(path.parent)
    code = getattr(error, "sqlite_errorcode", None)
    kinds: dict[int, VaultError] = {
        _FULL: DiskFull(vault_path),
        _READ_ONLY: NotWritable(vault_path),
        _BUSY: VaultBusy(vault_path),
        _LOCKED: VaultBusy(vault_path),
        _CORRUPT: VaultDamaged(vault_path, path.name),
        _NOT_A_DATABASE: VaultDamaged(vault_path, path.name),
        _CANT_OPEN: StorageFailed(vault_path, f"{path.name} can't be opened"),
    }
    if code is None:
        return None
    if code & 0xFF == _IO:
        refusal = refusal_of(path.parent)
        return said(refusal, path.parent) if refusal else StorageFailed(vault_path, str(error))
    return kinds.get(code & 0xFF)
