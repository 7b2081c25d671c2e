"""On a real display of two screens, at every scale, the still stands exactly where the screens' own pixels are."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.capture.other_program import other_program
from tests.display_fixtures import StartDisplay
from tests.real_tools import need_tools

SCREENS = (("LEFT", "600/150x600/150+0+0", "screen"), ("RIGHT", "400/100x500/125+600+50", "none"))
SCALES = {
    "two": {"QT_SCALE_FACTOR": "2"},
    "mixed and uneven": {"QT_SCREEN_SCALE_FACTORS": "LEFT=1.5;RIGHT=1"},
}


@pytest.mark.parametrize("scale", SCALES)
def test_the_still_is_the_display_s_own_pixels_and_a_box_crosses_screens(
    start_display: StartDisplay, scale: str
) -> None:
    need_tools("xrandr", "xdotool")
    display = start_display("1000x600x24", window_manager=True)
    for name, place, output in SCREENS:
        subprocess.run(["xrandr", "--setmonitor", name, place, output], env=display.environment(), check=True)
    driver_path = Path(__file__).with_name("area_display_driver.py")
    environ = display.environment({"PYTHONPATH": str(Path.cwd()), **SCALES[scale]})
    with other_program(display) as other:
        other.open(0, 0, 600, 600, 1)
        other.open(600, 50, 400, 500, 2)
        told = subprocess.run(
            [sys.executable, driver_path], env=environ, capture_output=True, text=True, timeout=110, check=False
        )

    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(told.stdout) == {
        "windows": 2,
        "shown where nothing is drawn": True,
        "dimmed outside": True,
        "in no later picture": True,
        "kept": True,
        "drawn by pointer": [410, 120, 320, 300],
        "moved by keys": [411, 130, 330, 300],
        "gone": True,
    }
