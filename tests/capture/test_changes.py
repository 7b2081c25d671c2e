"""What stands still for 400 ms is in a picture, whatever else goes on; what only blinks or turns is in a few."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from evidence_desk.capture.changes import Changes, Rules
from evidence_desk.capture.targets import Frame
from evidence_desk.capture.tiles import TILE, Grid, grid_of, tile_states
from evidence_desk.domain.evidence import Rectangle
from tests.capture.simulated import COLUMNS, GRID, ROWS, STEP_S, Patch, Simulation, caret, spinner, steps

LEAST_S = 0.4
ENDED_S = 4.0
LATE = st.lists(st.sampled_from([0.0, 0.01, 0.02, 0.05]), min_size=1, max_size=5)


@st.composite
def patches(draw: st.DrawFn) -> list[Patch]:
    """Messages that are posted and deleted anywhere, for 400 ms and longer, none above another at one time."""
    found: list[Patch] = []
    for name in range(draw(st.integers(1, 12))):
        width, height = draw(st.integers(1, 12)), draw(st.integers(1, 4))
        column, row = draw(st.integers(0, COLUMNS - width)), draw(st.integers(2, ROWS - height))
        shown_s = draw(st.integers(0, 200)) * STEP_S
        gone_s = shown_s + LEAST_S + draw(st.integers(0, 50)) * STEP_S
        made = Patch(name, column, row, width, height, shown_s, gone_s)
        if not any(_meet(made, other) for other in found):
            found.append(made)
    return found


def _meet(one: Patch, other: Patch) -> bool:
    at_once = one.shown_s < other.gone_s and other.shown_s < one.gone_s
    return at_once and bool(one.tiles & other.tiles)


ANIMATED = st.dictionaries(st.integers(0, 2 * COLUMNS - 1), st.sampled_from([caret, spinner, steps]), max_size=6)


@settings(max_examples=60)
@given(patches(), ANIMATED, LATE, LATE)
def test_every_message_that_stands_for_400_ms_is_in_a_picture(shown, animated, looks_late, pictures_late):
    watched = Simulation(shown, animated, looks_late, pictures_late).run(ENDED_S + 2)

    assert [patch for patch in shown if not watched.has(patch)] == []


@settings(max_examples=40)
@given(patches(), LATE, LATE)
def test_it_is_kept_beside_what_moves_in_the_next_squares(shown, looks_late, pictures_late):
    """A caret and a spinner in every third square of the rows above, touching the messages."""
    animated = {tile: (caret, spinner, steps)[tile % 3] for tile in range(2 * COLUMNS) if tile % 2}
    watched = Simulation(shown, animated, looks_late, pictures_late).run(ENDED_S + 2)

    assert [patch for patch in shown if not watched.has(patch)] == []


@st.composite
def alike(draw: st.DrawFn) -> list[Patch]:
    """Messages in one place, hardly apart in time or not at all, which differ in few of their squares."""
    found, shown_s, shown = [], 1.0, [[0] for _ in range(6)]
    for name in range(draw(st.integers(2, 25))):
        letters = draw(st.lists(st.integers(1, 2), min_size=6, max_size=6))
        apart_s = draw(st.sampled_from([0.0, 0.0, 0.04, 0.2]))
        after = [[*each, letter] for each, letter in zip(shown, letters, strict=True)]
        gone = [[*each, 0] for each in after] if apart_s else after
        unseen = [[state for state in each if state] for each in after]  # a short moment between two may be missed
        if any(map(_blinks, [*after, *gone, *unseen])):
            continue
        gone_s = shown_s + LEAST_S + draw(st.integers(0, 3)) * 0.1
        found.append(Patch(name, 3, 4, 6, 1, shown_s, gone_s, tuple(letters)))
        shown, shown_s = gone, gone_s + apart_s
    return found


def _blinks(states: list[int]) -> bool:
    """Whether a square went to and fro between two states and nothing else, as a caret does."""
    changes = [state for state, _ in itertools.groupby(states)]
    last = changes[-Rules().blinks - 2 :]
    return len(last) == Rules().blinks + 2 and len(set(last)) == 2


@settings(max_examples=60)
@given(alike(), st.dictionaries(st.integers(0, 3 * COLUMNS - 1), st.sampled_from([caret, spinner]), max_size=3), LATE)
def test_a_message_in_place_of_another_that_is_much_like_it_is_in_a_picture(shown, animated, late):
    watched = Simulation(shown, animated, late, late).run(30)

    assert [patch for patch in shown if not watched.has(patch)] == []


@settings(max_examples=6)
@given(st.integers(0, 11), LATE)
def test_a_caret_and_a_spinner_fill_nothing(column, late):
    one, two = COLUMNS + column, COLUMNS + column + 1
    for animated in ({one: caret}, {one: steps}, {one: spinner}, {one: caret, two: spinner}, {5: caret, 38: spinner}):
        short, long = (Simulation((), animated, late, late).run(seconds) for seconds in (12, 60))

        assert len(short.pictures) <= 12
        assert len(long.pictures) == len(short.pictures)
        assert long.taken == short.taken


def test_a_spinner_that_is_seldom_as_it_never_was_fills_nothing_either():
    def turned(at: float) -> int:
        turn = int(at * 60)
        return 1 + turn % 60 if turn % 25 else 1000 + turn

    assert len(Simulation((), {50: turned}, (0.0, 0.03)).run(120).pictures) <= 20


def test_a_caret_takes_no_pictures_of_its_own_while_messages_come_and_go():
    shown = [Patch(name, 2, 4, 10, 2, 5.0 + 2 * name, 6.2 + 2 * name) for name in range(20)]

    assert len(Simulation(shown, {50: caret}).run(50).pictures) == 2 + 2 * len(shown)


def test_what_comes_round_in_a_small_place_fills_nothing_though_something_turns_elsewhere():
    def three(at: float) -> int:
        return 1 + int(at / 0.7) % 3

    short, long = (Simulation((), {50: three, 130: spinner}).run(seconds) for seconds in (20, 80))

    assert len(long.pictures) == len(short.pictures) <= 20


def test_a_caret_takes_two_pictures():
    assert len(Simulation((), {50: caret}).run(30).pictures) == 2


@given(patches())
def test_no_picture_says_what_the_one_before_said(shown):
    kept = [states for _, states in Simulation(shown).run(ENDED_S).pictures]

    assert all(one != other for one, other in itertools.pairwise(kept))


def test_nothing_is_due_where_nothing_changes():
    changes = Changes()
    changes.begin(0, GRID, [0] * GRID.count)
    assert changes.due() is not None
    changes.keep(0.1, [0] * GRID.count)

    assert changes.due() is None
    assert changes.is_calm


def test_a_change_is_kept_when_it_has_settled_and_at_the_latest_soon_after_it_began():
    changes = Changes()
    changes.begin(0, GRID, [0] * GRID.count)
    changes.keep(0.1, [0] * GRID.count)
    changes.see(10.0, {0: 1})
    assert changes.due() == pytest.approx(10.08)
    for turn in range(1, 20):
        changes.see(10 + turn * 0.04, {turn: turn})

    assert changes.due() == pytest.approx(10.15)


def test_a_small_change_that_was_over_too_soon_is_still_new_when_it_comes_again():
    """Known is what a picture shows, not what was seen."""
    changes = Changes()
    changes.begin(0, GRID, [0] * GRID.count)
    changes.keep(0.1, [0] * GRID.count)
    changes.see(1.0, {7: 1})
    changes.see(1.04, {7: 0})
    assert not changes.is_news(1.2, [0] * GRID.count)
    changes.pass_over(1.2, [0] * GRID.count)
    changes.see(2.0, {7: 1})

    assert changes.due() is not None
    assert changes.is_news(2.1, [1 if tile == 7 else 0 for tile in range(GRID.count)])


def test_a_large_place_that_shows_again_what_it_showed_counts_each_time():
    wide = [Patch(0, 2, 4, 10, 2, start, start + 0.5) for start in (1.0, 2.0, 3.0)]

    assert len(Simulation(wide).run(5).pictures) == 1 + 2 * len(wide)


def test_two_known_places_that_were_never_seen_together_are_new_when_they_touch():
    states = {"none": (0, 0), "left": (1, 0), "right": (0, 1), "both": (1, 1)}
    changes = Changes()
    changes.begin(0, GRID, [0] * GRID.count)
    for at, name in enumerate(("none", "left", "right"), 1):
        changes.keep(at, [*states[name], *[0] * (GRID.count - 2)])
    changes.keep(4, [0] * GRID.count)
    changes.see(9, dict(enumerate(states["both"])))

    assert changes.due() is not None


def test_a_place_that_turned_and_then_stands_still_is_kept():
    def turned(at: float) -> int:
        return spinner(min(at, 4.0))

    watched = Simulation((), {50: turned}).run(30)

    assert watched.pictures[-1][1][50] == spinner(4.0)
    assert watched.taken <= len(watched.pictures) + 1


def test_a_place_that_turns_is_not_even_looked_at_closer_when_it_is_back_in_time():
    """A new state for a moment, then one that was there before."""

    def turned(at: float) -> int:
        return spinner(at) if at < 4 or at % 1 < 0.1 else 7

    short, long = (Simulation((), {50: turned}).run(seconds) for seconds in (10, 40))

    assert long.taken - len(long.pictures) == short.taken - len(short.pictures)


def test_a_caret_beside_a_spinner_is_no_change_for_all_that_it_blinks_with_it():
    one = 5 * COLUMNS + 5
    watched = Simulation((), {one: caret, one + 1: spinner, one + COLUMNS + 2: caret}).run(60)

    assert len(watched.pictures) <= 16


def test_a_film_is_kept_ever_less_often_and_a_message_beside_it_at_once():
    film = {row * COLUMNS + column: spinner for row in range(6) for column in range(8)}
    message = Patch(1, 8, 2, 6, 2, 20.0, 20.4)
    watched = Simulation([message], film).run(30)
    late = [at for at, _ in watched.pictures if 8 < at < 19]

    assert watched.has(message)
    assert len(late) <= 6
    assert late


def test_scrolling_is_kept_on_the_way_and_at_its_end():
    def rows(at: float) -> int:
        return int(min(at, 2.0) * 30)

    everything = dict.fromkeys(range(GRID.count), rows)
    pictures = Simulation((), everything).run(4).pictures

    assert 8 <= len(pictures) <= 16
    assert pictures[-1][1][0] == rows(2.0)


@given(st.integers(1, 5 * TILE), st.integers(1, 5 * TILE), st.data())
def test_squares_know_where_they_are(width, height, data):
    grid = Grid(width, height)
    tile = data.draw(st.integers(0, grid.count - 1))
    area = grid.area([tile])

    assert grid.touched([area]) == {tile}
    assert grid.touched([Rectangle(-9, -9, width + 20, height + 20)]) == set(range(grid.count))
    assert grid.area(range(grid.count)) == Rectangle(0, 0, width, height)


@given(st.sets(st.integers(0, GRID.count - 1)))
def test_groups_are_all_squares_once_and_do_not_touch(tiles):
    groups = list(GRID.groups(tiles))

    assert sorted(tile for group in groups for tile in group) == sorted(tiles)
    for group in groups:
        around = {near for tile in group for near in GRID._around(tile)}
        assert around & tiles == group


def frame(picture: Image.Image, fourth: int) -> Frame:
    blank = Image.new("L", picture.size, fourth)
    red, green, blue = picture.split()
    data = Image.merge("RGBA", (blue, green, red, blank)).tobytes()
    return Frame(memoryview(data), picture.width, picture.height, 4 * picture.width)


@given(st.integers(1, 100), st.integers(1, 100), st.data())
def test_a_square_has_another_number_when_a_pixel_of_it_is_another(width, height, data):
    picture = Image.effect_noise((width, height), 50).convert("RGB")
    before = tile_states(frame(picture, 0))
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    picture.putpixel((x, y), tuple(255 - value for value in picture.getpixel((x, y))))
    after, whole = tile_states(frame(picture, 9)), grid_of(frame(picture, 0))

    assert len(before) == whole.count
    assert {tile for tile in range(whole.count) if before[tile] != after[tile]} == whole.touched(
        [Rectangle(x, y, 1, 1)]
    )


def test_a_part_cut_at_squares_has_the_numbers_of_the_whole():
    picture = Image.effect_noise((150, 110), 50).convert("RGB")
    grid = Grid(150, 110)
    tiles = grid.touched([Rectangle(40, 70, 90, 40)])
    area = grid.area(tiles)
    part = picture.crop((area.x, area.y, area.x + area.width, area.y + area.height))
    whole, cut = tile_states(frame(picture, 0)), tile_states(frame(part, 1))

    assert [whole[tile] for tile in sorted(tiles)] == list(cut)


def test_pictures_never_come_faster_than_five_a_second():
    busy = [Patch(number, 2 + number % 7, 3, 9, 4, number / 10, number / 10 + 0.1) for number in range(40)]
    times = [at for at, _ in Simulation(busy).run(5).pictures]

    assert len(times) >= 15
    assert all(after - before >= 0.2 - 1e-9 for before, after in itertools.pairwise(times))


def test_a_place_where_messages_come_and_go_for_long_is_no_film():
    posted = [Patch(number, 2, 4, 10, 2, 1 + number, 1 + number + LEAST_S) for number in range(20)]
    watched = Simulation(posted).run(23)

    assert [patch for patch in posted if not watched.has(patch)] == []


def test_a_message_that_comes_after_a_picture_failed_waits_for_no_pause():
    changes, small = Changes(), Grid(4 * TILE, TILE)
    changes.begin(0.0, small, [0, 0, 0, 0])
    changes.postpone(0.3, 2.0)
    assert changes.due() == pytest.approx(2.3)
    changes.see(0.6, {0: 1})
    due = changes.due()
    assert due is not None
    assert due <= 0.6 + LEAST_S - 0.1


def test_failing_pictures_of_what_goes_on_changing_never_come_faster_than_five_a_second():
    changes, small = Changes(), Grid(4 * TILE, TILE)
    changes.begin(0.0, small, [0, 0, 0, 0])
    changes.postpone(0.3, 2.0)
    changes.see(0.31, {0: 1})
    assert changes.due() == pytest.approx(0.5)
