"""The chain's law: whatever is changed, dropped, moved or added in a history is named."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evidence_desk.domain.custody import EVENT_LABEL, FIRST_PREVIOUS, CustodyEvent, Head, LogId, chain_problems, sealed
from evidence_desk.domain.hashes import sha256_hex
from tests.fake_clock import START

LOG = LogId("a case")
EMPTY = Head(LOG)


def sign(message: bytes) -> bytes:
    """Not a signature scheme, only something that depends on every byte and on a key."""
    return bytes.fromhex(sha256_hex(b"key" + message))


def is_signed(signature: bytes, message: bytes) -> bool:
    return signature == sign(message)


def history(length: int) -> list[CustodyEvent]:
    events: list[CustodyEvent] = []
    prev = FIRST_PREVIOUS
    for seq in range(1, length + 1):
        event = CustodyEvent(
            log=LOG, seq=seq, moment=START, actor="person", event="noted", detail={"text": f"line {seq}"}, prev=prev
        )
        events.append(sealed(event, sign))
        prev = events[-1].hash
    return events


def problems(events: list[CustodyEvent]) -> list[str]:
    return [problem.path for problem in chain_problems(events, is_signed, EMPTY)]


@given(st.integers(0, 6))
def test_an_untouched_history_has_no_problem(length: int):
    assert problems(history(length)) == []


@given(st.integers(2, 6), st.data())
def test_a_dropped_line_is_named_unless_it_was_the_last(length: int, data):
    events = history(length)
    del events[data.draw(st.integers(0, length - 2))]

    assert problems(events)


@given(st.integers(2, 6), st.data())
def test_swapped_lines_are_named(length: int, data):
    events = history(length)
    one, other = data.draw(st.permutations(range(length)))[:2]
    assume(one != other)
    events[one], events[other] = events[other], events[one]

    assert problems(events)


CHANGES = {
    "text": {"detail": {"text": "something else"}},
    "time": {"moment": replace(START, utc_ns=START.utc_ns + 1)},
    "clock": {"moment": replace(START, clock="synchronised, honestly")},
    "actor": {"actor": "nobody"},
    "event": {"event": "deleted"},
    "item": {"item": "another"},
    "fingerprint": {"sha256": "0" * 64},
    "hash": {"hash": "0" * 64},
    "signature": {"signature": "00"},
    "no signature": {"signature": ""},
    "not hexadecimal": {"signature": "zz"},
    "another log": {"log": LogId("another case")},
    "number": {"seq": 9},
    "previous": {"prev": "1" * 64},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("place", [0, 1, 2])
def test_each_changed_part_is_named(change, place: int):
    events = history(3)
    events[place] = replace(events[place], **change)

    assert f"a case event {place + 1}" in problems(events)


def test_a_line_rewritten_with_its_hash_still_lacks_the_signature():
    events = history(1)
    forged = sealed(replace(events[0], detail={"text": "forged"}), lambda _message: b"not the key")

    assert problems([forged]) == ["a case event 1"]


def test_without_a_key_the_chain_alone_is_checked():
    events = [replace(event, signature="") for event in history(3)]

    assert list(chain_problems(events, None, EMPTY)) == []


def test_a_later_part_is_checked_from_where_it_begins():
    events = history(5)
    head = Head(LOG, 3, events[2].hash)

    assert list(chain_problems(events[3:], is_signed, head)) == []
    assert list(chain_problems(events[4:], is_signed, head))


def test_an_event_comes_back_equal_from_its_line():
    event = history(1)[0]

    assert CustodyEvent.from_json(dict(event.as_json())) == event


def test_the_signature_is_over_a_labelled_hash():
    event = history(1)[0]

    assert bytes.fromhex(event.signature) == sign(EVENT_LABEL + bytes.fromhex(event.hash))
