"""A window is known again by its own id whatever its title says by then, and by its title where it was opened anew."""

import pytest

from evidence_desk.capture.targets import ActiveWindow, Frame, OneWindow, Shot, Target
from evidence_desk.domain.evidence import CaptureTarget, Rectangle
from evidence_desk.ui.remembered_parts import RememberedParts

PARTS = (Rectangle(1, 2, 3, 4),)
CHAT = OneWindow("0x1")


def shot(title: str = "Chat", application: str = "chromium", kind: str = "window") -> Shot:
    return Shot(
        frame=Frame(memoryview(bytes(64)), 4, 4, 16), target=CaptureTarget(kind, Rectangle(0, 0, 4, 4), 1.0, ":9"),
        covered=0.0, window_title=title, application=application, own_windows_left_out=(), warnings=(),
        backend="made up", backend_version="1",
    )  # fmt: skip


@pytest.fixture
def remembered() -> RememberedParts:
    made = RememberedParts()
    made.keep(shot(), PARTS, CHAT)
    return made


@pytest.mark.parametrize(
    ("application", "title", "target", "parts"),
    [
        ("chromium", "Chat", CHAT, PARTS),
        ("chromium", "(3) Chat", CHAT, PARTS),
        ("chromium", "Chat", OneWindow("0x2"), PARTS),
        ("chromium", "Chat", ActiveWindow(), PARTS),
        ("chromium", "(3) Chat", OneWindow("0x2"), ()),
        ("chromium", "(3) Chat", None, ()),
        ("xterm", "Chat", CHAT, ()),
    ],
)
def test_which_window_it_was(
    remembered: RememberedParts, application: str, title: str, target: Target | None, parts: tuple[Rectangle, ...]
) -> None:
    assert remembered.of(application, title, target) == parts


def test_the_last_time_counts_whatever_the_title_was(remembered: RememberedParts) -> None:
    other = (Rectangle(5, 6, 7, 8),)
    remembered.keep(shot("(3) Chat"), other, CHAT)
    assert remembered.of("chromium", "Chat", CHAT) == other
    assert remembered.of("chromium", "Chat") == other
    assert remembered.of("chromium", "(3) Chat") == other


def test_none_forgets_it(remembered: RememberedParts) -> None:
    remembered.keep(shot("(3) Chat"), (), CHAT)
    assert not remembered


def test_screens_are_not_remembered() -> None:
    made = RememberedParts()
    made.keep(shot(kind="screens"), PARTS)
    assert not made
