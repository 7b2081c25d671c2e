"""A real browser shows the pictures, and runs nothing that somebody puts into the page."""

import subprocess
from pathlib import Path

import pytest
from PIL import Image

from tests.export.conftest import COLOURS
from tests.real_tools import need_tools

RED = (255, 0, 0)
ATTACKS = {
    "script": '<script>document.body.style.background="rgb(255,0,0)"</script>',
    "handler": "<img src=x onerror='document.body.style.background=\"rgb(255,0,0)\"'>",
    "style": "<style>body { background: rgb(255,0,0) }</style>",
    "style attribute": '<div style="height: 9em; background: rgb(255,0,0)">x</div>',
}


def colours_shown(page: Path, tmp_path: Path) -> set[tuple[int, ...]]:
    need_tools("chromium")
    shot = tmp_path / "shot.png"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--window-size=900,2600",
               f"--user-data-dir={tmp_path / 'profile'}", f"--screenshot={shot}", page.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    with Image.open(shot) as picture:
        counted = picture.convert("RGB").getcolors(2**24) or []
    return {colour for count, colour in counted if count > 500 and isinstance(colour, tuple)}


def test_the_pictures_show(giver, place, tmp_path):
    page = giver.gives(place).folder_path / "data/index.html"

    assert set(COLOURS) <= colours_shown(page, tmp_path)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_planted_runs(giver, place, tmp_path, attack):
    page = giver.gives(place).folder_path / "data/index.html"
    page.write_text(page.read_text().replace("<body>", "<body>" + ATTACKS[attack]))

    assert RED not in colours_shown(page, tmp_path)


@pytest.mark.parametrize("attack", ["script", "style attribute"])
def test_it_would_run_without_the_pages_own_policy(giver, place, tmp_path, attack):
    """So that the test above can fail."""
    page = giver.gives(place).folder_path / "data/index.html"
    text = page.read_text().replace("Content-Security-Policy", "x-nothing")
    page.write_text(text.replace("<body>", "<body>" + ATTACKS[attack]))

    assert RED in colours_shown(page, tmp_path)
