"""Subtracting rectangles, against counting pixel by pixel."""

from hypothesis import example, given
from hypothesis import strategies as st

from evidence_desk.capture.cover import area_of, covered_part, intersection, without
from evidence_desk.domain.evidence import Rectangle

SMALL = st.builds(Rectangle, st.integers(-6, 12), st.integers(-6, 12), st.integers(0, 9), st.integers(0, 9))
FILLED = st.builds(Rectangle, st.integers(-6, 12), st.integers(-6, 12), st.integers(1, 9), st.integers(1, 9))
Pixels = set[tuple[int, int]]


def pixels(*rectangles: Rectangle) -> Pixels:
    return {
        (x, y)
        for each in rectangles
        for x in range(each.x, each.x + each.width)
        for y in range(each.y, each.y + each.height)
    }


@given(SMALL, SMALL)
def test_an_intersection_holds_what_both_hold(first: Rectangle, second: Rectangle) -> None:
    common = intersection(first, second)
    assert (common is None) == (not pixels(first) & pixels(second))
    assert (pixels(common) if common else set()) == pixels(first) & pixels(second)
    assert common == intersection(second, first)


@given(FILLED, st.lists(SMALL, max_size=6))
def test_what_is_left_is_what_no_hole_takes_and_each_pixel_once(area: Rectangle, holes: list[Rectangle]) -> None:
    left = without([area], holes)
    assert pixels(*left) == pixels(area) - pixels(*holes)
    assert area_of(left) == len(pixels(*left))


@given(FILLED, st.lists(SMALL, max_size=5), st.lists(SMALL, max_size=3))
@example(Rectangle(0, 0, 4, 4), [Rectangle(0, 0, 3, 3), Rectangle(2, 2, 3, 3)], [Rectangle(0, 0, 9, 9)])
def test_the_covered_part_counts_what_is_hidden_on_a_screen(
    target: Rectangle, above: list[Rectangle], screens: list[Rectangle]
) -> None:
    hidden = pixels(target) & pixels(*above) & pixels(*screens)
    assert covered_part(target, above, screens) == len(hidden) / len(pixels(target))
