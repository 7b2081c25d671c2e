"""The book: one encrypted database file, opened, guarded and closed."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Any

from evidence_desk.domain.errors import BookDamaged, DiskFull, NotWritable, ReadOnlyVault, StorageFailed
from evidence_desk.vault.book_errors import said_by_database
from evidence_desk.vault.disk import FILE_MODE, speaking_of, sync_folder
from evidence_desk.vault.driver import Connection, Database, DriverError, connect
from evidence_desk.vault.second_look import second_look

BOOK_NAME = "desk.db"
_BUSY_WAIT_S = 5.0
_LONG_LOG = 64
"""So many transactions make the write-ahead log about four megabytes long, which take some milliseconds to fold."""
_LONGEST_LOG_PAGES = 4000
_NO_TRANSACTION = "a statement outside of a transaction"

Row = tuple[Any, ...]


class Access(Enum):
    """How a connection may use the file.

    The last two are for places where not even a lock can be written: FROZEN reads the book alone, UNFOLDED the
    write-ahead log with it, for a desk that was copied there before it was closed.
    """

    WRITE = "mode=rw"
    READ = "mode=ro"
    FROZEN = "mode=ro&immutable=1"
    UNFOLDED = "mode=ro&vfs=unix-none"


class Book:
    """One connection to desk.db. It belongs to the thread that opened it.

    A book opened for writing on a full disk is read meanwhile; each `writing` looks whether there is room again.
    Raises VaultDamaged when the file can't be opened with the key, StorageFailed when the disk gives up.
    """

    def __init__(self, path: Path, key: bytes, *, writes: bool) -> None:
        self.path = path
        self._key = key
        self._writes = writes
        self._log_is_named = False
        self._unfolded = 0
        self.access = Access.READ
        self._open: Database | None = None
        self._open = self._opened()

    @property
    def database(self) -> Database:
        """The sqlite-utils view of the connection; after a failure, of a fresh one."""
        if self._open is None:
            self._open = self._opened()
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
        with self.speaking(), self._closed_on_error():
            connection = self.writable().conn
            connection.execute("begin immediate")
            yield
            connection.execute("commit")
            self._unfolded += 1
            self._name_log()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is of one moment, whatever others write meanwhile."""
        with self.speaking(), self._closed_on_error():
            connection = self.database.conn
            connection.execute("begin")
            yield
            connection.execute("rollback")

    def writable(self) -> Database:
        """The connection, made able to write if it is not. Raises ReadOnlyVault, or what made it unable."""
        if not self._writes:
            raise ReadOnlyVault(str(self.path.parent))
        database = self.database
        if self.access is not Access.WRITE:
            self.close()
            database = self._open = self._connected(Access.WRITE)
        return database

    def fold_if_long(self) -> None:
        """Fold a long write-ahead log into the book; readers are not waited for. For who has just said "saved"."""
        if self._unfolded >= _LONG_LOG:
            self._unfolded = 0
            with self.speaking():
                self.database.conn.execute("pragma wal_checkpoint(passive)").fetchone()

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
    def speaking(self) -> Iterator[None]:
        """Turn a failure of the disk inside into one of our types."""
        try:
            yield
        except DriverError as error:
            refusal = said_by_database(error, self.path)
            if refusal is None:
                raise
            if isinstance(refusal, BookDamaged):
                self.close()  # after one bad page a connection does not get well again
                refusal = second_look(self.path, self._afresh)
            raise refusal from error

    @contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    def _name_log(self) -> None:
        """Make the name of the write-ahead log durable too: SQLite asks for that but ignores a refusal."""
        if not self._log_is_named:
            with speaking_of(self.path.parent):
                sync_folder(self.path.parent)
            self._log_is_named = True

    def _opened(self) -> Database:
        if self._writes:
            with suppress(DiskFull):
                return self._connected(Access.WRITE)
        try:
            return self._connected(Access.READ)
        except (StorageFailed, NotWritable, DiskFull):
            return self._connected(self._unlocked_access())

    def _afresh(self) -> Connection:
        """Another connection that only reads, wherever the book stands. Raises DriverError."""
        try:
            return _prepared(self.path, self._key, Access.READ)
        except DriverError:
            return _prepared(self.path, self._key, self._unlocked_access())

    def _unlocked_access(self) -> Access:
        return Access.FROZEN if is_folded(self.path) else Access.UNFOLDED

    def _connected(self, access: Access) -> Database:
        with self.speaking():
            connection = _prepared(self.path, self._key, access)
            try:
                database = Database(connection, execute_plugins=False)
            except BaseException:
                connection.close()
                raise
        self.access, self._log_is_named = access, False
        return database


def _prepared(path: Path, key: bytes, access: Access) -> Connection:
    """A connection with the key given and every pragma set. Raises DriverError, or StorageFailed without a log."""
    uri = f"{path.absolute().as_uri()}?{access.value}"
    connection: Connection = connect(uri, uri=True, timeout=_BUSY_WAIT_S, isolation_level=None)
    try:
        _prepare(connection, key, access)
        if access is Access.WRITE:
            _write_ahead(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Connection, key: bytes, access: Access) -> None:
    for pragma in (
        "cipher_log_level = NONE",  # else damage is written to stderr; "cipher_log = none" would name a file
        f"key = \"x'{key.hex()}'\"",
        "temp_store = memory",
        # Alone with the file, SQLite keeps the log's index in memory instead of beside the log.
        *(("locking_mode = exclusive",) if access is Access.UNFOLDED else ()),
        "foreign_keys = on",
        "trusted_schema = off",
        "fullfsync = on",
    ):
        connection.execute(f"pragma {pragma}")
    connection.execute("select count(*) from sqlite_master").fetchone()  # the first read tells whether the key fits


def _write_ahead(connection: Connection, path: Path) -> None:
    # Its error is only in the row: unfetched, a failure here would vanish.
    mode = connection.execute("pragma journal_mode = wal").fetchone()[0]
    if mode != "wal":
        raise StorageFailed(str(path.parent), f"journal mode {mode}")
    connection.execute("pragma synchronous = full")
    # SQLite would fold every thousand pages inside a commit, which whoever pressed waits for; see `fold_if_long`.
    connection.execute(f"pragma wal_autocheckpoint = {_LONGEST_LOG_PAGES}").fetchone()


def is_folded(path: Path) -> bool:
    """Whether the book stands alone: its last writer closed it, and no write-ahead log holds more."""
    log_path = path.with_name(path.name + "-wal")
    return not (log_path.is_file() and log_path.stat().st_size > 0)


def create_book(path: Path) -> None:
    """An empty file for this account alone, which the log beside it takes its mode from. Raises OSError."""
    path.touch(mode=FILE_MODE, exist_ok=False)
