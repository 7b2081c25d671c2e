"""A watch whose pictures can't be taken for a while: what goes on is told once, and what passes is not told at all."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from evidence_desk.capture.change_source import ChangeSource, Notice
from evidence_desk.capture.targets import OneScreen, Shot, Target
from evidence_desk.capture.tiles import grid_of, tile_states
from evidence_desk.domain.cases import Case
from evidence_desk.domain.refusals import FlatPicture, NoSuchScreen
from evidence_desk.domain.watches import WatchLimits
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.capture_evidence import Capturer
from evidence_desk.workflows.watch_news import Paused, Resumed, Taken, WatchNews, WatchRequest
from evidence_desk.workflows.watch_screen import Watch, begin_watch
from tests.fake_clock import FakeClock
from tests.workflows.made_up_screen import MadeUpScreen

SCREEN = OneScreen(1)


class TroubledScreen(MadeUpScreen):
    """Gives no picture for so many seconds; `passed_s` is the time since it was made."""

    passed_s = 0.0
    trouble_s = 0.0

    @contextmanager
    def grab(self, target: Target) -> Iterator[Shot]:
        if self.passed_s < self.trouble_s:
            raise FlatPicture("#000000")
        with super().grab(target) as shot:
            yield shot


class Onlooker:
    """Sees what is there also while no picture of it can be taken; time passes while it waits."""

    def __init__(self, screen: TroubledScreen) -> None:
        self.screen = screen

    def look(self) -> Notice:
        with MadeUpScreen.grab(self.screen, SCREEN) as shot:
            return Notice(grid_of(shot.frame), dict(enumerate(tile_states(shot.frame))))

    def wait(self, timeout_s: float | None, pause_s: float) -> Notice | None:
        self.screen.passed_s += max(pause_s, timeout_s or 0.0)
        return self.look()

    def wake(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing was opened."""


@pytest.mark.parametrize(
    ("trouble_s", "told"), [(0.0, []), (0.9, []), (3.0, [Paused, Resumed])], ids=["none", "short", "long"]
)
def test_trouble_that_goes_on_is_told_once_and_so_is_its_end(
    case: Case, clock: FakeClock, trouble_s: float, told: list[type]
) -> None:
    screen, news = TroubledScreen(), list[WatchNews]()
    screen.trouble_s = trouble_s
    request = WatchRequest(case, SCREEN, WatchLimits(3, 10**9), "series")
    watch = Watch(request, screen, clock, Onlooker(screen), now=lambda: screen.passed_s)

    def hear(each: WatchNews) -> None:
        news.append(each)
        if isinstance(each, Taken):
            screen.shows = (screen.shows or 0) + 1

    watch.run(hear)
    assert [type(each) for each in news] == [*told, Taken, Taken, Taken]


def test_a_watch_that_can_not_begin_leaves_nothing_open(
    vault: Vault, case: Case, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[ChangeSource] = []

    class Gone(Onlooker):
        def look(self) -> Notice:
            raise NoSuchScreen(1)

        def close(self) -> None:
            closed.append(self)

    screen = TroubledScreen()
    source = Gone(screen)
    monkeypatch.setattr(TroubledScreen, "change_source", lambda *_: source, raising=False)
    capturer = Capturer(vault, screen, clock, new_item_id, surroundings())
    with pytest.raises(NoSuchScreen):
        begin_watch(capturer, WatchRequest(case, SCREEN, WatchLimits(3, 10**9), "series"))
    assert closed == [source]
