"""The keyboard goes as one reads: from Leave now round the window and back, in a room as its parts stand."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from tests.accessibility.conftest import MOST_STOPS, Listener, say_it_was_on_facebook
from tests.accessibility.screen_reader import Node

TOP = ["Leave now", "Get help now", "Capture", "What to capture", "Case: Case 1"]
"""An exit comes before anything sensitive."""
ROOMS = {
    "ctrl+1": ("Start here", "Show me: "),
    "ctrl+2": ("Evidence", "Saved items"),
    "ctrl+5": ("Suspend accounts", "Suspend accounts"),
    "ctrl+6": ("Report to platforms", "Report to platforms"),
    "ctrl+7": ("Cancel payments", "I paid"),
    "ctrl+8": ("More steps", "More steps"),
    "ctrl+9": ("Timeline", "What happened"),
    "ctrl+0": ("Hand over", "Police"),
    "ctrl+comma": ("Settings", "Look"),
}
"""The keys of each room, its name, and what the keyboard comes to when it opens."""


def round_trip(listener: Listener, key: str) -> list[Node]:
    """Everything one key comes to, from Leave now until Leave now is reached again."""
    listener.tab_to("Leave now", key)
    stops: list[Node] = []
    for _ in range(MOST_STOPS):
        stop = listener.goes(key)
        if stop.name == "Leave now":
            return stops
        stops.append(stop)
    pytest.fail(f"{key} never came back: {[stop.name for stop in stops]}")


def names(stops: Sequence[Node]) -> list[str]:
    return [stop.name for stop in stops]


def test_every_room_is_gone_through_as_it_is_read(listener: Listener, subtests) -> None:
    listener.press("Return")
    listener.reaches("Capture: Save")
    listener.press("Return")
    listener.hears("1 saved")
    say_it_was_on_facebook(listener)
    for keys, (room, begin) in ROOMS.items():
        with subtests.test(room):
            listener.press(*("Shift_L", keys))
            listener.reaches(begin)
            forth = round_trip(listener, "Tab")
            place = next(number for number, stop in enumerate(forth) if stop.role == "radio button")
            assert ["Leave now", *names(forth[:place])] == TOP
            assert forth[place].name.startswith(room)
            assert forth[-2].name.startswith("Status: ")
            assert forth[-1].name == "Set one: a passphrase"
            assert begin in " ".join(names(forth[place + 1 :]))
            assert not upwards(forth[place + 1 : -2])
            assert in_order(forth[place + 1 : -1], listener.reader.showing())
            assert names(round_trip(listener, "shift+Tab")) == names(forth)[::-1]


def upwards(stops: Sequence[Node]) -> list[str]:
    """Steps that go back up within a column, each with where it came from."""
    return [f"{one} to {other}" for one, other in pairwise(stops) if _is_above(other, one)]


def _is_above(other: Node, one: Node) -> bool:
    left, top, width, _ = one.place
    other_left, other_top, other_width, other_height = other.place
    same_column = other_left < left + width and left < other_left + other_width
    return same_column and other_top + other_height <= top


def in_order(stops: Sequence[Node], read: Sequence[Node]) -> bool:
    """Whether a screen reader that reads on comes to them in the same order."""
    places = [next(n for n, node in enumerate(read) if _same(node, stop)) for stop in stops]
    return places == sorted(places)


def _same(node: Node, stop: Node) -> bool:
    return (node.role, node.name, node.place) == (stop.role, stop.name, stop.place)


def test_f6_goes_from_part_to_part(listener: Listener) -> None:
    listener.press("Return")
    listener.reaches("Capture: Save")
    listener.press("Return")
    listener.hears("1 saved")
    listener.press("ctrl+2")
    listener.reaches("Saved items")
    parts = ["Covered picture", "Status: ", "Leave now", "Evidence, 1 item", "Saved items"]
    forth = [listener.goes("F6").name for _ in parts]
    back = [listener.goes("shift+F6").name for _ in parts]

    assert all(heard.startswith(part) for heard, part in zip(forth, parts, strict=True)), forth
    assert back == [*forth[-2::-1], forth[-1]]


def test_what_is_asked_gives_the_keyboard_back(listener: Listener, subtests) -> None:
    """Each question is opened and left by keys; then the keyboard is where it was."""
    listener.press("Return")
    listener.reaches("Capture: Save")
    listener.press("Return")
    listener.hears("1 saved")
    questions = (
        (("ctrl+2", "Tab: More"), ("space", "Down", "Down", "Return"), "Keep", "More"),
        (("Tab: What to capture",), ("space", "Down", "Down", "Return"), "Windows", "What to capture"),
        (("Tab: What to capture",), ("space", "Down", "Down", "Down", "Return"), "Area ", "What to capture"),
        (("Tab: Case: ",), ("space", "Down", "Return"), "What is the new case called?", "Case: "),
        (("ctrl+0", "Tab: Choose a folder"), ("space",), "", "Choose a folder"),
    )
    for way, keys, inside, back in questions:
        with subtests.test(inside):
            listener.follow(*way)
            listener.press(*keys)
            listener.reaches(inside)
            listener.close()
            listener.reaches(back)
