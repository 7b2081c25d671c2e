"""A watch that had to wait because its pictures were not kept yet saw nothing meanwhile; its history says so."""

import queue
import threading
from pathlib import Path

from evidence_desk.capture.change_source import change_source
from evidence_desk.capture.targets import OneScreen
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.watches import WatchLimits
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.vault.vault import open_vault
from evidence_desk.workflows.capture_evidence import Capturer
from evidence_desk.workflows.open_case import open_case
from evidence_desk.workflows.watch_history import write_down
from evidence_desk.workflows.watch_news import Taken, WatchNews, WatchRequest
from evidence_desk.workflows.watch_room import FellBehind, Room
from evidence_desk.workflows.watch_screen import Watch
from tests.fake_clock import FakeClock
from tests.real_tools import wait_until
from tests.workflows.restless_screen import RestlessScreen, Ticks


def test_what_could_not_be_looked_at_is_in_the_history(tmp_path: Path, clock: FakeClock) -> None:
    screen, ticks, news = RestlessScreen(), Ticks(), queue.SimpleQueue[WatchNews]()
    with open_vault(tmp_path / "vault", clock, create=True) as vault:
        capturer = Capturer(vault, screen, clock, new_item_id, surroundings())
        limits = WatchLimits(5, 10**9)
        request = WatchRequest(open_case(vault, "Case 1"), OneScreen(1), limits, "01-series")
        watch = Watch(request, screen, clock, change_source(screen, request.target), now=ticks)
        runs = threading.Thread(target=watch.run, args=(news.put,))
        runs.start()
        try:
            told = [news.get(timeout=60) for _ in range(4)]
            full_at = ticks.looks
            wait_until(lambda: ticks.looks >= full_at + 20, "the watch waits for room")
            for each in told:
                watch.has_kept(_kept(write_down(capturer, request, each)))
            told += [news.get(timeout=60), news.get(timeout=30)]
        finally:
            watch.stop()
            runs.join()
        for each in told[4:]:
            write_down(capturer, request, each)
        events = [each for each in vault.custody.events(LogId(request.case.id)) if each.event.startswith("watch")]
    assert [type(each) for each in told] == [Taken, Taken, Taken, Taken, FellBehind, Taken]
    (event,) = events
    assert (event.event, event.detail["series"]) == ("watch fell behind", "01-series")
    assert int(str(event.detail["for_ms"])) >= 1000


def _kept(item: Item | None) -> Item:
    assert item is not None
    return item


def test_a_short_wait_for_room_is_nothing_to_tell() -> None:
    times = iter([0.0, 0.1, 0.15, 0.2, 1.0, 2.0])
    room = Room(1, lambda: next(times))
    assert room.enter(0)
    assert not room.enter(0)
    room.leave()
    assert room.enter(0)
    assert room.full_for_s() == 0.0
    assert not room.enter(0)
    assert room.full_for_s() == 1.0
