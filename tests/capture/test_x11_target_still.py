"""What is shown to mark parts in is the whole window where it stands, and what is kept is the window."""

import pytest

from evidence_desk.capture.target_still import take_target_still
from evidence_desk.capture.targets import AllScreens, OneScreen, OneWindow
from evidence_desk.domain import refusals
from evidence_desk.domain.evidence import Rectangle
from tests.capture.backend_contract import rgb_of
from tests.capture.conftest import StartProgram
from tests.capture.test_x11_own_windows import own_window
from tests.capture.test_x11_windows import opened
from tests.display_fixtures import XDisplay
from tests.fake_clock import FakeClock


def test_a_covered_window_is_shown_whole_at_its_place(
    bare: XDisplay, start_program: StartProgram, clock: FakeClock
) -> None:
    other = start_program(bare)
    window = other.open(100, 100, 320, 200, 1)
    other.open(60, 60, 400, 300, 2)
    with opened(bare, "stays") as backend, own_window(bare, (150, 150, 60, 60)):
        still = take_target_still(backend, clock, OneWindow(window.id))
    assert still.box == Rectangle(100, 100, 320, 200)
    assert rgb_of(still.part(still.box)) == rgb_of(still.target) == window.rgb
    assert still.target.covered == 1.0
    still.release()
    assert not any(still.target.frame.pixels)
    assert not any(still.frame.pixels)
    with pytest.raises(ValueError, match="released"):
        still.to_keep()


def test_of_a_window_over_the_edge_only_what_can_be_seen_is_offered(
    bare: XDisplay, start_program: StartProgram, clock: FakeClock
) -> None:
    other = start_program(bare)
    window = other.open(500, 400, 320, 200, 1)
    other.open(0, 0, 50, 50, 2)
    with opened(bare, "stays") as backend:
        still = take_target_still(backend, clock, OneWindow(window.id))
        assert still.box == Rectangle(500, 400, 140, 80)
        assert rgb_of(still.target) == window.rgb
        window.move(700, 500)
        with pytest.raises(refusals.OutsideScreens):
            take_target_still(backend, clock, OneWindow(window.id))


@pytest.mark.parametrize("target", [AllScreens(), OneScreen(1)], ids=["all", "one"])
def test_screens_are_shown_as_they_are(
    bare: XDisplay, start_program: StartProgram, clock: FakeClock, target: AllScreens | OneScreen
) -> None:
    window = start_program(bare).open(0, 0, 640, 480, 1)
    with opened(bare, "stays") as backend:
        still = take_target_still(backend, clock, target)
    assert still.box == still.whole == Rectangle(0, 0, 640, 480)
    assert rgb_of(still.target) == rgb_of(still.part(still.box)) == window.rgb
