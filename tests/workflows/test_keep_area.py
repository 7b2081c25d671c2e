"""An area of a still is kept as it was then, with what the person left out filled, or not at all."""

import io

import pytest
from PIL import Image

from evidence_desk.capture.leaving_out import FILL_RGB
from evidence_desk.capture.targets import Screen
from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import OutsideScreens, ScreensChanged
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.capture_evidence import Capturer
from evidence_desk.workflows.keep_area import AreaRequest, freeze_screens, keep_area
from tests.fake_clock import FakeClock
from tests.ui.painted_screen import HEIGHT, WIDTH, PaintedScreen


@pytest.fixture
def screen() -> PaintedScreen:
    return PaintedScreen()


@pytest.fixture
def capturer(vault: Vault, screen: PaintedScreen, clock: FakeClock) -> Capturer:
    return Capturer(vault, screen, clock, new_item_id, surroundings())


def test_the_pixels_the_moment_and_the_geometry_are_those_of_the_still(
    capturer: Capturer, vault: Vault, case: Case, screen: PaintedScreen, clock: FakeClock
) -> None:
    still, frozen_at = freeze_screens(capturer), clock.now()
    clock.advance(90)
    left_out = (Rectangle(0, 0, 12, 8), Rectangle(30, 20, 3, 3))
    item = keep_area(capturer, AreaRequest(case, still, Rectangle(10, 5, 15, 20), left_out))
    record, picture = item.record, Image.open(io.BytesIO(vault.read(item)))

    assert len(screen.taken) == 1
    assert record.captured == frozen_at
    assert record.target is not None
    assert (record.target.kind, record.target.geometry) == ("region", Rectangle(10, 5, 15, 20))
    assert (record.left_out, record.left_out_why) == ((Rectangle(0, 0, 2, 3),), "chosen by the person")
    for y in range(20):
        for x in range(15):
            expected = FILL_RGB if x < 2 and y < 3 else painted_rgb(x + 10, y + 5)
            assert picture.getpixel((x, y)) == expected


def painted_rgb(x: int, y: int) -> tuple[int, ...]:
    """What the painted screen shows there."""
    return tuple((x * 5 + y + plane * 60) % 256 for plane in (2, 1, 0))


def test_the_largest_and_the_smallest_area(capturer: Capturer, case: Case) -> None:
    still = freeze_screens(capturer)
    items = [
        keep_area(capturer, AreaRequest(case, still, area))
        for area in (Rectangle(0, 0, WIDTH, HEIGHT), Rectangle(WIDTH - 1, HEIGHT - 1, 1, 1))
    ]

    assert [(item.record.width, item.record.height) for item in items] == [(WIDTH, HEIGHT), (1, 1)]


@pytest.mark.parametrize(
    "area", [Rectangle(0, 0, 0, 5), Rectangle(-1, 0, 5, 5), Rectangle(0, 0, WIDTH + 1, 5), Rectangle(99, 99, 5, 5)]
)
def test_what_is_not_on_the_screens_is_refused_and_noted(
    capturer: Capturer, vault: Vault, case: Case, area: Rectangle
) -> None:
    still = freeze_screens(capturer)
    with pytest.raises(OutsideScreens):
        keep_area(capturer, AreaRequest(case, still, area))

    assert [event.event for event in vault.custody.events(VAULT_LOG)][-1] == "capture refused"
    assert vault.items.count(case.id) == 0


def test_other_screens_than_those_of_the_still_are_refused_and_noted(
    capturer: Capturer, vault: Vault, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    still = freeze_screens(capturer)
    moved = (Screen(1, "P-1", 0, 0, 80, 60, 1.0, primary=True),)
    monkeypatch.setattr(PaintedScreen, "screens", lambda _self: moved)
    with pytest.raises(ScreensChanged):
        keep_area(capturer, AreaRequest(case, still, Rectangle(1, 1, 5, 5)))

    assert list(vault.custody.events(VAULT_LOG))[-1].detail["why"] == "screens_changed"
    assert vault.items.count(case.id) == 0
