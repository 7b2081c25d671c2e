"""What is kept comes back, is numbered, is in the history, and is nowhere in plain sight."""

import stat
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.errors import DiskFull, NoSuchCase, ObjectDamaged, ObjectMissing, TextRefused
from evidence_desk.domain.evidence import Origin
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.vault.object_format import record_text
from evidence_desk.vault.vault import Arrival
from tests.vault.made_up import Desk, keep, record_about, types

MARKER = b"MARKER-that-must-not-be-on-the-disk"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=5000))
def test_what_is_kept_comes_back(vault, case, data):
    item = keep(vault, case, data)

    assert vault.read(item) == data
    assert vault.items.find(case.id, item.exhibit) == item


def test_items_come_back_after_closing(desk):
    case, items = desk.filled(b"one", b"two", b"three")

    with desk.open() as vault:
        assert list(vault.items.of_case(case.id)) == items
        assert [item.exhibit for item in items] == ["EX-001", "EX-002", "EX-003"]
        assert [vault.read(item) for item in items] == [b"one", b"two", b"three"]
        assert vault.check().problems == ()


def test_numbers_count_for_each_case_alone(vault):
    first, second = vault.cases.new("First"), vault.cases.new("Second")

    assert [keep(vault, case, b"x").number for case in (first, second, first, second)] == [1, 1, 2, 2]


def test_the_same_bytes_may_be_kept_twice(vault, case):
    items = [keep(vault, case, b"same") for _ in range(2)]

    assert [vault.read(item) for item in items] == [b"same", b"same"]
    assert vault.check().problems == ()


def test_keeping_is_one_line_of_the_history(vault, case):
    item = keep(vault, case, b"data", note="He wrote again", tags=["threat", "money", "threat"])
    opened, captured = vault.custody.events(LogId(case.id))

    assert (opened.event, captured.event) == ("case opened", "captured")
    assert (captured.item, captured.sha256, captured.actor) == (item.id, sha256_hex(b"data"), "person")
    assert captured.detail["exhibit"] == "EX-001"
    assert item.tags == ("threat", "money")
    assert "He wrote again" not in str(captured.as_json())


def test_an_origin_names_its_event(vault, case):
    record = record_about(b"data", case.id, origin=Origin.IMPORTED)
    vault.keep(record, b"data", detail={"why": "asked", "exhibit": "EX-999"})
    *_, event = vault.custody.events(LogId(case.id))

    assert event.event == "imported"
    record_sha256 = sha256_hex(record_text(record).encode())
    assert event.detail == {"exhibit": "EX-001", "why": "asked", "record_sha256": record_sha256}


def test_a_record_must_describe_its_bytes(vault, case):
    with pytest.raises(ValueError, match="other bytes"):
        vault.keep(record_about(b"these", case.id), b"those")

    assert vault.items.count(case.id) == 0
    assert vault.check().problems == ()


def test_a_case_must_exist(vault):
    with pytest.raises(NoSuchCase):
        vault.keep(record_about(b"data", CaseId("none")), b"data")

    assert list(vault._parts.objects.names()) == []


def test_an_item_is_kept_once(vault, case):
    record = record_about(b"data", case.id)
    vault.keep(record, b"data")
    with pytest.raises(ValueError, match="kept before"):
        vault.keep(replace(record, window_title="another story"), b"data")

    assert vault.items.count(case.id) == 1
    assert vault.read(vault.items.find(case.id, "1")) == b"data"
    assert vault.check().problems == ()


@pytest.mark.parametrize(
    ("note", "tags"), [("\0", []), ("\ud800", []), ("x" * 20_001, []), ("", [" "]), ("", ["x" * 61])]
)
def test_refused_words_keep_nothing(vault, case, note, tags):
    with pytest.raises(TextRefused):
        keep(vault, case, b"data", note=note, tags=tags)

    assert vault.items.count(case.id) == 0
    assert list(vault._parts.objects.names()) == []


def test_window_titles_are_kept_exactly(vault, case):
    title = " \u202etitle\0 \ud83d" + "x" * 999
    vault.keep(record_about(b"data", case.id, window_title=title), b"data")

    assert vault.items.find(case.id, "1").record.window_title == title
    assert vault.check().problems == ()


def test_a_missing_and_a_damaged_file_are_told_apart(desk):
    case, (damaged, missing) = desk.filled(b"one", b"two")
    damaged_path, missing_path = desk.object_path(damaged), desk.object_path(missing)
    content = damaged_path.read_bytes()
    damaged_path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    with desk.open() as vault:
        missing_path.unlink()
        with pytest.raises(ObjectDamaged) as damage:
            vault.read(damaged)
        with pytest.raises(ObjectMissing):
            vault.read(missing)
        assert damage.value.item == "EX-001"
        assert [item.state for item in vault.items.of_case(case.id)] == ["unreadable", "unreadable"]
        assert types(vault.check().problems) == ["object_damaged", "object_missing"]


def test_data_must_match_its_hash_even_under_a_good_seal(vault, case):
    lie = record_about(b"these", case.id)
    vault._parts.objects.write(lie, b"those")
    with pytest.raises(ObjectDamaged):
        vault._parts.objects.read(lie, "EX-001")


def test_nothing_on_the_disk_says_what_is_in_it(desk):
    words = MARKER.decode()
    with desk.open() as vault:
        case = vault.cases.new(words)
        record = record_about(MARKER * 100, case.id, window_title=words)
        item = vault.keep(record, MARKER * 100, note=words, tags=[words[:60]])
        living = everything_in(desk.path)
    closed = everything_in(desk.path)

    for name, content in living + closed:
        for secret in (MARKER, item.record.sha256.encode(), bytes.fromhex(item.record.sha256), item.id.encode()):
            assert secret not in content, name
            assert secret.decode("latin-1") not in name


def test_everything_is_for_this_account_alone(desk):
    desk.filled(b"data")

    with desk.open():
        modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (desk.path, *desk.path.rglob("*"))}

    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if not path.is_dir()} == {0o600}


def everything_in(path):
    return [(str(file.relative_to(path)), file.read_bytes()) for file in path.rglob("*") if file.is_file()]


def test_what_is_kept_together_is_one_after_the_other(vault, case):
    arrivals = [Arrival(record_about(data, case.id), data) for data in (b"one", b"two", b"three")]
    items = vault.keep_all(arrivals)

    assert [vault.read(item) for item in items] == [b"one", b"two", b"three"]
    assert vault.items.of_case(case.id) == items
    assert [event.item for event in vault.custody.events(LogId(case.id))][1:] == [item.id for item in items]


def test_of_what_is_kept_together_all_is_acceptable_or_nothing_is_written(vault, case):
    good, bad = (Arrival(record_about(data, case.id), data) for data in (b"one", b"two"))
    with pytest.raises(TextRefused):
        vault.keep_all([good, replace(bad, tags=["\n"])])

    assert vault.items.of_case(case.id) == ()
    assert set(vault._parts.objects.names()) == set()


def test_of_what_is_kept_together_nothing_stays_where_there_is_no_room_for_all(small_disk, clock):
    desk = Desk(small_disk("size=4m") / "vault", clock)
    with desk.open() as vault:
        case = vault.cases.new("Case 1")
        pictures = [bytes([number]) * 300_000 for number in range(20)]
        with pytest.raises(DiskFull):
            vault.keep_all([Arrival(record_about(data, case.id), data) for data in pictures])
        assert set(vault._parts.objects.names()) == set()
        assert keep(vault, case, pictures[0]).number == 1

    with desk.open() as vault:
        assert [item.recovered for item in vault.items.of_case(case.id)] == [False]
        assert vault.check().problems == ()
