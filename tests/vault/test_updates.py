"""A book of an older program is brought up to date with a copy kept; one of a newer program is left alone."""

import pytest

from evidence_desk.domain.errors import FromTheFuture
from evidence_desk.vault import book_updates
from evidence_desk.vault.driver import DriverError, Migrations, connect
from evidence_desk.vault.migrations import MIGRATION_NAMES, MIGRATIONS
from evidence_desk.vault.vault import open_reader
from tests.vault.made_up import keep


def newer_program(monkeypatch, change):
    """A program that knows one change more."""
    more = Migrations(MIGRATIONS.name)
    for each in MIGRATIONS._migrations:
        more(name=each.name)(each.fn)
    more(name="0002 tomorrow")(change)
    monkeypatch.setattr(book_updates, "MIGRATIONS", more)
    monkeypatch.setattr(book_updates, "MIGRATION_NAMES", (*MIGRATION_NAMES, "0002 tomorrow"))


def add_a_column(db):
    db.execute("alter table cases add column colour text")


def fail_half_way(db):
    db.execute("alter table cases add column colour text")
    db.execute("no such statement")


@pytest.fixture
def backup_path(desk):
    return desk.path / "desk.db.before-update"


def test_the_names_are_those_of_the_migrations():
    assert tuple(each.name for each in MIGRATIONS._migrations) == MIGRATION_NAMES


def test_a_new_book_needs_no_copy(desk, backup_path):
    desk.filled(b"data")

    assert not backup_path.exists()


def test_a_copy_is_kept_until_the_new_book_has_been_opened(desk, backup_path, monkeypatch):
    case, (item,) = desk.filled(b"data")
    with monkeypatch.context() as patched:
        newer_program(patched, add_a_column)
        with desk.open() as vault:
            assert vault.read(item) == b"data"
            assert vault._parts.book.rows("select colour from cases") == [(None,)]
            assert vault.check().problems == ()
            assert backup_path.exists()
            keep(vault, case, b"more")
            key = vault._identity.keys.database.hex()
        assert b"SQLite format" not in backup_path.read_bytes()
        copy = connect(str(backup_path))
        copy.execute(f"pragma key = \"x'{key}'\"")
        assert copy.execute("select count(*) from items").fetchone() == (1,)
        with pytest.raises(DriverError):
            copy.execute("select colour from cases")
        copy.close()
        desk.open().close()
        assert not backup_path.exists()


def test_a_change_that_fails_changes_nothing(desk, backup_path, monkeypatch):
    _, (item,) = desk.filled(b"data")
    with monkeypatch.context() as patched:
        newer_program(patched, fail_half_way)
        with pytest.raises(DriverError):
            desk.open()
        assert backup_path.exists()

    with desk.open() as vault:
        assert vault.read(item) == b"data"
        assert vault.check().problems == ()


def test_a_book_of_a_newer_program_is_refused(desk, monkeypatch):
    desk.filled(b"data")
    with monkeypatch.context() as patched:
        newer_program(patched, add_a_column)
        desk.open().close()
    before = (desk.path / "desk.db").read_bytes()

    for opening in (desk.open, lambda: open_reader(desk.path)):
        with pytest.raises(FromTheFuture) as refusal:
            opening()
        assert (refusal.value.found, refusal.value.known) == ("0002 tomorrow", MIGRATION_NAMES[-1])
    assert (desk.path / "desk.db").read_bytes() == before
