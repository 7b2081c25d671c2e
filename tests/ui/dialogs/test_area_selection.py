"""Whatever is done to a selection, it lies on the screens and is as large as a pixel; moves undo each other."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evidence_desk.capture.cover import intersection
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.ui.dialogs.area_gesture import AreaGesture, Grip, grip_at, handle_places
from evidence_desk.ui.dialogs.area_selection import (
    BODY,
    CORNER,
    HANDLES,
    AreaSelection,
    Handle,
    Point,
    bounds,
    first_selection,
    middle_of,
)

LEFT, RIGHT = Rectangle(0, 0, 600, 600), Rectangle(600, 50, 400, 500)
BELOW = Rectangle(1000, 550, 200, 200)
LAYOUTS = [(LEFT,), (LEFT, RIGHT), (LEFT, RIGHT, BELOW), (Rectangle(-500, -80, 300, 200), LEFT)]
STEPS = st.integers(-700, 700)
POINTS = st.builds(Point, st.integers(-900, 1500), st.integers(-900, 1500))
SLOP, REACH = 4, 12


def selections() -> st.SearchStrategy[AreaSelection]:
    """Selections as they become by use."""
    return st.builds(_used, st.sampled_from(LAYOUTS), st.lists(_changes(), max_size=8))


def _changes() -> st.SearchStrategy[tuple[str, tuple[object, ...]]]:
    handles = st.sampled_from([BODY, *HANDLES])
    return st.one_of(
        st.tuples(st.just("move"), st.tuples(STEPS, STEPS)),
        st.tuples(st.just("resize"), st.tuples(handles, STEPS, STEPS)),
        st.tuples(st.just("draw"), st.tuples(POINTS, POINTS)),
        st.tuples(st.just("add_part"), st.just(())),
        st.tuples(st.just("remove_part"), st.tuples(st.integers(0, 7))),
        st.tuples(st.just("choose"), st.tuples(st.none() | st.integers(0, 7))),
    )


def _used(screens: tuple[Rectangle, ...], changes: list[tuple[str, tuple[object, ...]]]) -> AreaSelection:
    selection = first_selection(screens, screens[0], None)
    for name, arguments in changes:
        numbered = name in {"remove_part", "choose"} and arguments[0] is not None
        if numbered and int(str(arguments[0])) >= len(selection.left_out):
            continue
        selection = getattr(selection, name)(*arguments)
    return selection


def lies_well(selection: AreaSelection) -> bool:
    """Everything has a size, is inside and touches a screen."""
    return all(
        each.width >= 1
        and each.height >= 1
        and intersection(each, selection.room) == each
        and any(intersection(each, screen) for screen in selection.screens)
        for each in (selection.box,)
    ) and all(intersection(each, selection.room) == each for each in selection.left_out)


@given(selections())
def test_it_always_lies_on_the_screens(selection: AreaSelection) -> None:
    assert lies_well(selection)
    assert selection.chosen is None or selection.chosen < len(selection.left_out)


@given(selections(), STEPS, STEPS)
def test_a_move_that_was_not_stopped_undoes_itself(selection: AreaSelection, x: int, y: int) -> None:
    there = selection.move(x, y)
    assume((there.current.x, there.current.y) == (selection.current.x + x, selection.current.y + y))
    assume(any(intersection(selection.current, screen) for screen in selection.screens))

    assert there.move(-x, -y).current == selection.current
    assert (there.current.width, there.current.height) == (selection.current.width, selection.current.height)


@given(selections(), st.sampled_from(HANDLES), STEPS, STEPS)
def test_a_resize_moves_only_its_edges_and_undoes_itself(
    selection: AreaSelection, handle: Handle, x: int, y: int
) -> None:
    before, there = selection.current, selection.resize(handle, x, y)
    # A part suggested in the middle of a box may lie where no screen shows anything; it never gets back there.
    assume(any(intersection(before, screen) for screen in selection.screens))
    now = there.current
    fixed_x = {-1: now.x + now.width == before.x + before.width, 1: now.x == before.x}
    fixed_y = {-1: now.y + now.height == before.y + before.height, 1: now.y == before.y}

    assert fixed_x.get(handle.across, (now.x, now.width) == (before.x, before.width))
    assert fixed_y.get(handle.down, (now.y, now.height) == (before.y, before.height))
    stopped = now.width != before.width + handle.across * x or now.height != before.height + handle.down * y
    assert stopped or there.resize(handle, -x, -y).current == before


@given(selections(), POINTS, POINTS)
def test_drawing_holds_both_pixels_and_the_way_back_is_the_same(
    selection: AreaSelection, one: Point, other: Point
) -> None:
    assert selection.draw(one, other) == selection.draw(other, one)
    room, drawn = selection.room, selection.draw(one, other).box
    inside = all(room.x <= p.x < room.x + room.width and room.y <= p.y < room.y + room.height for p in (one, other))
    touches = any(intersection(Rectangle(one.x, one.y, 1, 1), screen) for screen in selection.screens)
    if inside and touches and not (selection.fresh and selection.chosen is not None):
        assert (drawn.width, drawn.height) == (abs(one.x - other.x) + 1, abs(one.y - other.y) + 1)
        assert (drawn.x, drawn.y) == (min(one.x, other.x), min(one.y, other.y))


def test_a_box_crosses_from_one_screen_to_the_other() -> None:
    selection = first_selection((LEFT, RIGHT), LEFT, None).draw(Point(500, 100), Point(799, 299))

    assert selection.box == Rectangle(500, 100, 300, 200)


def test_a_corner_that_no_screen_shows_is_not_drawn_on() -> None:
    selection = first_selection((LEFT, RIGHT, BELOW), LEFT, None)

    assert selection.draw(Point(1010, 10), Point(1100, 300)) == selection


def test_it_begins_in_the_middle_or_where_it_was() -> None:
    assert first_selection((LEFT, RIGHT), RIGHT, None).box == Rectangle(700, 175, 200, 250)
    assert first_selection((LEFT, RIGHT), LEFT, Rectangle(590, 60, 30, 40)).box == Rectangle(590, 60, 30, 40)
    assert first_selection((LEFT,), LEFT, Rectangle(590, 60, 30, 40)).box == middle_of(LEFT)
    assert first_selection((LEFT, RIGHT, BELOW), LEFT, Rectangle(1050, 60, 30, 40)).box == middle_of(LEFT)


def test_a_part_is_suggested_in_the_middle_and_drawing_replaces_it() -> None:
    selection = first_selection((LEFT,), LEFT, None).draw(Point(100, 100), Point(299, 299)).add_part()
    suggested, drawn = selection, selection.draw(Point(110, 120), Point(119, 139))

    assert suggested.left_out == (Rectangle(150, 150, 100, 100),)
    assert drawn.left_out == (Rectangle(110, 120, 10, 20),)
    assert drawn.box == selection.box
    assert drawn.draw(Point(1, 1), Point(9, 9)).box == Rectangle(1, 1, 9, 9)


@pytest.mark.parametrize(("width", "height", "leaves"), [(16, 16, True), (15, 90, False), (90, 15, False)])
def test_a_part_counts_once_it_is_large_enough(width: int, height: int, *, leaves: bool) -> None:
    box = Rectangle(100, 100, 100, 100)
    selection = AreaSelection((LEFT,), box, (Rectangle(100, 100, width, height),))
    assert (selection.leaves_out, selection.leaves_out_specks) == (leaves, not leaves)
    across = AreaSelection((LEFT,), box, (Rectangle(100 - width, 100, width + 15, 90),))
    assert not across.leaves_out, "what lies beside the box covers nothing of it"
    assert AreaSelection((LEFT,), Rectangle(0, 0, 20, 9)).add_part().leaves_out


def test_what_shows_no_more_than_before() -> None:
    box = AreaSelection((Rectangle(0, 0, 100, 100),), Rectangle(10, 10, 50, 50))
    parts = replace(box, left_out=(Rectangle(20, 20, 10, 10), Rectangle(80, 80, 5, 5)))
    assert parts.shows_no_more_than(box)
    assert parts.shows_no_more_than(parts)
    assert replace(parts, left_out=(Rectangle(20, 20, 5, 10), Rectangle(25, 15, 9, 20))).shows_no_more_than(parts)
    assert parts.remove_part(1).shows_no_more_than(parts), "it lay beside the box"
    assert not parts.remove_part(0).shows_no_more_than(parts)
    assert not parts.choose(0).move(1, 0).shows_no_more_than(parts)
    assert not parts.choose(None).move(1, 0).shows_no_more_than(parts)


def test_removing_a_part_goes_on_with_the_next_one() -> None:
    three = first_selection((LEFT,), LEFT, None).add_part().move(1, 0).add_part().move(2, 0).add_part().move(3, 0)
    first, second, third = three.left_out
    without_second = three.choose(1).remove_part(1)

    assert (without_second.left_out, without_second.chosen) == ((first, third), 1)
    assert without_second.remove_part(1).remove_part(0).chosen is None
    assert second not in without_second.left_out


@given(selections(), POINTS, POINTS)
def test_two_clicks_do_what_a_drag_does(selection: AreaSelection, one: Point, other: Point) -> None:
    grip = grip_at(selection, one, REACH)
    drag, clicks = (AreaGesture(selection, grip, one, SLOP) for _ in range(2))
    dragged = drag.to(other)
    assume(drag.ends_with_release)

    assert clicks.ends_with_release == (grip is not None and grip.handle == BODY)
    assert clicks.to(other) == dragged
    assert lies_well(dragged)


@given(selections(), POINTS, st.integers(1 - SLOP, SLOP - 1), st.integers(1 - SLOP, SLOP - 1))
def test_a_click_with_a_trembling_hand_changes_no_rectangle(
    selection: AreaSelection, at: Point, x: int, y: int
) -> None:
    gesture = AreaGesture(selection, grip_at(selection, at, REACH), at, SLOP)
    after = gesture.to(Point(at.x + x, at.y + y))

    assert (after.box, after.left_out) == (selection.box, selection.left_out)


@pytest.mark.parametrize("handle", HANDLES)
def test_each_handle_is_felt_around_it(handle: Handle) -> None:
    selection = first_selection((LEFT,), LEFT, None)
    place = handle_places(selection.box)[handle]

    assert grip_at(selection, Point(place.x + REACH, place.y - REACH), REACH) == Grip(None, handle)
    assert grip_at(selection, Point(place.x + REACH + 1, place.y), REACH) != Grip(None, handle)


def test_a_suggestion_has_no_body_and_a_drawn_box_has() -> None:
    suggested = first_selection((LEFT,), LEFT, None)
    drawn = suggested.draw(Point(100, 100), Point(400, 400))

    assert grip_at(suggested, Point(300, 300), REACH) is None
    assert grip_at(drawn, Point(200, 200), REACH) == Grip(None, BODY)
    assert grip_at(drawn, Point(50, 50), REACH) is None


def test_a_part_lies_over_the_box() -> None:
    selection = first_selection((LEFT,), LEFT, None).draw(Point(100, 100), Point(400, 400)).add_part().move(0, 0)
    with_part = selection.choose(None)

    assert grip_at(with_part, Point(250, 250), REACH) == Grip(0, BODY)
    assert grip_at(with_part, Point(120, 250), REACH) == Grip(None, BODY)


def test_the_smallest_box_is_still_taken_by_a_corner() -> None:
    selection = first_selection((LEFT,), LEFT, None).draw(Point(300, 300), Point(300, 300))

    assert grip_at(selection, Point(301, 301), REACH) == Grip(None, CORNER)


def test_bounds_hold_every_screen() -> None:
    assert bounds((LEFT, RIGHT, BELOW)) == Rectangle(0, 0, 1200, 750)
