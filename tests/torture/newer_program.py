"""A program of tomorrow, which knows one change of the book more: what it opens, it changes first."""

from evidence_desk.vault import book_updates
from evidence_desk.vault.driver import Database, Migrations
from evidence_desk.vault.migrations import MIGRATION_NAMES, MIGRATIONS

TOMORROW = "9999 tomorrow"
_ROWS = 500


def know_more() -> None:
    """From now on, this process is that program."""
    more = Migrations(MIGRATIONS.name)
    for each in MIGRATIONS._migrations:
        more(name=each.name)(each.fn)
    more(name=TOMORROW)(_change)
    book_updates.MIGRATIONS = more
    book_updates.MIGRATION_NAMES = (*MIGRATION_NAMES, TOMORROW)  # type: ignore[assignment]


def know_no_more() -> None:
    """From now on, this process is today's program again."""
    book_updates.MIGRATIONS, book_updates.MIGRATION_NAMES = MIGRATIONS, MIGRATION_NAMES


def _change(database: Database) -> None:
    """Enough to write that a cut can fall in the middle."""
    database.execute("alter table cases add column colour text")
    database.execute("create table colours (name text not null) strict")
    for number in range(_ROWS):
        database.execute("insert into colours (name) values (?)", (f"colour {number} " + "x" * 100,))
