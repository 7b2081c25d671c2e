"""After a crash: half files go, whole files come in, and nothing that is missing is passed over."""

from dataclasses import replace

import pytest

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.errors import VaultDamaged
from evidence_desk.vault.object_format import record_text
from evidence_desk.vault.vault import open_reader
from tests.vault.made_up import record_about, types


def write_orphan(vault, case_id, data, **changes):
    """What a crash between the rename and the commit leaves."""
    record = record_about(data, case_id, **changes)
    return record, vault._parts.objects.write(record, data)


def test_half_written_files_are_swept(desk):
    desk.filled(b"data")
    (desk.path / "incoming" / "0123.part").write_bytes(b"half")

    with desk.open() as vault:
        assert list((desk.path / "incoming").iterdir()) == []
        assert vault.opening_problems == ()
        assert vault.check().problems == ()


def test_an_object_without_a_row_is_adopted_with_all_it_knew(desk):
    case, _ = desk.filled(b"first")
    with desk.open() as vault:
        record, _ = write_orphan(vault, case.id, b"orphan", window_title="what he wrote")

    with desk.open() as vault:
        item = vault.items.find(case.id, "EX-002")
        *_, event = vault.custody.events(LogId(case.id))

        assert item.recovered
        assert item.record == record
        assert vault.read(item) == b"orphan"
        assert (event.event, event.item, event.sha256, event.actor) == ("recovered", item.id, record.sha256, "desk")
        assert vault.opening_problems == ()
        assert vault.check().problems == ()
    with desk.open() as vault:
        assert vault.items.count(case.id) == 2


def test_an_object_of_an_unknown_case_gets_a_case(desk):
    with desk.open() as vault:
        case = vault.cases.new("Used last")
        write_orphan(vault, CaseId("9a1f8e9e-0000-4000-8000-000000000000"), b"orphan")

    with desk.open() as vault:
        _, recovered = vault.cases.all()
        assert (recovered.id, recovered.title, recovered.items) == (
            "9a1f8e9e-0000-4000-8000-000000000000", "Recovered", 1,
        )  # fmt: skip
        assert vault.cases.last_used() == case
        assert vault.check().problems == ()


def test_a_damaged_orphan_is_adopted_as_unreadable(desk):
    case, _ = desk.filled()
    with desk.open() as vault:
        _, name = write_orphan(vault, case.id, b"orphan")
        path = vault._parts.objects.path_of(name)
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    with desk.open() as vault:
        (item,) = vault.items.of_case(case.id)
        assert (item.state, item.recovered) == ("unreadable", True)
        assert types(vault.check().problems) == ["object_damaged"]


@pytest.mark.parametrize("content", [b"", b"not sealed by us" * 100])
def test_a_strange_file_is_named_and_left(desk, content):
    desk.filled(b"data")
    strange_path = desk.path / "objects" / "ab" / ("ab" + "0" * 62)
    strange_path.parent.mkdir(exist_ok=True)
    strange_path.write_bytes(content)

    with desk.open() as vault:
        assert types(vault.opening_problems) == ["object_unknown"]
        assert types(vault.check().problems) == ["object_unknown"]
    assert strange_path.read_bytes() == content


def test_a_copy_under_another_name_is_not_adopted(desk):
    case, (item,) = desk.filled(b"data")
    path = desk.object_path(item)
    path.with_name(path.name[:2] + "0" * 62).write_bytes(path.read_bytes())

    with desk.open() as vault:
        assert types(vault.opening_problems) == ["object_unknown"]
        assert vault.items.count(case.id) == 1


def test_an_orphan_under_another_name_is_not_adopted(desk):
    case, _ = desk.filled()
    with desk.open() as vault:
        _, name = write_orphan(vault, case.id, b"orphan")
        path = vault._parts.objects.path_of(name)
    path.rename(path.with_name(name[:2] + "0" * 62))

    with desk.open() as vault:
        assert types(vault.opening_problems) == ["object_unknown"]
        assert vault.items.count(case.id) == 0


def test_other_data_for_a_known_item_is_not_adopted(desk):
    case, (item,) = desk.filled(b"data")
    with desk.open() as vault:
        write_orphan(vault, case.id, b"other data", item_id=item.id)

    with desk.open() as vault:
        assert types(vault.opening_problems) == ["object_unknown"]
        assert vault.read(vault.items.find(case.id, "1")) == b"data"


def test_a_row_without_its_object_is_reported_and_stays(desk):
    case, (lost, _) = desk.filled(b"one", b"two")
    path = desk.object_path(lost)
    content = path.read_bytes()
    path.unlink()

    for opened in (desk.open, lambda: open_reader(desk.path)):
        with opened() as vault:
            (problem,) = vault.opening_problems
            assert (problem.type, problem.path) == ("object_missing", f"{case.reference}/EX-001")
            assert [item.state for item in vault.items.of_case(case.id)] == ["unreadable", "sealed"]
    path.write_bytes(content)
    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert vault.read(lost) == b"one"


def test_an_older_book_takes_the_newer_objects_in_again(desk):
    case, _ = desk.filled(b"one")
    older = (desk.path / "desk.db").read_bytes()
    desk.filled(b"two", b"three")
    (desk.path / "desk.db").write_bytes(older)

    with desk.open() as vault:
        assert "rolled_back" in types(vault.opening_problems)
        items = vault.items.of_case(case.id)
        assert [item.recovered for item in items] == [False, True, True]
        assert sorted(map(vault.read, items)) == [b"one", b"three", b"two"]


def test_a_record_that_was_changed_in_the_book_is_told_from_the_sealed_one(desk):
    case, (item,) = desk.filled(b"data")
    changed = replace(item.record, window_title="another story")
    desk.tamper(f"update items set record = '{record_text(changed)}'")
    with desk.open() as vault:
        assert vault.items.count(case.id) == 1
        assert types(vault.check().problems) == ["record_differs"]


def test_a_row_that_cannot_be_read_shuts_nobody_out_when_its_object_is_gone_too(desk):
    case, (lost, _) = desk.filled(b"one", b"two")
    path = desk.object_path(lost)
    desk.tamper(f"update items set record = '{{}}' where id = '{lost.id}'")
    path.unlink()

    for opened in (desk.open, lambda: open_reader(desk.path)):
        with opened() as vault:
            assert [(found.type, found.path) for found in vault.opening_problems] == [
                ("object_missing", f"{case.reference}/EX-001")
            ]


def test_a_record_the_book_can_no_longer_read_is_read_from_the_sealed_file(desk):
    case, (item, other) = desk.filled(b"one", b"two")
    desk.tamper(f"update items set record = '{{' where id = '{item.id}'")

    for opened in (desk.open, lambda: open_reader(desk.path)):
        with opened() as vault:
            assert vault.items.of_case(case.id) == (item, other)
            assert vault.read(item) == b"one"
            assert types(vault.check().problems) == ["row_unreadable"]
    with desk.open() as vault:
        vault.remove(vault.items.find(case.id, "1"))
        assert vault.check().problems == ()


def test_a_record_is_not_taken_from_another_items_file(desk):
    case, (item, other) = desk.filled(b"one", b"two")
    path, content = desk.object_path(item), desk.object_path(other).read_bytes()
    desk.tamper(f"update items set record = '{{' where id = '{item.id}'")
    path.write_bytes(content)

    with desk.open() as vault, pytest.raises(VaultDamaged):
        vault.items.of_case(case.id)


def test_exhibits_keep_their_order_when_an_old_book_is_put_back(desk):
    case, _ = desk.filled(b"first")
    old = (desk.path / "desk.db").read_bytes()
    data = [b"picture %d" % number for number in range(6)]
    with desk.open() as vault:
        for each in data:
            desk.clock.advance(60)
            vault.keep(record_about(each, case.id, captured=desk.clock.now()), each)
    (desk.path / "desk.db").write_bytes(old)

    with desk.open() as vault:
        assert types(vault.opening_problems) == ["rolled_back"]
        assert [vault.read(item) for item in vault.items.of_case(case.id)] == [b"first", *data]
