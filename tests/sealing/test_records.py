"""Each record in a folder must be the one that the history names, whoever sealed it."""

import json
from dataclasses import replace
from typing import Any

import pytest

from evidence_desk.domain.custody import CustodyEvent, Head, LogId, sealed
from evidence_desk.domain.evidence import record_json
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.domain.times import NANOSECONDS
from evidence_desk.domain.told_records import RECORD_SHA256
from evidence_desk.sealing.verify import verify_folder
from tests.fake_clock import START
from tests.sealing.folders import CASE, item_of, small_folder, tiny_png

PICTURES = [tiny_png(colour=(number, 0, 0)) for number in range(2)]
ITEMS = [item_of(data, number) for number, data in enumerate(PICTURES, start=1)]
LATER = replace(START, utc_ns=START.utc_ns + 3600 * NANOSECONDS)


def line_of(record: Any) -> bytes:
    return json.dumps({"record": record}, sort_keys=True).encode() + b"\n"


def history(key, *, with_hashes=True):
    head, events = Head(LogId(CASE.id)), []
    for item in ITEMS:
        said = {RECORD_SHA256: sha256_hex(record_json(item.record.as_json()).encode())} if with_hashes else {}
        event = CustodyEvent(
            log=head.log, seq=head.count + 1, moment=START, actor="person", event="captured", item=item.id,
            sha256=item.record.sha256, detail={"exhibit": item.exhibit} | said, prev=head.hash,
        )  # fmt: skip
        events.append(sealed(event, key.sign))
        head = Head(head.log, event.seq, events[-1].hash)
    return events


def sentences(tmp_path, key, text, **how):
    folder = small_folder(tmp_path, key, PICTURES, events=history(key, **how), more={"data/items.jsonl": text})
    return [(each.type, each.path, each.detail) for each in verify_folder(folder).problems]


def records(**changes: object) -> list[bytes]:
    """The lines of both, the second with these changes."""
    return [line_of(ITEMS[0].record.as_json()), line_of(replace(ITEMS[1].record, **changes).as_json())]  # type: ignore[arg-type]


def test_the_records_that_came_in_fit(tmp_path, key):
    assert sentences(tmp_path, key, b"".join(records())) == []


@pytest.mark.parametrize("changes", [{"window_title": "Another"}, {"captured": LATER}])
def test_another_record_is_named(tmp_path, key, changes):
    assert sentences(tmp_path, key, b"".join(records(**changes))) == [
        ("history_broken", "data/items.jsonl", "The record of EX-002 is not the one that the history names.")
    ]


def test_a_record_that_is_not_here_is_named(tmp_path, key):
    assert sentences(tmp_path, key, records()[0]) == [
        ("history_broken", "data/items.jsonl", "The record of EX-002 is not here. The history names it.")
    ]


def test_a_folder_sealed_without_any_records_is_named(tmp_path, key):
    folder = small_folder(tmp_path, key, PICTURES, events=history(key))

    assert [each.detail for each in verify_folder(folder).problems] == [
        f"The record of {item.exhibit} is not here. The history names it." for item in ITEMS
    ]


@pytest.mark.parametrize(
    "line", [b"\n", b"{}\n", b"[" * 100_000, b'{"record":[]}\n', line_of({"item_id": 1}), b"9" * 5000, b"\xff\n",
             line_of(ITEMS[1].record.as_json() | {"item_id": [], "covered": float("nan")})],
)  # fmt: skip
def test_a_line_that_holds_no_record_is_named(tmp_path, key, line):
    found = sentences(tmp_path, key, records()[0] + line)

    assert found[0] == ("history_broken", "data/items.jsonl", "A line of it is not written as a line is.")


def test_a_line_of_an_older_version_says_nothing_of_a_record(tmp_path, key):
    """Its clocks may have been set in between: what can't be told is no reason to name an honest folder."""
    assert sentences(tmp_path, key, b"".join(records(captured=LATER)), with_hashes=False) == []
