"""One history out of what was found: nothing that was not signed, no two histories in one, and every gap is known."""

from collections.abc import Sequence
from dataclasses import replace

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.custody import CustodyEvent, Head, LogId, sealed
from evidence_desk.domain.hashes import canonical_json
from evidence_desk.vault.former_history import FormerLog, former_logs, true_lines
from evidence_desk.vault.salvage import FoundLine
from tests.fake_clock import START

OURS, STRANGER = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
LOG = LogId("0d9a4b52-0000-4000-8000-000000000001")
Chain = list[CustodyEvent]


def chain(
    length: int, *, after: Sequence[CustodyEvent] = (), said: str = "captured", by: Ed25519PrivateKey = OURS
) -> Chain:
    """A history of that many lines; with `after`, those lines and then that many of its own."""
    events = list(after)
    for _ in range(length):
        head = Head(LOG, len(events), events[-1].hash) if events else Head(LOG)
        event = CustodyEvent(
            log=LOG, seq=head.count + 1, moment=START, actor="person", event=said, detail={}, prev=head.hash
        )
        events.append(sealed(event, by.sign))
    return events


def as_found(events: Sequence[CustodyEvent], book: int = 0) -> list[FoundLine]:
    """The lines as the pages of a book hold them."""
    return [
        FoundLine(book, line.seq, canonical_json(line.body()).decode(), line.hash, line.signature) for line in events
    ]


def is_signed(signature: bytes, message: bytes) -> bool:
    try:
        OURS.public_key().verify(signature, message)
    except InvalidSignature:
        return False
    return True


def head_of(events: Sequence[CustodyEvent]) -> Head:
    return Head(LOG, events[-1].seq, events[-1].hash)


def former(found: Sequence[FoundLine], noted: Head) -> FormerLog:
    return former_logs(true_lines(found, is_signed), {LOG: noted}, {}, ends_known=True)[LOG]


def hashes(lines: Sequence[object]) -> list[str]:
    return [line.found.hash for line in lines]  # type: ignore[attr-defined]


WHOLE = chain(9)


@given(st.sets(st.sampled_from(range(9))), st.randoms())
def test_every_line_that_is_left_is_there_and_the_others_are_counted(kept, random):
    left = [WHOLE[place] for place in sorted(kept)]
    found = as_found(left)
    random.shuffle(found)
    log = former(found, head_of(WHOLE))
    run = next((place for place in range(9) if place not in kept), 9)

    assert hashes(log.kept) == [line.hash for line in WHOLE[:run]]
    assert hashes(log.carried) == [line.hash for line in left[run:]]
    assert (log.lost, log.end_is_known, log.is_whole) == (9 - len(left), True, len(left) == 9)


def test_a_line_that_was_not_signed_here_is_none():
    made_up = chain(2, after=WHOLE, said="deleted", by=STRANGER)

    assert [*true_lines(as_found(made_up[9:]), is_signed)] == []
    assert hashes(former(as_found(made_up), head_of(WHOLE)).all) == [line.hash for line in WHOLE]


def test_a_changed_line_is_none():
    (line,) = as_found(WHOLE[:1])
    changed = [replace(line, body=line.body.replace("person", "nobody")), replace(line, signature="00" * 64)]
    changed += [replace(line, hash="00" * 32), replace(line, body="{}"), replace(line, signature="x")]

    assert [*true_lines(changed, is_signed)] == []


def test_of_two_histories_the_noted_one_goes_on():
    """The longer one, in a newer book, was given up: an older book had been put back, and noted since."""
    noted, given_up = chain(2, after=WHOLE[:4], said="noted"), chain(8, after=WHOLE[:4], said="viewed")
    log = former([*as_found(noted), *as_found(given_up, book=1)], head_of(noted))

    assert hashes(log.all) == hashes(log.kept) == [line.hash for line in noted]
    assert log.is_whole


def test_what_is_noted_says_how_much_is_lost_and_nothing_noted_says_nothing():
    head, lines = head_of(WHOLE), [*true_lines(as_found(WHOLE[:4]), is_signed)]
    noted = former_logs([], {LOG: head}, {}, ends_known=True)[LOG]
    noted_once = former_logs([], {}, {LOG: head}, ends_known=True)[LOG]
    not_noted = former_logs(lines, {}, {}, ends_known=True)[LOG]
    not_believed = former_logs(lines, {LOG: head}, {}, ends_known=False)[LOG]

    assert (noted.lost, noted_once.lost) == (9, 9)
    assert (not_noted.lost, not_noted.end_is_known) == (0, False)
    assert (not_believed.lost, not_believed.end_is_known) == (5, False)


def test_over_a_gap_no_line_of_another_history_is_chained():
    """A line of the other one may stand for a lost one, but nothing after it goes on from there."""
    other = chain(1, after=WHOLE[:4], said="viewed")
    found = [*as_found([*WHOLE[:4], *WHOLE[5:]]), *as_found(other[4:], book=1)]
    log = former(found, head_of(WHOLE))

    assert hashes(log.kept) == [line.hash for line in other]
    assert hashes(log.carried) == [line.hash for line in WHOLE[5:]]
