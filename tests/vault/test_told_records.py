"""A record that was sealed again with the key is not the one that the history names."""

from dataclasses import replace

import pytest

from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.domain.times import NANOSECONDS
from evidence_desk.domain.told_records import RECORD_SHA256
from evidence_desk.vault.object_format import record_text
from tests.fake_clock import START
from tests.vault.made_up import record_about

LATER = replace(START, utc_ns=START.utc_ns + 3600 * NANOSECONDS)


def found(desk):
    with desk.open() as vault:
        return [(each.type, each.path[-6:]) for each in vault.check().problems if each.type != "list_differs"]


@pytest.mark.parametrize("changes", [{"window_title": "Another"}, {"captured": LATER}, {"application": "another"}])
def test_a_record_that_was_sealed_again_is_found(desk, changes):
    _, (_, item) = desk.filled(b"one", b"two")

    desk.rewrite_record(item, b"two", **changes)

    assert found(desk) == [("history_differs", "EX-002")]


def test_every_arrival_names_its_record(desk):
    """One kept here, one found again after a crash, and one joined from others."""
    case, (item,) = desk.filled(b"one")
    with desk.open() as vault:
        joined = record_about(b"joined", case.id, transform="scroll-join", parent=item.id)
        vault.keep(joined, b"joined", detail={"made": "scroll-join", "from": [item.id]})
        vault._parts.objects.write(record_about(b"after a crash", case.id), b"after a crash")
    with desk.open() as vault:
        lines = {line.item: line for line in vault.custody.events(case.id) if line.item}

        assert [line.event for line in lines.values()] == ["captured", "captured", "recovered"]
        for each in vault.items.of_case(case.id):
            assert lines[each.id].detail[RECORD_SHA256] == sha256_hex(record_text(each.record).encode())
        assert vault.check().ok


def test_a_line_of_an_older_version_says_nothing_of_a_record(desk, monkeypatch):
    _, (_, item) = desk.filled(b"one", b"two")
    monkeypatch.setattr("evidence_desk.vault.item_check.RECORD_SHA256", "not there yet")
    desk.rewrite_record(item, b"two", captured=LATER)

    assert found(desk) == []
