"""The one question, the care that follows and the still picture that waits, as a screen reader finds them."""

import pytest

from tests.accessibility.conftest import Listener
from tests.accessibility.test_walk import Screen, walk

CARE = (
    Screen("the one question", ("Tab: Answer one question", "space"), "radio button", "Yes"),
    Screen("an answer chosen", ("space",), "push button", "Continue"),
    Screen("the care page", ("Tab: Continue", "space"), "push button", "What to say"),
    Screen("what to say", ("Tab: What to say", "space"), "push button", "Copy these words"),
    Screen(
        "a picture that waits",
        ("Tab: What to capture", "space", "Down", "Return"),
        "check box",
        "No sexual picture shows",
    ),
    Screen("a part marked", ("l",), "push button", "Do not leave out part 1"),
    Screen("saved", ("Return", "ctrl+2"), "push button", "Covered picture"),
    Screen("item menu", ("Tab: More", "space", "Down"), "menu item", "Flag as under 18"),
    Screen("flagged", ("Return",), "push button", "Shut. Under 18"),
    Screen("a flag to take off", ("Tab: More", "space", "Down", "Return"), "push button", "Keep it shut"),
    Screen("hand over", ("Escape", "ctrl+0"), "check box", "Make the folder without it"),
    Screen("changing the answer", ("ctrl+1", "Tab: Change your answer", "space"), "radio button", "Yes"),
    Screen("asked back", ("Down", "Down", "Tab: Continue", "space"), "push button", "Change the answer"),
)


def test_under_18_care(listener: Listener, subtests: pytest.Subtests) -> None:
    listener.press("Return")
    listener.reaches("Capture: Save")
    walk(listener, CARE, subtests)
