"""The write-ahead log is folded into the book after "saved" was said, and not inside a commit."""

import pytest

from evidence_desk.domain.errors import StorageFailed
from evidence_desk.vault.database import Book
from evidence_desk.vault.vault import open_reader
from tests.vault.made_up import keep

MANY = 70


def test_many_captures_leave_the_book_alone_until_there_is_time(desk, vault, case):
    book_path, before = desk.path / "desk.db", (desk.path / "desk.db").read_bytes()
    for number in range(MANY):
        keep(vault, case, b"%d" % number)
    assert book_path.read_bytes() == before

    vault.settle()
    folded = book_path.read_bytes()
    assert len(folded) > len(before)

    keep(vault, case, b"one more")
    vault.settle()
    assert book_path.read_bytes() == folded, "one more is no reason to fold again"
    with open_reader(desk.path) as reader:
        assert reader.items.count(case.id) == MANY + 1


def test_nobody_hears_of_a_log_that_can_not_be_folded_now(desk, vault, case, monkeypatch):
    def gives_up(_book):
        raise StorageFailed(str(desk.path), "it gives up")

    monkeypatch.setattr(Book, "fold_if_long", gives_up)
    keep(vault, case, b"something")
    vault.settle()
    monkeypatch.undo()
    assert keep(vault, case, b"and more").number == 2


def test_who_only_reads_folds_nothing(desk, vault, case, monkeypatch):
    keep(vault, case, b"something")
    monkeypatch.setattr(Book, "fold_if_long", lambda _book: pytest.fail("it writes"))
    with open_reader(desk.path) as reader:
        reader.settle()
