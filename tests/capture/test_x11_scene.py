"""When a picture taken between two looks at the desktop is of one moment."""

from dataclasses import replace

import pytest

from evidence_desk.capture.x11.scene import Scene
from evidence_desk.capture.x11.screens import Desktop
from evidence_desk.capture.x11.tree import TopLevel
from evidence_desk.domain.evidence import Rectangle

WHOLE = Rectangle(0, 0, 640, 480)
TOP = TopLevel(1, WHOLE, 0, 24, (WHOLE,), unmanaged=False)
WITHOUT_OURS = Scene(Desktop(WHOLE, (), 1.0), frozenset({1}), False, (), frozenset(), composited=False)
WITH_OURS = replace(WITHOUT_OURS, is_shared=True, tops=(TOP,), own=frozenset({TOP.id}))


@pytest.mark.parametrize(
    ("before", "after", "is_one"),
    [
        (WITHOUT_OURS, WITHOUT_OURS, True),
        (WITHOUT_OURS, replace(WITHOUT_OURS, tops=(TOP,)), True),  # a window of others: the picture has it or not
        (WITHOUT_OURS, WITH_OURS, False),
        (WITH_OURS, WITHOUT_OURS, False),
        (WITH_OURS, replace(WITH_OURS, tops=(TOP, replace(TOP, id=2))), False),
        (WITHOUT_OURS, replace(WITHOUT_OURS, desktop=Desktop(WHOLE, (), 2.0)), False),
    ],
)
def test_a_window_of_ours_that_comes_or_goes_has_the_picture_taken_again(
    before: Scene,
    after: Scene,
    is_one: bool,  # noqa: FBT001 — a table of answers
) -> None:
    assert before.shows_as(after) is is_one
