"""Where screens lie: laws for any desktop, and the shapes systems hand out."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from evidence_desk.capture.cover import area_of, intersection, without
from evidence_desk.capture.targets import RESAMPLED_BY_SYSTEM, AllScreens, Frame, OneScreen, Region
from evidence_desk.capture.wayland.layout import even_layout, own_layout
from evidence_desk.capture.wayland.outputs import Output
from evidence_desk.capture.wayland.pictures import Picture
from evidence_desk.capture.wayland.whole_desktop import WholeDesktop
from evidence_desk.domain import refusals
from evidence_desk.domain.evidence import Rectangle

SCALES = st.sampled_from([1.0, 1.25, 1.5, 2.0, 3.0])


@st.composite
def outputs(draw: st.DrawFn, scales: st.SearchStrategy[float] = SCALES) -> list[Output]:
    made = []
    for number in range(draw(st.integers(1, 4))):
        width, height, scale = draw(st.integers(3, 40)) * 20, draw(st.integers(3, 40)) * 20, draw(scales)
        x, y = draw(st.integers(-2000, 2000)), draw(st.integers(-2000, 2000))
        own = (int(width * scale), int(height * scale))
        made.append(Output(f"out-{number}", Rectangle(x, y, width, height), *own))
    return sorted(made, key=lambda each: (each.logical.x, each.logical.y, each.name))


@given(outputs())
def test_no_two_screens_overlap_and_each_has_its_own_size(found: list[Output]) -> None:
    layout = own_layout(found)
    assert [(each.place.width, each.place.height) for each in layout.placed] == [(o.width, o.height) for o in found]
    places = layout.arrangement.rectangles
    pairs = [(a, b) for i, a in enumerate(places) for b in places[i + 1 :]]
    assert not any(intersection(a, b) for a, b in pairs)


@given(outputs())
def test_parts_and_gaps_are_the_whole_picture_once(found: list[Output]) -> None:
    aim = own_layout(found).aim(AllScreens())
    placed = [piece.placed for piece in aim.pieces]
    assert area_of(placed) + area_of(aim.gaps) == aim.area.width * aim.area.height
    assert not without(aim.gaps, [Rectangle(0, 0, aim.area.width, aim.area.height)])
    assert all((p.taken.width, p.taken.height) == (p.placed.width, p.placed.height) for p in aim.pieces)


SAME_LINES = [
    Output("out-0", Rectangle(0, -1201, 60, 780), 120, 1560),
    Output("out-1", Rectangle(63, -422, 60, 60), 120, 120),
]


@given(outputs(st.just(2.0)))
@example(SAME_LINES)
def test_with_one_scale_the_layout_is_the_desktop(found: list[Output]) -> None:
    pairs = [(a, b) for i, a in enumerate(found) for b in found[i + 1 :]]
    assume(not any(intersection(a.logical, b.logical) for a, b in pairs))
    places = own_layout(found).arrangement.rectangles
    assert places == tuple(Rectangle(o.logical.x * 2, o.logical.y * 2, o.width, o.height) for o in found)
    assert even_layout(found).arrangement.rectangles == places


def test_neighbours_of_two_scales_touch() -> None:
    small = Output("small", Rectangle(0, 0, 1707, 960), 2560, 1440)
    large = Output("large", Rectangle(1707, 0, 1920, 1080), 1920, 1080)
    below = Output("below", Rectangle(0, 960, 1280, 720), 1280, 720)
    places = {each.output.name: each.place for each in own_layout([small, below, large]).placed}
    assert small.scale == 1.5
    assert places == {
        "small": Rectangle(0, 0, 2560, 1440),
        "large": Rectangle(2560, 0, 1920, 1080),
        "below": Rectangle(0, 1440, 1280, 720),
    }


def test_mirrored_screens_are_put_side_by_side() -> None:
    first, second = (Output(name, Rectangle(0, 0, 640, 480), 640, 480) for name in ("a", "b"))
    assert own_layout([first, second]).arrangement.rectangles == (
        Rectangle(0, 0, 640, 480),
        Rectangle(640, 0, 640, 480),
    )


def handed_out(width: int, height: int) -> Picture:
    """A picture in which every pixel tells where it is."""
    rows = b"".join(
        bytes((x % 256, y % 256, (x // 256 + y // 256) % 256, 0)) for y in range(height) for x in range(width)
    )
    return Picture(Frame(memoryview(rows), width, height, 4 * width))


SIDE_BY_SIDE = [Output("l", Rectangle(0, 0, 40, 30), 40, 30), Output("r", Rectangle(40, 0, 40, 30), 40, 30)]
TWO_SCALES = [Output("l", Rectangle(-40, 0, 40, 30), 80, 60), Output("r", Rectangle(0, 0, 40, 30), 40, 30)]


def of_system(found: list[Output], width: int, height: int, target: object) -> Picture:
    way = WholeDesktop("portal", "2", lambda: handed_out(width, height))
    layout = way.layout(found)
    return way.take(layout.aim(target), layout)


def test_one_scale_is_cut_exactly() -> None:
    picture = of_system(SIDE_BY_SIDE, 80, 30, OneScreen(2))
    assert (picture.frame.width, picture.frame.height, picture.warnings) == (40, 30, ())
    assert bytes(picture.frame.pixels[:4]) == bytes((40, 0, 0, 0))
    assert of_system(SIDE_BY_SIDE, 80, 30, Region(Rectangle(30, 5, 20, 10))).warnings == ()


def test_a_screen_that_was_fitted_is_said_to_be_and_one_that_was_not_is_not() -> None:
    assert of_system(TWO_SCALES, 160, 60, AllScreens()).warnings == (RESAMPLED_BY_SYSTEM,)
    own = of_system(TWO_SCALES, 160, 60, OneScreen(1))
    assert (own.frame.width, own.frame.height, own.warnings) == (80, 60, ())
    fitted = of_system(TWO_SCALES, 160, 60, OneScreen(2))
    assert (fitted.frame.width, fitted.warnings) == (80, (RESAMPLED_BY_SYSTEM,))


def test_a_picture_in_units_of_the_desktop_is_kept_and_said_to_be_fitted() -> None:
    found = [Output("one", Rectangle(0, 0, 40, 30), 80, 60)]
    picture = of_system(found, 40, 30, AllScreens())
    assert (picture.frame.width, picture.warnings) == (40, (RESAMPLED_BY_SYSTEM,))


@pytest.mark.parametrize("size", [(40, 30), (80, 60), (80, 40), (1, 1)])
def test_a_picture_without_all_the_screens_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(refusals.WrongSize):
        of_system(SIDE_BY_SIDE, *size, AllScreens())
