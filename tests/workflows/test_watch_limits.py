"""A watch ends with the bytes it may use, and one that was cut off is ended by the one that goes on from it."""

import itertools
import queue
import threading
from dataclasses import replace

import pytest

from evidence_desk.capture.change_source import change_source
from evidence_desk.capture.targets import OneScreen
from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import CustodyEvent, LogId
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.watches import Ending, WatchEnded, WatchLimits
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.capture_evidence import Capturer
from evidence_desk.workflows.watch_history import end_left_open, end_watch, say_begun, write_down
from evidence_desk.workflows.watch_news import Taken, WatchNews, WatchRequest
from evidence_desk.workflows.watch_screen import Watch
from tests.fake_clock import FakeClock
from tests.workflows.restless_screen import RestlessScreen, Ticks

SCREEN = OneScreen(1)


@pytest.fixture
def capturer(vault: Vault, clock: FakeClock) -> Capturer:
    return Capturer(vault, RestlessScreen(), clock, new_item_id, surroundings())


@pytest.fixture
def wanted(case: Case) -> WatchRequest:
    return WatchRequest(case, SCREEN, WatchLimits(100, 10**9), "01-first")


def kept_one(capturer: Capturer, request: WatchRequest) -> Item:
    captured = capturer.clock.now()
    with capturer.backend.grab(SCREEN) as shot:
        item = write_down(capturer, request, Taken(captured, shot))
    assert item is not None
    return item


def told(capturer: Capturer, request: WatchRequest) -> list[CustodyEvent]:
    events = capturer.vault.custody.events(LogId(request.case.id))
    return [each for each in events if each.event.startswith("watch")]


def test_what_is_kept_ends_a_watch_when_it_takes_as_many_bytes_as_it_may(
    capturer: Capturer, wanted: WatchRequest
) -> None:
    first, news = kept_one(capturer, wanted), queue.SimpleQueue[WatchNews]()
    request = replace(wanted, limits=WatchLimits(100, first.record.size_bytes + 1))
    source = change_source(capturer.backend, SCREEN)
    watch = Watch(request, capturer.backend, capturer.clock, source, now=Ticks())
    runs = threading.Thread(target=watch.run, args=(news.put,))
    runs.start()
    try:
        watch.has_kept(first)
        assert watch._why is None
        second = write_down(capturer, request, news.get(timeout=60))
        assert second is not None
        watch.has_kept(second)
        runs.join(30)
        assert not runs.is_alive()
    finally:
        watch.stop()
        runs.join()
    sizes = first.record.size_bytes + second.record.size_bytes
    assert watch.ended == WatchEnded(2, sizes, Ending.BYTES_REACHED)


def test_what_was_due_within_its_time_is_taken_though_the_machine_was_busy_until_that_was_over(
    capturer: Capturer, wanted: WatchRequest
) -> None:
    request, news = replace(wanted, limits=WatchLimits(100, 10**9, for_s=0.6)), queue.SimpleQueue[WatchNews]()
    late = itertools.count(0.0, 10.0)
    source = change_source(capturer.backend, SCREEN)
    watch = Watch(request, capturer.backend, capturer.clock, source, now=lambda: next(late))
    watch.run(news.put)

    assert isinstance(news.get_nowait(), Taken)
    assert (news.empty(), watch.ended.why) == (True, Ending.TIME_OVER)


def test_a_watch_that_was_cut_off_is_ended_with_what_the_case_has_of_it(
    capturer: Capturer, wanted: WatchRequest
) -> None:
    say_begun(capturer.vault, wanted)
    sizes = [kept_one(capturer, wanted).record.size_bytes for _ in range(2)]
    kept_one(capturer, replace(wanted, series="02-another"))
    after = replace(wanted, series="03-after", goes_on_from=wanted.series)
    end_left_open(capturer.vault, after)
    end_left_open(capturer.vault, after)

    began, ended = told(capturer, wanted)
    assert (began.event, ended.event) == ("watch began", "watch ended")
    assert ended.detail == {"series": "01-first", "why": "taken_over", "kept": 2, "bytes": sum(sizes)}


@pytest.mark.parametrize("goes_on_from", [None, "01-first", "04-never"], ids=["nothing", "ended", "unknown"])
def test_nothing_is_ended_twice_and_nothing_that_never_began(
    capturer: Capturer, wanted: WatchRequest, goes_on_from: str | None
) -> None:
    say_begun(capturer.vault, wanted)
    end_watch(capturer.vault, wanted, WatchEnded(0, 0, Ending.STOPPED))
    end_left_open(capturer.vault, replace(wanted, series="03-after", goes_on_from=goes_on_from))

    assert [each.detail.get("why") for each in told(capturer, wanted)] == [None, "stopped"]
