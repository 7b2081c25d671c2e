"""What is saved of an area is the display's own picture of it, pixel for pixel, but for the part that was left out."""

import io
import json
import subprocess
import sys
from pathlib import Path

from PIL import Image

from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.leaving_out import FILL_RGB
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.vault.vault import open_reader
from tests.capture.other_program import other_program
from tests.display_fixtures import XDisplay
from tests.real_tools import need_tools, wait_until


def test_an_area_by_keyboard_alone(x_desktop: XDisplay, tmp_path: Path) -> None:
    need_tools("xdotool")
    person = [sys.executable, "-m", "tests.journeys.area_journey", str(tmp_path / "vault")]
    with other_program(x_desktop) as other:
        window = other.open(300, 150, 1300, 800, 7)
        place = place_of(x_desktop, window.id)
        ended = subprocess.run(person, env=x_desktop.environment(), capture_output=True, check=False, timeout=200)

    assert ended.stderr == b""
    assert json.loads(ended.stdout) == {"read": True, "closed": True, "code": 0}
    with open_reader(tmp_path / "vault") as reader:
        case = reader.cases.last_used()
        assert case is not None
        (item,) = reader.items.of_case(case.id)
        picture = Image.open(io.BytesIO(reader.read(item)))
    assert item.record.target is not None
    # The middle of the screen, moved by 9,10 and made 10 narrower and 1 lower; half of it left out, and moved.
    area = item.record.target.geometry
    assert (item.record.target.kind, area) == ("region", Rectangle(489, 280, 950, 539))
    assert item.record.left_out == (Rectangle(237 - 10, 135 - 1, 475, 269 - 10),)
    shown = Image.frombytes("RGB", (window.width, window.height), window.rgb)
    corner = (area.x - place.x, area.y - place.y)
    expected = shown.crop((*corner, corner[0] + area.width, corner[1] + area.height))
    (left_out,) = item.record.left_out
    right, bottom = left_out.x + left_out.width, left_out.y + left_out.height
    expected.paste(FILL_RGB, (left_out.x, left_out.y, right, bottom))
    assert picture.tobytes() == expected.tobytes()


def place_of(display: XDisplay, window_id: str) -> Rectangle:
    """Where the window manager put it, without its frame."""
    backend = open_backend({"DISPLAY": display.name})
    try:
        wait_until(lambda: window_id in [each.id for each in backend.windows()], "the window is managed")
        found = next(each for each in backend.windows() if each.id == window_id)
        return Rectangle(found.x, found.y, found.width, found.height)
    finally:
        backend.close()
