"""A desk of the program before there were registers, with data in it, is brought up to date with a copy kept first."""

import shutil
from pathlib import Path

import pytest

from evidence_desk.domain.answers import Answers, Under18
from evidence_desk.domain.cases import UNDER_18_NOT_ASKED
from evidence_desk.domain.entries import EntryKind
from evidence_desk.domain.errors import DiskFull
from evidence_desk.vault import book_updates
from evidence_desk.vault.driver import DriverError, connect
from evidence_desk.vault.recovering import recover
from evidence_desk.vault.vault import open_reader
from evidence_desk.workflows.write_down import answers_of
from tests.vault.made_up import Desk, types

OLD_DESK = Path(__file__).parent / "old_desks" / "surroundings"
"""Made by the program that knew the changes up to "0004 surroundings"."""


@pytest.fixture
def old(desk: Desk) -> Desk:
    shutil.copytree(OLD_DESK, desk.path)  # noqa: TID251 — made up for this test
    return desk


def account(vault):
    """Everything that was in it."""
    return [
        (case.title, case.reference, case.under18, [(item.exhibit, item.note, item.tags, vault.read(item)) for item in
         vault.items.of_case(case.id)], vault.steps.marks(case.id))
        for case in vault.cases.all()
    ]  # fmt: skip


def test_everything_is_there_and_registers_can_be_written(old):
    with old.open() as vault:
        case, another = vault.cases.all()
        assert (case.title, case.under18, another.under18) == ("Since Monday", UNDER_18_NOT_ASKED, UNDER_18_NOT_ASKED)
        first, third = vault.items.of_case(case.id)
        assert (first.exhibit, first.note, first.tags) == ("EX-001", "as I saw it", ("threat",))
        assert (vault.read(first), vault.read(third)) == (b"picture one", b"picture three")
        assert [mark.proof for mark in vault.steps.marks(case.id).values()] == [first.id]
        assert vault.entries.of_case(case.id, with_removed=True) == ()
        assert vault.check().problems == ()
        entry = vault.entries.add(case.id, EntryKind.PAYMENT, {"amount_minor": 5, "exhibits": [first.id]})
        vault.cases.answer_under18(case, Under18.NOT_SURE)
    with old.open() as vault:
        assert vault.opening_problems == ()
        assert vault.entries.of_case(case.id) == (entry,)
        assert vault.cases.by_id(case.id).under18 == "not sure"
        assert vault.check().problems == ()


def test_the_book_as_it_was_is_copied_first(old):
    backup_path = old.path / "desk.db.before-update"
    with old.open() as vault:
        key = vault._identity.keys.database.hex()
        assert backup_path.exists()
    copy = connect(str(backup_path))
    copy.execute(f"pragma key = \"x'{key}'\"")
    assert copy.execute("select count(*) from items").fetchone() == (3,)
    with pytest.raises(DriverError):
        copy.execute("select * from entries")
    copy.close()
    old.open().close()
    assert not backup_path.exists()


def test_a_copy_that_can_not_be_made_changes_nothing(old, monkeypatch):
    book = (old.path / "desk.db").read_bytes()

    def full(*_):
        raise DiskFull(str(old.path))

    with monkeypatch.context() as patched:
        patched.setattr(book_updates, "put_in_place", full)
        with pytest.raises(DiskFull):
            old.open()
    assert not (old.path / "desk.db.before-update").exists()
    assert (old.path / "desk.db").read_bytes() == book
    with old.open() as vault:
        assert vault.check().problems == ()


def test_it_can_be_looked_at_without_being_changed(old):
    with open_reader(old.path) as reader:
        case, _ = reader.cases.all()
        assert reader.entries.of_case(case.id) == ()
        assert answers_of(reader, case) == Answers()
        assert types(reader.check().problems) == ["guard_missing"]


def test_a_damaged_one_is_put_back_together_with_registers(old):
    with old.open() as vault:
        before = account(vault)
    shutil.rmtree(old.path)
    shutil.copytree(OLD_DESK, old.path)  # noqa: TID251 — as above
    content = bytearray((old.path / "desk.db").read_bytes())
    content[100] ^= 1
    (old.path / "desk.db").write_bytes(content)
    made = recover(old.path, old.clock)

    assert made.done
    assert (made.missing.entries, made.missing.ages) == ((), ())
    with old.open() as vault:
        assert account(vault) == before
        case = vault.cases.all()[0]
        assert vault.entries.add(case.id, EntryKind.ACCOUNT, {}).number == 1
        assert types(vault.check().problems) == []
