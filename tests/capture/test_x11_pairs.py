"""A window and the whole screen around it are of one moment, and neither spoils the other."""

import pytest

from evidence_desk.capture.pairs import grab_pair
from evidence_desk.capture.targets import CONTEXT_TAKEN_AFTER, ActiveWindow, OneWindow, Shot
from evidence_desk.capture.x11 import screen_picture, window_picture
from evidence_desk.domain import refusals
from evidence_desk.domain.evidence import Rectangle
from tests.capture.backend_contract import rgb_of
from tests.capture.conftest import StartProgram
from tests.capture.test_x11_own_windows import own_window
from tests.capture.test_x11_windows import MODES, opened
from tests.display_fixtures import XDisplay
from tests.workflows.made_up_screen import MadeUpScreen

_PLACE = Rectangle(100, 100, 320, 200)


def _part(shot: Shot, place: Rectangle) -> bytes:
    """A rectangle of a picture that begins at the desktop's corner."""
    whole, line = rgb_of(shot), 3 * shot.frame.width
    rows = range(place.y, place.y + place.height)
    return b"".join(whole[row * line + 3 * place.x : row * line + 3 * (place.x + place.width)] for row in rows)


@MODES
def test_both_are_true_and_the_window_is_whole_where_the_screen_shows_it_covered(
    bare: XDisplay, start_program: StartProgram, stays: str
) -> None:
    other = start_program(bare)
    window = other.open(100, 100, 320, 200, 1)
    cover = other.open(100, 100, 160, 200, 2)
    with opened(bare, stays) as backend, grab_pair(backend, OneWindow(window.id)) as pair:
        assert rgb_of(pair.window) == window.rgb
        assert pair.window.covered == 0.5
        assert isinstance(pair.context, Shot)
        assert (pair.context.target.kind, pair.context.target.geometry) == ("screens", Rectangle(0, 0, 640, 480))
        assert _part(pair.context, Rectangle(100, 100, 160, 200)) == cover.rgb
        assert CONTEXT_TAKEN_AFTER not in pair.context.warnings


def test_our_own_window_is_in_neither(bare: XDisplay, start_program: StartProgram) -> None:
    window = start_program(bare).open(100, 100, 320, 200, 1)
    with opened(bare, "stays") as backend, own_window(bare, (150, 150, 60, 60)):
        with grab_pair(backend, OneWindow(window.id)) as pair:
            assert isinstance(pair.context, Shot)
            assert rgb_of(pair.window) == _part(pair.context, _PLACE) == window.rgb
            assert pair.context.own_windows_left_out == (Rectangle(150, 150, 60, 60),)
        with pytest.raises(ValueError, match="released"):
            pair.context.frame.pixels[0]


def test_a_flickering_window_has_one_colour_in_both(
    bare: XDisplay, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = start_program(bare)
    window = other.open(100, 100, 320, 200, 1, plain=True)
    other.ask(do="flicker", window=window.number)
    monkeypatch.setattr(window_picture, "check_frame", lambda *_: None)  # a window of one colour is refused
    colours = set()
    with opened(bare, "stays") as backend:
        for _ in range(60):
            with grab_pair(backend, OneWindow(window.id)) as pair:
                assert isinstance(pair.context, Shot)
                assert rgb_of(pair.window) == _part(pair.context, _PLACE)
                colours.add(rgb_of(pair.window)[:3])
    assert len(colours) > 3, "it was flickering all the time"


@pytest.mark.parametrize("refusal", [refusals.FlatPicture("#000000"), refusals.DisplayLost()], ids=["flat", "lost"])
def test_where_the_screen_can_not_be_had_the_window_is_taken_alone(
    bare: XDisplay, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch, refusal: refusals.CaptureRefused
) -> None:
    window = start_program(bare).open(100, 100, 320, 200, 1)

    def refused(*_: object) -> None:
        raise refusal

    monkeypatch.setattr(screen_picture, "check_frame", refused)
    with opened(bare, "stays") as backend, grab_pair(backend, OneWindow(window.id)) as pair:
        assert rgb_of(pair.window) == window.rgb
        assert pair.context is refusal


def test_the_window_decides_what_is_refused(bare: XDisplay, start_program: StartProgram) -> None:
    window = start_program(bare).open(100, 100, 320, 200, 1)
    with opened(bare, "stays") as backend:
        window.do("hide")
        with pytest.raises(refusals.WindowMinimised), grab_pair(backend, OneWindow(window.id)):
            pytest.fail("it has no picture")
        window.close()
        with pytest.raises(refusals.WindowGone), grab_pair(backend, OneWindow(window.id)):
            pytest.fail("it is gone")


def test_a_system_that_takes_one_after_the_other_says_so() -> None:
    with grab_pair(MadeUpScreen(), ActiveWindow()) as pair:
        assert isinstance(pair.context, Shot)
        assert pair.context.warnings == (CONTEXT_TAKEN_AFTER,)
        assert pair.window.warnings == ()
