"""The history in a folder, changed by somebody who can seal but not undo what was signed before."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_desk.domain.custody import FIRST_PREVIOUS, CustodyEvent, Head, LogId, sealed
from evidence_desk.sealing.history import history_line, history_problems
from evidence_desk.sealing.lines import LONGEST_LINE_BYTES
from evidence_desk.sealing.signatures import Signatures
from evidence_desk.sealing.verify import verify_folder
from tests.sealing.folders import found, history, item_of, small_folder, tiny_png
from tests.sealing.sealing_again import seal_of

PICTURES = [tiny_png(colour=(shade, 0, 0)) for shade in (10, 20, 30)]
BROKEN = ("history_broken", "data/events.jsonl")
Events = list[CustodyEvent]


def events_by(key: Ed25519PrivateKey) -> Events:
    return history([item_of(data, number) for number, data in enumerate(PICTURES, start=1)], key)


def signed_again(key: Ed25519PrivateKey, change: Callable[[CustodyEvent], CustodyEvent]) -> Callable[[Events], Events]:
    """Each line changed and signed anew, without chaining the lines anew."""
    return lambda events: [sealed(change(event), key.sign) for event in events]


def test_a_whole_history(tmp_path, key):
    assert verify_folder(small_folder(tmp_path, key, PICTURES, events=events_by(key))).ok


@pytest.mark.parametrize(
    "change",
    [
        lambda events: events[1:],
        lambda events: events[:-1],
        lambda events: [events[0], events[2]],
        lambda events: [events[1], events[0], events[2]],
        lambda events: [*events, events[-1]],
        lambda events: [replace(events[0], actor="somebody"), *events[1:]],
        lambda events: [replace(events[0], log=LogId("another")), *events[1:]],
        lambda events: [*events[:-1], replace(events[-1], hash="00" * 32)],
        lambda events: [*events[:-1], replace(events[-1], signature="00" * 64)],
        lambda events: [*events[:-1], replace(events[-1], signature=events[0].signature)],
        lambda events: events[:0],
    ],
)
def test_lines_lost_moved_or_changed(tmp_path, key, change):
    assert BROKEN in found(small_folder(tmp_path, key, PICTURES, events=change(events_by(key))))


def test_lines_signed_by_another_key(tmp_path, key):
    stranger = Ed25519PrivateKey.generate()

    assert BROKEN in found(small_folder(tmp_path, key, PICTURES, events=events_by(stranger)))


def test_lines_signed_again_but_not_chained(tmp_path, key):
    events = signed_again(key, lambda event: replace(event, actor="somebody"))(events_by(key))

    assert BROKEN in found(small_folder(tmp_path, key, PICTURES, events=events))


def test_a_picture_the_history_never_saw(tmp_path, key):
    events = history([item_of(data, number) for number, data in enumerate(PICTURES[:2], start=1)], key)

    (problem,) = verify_folder(small_folder(tmp_path, key, PICTURES, events=events)).problems
    assert problem.detail == "The history does not say how EX-003 came in."


def removing(events: Events, number: int, key: Ed25519PrivateKey, **changes: object) -> Events:
    """The history with one more line: that an item was removed."""
    kept, last = events[number - 1], events[-1]
    line = replace(kept, seq=last.seq + 1, prev=last.hash, event="deleted", **changes)
    return [*events, sealed(line, key.sign)]


def test_a_picture_that_was_removed_is_missed_by_nobody(tmp_path, key):
    events = removing(events_by(key), 3, key)

    assert verify_folder(small_folder(tmp_path, key, PICTURES[:2], events=events)).ok


def test_a_picture_that_was_lost_is_missed_by_nobody_and_may_come_back(tmp_path, key):
    lost = removing(events_by(key), 3, key)
    lost[-1] = sealed(replace(lost[-1], event="lost"), key.sign)
    found_again = signed_again_in_order([*lost, replace(lost[2], event="recovered")], key)

    def folder(name: str, pictures: list[bytes], events: Events) -> Path:
        (place := tmp_path / name).mkdir()
        return small_folder(place, key, pictures, events=events)

    assert verify_folder(folder("lost", PICTURES[:2], lost)).ok
    assert verify_folder(folder("again", PICTURES, found_again)).ok
    assert BROKEN in found(folder("lost and there", PICTURES, lost))


def test_a_picture_left_out_without_a_line_is_missed(tmp_path, key):
    (problem,) = verify_folder(small_folder(tmp_path, key, PICTURES[:2], events=events_by(key))).problems

    assert (problem.type, problem.path) == BROKEN
    assert problem.detail == "EX-003 came in by the history and was not removed. The seal does not list it."


@pytest.mark.parametrize("changes", [{"item": "another"}, {"sha256": "00" * 32}, {"event": "removed"}])
def test_a_line_about_something_else_explains_nothing(tmp_path, key, changes):
    events = removing(events_by(key), 3, key)
    events[-1] = sealed(replace(events[-1], **changes), key.sign)

    assert BROKEN in found(small_folder(tmp_path, key, PICTURES[:2], events=events))


def test_a_removed_picture_that_is_there_all_the_same(tmp_path, key):
    (problem,) = verify_folder(small_folder(tmp_path, key, PICTURES, events=removing(events_by(key), 2, key))).problems

    assert problem.detail == "The history says that EX-002 was removed. The seal lists it."


def test_a_picture_removed_before_it_came(tmp_path, key):
    events = removing(events_by(key), 3, key)
    events = signed_again_in_order([events[0], events[3], events[2], events[1]], key)

    assert BROKEN in found(small_folder(tmp_path, key, PICTURES, events=events))


def signed_again_in_order(events: Events, key: Ed25519PrivateKey) -> Events:
    """The lines in another order, with a chain that fits."""
    chained: Events = []
    for event in events:
        last = chained[-1] if chained else None
        line = replace(event, seq=len(chained) + 1, prev=last.hash if last else FIRST_PREVIOUS)
        chained.append(sealed(line, key.sign))
    return chained


def test_a_history_that_ends_before_the_seal_says(tmp_path, key):
    """A line that no picture hangs on was left out at its end."""
    events = events_by(key)
    last = sealed(replace(events[-1], seq=4, prev=events[-1].hash, event="noted", sha256=None), key.sign)
    folder = small_folder(tmp_path, key, PICTURES, events=events, log=Head(last.log, last.seq, last.hash))

    (problem,) = verify_folder(folder).problems
    assert problem.detail == "The history does not end where the seal says."


def test_a_long_broken_history_is_told_in_few_sentences(tmp_path, key):
    stranger = Ed25519PrivateKey.generate()
    pictures = [tiny_png(colour=(shade, 0, 0)) for shade in range(60)]
    events = history([item_of(data, number) for number, data in enumerate(pictures, start=1)], stranger)

    assert 1 <= len(verify_folder(small_folder(tmp_path, key, pictures, events=events)).problems) < 30


def as_other_bytes(line: bytes) -> list[bytes]:
    """The same line, written as we never write it, and things that are no line."""
    value = json.loads(line)
    return [
        line[:-1],
        line[:-1] + b"\r\n",
        b"\xef\xbb\xbf" + line,
        b" " + line,
        line + b"\n",
        b"\n" + line,
        json.dumps(value).encode() + b"\n",
        line.replace(b'{"actor"', b'{"actor":"person","actor"'),
        json.dumps(value | {"seq": 1.0}, separators=(",", ":"), sort_keys=True).encode() + b"\n",
        json.dumps(value | {"more": 1}, separators=(",", ":"), sort_keys=True).encode() + b"\n",
        json.dumps(value | {"moment": None}, separators=(",", ":"), sort_keys=True).encode() + b"\n",
        json.dumps(value | {"detail": {"x": 0.5}}, separators=(",", ":"), sort_keys=True).encode() + b"\n",
        json.dumps(value | {"signature": "x"}, separators=(",", ":"), sort_keys=True).encode() + b"\n",
        line.replace(b"07.312Z", b"07.313Z"),
        line.replace(b'"detail":{', b'"detail":{"a":' + b"[" * 5000 + b"]" * 5000 + b","),
        b"[" * 100_000 + b"\n",
        b"null\n",
        b"\n",
        b"\xff\n",
    ]


@pytest.mark.parametrize("number", range(19))
@pytest.mark.parametrize("chunk_bytes", [1, 100, 2**20])
def test_a_line_has_one_form(tmp_path, key, number, chunk_bytes):
    events = events_by(key)
    seal = seal_of(small_folder(tmp_path, key, PICTURES, events=events))
    lines = [history_line(event) for event in events]
    public_key = key.public_key().public_bytes_raw()

    def problems(text: bytes) -> list[str]:
        chunks = (text[at : at + chunk_bytes] for at in range(0, len(text), chunk_bytes))
        return list(history_problems(chunks, seal, Signatures(public_key), lambda: None))

    assert not problems(b"".join(lines))
    assert problems(b"".join([*lines[:-1], as_other_bytes(lines[-1])[number]]))


def test_a_line_without_end_is_given_up_early(tmp_path, key):
    seal = seal_of(small_folder(tmp_path, key, PICTURES))
    taken = []

    def endless():
        while True:
            taken.append(2**20)
            yield b"x" * 2**20

    assert list(history_problems(endless(), seal, None, lambda: None))
    assert sum(taken) <= LONGEST_LINE_BYTES + 2 * 2**20
