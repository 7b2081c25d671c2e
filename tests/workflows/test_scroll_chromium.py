"""A real chat in a real browser, scrolled by a real wheel, row by row as in one tall window."""

import io
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.pixels import rgb_rows
from evidence_desk.capture.scrolling import Outcome
from evidence_desk.capture.scrolling_join import SHADE
from evidence_desk.capture.targets import OneWindow
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.refusals import CaptureRefused
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.vault.vault import Vault, open_reader
from evidence_desk.workflows.capture_evidence import Capturer
from evidence_desk.workflows.join_scroll import draw_plan, keep_drawn
from evidence_desk.workflows.keep_scroll import ScrollRequest, ScrollSession, Seen
from evidence_desk.workflows.open_case import open_case
from tests.display_fixtures import StartDisplay, XDisplay
from tests.fake_clock import FakeClock
from tests.real_tools import wait_until
from tests.workflows.scrolled_chat import END_HEIGHT, END_RGB, HEIGHT, WIDTH, long_chat, press, wheel

_BETWEEN_S = 0.06
_RESTS_AFTER = 4


class Scroller:
    """A session on a real window, and the person who turns the wheel."""

    def __init__(self, display: XDisplay, capturer: Capturer, window: str, vault: Vault) -> None:
        self.display, self.vault, self.capturer, self.window = display, vault, capturer, window
        self.session = ScrollSession(capturer, ScrollRequest(open_case(vault, "Case 1"), OneWindow(window), "s"))
        self.told: list[Outcome] = []
        self._pause = threading.Event()

    def rest(self) -> None:
        """Look until nothing new comes for a while."""
        calm = 0
        while calm < _RESTS_AFTER:
            look = self.session.look()
            calm = calm + 1 if look.seen is Seen.NOTHING_NEW else 0
            if look.outcome is not None:
                self.told.append(look.outcome)
            self._pause.wait(_BETWEEN_S)

    def begin(self) -> None:
        """The first part."""
        self.until(lambda: bool(self.session.kept), "the first part is kept")
        self.rest()

    def turn(self, clicks: int) -> int:
        """Turn the wheel, wait for what that brings unless it is at its end, and rest; how many were kept."""
        before = self.session.kept
        wheel(self.display, clicks)
        self.until(lambda: self.session.kept > before or (clicks > 0 and self.is_at_end()), "the wheel is heard")
        self.rest()
        return self.session.kept - before

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Look until it is so: a browser that has other things to do moves late."""

        def looked() -> bool:
            outcome = self.session.look().outcome
            if outcome is not None:
                self.told.append(outcome)
            return is_so()

        wait_until(looked, what)

    def is_at_end(self) -> bool:
        """Whether all of the bar that ends the chat is in view."""
        try:
            with self.capturer.backend.grab(OneWindow(self.window)) as shot:
                picture = rgb_rows(shot.frame, 0, shot.frame.height)
        except CaptureRefused:
            return False
        return sum(picture.getpixel((40, row)) == END_RGB for row in range(picture.height)) == END_HEIGHT

    def joined(self) -> Item:
        """The one joined picture."""
        with open_reader(self.vault.path) as reader:
            drawn = draw_plan(reader, self.session.plan(), self.capturer.clock.now, new_item_id)
        (item,) = keep_drawn(self.capturer, self.session.plan(), drawn)
        return item


@pytest.fixture
def scroller(x_desktop: XDisplay, vault: Vault, clock: FakeClock, tmp_path: Path) -> Iterator[Scroller]:
    with long_chat(x_desktop, tmp_path) as window:
        backend = open_backend(os.environ, keep_redirected=True)
        capturer = Capturer(vault, backend, clock, new_item_id, surroundings())
        made = Scroller(x_desktop, capturer, window, vault)
        try:
            wait_until(lambda: _is_drawn(made), "the chat is drawn")
            yield made
        finally:
            backend.close()


def _is_drawn(made: Scroller) -> bool:
    try:
        with made.capturer.backend.grab(OneWindow(made.window)) as shot:
            return len(rgb_rows(shot.frame, 0, shot.frame.height).getcolors(1 << 20)) > 50
    except CaptureRefused:
        return False


def in_one_tall_window(start_display: StartDisplay, folder_path: Path, height: int) -> Image.Image:
    """The same page where all of it is in view."""
    display = start_display(f"{WIDTH + 100}x{height + 100}x24", window_manager=True)
    with long_chat(display, folder_path, height) as window:
        backend = open_backend({"DISPLAY": display.name, "XDG_SESSION_TYPE": "x11"}, keep_redirected=True)
        try:
            drawn = wait_until(lambda: _settled(backend.grab, window, height), "the whole chat is drawn")
            assert drawn is not None
            return drawn
        finally:
            backend.close()


def _settled(grab: Callable, window: str, height: int) -> Image.Image | None:
    try:
        with grab(OneWindow(window)) as shot:
            picture = rgb_rows(shot.frame, 0, shot.frame.height)
    except CaptureRefused:
        return None
    is_there = picture.height == height and picture.getpixel((20, height - 8)) == (0x2A, 0x39, 0x42)
    return picture if is_there and len(picture.getcolors(1 << 20)) > 50 else None


def test_down_to_the_end_and_up_again_is_the_whole_page_row_for_row(scroller, start_display, tmp_path):
    scroller.begin()
    while scroller.turn(3):
        pass
    assert scroller.is_at_end()
    down = scroller.session.kept
    wheel(scroller.display, -4)
    scroller.until(lambda: not scroller.is_at_end(), "it goes up")
    scroller.rest()
    assert scroller.session.gaps == 0
    assert set(scroller.told) == {Outcome.FIRST, Outcome.JOINED}
    assert scroller.session.kept > down > 3
    joined = scroller.joined()
    assert joined.record.gaps == ()
    assert joined.record.height > 2 * HEIGHT
    whole = in_one_tall_window(start_display, tmp_path, joined.record.height)
    mine = Image.open(io.BytesIO(scroller.vault.read(joined)))
    left, width = joined.record.parts[0].taken.x, joined.record.width
    # Nothing but the scroll bar is missing at the sides.
    assert (left, WIDTH - width) <= (0, 20)
    # The browser draws round corners a shade lighter or darker in another window; every row is there, once.
    differs = ImageChops.difference(mine, whole.crop((left, 0, left + width, whole.height)))
    bands: Any = differs.getextrema()  # one pair for each band
    assert max(high for _, high in bands) <= SHADE
    shaded = sum(1 for row in range(differs.height) if differs.crop((0, row, width, row + 1)).getbbox())
    assert shaded < 0.15 * whole.height


def test_too_fast_is_a_gap_and_going_back_slowly_closes_it(scroller):
    scroller.begin()
    scroller.turn(2)
    press(scroller.display, scroller.window, "j")
    scroller.until(lambda: scroller.told[-1] is Outcome.GAP, "the gap is seen")
    scroller.rest()
    assert scroller.told[-1] is Outcome.GAP
    assert scroller.session.plan().maps[0].gaps
    while scroller.session.gaps and scroller.turn(-2):
        pass
    assert Outcome.BRIDGED in scroller.told
    assert scroller.session.plan().maps[0].gaps == ()


def test_messages_that_changed_between_two_visits_are_both_kept_beside_a_gap(scroller):
    scroller.begin()
    scroller.turn(2)
    assert scroller.session.gaps == 0
    press(scroller.display, scroller.window, "x")
    scroller.until(lambda: scroller.told[-1] is Outcome.GAP, "the other words are seen")
    scroller.rest()
    gap_at = len(scroller.told)
    scroller.turn(-2)
    assert scroller.told[gap_at - 1 :: len(scroller.told) - gap_at] == [Outcome.GAP, Outcome.JOINED]
    assert scroller.session.gaps == 1
