"""A book from another day: an older one is brought up to date with a copy kept, a newer one is left alone."""

from pathlib import Path

from evidence_desk.domain.errors import FromTheFuture
from evidence_desk.vault.database import Book, create_book
from evidence_desk.vault.disk import put_in_place, sync_file
from evidence_desk.vault.migrations import MIGRATION_NAMES, MIGRATIONS


def refuse_newer(book: Book) -> None:
    """Raise FromTheFuture when the book has been through a change we do not know."""
    with book.speaking():
        unknown = {migration.name for migration in MIGRATIONS.applied(book.database)} - set(MIGRATION_NAMES)
    if unknown:
        raise FromTheFuture(str(book.path.parent), max(unknown), MIGRATION_NAMES[-1])


def bring_up_to_date(book: Book) -> bool:
    """Apply what is pending, if anything; a book that holds something is first copied beside, under the same key.

    Raises DiskFull or StorageFailed; the book is then as it was.
    """
    with book.speaking():
        if not MIGRATIONS.pending(book.database):
            return False
        book.writable()
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
