"""A changed clock is found from the lines of a history alone, and said in words that a person can check."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.clock_changes import ClockChanges
from evidence_desk.domain.custody import CustodyEvent, LogId
from evidence_desk.domain.times import NANOSECONDS, Moment
from tests.fake_clock import START

DAY_S = 86_400


def later(moment: Moment, passed_s: int, *, changed_s: int = 0, boot: str = START.boot_session) -> Moment:
    """The moment after some time, the wall clock changed meanwhile."""
    assert moment.boot_ns is not None
    return replace(
        moment,
        utc_ns=moment.utc_ns + (passed_s + changed_s) * NANOSECONDS,
        boot_ns=moment.boot_ns + passed_s * NANOSECONDS,
        boot_session=boot,
    )


def heard(*lines: CustodyEvent) -> ClockChanges:
    changes = ClockChanges()
    for line in lines:
        changes.hear(line)
    return changes


def line(seq: int, moment: Moment, event: str = "captured", **more: object) -> CustodyEvent:
    parts = {"item": f"item {seq}", "sha256": "00" * 32, "detail": {}} | more
    return CustodyEvent(log=LogId("c"), seq=seq, moment=moment, actor="person", event=event, prev="", **parts)  # type: ignore[arg-type]


def carried(seq: int, moment: Moment, former: CustodyEvent) -> CustodyEvent:
    detail = {"line": former.body(), "hash": "00", "signature": "00"}
    return line(seq, moment, "carried over", detail=detail, item=former.item)


def test_a_change_is_between_two_lines_and_beside_the_next_exhibit():
    noon = later(START, 60)
    changes = heard(line(14, START), line(15, later(noon, 60, changed_s=-10 * DAY_S), "noted"), line(16, noon))

    first, second = changes.found
    assert first.words == "by about -10 days between lines 14 and 15"
    assert second.words == "by about +10 days between lines 15 and 16"
    assert changes.before_item == {"item 16": [first, second]}
    assert changes.words() == f"{first.words}, {second.words}"


def test_across_boots_a_step_back_is_at_least_so_much():
    back = later(START, 60, changed_s=-3 * 3600, boot="another")
    forward = later(START, 60, changed_s=3 * 3600, boot="another")

    assert heard(line(1, START), line(2, back)).words() == "by at least -3 hours between lines 1 and 2"
    assert heard(line(1, START), line(2, forward)).found == []


def test_lines_that_are_carried_over_are_older_and_that_is_no_change():
    former = [line(seq, later(START, seq)) for seq in (2, 3)]
    mended = later(START, 9 * DAY_S)
    rebuilt = line(2, mended, "book rebuilt", item=None, detail={"lines_kept": 1})
    lines = [line(1, START), rebuilt, carried(3, mended, former[0]), carried(4, mended, former[1]), line(5, mended)]

    assert heard(*lines).found == []


def test_a_change_among_lines_that_are_carried_over_is_found():
    former = [line(2, later(START, 2)), line(3, later(START, 3, changed_s=-600))]
    mended = later(START, 9 * DAY_S)
    rebuilt = line(2, mended, "book rebuilt", item=None, detail={"lines_kept": 1})
    changes = heard(line(1, START), rebuilt, carried(3, mended, former[0]), carried(4, mended, former[1]))

    assert changes.words() == "by about -10 minutes between lines 3 and 4"
    assert list(changes.before_item) == ["item 3"]


def test_more_changes_than_anybody_reads_are_counted():
    moments = [later(START, seq, changed_s=(seq % 2) * 100) for seq in range(1, 27)]
    changes = heard(*(line(seq, moment) for seq, moment in enumerate(moments, start=1)))

    assert len(changes.found) == 25
    assert changes.words().endswith("lines 20 and 21, and 5 more times")
    assert list(changes.sentences())[-1] == "The computer's clock was changed 5 more times."


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(-2, 2)), max_size=20))
def test_time_that_passes_is_no_change(steps):
    moment, lines = START, [line(1, START)]
    for seq, (passed_s, changed_s) in enumerate(steps, start=2):
        moment = later(moment, passed_s, changed_s=changed_s)
        lines.append(line(seq, moment))

    assert heard(*lines).found == []


def test_no_number_of_a_stranger_is_too_great():
    strange = replace(START, boot_ns=10**4000)

    assert "-115" in heard(line(1, START), line(2, strange)).words()
