"""Many things some at a time: the same results in the same order, a failure in its place, nothing left running."""

import threading
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.in_order import in_order


@given(st.lists(st.integers()), st.integers(1, 4))
def test_it_is_map(things, workers):
    assert list(in_order(str, things, workers)) == [*map(str, things)]


@given(st.lists(st.integers(), max_size=30), st.integers(1, 4))
def test_each_thing_is_announced_once_and_before_its_turn(things, workers):
    announced: list[int] = []
    done: list[int] = []
    late: list[int] = []

    def job(place: int) -> None:
        late.extend([place] if place not in announced else [])
        done.append(place)

    list(in_order(job, range(len(things)), workers, announced.append))

    assert announced == sorted(done) == [*range(len(things))]
    assert not late


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_failure_comes_in_its_place_and_ends_it(workers):
    begun: list[int] = []

    def job(thing: int) -> int:
        begun.append(thing)
        return 1 // (thing - 5)

    results = in_order(job, count(), workers)

    assert [next(results) for _ in range(5)] == [-1, -1, -1, -1, -1]
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert max(begun) < 5 + 4 * workers
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("desk-spread")]


def test_things_really_are_done_beside_one_another():
    together = threading.Barrier(2, timeout=30)

    assert [*in_order(lambda _: together.wait() >= 0, range(2), 2)] == [True, True]


def test_only_a_few_things_are_taken_ahead():
    """So that memory holds few of them, however many there are."""
    taken: list[int] = []

    def things():
        for number in range(1000):
            taken.append(number)
            yield number

    results = in_order(str, things(), 2)
    next(results)

    assert len(taken) <= 8
    results.close()


def test_who_stops_asking_leaves_nothing_running():
    results = in_order(str, range(100), 2)
    next(results)
    results.close()

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("desk-spread")]
