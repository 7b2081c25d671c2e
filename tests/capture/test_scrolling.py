"""Scrolling: no row twice, none missing, unless a gap is named."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evidence_desk.capture.scrolling import Joining, Outcome
from evidence_desk.capture.scrolling_join import LEAST_OF_WINDOW, LEAST_OVERLAP
from evidence_desk.capture.scrolling_map import joined_maps
from evidence_desk.capture.scrolling_view import PackedView, View
from tests.capture.scrolled import (
    BLANK,
    LINE,
    PANE,
    WIDTH,
    Chat,
    all_drawn,
    chat_of,
    is_run_of,
    message,
    repeats,
    walked,
)

BUBBLES = st.one_of(
    st.tuples(st.integers(1, 10**6), st.integers(16, 70)),
    st.sampled_from([(7, 24), (8, 40), (9, 60), (0, 30), (0, 200)]),
)
UNIQUE = [(1000 + number, 20 + 7 * number % 40) for number in range(40)]


def is_of(chat: Chat, run: list[bytes], joining: Joining) -> bool:
    """Whether the rows are some of the chat's, in order, with what stands still above or below them or without it.

    Of what stands still an edge may be there alone: rows that look as they would if they had scrolled, which no
    picture proves to stand still, are never left out.
    """
    left, right = joining.columns or (0, WIDTH)
    width = min(right, WIDTH - 5 if chat.scroll_bar else WIDTH) - left
    header, inner, footer = (
        [row[3 * left : 3 * (left + width)] for row in rows] for rows in (chat.header, chat.rows, chat.footer)
    )
    found = [row[: 3 * width] for row in run]
    ceiling, floor = (joining.known.ceiling, joining.known.floor) if joining.known else (0, len(chat.shown(0)))
    above = {0, len(header), *range(len(header) - ceiling + 1)}
    below = {0, len(footer), *range(floor - len(header) - PANE + 1)}
    return any(
        is_run_of(inner, found[top : len(found) - bottom])
        for top in above
        for bottom in below
        if top + bottom < len(found)
        and found[:top] == header[len(header) - top :]
        and found[len(found) - bottom :] == footer[:bottom]
    ) or is_run_of([*header, *inner, *footer], found)


@given(
    st.lists(BUBBLES, min_size=6, max_size=30),
    st.lists(st.floats(0, 1), min_size=2, max_size=8),
    st.lists(st.integers(-120, 120), max_size=8),
    st.booleans(),
)
def test_every_run_between_gaps_is_the_chat_row_for_row(messages, jumps, steps, scroll_bar):
    chat = chat_of(messages, scroll_bar=scroll_bar)
    # Where a third of a screen stands in the chat twice, no picture can tell one from the other.
    assume(not repeats(chat, int(min(LEAST_OVERLAP * PANE, LEAST_OF_WINDOW * len(chat.shown(0))))))
    places = [round(jump * chat.deepest) for jump in jumps]
    for step in steps:
        places.append(min(max(places[-1] + step, 0), chat.deepest))
    views = [chat.view(at) for at in places]
    joining = walked(views)
    runs = all_drawn(joining, views)
    if joining.gaps:
        assert len(runs) == joining.gaps + 1
    if runs == [[]]:
        return
    for run in runs:
        assert is_of(chat, run, joining)


@given(st.lists(st.integers(-90, 90).filter(bool), min_size=1, max_size=14), st.booleans())
def test_slowly_up_and_down_nothing_is_missing(steps, scroll_bar):
    chat = chat_of(UNIQUE, scroll_bar=scroll_bar)
    places = [chat.deepest // 2]
    for step in steps:
        places.append(min(max(places[-1] + step, 0), chat.deepest))
    assume(len(set(places)) > 1)
    views = [chat.view(at) for at in places]
    joining = walked(views)
    assert joining.gaps == 0
    (run,) = all_drawn(joining, views)
    low, high = min(places), max(places) + PANE
    assert joining.columns is not None
    left, right = joining.columns
    assert right - left >= WIDTH - 5
    wide = slice(3 * left, 3 * min(right, WIDTH - 5))
    wanted = [row[wide] for row in (*chat.header, *chat.rows[low:high], *chat.footer)]
    assert [row[: len(wanted[0])] for row in run] == wanted


def test_too_fast_is_a_gap_that_going_back_closes():
    chat = chat_of(UNIQUE)
    joining = Joining()
    places = [0, 100, 500, 560, 420, 300, 200]
    told = [joining.add(chat.view(at, f"{number}:{at}")) for number, at in enumerate(places)]
    assert told[:4] == [Outcome.FIRST, Outcome.JOINED, Outcome.GAP, Outcome.JOINED]
    assert Outcome.BRIDGED in told[4:]
    views = [chat.view(at) for at in places]
    assert all_drawn(joining, views) == [[*chat.header, *chat.rows[: 560 + PANE], *chat.footer]]


def test_a_gap_is_drawn_and_named_and_what_stands_still_is_shown_once():
    chat = chat_of(UNIQUE)
    views = [chat.view(at) for at in (0, 60, 600, 660)]
    joining = walked(views)
    (joined,) = joined_maps(joining)
    (gap,) = joined.gaps
    assert (gap.x, gap.y, gap.width) == (0, len(chat.header) + 60 + PANE, WIDTH)
    above, below = all_drawn(joining, views)
    assert above == [*chat.header, *chat.rows[: 60 + PANE]]
    assert below == [*chat.rows[600 : 660 + PANE], *chat.footer]


def test_scrolled_upwards_the_later_stands_above():
    chat = chat_of(UNIQUE)
    views = [chat.view(at) for at in (660, 600, 60, 0)]
    above, below = all_drawn(walked(views), views)
    assert above[: len(chat.header) + 5] == [*chat.header, *chat.rows[:5]]
    assert below[-len(chat.footer) :] == list(chat.footer)


@pytest.mark.parametrize("same", [[(7, 40)] * 30, [(7, 40), (8, 25)] * 15, [(0, 60)] * 20])
def test_what_looks_the_same_everywhere_is_a_gap(same):
    chat = chat_of(same, scroll_bar=True)
    joining = walked([chat.view(at) for at in (0, 46, 150)])
    assert joining.gaps == 2


def test_a_message_that_changed_meanwhile_begins_a_gap():
    before = chat_of(UNIQUE)
    after = chat_of([*UNIQUE[:4], (5, UNIQUE[4][1]), *UNIQUE[5:]])
    joining = Joining()
    told = [joining.add(before.view(at, f"a{at}")) for at in (0, 60, 120)]
    assert told[1:] == [Outcome.JOINED, Outcome.JOINED]
    assert joining.add(after.view(60, "b60")) is Outcome.GAP


def test_one_dot_that_changed_in_what_both_show_is_a_gap():
    chat = chat_of(UNIQUE)
    first, second = chat.view(0), bytearray(chat.view(60).rgb)
    for row in (100, 60, 140):
        changed = bytearray(second)
        changed[row * LINE + 60] ^= 0x80
        joining = walked([first, View("x", WIDTH, first.height, bytes(changed))])
        assert joining.gaps == 1, row


def test_few_dots_that_differ_by_a_shade_are_the_same_and_that_is_noted():
    chat = chat_of(UNIQUE)
    first, second = chat.view(0), bytearray(chat.view(60).rgb)
    second[100 * LINE + 60] ^= 3
    joining = walked([first, View("x", WIDTH, first.height, bytes(second))])
    assert (joining.gaps, joining.is_shaded) == (0, True)
    assert not walked([first, chat.view(60)]).is_shaded
    for at in range(60 * LINE, 120 * LINE, 40):
        second[at] ^= 3
    assert walked([first, View("x", WIDTH, first.height, bytes(second))]).gaps == 1


def shown(rows: list[bytes], name: str) -> View:
    """A window of those rows between header and footer."""
    chat = Chat(tuple(rows))
    return chat.view(0, name)


def test_a_third_of_a_row_of_shades_is_a_difference():
    chat = chat_of(UNIQUE)
    first, second = chat.view(0), bytearray(chat.view(60).rgb)
    for at in range(120 * LINE, 130 * LINE):
        second[at] ^= 1
    assert walked([first, View("x", WIDTH, first.height, bytes(second))]).gaps == 1


def test_the_same_message_at_two_places_is_not_enough():
    """Too fast: one ends with it, the next begins with it, and in between are others."""
    other, same = chat_of(UNIQUE).rows, list(message(9, 57))
    assert walked([shown([*other[10:133], *same], "a"), shown([*same, *other[505:628]], "b")]).gaps == 1


def test_a_short_message_and_much_blank_space_is_not_enough():
    other, same = chat_of(UNIQUE).rows, [*message(8, 24), *[BLANK] * 60]
    assert walked([shown([*other[:96], *same], "a"), shown([*same, *other[500:596]], "b")]).gaps == 1


def test_two_shifts_that_both_fit_are_a_gap():
    """Either the first part comes again after the second, or the second came before the first too."""
    one, other = list(message(21, 90)), list(message(22, 90))
    assert walked([shown([*one, *other], "a"), shown([*other, *one], "b")]).gaps == 1


@pytest.mark.parametrize("number", range(1, 5))
def test_a_message_that_changed_anywhere_in_what_both_show_is_a_gap(number):
    before = chat_of([(1000 + each, 34) for each in range(12)])
    after = chat_of([(5 if each == number else 1000 + each, 34) for each in range(12)])
    joining = walked([before.view(0), after.view(40)])
    assert joining.gaps == 1


def test_a_message_that_came_where_nothing_was_is_a_gap():
    rows = [*chat_of(UNIQUE).rows[:400], *[BLANK] * 200]
    later = [*rows[:440], *message(77, 30), *rows[470:]]
    before, after = Chat(tuple(rows)), Chat(tuple(later))
    seen = [before.view(at) for at in (100, 160, 220, 300)]
    assert walked([*seen, before.view(340)]).gaps == 0
    assert walked([*seen, after.view(340)]).gaps == 1


def test_what_fits_the_last_picture_and_not_an_earlier_one_is_a_gap():
    before = chat_of(UNIQUE)
    after = chat_of([UNIQUE[0], (5, UNIQUE[1][1]), *UNIQUE[2:]])
    views = [*(before.view(at) for at in (0, 100, 200)), after.view(120), after.view(40)]
    assert walked(views[:4]).gaps == 0
    assert walked(views).gaps == 1


def test_a_button_over_the_messages_stays_where_it_is():
    chat = chat_of(UNIQUE)

    def with_button(at: int) -> View:
        rows = chat.shown(at)
        for row in range(30 + PANE - 24, 30 + PANE - 8):
            rows[row] = rows[row][:270] + message(77, 40)[row % 16 + 8][12:48] + rows[row][306:]
        return View(str(at), WIDTH, len(rows), b"".join(rows))

    views = [with_button(at) for at in (0, 50, 100)]
    joining = walked(views)
    assert joining.gaps == 0
    (run,) = all_drawn(joining, views)
    assert run[: 30 + 100 + PANE - 24] == [*chat.header, *chat.rows[: 100 + PANE - 24]]


def test_a_list_beside_the_chat_that_stands_still_is_left_out():
    chat = chat_of(UNIQUE)
    beside = [message(5000 + row // 40, 40)[row % 40] for row in range(PANE + 50)]

    def with_list(at: int) -> View:
        rows = [one + other for one, other in zip(beside, chat.shown(at), strict=True)]
        return View(str(at), 2 * WIDTH, len(rows), b"".join(rows))

    joining = walked([with_list(at) for at in (0, 60, 130)])
    assert joining.gaps == 0
    assert joining.columns is not None
    assert WIDTH - 40 <= joining.columns[0] <= WIDTH + 4
    assert joining.columns[1] == 2 * WIDTH


def test_a_caret_that_blinks_is_nothing_new():
    chat = chat_of(UNIQUE)
    view = chat.view(0)
    rows = chat.shown(0)
    caret = 30 + PANE + 8
    rows[caret] = rows[caret][:60] + b"\0\0\0" + rows[caret][63:]
    blinking = View("blinking", WIDTH, view.height, b"".join(rows))
    joining = walked([view])
    assert not joining.is_news(blinking)
    assert joining.add(blinking) is Outcome.SAME
    assert walked([blinking, chat.view(60)]).gaps == 0


def test_moved_sideways_is_a_gap_that_says_so():
    chat = chat_of(UNIQUE)
    upright = [View(str(at), WIDTH, PANE, b"".join(chat.rows[at : at + PANE])) for at in (0, 50)]
    joining = Joining()
    assert joining.add(upright[0].turned()) is Outcome.FIRST
    assert joining.add(upright[1].turned()) is Outcome.SIDEWAYS
    assert joining.gaps == 1
    assert upright[0].turned().turned() == upright[0]


def test_the_same_place_again_adds_nothing():
    chat = chat_of(UNIQUE)
    views = [chat.view(at) for at in (0, 60, 0, 60, 0)]
    joining = walked(views)
    (piece,) = joining.pieces
    assert len(piece.cover) == 2


def test_a_picture_that_would_be_too_tall_goes_on_in_another():
    chat = chat_of(UNIQUE)
    views = [chat.view(at) for at in range(0, 900, 60)]
    joining = walked(views)
    maps = joined_maps(joining, most_rows=300)
    assert [each.height for each in maps[:-1]] == [300] * (len(maps) - 1)
    whole = [row for joined in maps for part in joined.parts for row in [(part.source, part.taken)]]
    assert len(whole) >= len(maps)
    assert sum(each.height for each in maps) == sum(each.height for each in joined_maps(joining))


def test_another_size_is_refused():
    joining = walked([View("a", 2, 1, BLANK[:6])])
    with pytest.raises(ValueError, match="another size"):
        joining.add(View("b", 1, 2, BLANK[:6]))


@given(st.binary(min_size=12, max_size=12))
def test_a_packed_view_is_the_same(rgb):
    view = View("x", 2, 2, rgb)
    assert PackedView.of(view).unpacked() == view


@pytest.mark.parametrize("later", [(0, 60), (60, 0)])
def test_a_message_that_stands_again_at_the_same_place_after_a_gap_is_shown_again(later):
    same = (7, 40)
    chat = chat_of([same, *UNIQUE[:20], same, *UNIQUE[20:]])
    start = sum(height + 6 for _, height in (same, *UNIQUE[:20]))
    assert chat.rows[start : start + 40] == chat.rows[:40]
    views = [chat.view(at) for at in (0, 60, *(start + each for each in later))]
    above, below = all_drawn(walked(views), views)
    assert above == [*chat.header, *chat.rows[: 60 + PANE]]
    assert below == [*chat.rows[start : start + 60 + PANE], *chat.footer]
