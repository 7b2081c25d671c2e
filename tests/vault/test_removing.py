"""An item that is removed is gone, its number with it, and the history says so; nothing else changes."""

import os
import shutil
from pathlib import Path

import pytest

from evidence_desk.domain.arrivals import ARRIVALS
from evidence_desk.domain.checklists import StepId, StepState
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.errors import NoSuchExhibit, ReadOnlyVault, StorageFailed, TextRefused
from evidence_desk.vault.driver import DriverError
from evidence_desk.vault.vault import open_reader
from tests.vault.made_up import keep, record_about, types

OLD_DESK = Path(__file__).parent / "old_desks" / "first_light"
INSERT = "insert into items (id, case_id, number, origin, sha256, object, record)"


class Killed(BaseException):
    """The program ended here."""


def events_of(vault, case):
    return list(vault.custody.events(LogId(case.id)))


def objects_of(desk):
    return [path for path in (desk.path / "objects").glob("*/*") if path.is_file()]


@pytest.fixture
def killed_before_unlinking(monkeypatch):
    """The program ends when row and line are on the disk and the file still stands."""

    def remove(vault, item):
        def killed(name):
            raise Killed

        with monkeypatch.context() as patched:
            patched.setattr(vault._parts.objects, "remove", killed)
            with pytest.raises(Killed):
                vault.remove(item)

    return remove


def test_file_row_and_words_go_and_a_line_stays(desk):
    case, (first, second) = desk.filled(b"one", b"two")
    with desk.open() as vault:
        first = vault.items.set_note(vault.items.add_tag(first, "threat"), "He knows my school")
        removal = vault.remove(first, "not mine")
        *_, line = events_of(vault, case)

        assert vault.items.of_case(case.id) == (second,)
        assert vault.cases.by_id(case.id).items == 1
        assert vault._parts.book.rows("select * from tags") == []
        assert (line.event, line.item, line.sha256, line.actor) == ("deleted", first.id, first.record.sha256, "person")
        assert line.detail == {"exhibit": "EX-001", "bytes": 3, "reason": "not mine"}
        assert (removal.exhibit, removal.item_id, removal.sha256) == ("EX-001", first.id, first.record.sha256)
        assert (removal.size_bytes, removal.reason, removal.removed) == (3, "not mine", line.moment)
        assert removal.file_gone
        assert len(objects_of(desk)) == 1
        assert vault.check().problems == ()
    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert vault.items.of_case(case.id) == (second,)
        assert vault.check().problems == ()


@pytest.mark.parametrize(("typed", "kept"), [("", "not said"), ("  ", "not said"), (" by mistake ", "by mistake")])
def test_a_reason_may_be_given(desk, typed, kept):
    case, (item,) = desk.filled(b"one")
    with desk.open() as vault:
        assert vault.remove(item, typed).reason == kept
        assert events_of(vault, case)[-1].detail["reason"] == kept


@pytest.mark.parametrize("reason", ["x" * 201, "a\0b", "\ud800"])
def test_a_reason_that_cannot_be_kept_removes_nothing(desk, reason):
    case, (item,) = desk.filled(b"one")
    with desk.open() as vault:
        with pytest.raises(TextRefused):
            vault.remove(item, reason)
        assert vault.read(item) == b"one"
        assert events_of(vault, case)[-1].event == "captured"


def test_numbers_are_never_given_again(desk):
    case, items = desk.filled(b"one", b"two", b"three")
    with desk.open() as vault:
        for item in items:
            vault.remove(item)
        assert keep(vault, case, b"four").exhibit == "EX-004"
    assert desk.filled(b"five")[1][0].exhibit == "EX-005"


def test_a_removed_item_is_no_longer_there_for_anybody(desk):
    case, (item,) = desk.filled(b"one")
    with desk.open() as vault:
        vault.remove(item)
        before = len(events_of(vault, case))
        for use in (
            vault.remove,
            vault.read,
            lambda gone: vault.items.find(case.id, gone.exhibit),
            lambda gone: vault.items.set_note(gone, "again"),
            lambda gone: vault.items.add_tag(gone, "again"),
            lambda gone: vault.items.remove_tag(gone, "again"),
            lambda gone: vault.steps.set(case.id, StepId("card"), StepState.DONE, proof=gone.id),
        ):
            with pytest.raises(NoSuchExhibit):
                use(item)
        assert len(events_of(vault, case)) == before
        assert vault.check().problems == ()


def test_a_step_keeps_its_state_without_its_proof(desk, clock):
    case, (item, other) = desk.filled(b"one", b"two")
    with desk.open() as vault:
        card = vault.steps.set(case.id, StepId("card"), StepState.DONE, note="rang", proof=item.id)
        bank = vault.steps.set(case.id, StepId("bank"), StepState.SKIPPED, proof=item.id)
        kept = vault.steps.set(case.id, StepId("police"), StepState.DONE, proof=other.id)
        clock.advance(60)
        vault.remove(item)
        marks = vault.steps.marks(case.id)

        assert marks["police"] == kept
        assert (marks["card"].state, marks["card"].note, marks["card"].proof) == (StepState.DONE, "rang", None)
        assert marks["card"].changed_at == card.changed_at
        assert (marks["bank"].state, marks["bank"].changed_at) == (StepState.SKIPPED, bank.changed_at)
        lines = [(line.event, line.item, line.detail.get("step"), line.actor) for line in events_of(vault, case)[-3:]]
        assert lines == [
            ("step noted", None, "bank", "desk"),
            ("step noted", None, "card", "desk"),
            ("deleted", item.id, None, "person"),
        ]
        assert vault.check().problems == ()


def test_a_desk_that_can_only_be_read_removes_nothing(desk):
    _, (item,) = desk.filled(b"one")
    with open_reader(desk.path) as reader:
        with pytest.raises(ReadOnlyVault):
            reader.remove(item)
        assert reader.read(item) == b"one"


def test_a_damaged_item_can_be_removed(desk):
    case, (damaged, missing) = desk.filled(b"one", b"two")
    desk.object_path(damaged).write_bytes(b"spoiled")
    desk.object_path(missing).unlink()
    with desk.open() as vault:
        for item in vault.items.of_case(case.id):
            assert vault.remove(item).file_gone
        assert vault.check().problems == ()
    with desk.open() as vault:
        assert vault.opening_problems == ()


def test_the_next_start_finishes_a_removal(desk, killed_before_unlinking):
    case, (item, other) = desk.filled(b"one", b"two")
    with desk.open() as vault:
        killed_before_unlinking(vault, item)
    with open_reader(desk.path) as reader:
        assert len(objects_of(desk)) == 2
        assert reader.opening_problems == ()
        assert types(reader.check().problems) == ["removal_unfinished"]

    with desk.open() as vault:
        assert len(objects_of(desk)) == 1
        assert vault.opening_problems == ()
        assert vault.items.of_case(case.id) == (other,)
        assert [line.event for line in events_of(vault, case)] == ["case opened", "captured", "captured", "deleted"]
        assert vault.check().problems == ()


def test_a_file_that_comes_back_with_a_copy_goes_again(desk):
    case, (item,) = desk.filled(b"one")
    path = desk.object_path(item)
    content = path.read_bytes()
    with desk.open() as vault:
        vault.remove(item)
    path.write_bytes(content)

    with desk.open() as vault:
        assert not path.exists()
        assert vault.opening_problems == ()
        assert vault.items.count(case.id) == 0


def test_the_id_of_a_removed_item_is_never_taken_again(desk):
    _, (item,) = desk.filled(b"one")
    path = desk.object_path(item)
    with desk.open() as vault:
        vault.remove(item)
        with pytest.raises(ValueError, match="kept before"):
            vault.keep(item.record, b"one")
        assert not path.exists()
        assert vault.check().problems == ()


def test_other_data_for_a_removed_item_is_not_adopted(desk):
    case, (item,) = desk.filled(b"one")
    with desk.open() as vault:
        vault.remove(item)
        vault._parts.objects.write(record_about(b"other", case.id, item_id=item.id), b"other")

    with desk.open() as vault:
        assert types(vault.opening_problems) == ["object_unknown"]
        assert vault.items.count(case.id) == 0


def test_a_file_that_stays_is_said_and_goes_at_the_next_start(desk, monkeypatch):
    case, (item,) = desk.filled(b"one")
    with desk.open() as vault:
        path = vault._parts.objects.path_of(vault._parts.objects.name_of(item.id, item.record.sha256))
        with monkeypatch.context() as patched:
            patched.setattr(vault._parts.objects, "remove", refused)
            removal = vault.remove(item)
        assert (removal.exhibit, removal.file_gone) == ("EX-001", False)
        assert vault.items.count(case.id) == 0
        assert types(vault.check().problems) == ["removal_unfinished"]
    with desk.open() as vault:
        assert not path.exists()
        assert vault.check().problems == ()


def refused(name):
    raise StorageFailed("vault", "Input/output error")


def test_a_start_that_cannot_finish_says_so(desk, killed_before_unlinking, monkeypatch):
    _, (item,) = desk.filled(b"one")
    with desk.open() as vault:
        killed_before_unlinking(vault, item)
    with monkeypatch.context() as patched:
        patched.setattr("evidence_desk.vault.objects.Objects.remove", lambda _self, name: refused(name))
        with desk.open() as vault:
            assert types(vault.opening_problems) == ["removal_unfinished"]


def test_the_removal_of_the_file_is_durable(desk, monkeypatch):
    _, (item,) = desk.filled(b"one")
    path = desk.object_path(item)
    synced, fsync = [], os.fsync

    def watched(descriptor):
        synced.append((Path(f"/proc/self/fd/{descriptor}").readlink(), path.exists()))
        fsync(descriptor)

    with desk.open() as vault:
        monkeypatch.setattr(os, "fsync", watched)
        vault.remove(item)
        assert (path.parent, False) in synced


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("delete from removed", {"removal_differs", "item_missing"}),
        ("update removed set number = 7", {"removal_differs"}),
        ("update removed set sha256 = 'x'", {"removal_differs"}),
        (
            f"{INSERT} select item_id, case_id, 1, 'captured_here', sha256, object, '{{}}' from removed",
            {"item_returned", "row_unreadable"},
        ),
    ],
)
def test_a_tombstone_that_was_tampered_with_is_reported(desk, statement, found):
    _, (item, _) = desk.filled(b"one", b"two")
    with desk.open() as vault:
        vault.remove(item)
    desk.tamper(statement)
    with open_reader(desk.path) as reader:
        assert found <= set(types(reader.check().problems))


def test_a_row_taken_out_without_a_line_is_reported(desk):
    _, (item, _) = desk.filled(b"one", b"two")
    desk.tamper(
        f"insert into removed select id, case_id, number, sha256, object from items where id = '{item.id}'",
        f"delete from items where id = '{item.id}'",
    )
    with open_reader(desk.path) as reader:
        assert "removal_differs" in types(reader.check().problems)


@pytest.mark.parametrize(
    "statement",
    [
        "delete from items",
        "delete from removed",
        "update removed set number = 9",
        "insert or replace into removed select item_id, case_id, 9, sha256, object from removed",
        f"{INSERT} select 'new', case_id, number, 'imported', sha256, 'new', '{{}}' from removed",
        f"{INSERT} select item_id, case_id, 9, 'imported', sha256, 'new', '{{}}' from removed",
    ],
)
def test_the_book_refuses_what_would_undo_a_tombstone(desk, statement):
    _, (item, _) = desk.filled(b"one", b"two")
    with desk.open() as vault:
        vault.remove(item)
        before = vault._parts.book.rows("select * from removed")
        with pytest.raises(DriverError), vault.custody.writing():
            vault._parts.book.run(statement)
        assert vault._parts.book.rows("select * from removed") == before
        assert vault.items.count(item.record.case_id) == 1


def test_what_is_deleted_is_overwritten_in_the_book(desk):
    desk.filled()
    with desk.open() as vault:
        assert vault._parts.book.rows("pragma secure_delete") == [(1,)]


def test_a_desk_of_the_first_version_learns_to_remove(desk):
    shutil.copytree(OLD_DESK, desk.path)  # noqa: TID251 — made up for this test
    with desk.open() as vault:
        case = vault.cases.last_used()
        first, second = vault.items.of_case(case.id)
        assert (first.note, first.tags, first.record.size_bytes) == ("The first one", ("threat", "school"), 98)
        assert vault.check().problems == ()
        vault.remove(second)
        assert vault.steps.marks(case.id)["payments-bank"].proof is None
        assert keep(vault, case, b"more").exhibit == "EX-003"
        assert vault.check().problems == ()
    with desk.open() as vault:
        assert vault.opening_problems == ()


def test_a_reader_that_looks_while_others_keep_and_remove_sees_nothing_wrong(desk, monkeypatch):
    """Between its look at the book and at the folder an item comes and another goes."""
    case, (item, _) = desk.filled(b"one", b"two")
    with desk.open() as writer:
        names = type(writer._parts.objects).names

        def busy(objects):
            monkeypatch.undo()
            keep(writer, case, b"three")
            writer.remove(item)
            yield from names(objects)

        monkeypatch.setattr(type(writer._parts.objects), "names", busy)
        with open_reader(desk.path) as reader:
            assert reader.opening_problems == ()
            assert [each.state for each in reader.items.of_case(case.id)] == ["sealed", "sealed"]


def test_a_check_that_runs_while_an_item_is_removed_finds_nothing(desk):
    case, (_, other) = desk.filled(b"one", b"two")
    with desk.open() as writer, open_reader(desk.path) as reader:

        def remove_another(done, _all):
            if done == 1:
                writer.remove(other)
                keep(writer, case, b"three")

        assert reader.check(remove_another).problems == ()


def test_every_arrival_has_a_word():
    assert {"captured", "imported", "received", "typed", "recovered"} == ARRIVALS
