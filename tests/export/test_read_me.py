"""READ-ME-FIRST: what it tells people to type works as it stands."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.real_tools import need_tools


def commands(folder: Path) -> list[str]:
    """The blocks to type, as the text file prints them."""
    blocks = (folder / "READ-ME-FIRST.txt").read_text().split("\n\n")
    return [re.sub("^    ", "", block, flags=re.MULTILINE) for block in blocks if block.startswith("    ")]


def typed(folder: Path, start: str) -> subprocess.CompletedProcess[bytes]:
    (command,) = [command for command in commands(folder) if command.startswith(start)]
    need_tools("sha256sum" if start.startswith("for ") else start)
    return subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, check=False)


@pytest.mark.parametrize("tool", ["sha256sum", "shasum"])
def test_the_files_are_checked(giver, place, tool):
    folder = giver.gives(place).folder_path

    assert typed(folder, tool).returncode == 0

    (folder / "data/steps.csv").write_bytes(b"x")
    assert typed(folder, tool).returncode != 0


def test_the_lists_are_checked_against_the_seal(giver, place):
    """A forger who makes the lists anew passes the first check, and not this one."""
    folder = giver.gives(place).folder_path
    whole = typed(folder, "for name in").stdout
    for name in ("READ-ME-FIRST.txt", "manifest-sha256.txt"):
        (folder / name).write_bytes((folder / name).read_bytes() + b"\n")

    assert whole == b""
    assert sorted(typed(folder, "for name in").stdout.decode().splitlines()) == [
        "NOT IN THE SEAL: READ-ME-FIRST.txt",
        "NOT IN THE SEAL: manifest-sha256.txt",
    ]


def test_the_seal_is_checked_and_the_key_is_the_one_the_page_names(giver, place):
    made = giver.gives(place)

    asked = typed(made.folder_path, "ssh-keygen")

    assert asked.returncode == 0
    assert made.signed_by in commands(made.folder_path)
    assert made.signed_by in asked.stdout.decode()


def test_a_changed_seal_is_refused(giver, place):
    folder = giver.gives(place).folder_path
    text = (folder / "seal.json").read_bytes()
    (folder / "seal.json").write_bytes(text.replace(b"police", b"polite"))

    assert typed(folder, "ssh-keygen").returncode != 0


def test_page_and_text_say_the_same(giver, place):
    folder = giver.gives(place).folder_path
    page = re.sub("<style>.*?</style>|<[^>]*>", " ", (folder / "READ-ME-FIRST.html").read_text(), flags=re.DOTALL)
    page = page.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    text = re.sub("^[=-]+$", "", (folder / "READ-ME-FIRST.txt").read_text(), flags=re.MULTILINE)

    assert page.split()[3:] == text.split()


def test_it_names_no_title_and_no_words_of_the_person(make_giver, place):
    giver = make_giver([b"x"], [{"note": "SECRETNOTE", "window_title": "SECRETTITLE"}], title="SECRETCASE")
    folder = giver.gives(place).folder_path

    for path in [
        folder / "READ-ME-FIRST.txt",
        folder / "READ-ME-FIRST.html",
        folder / "seal.json",
        folder / "bag-info.txt",
    ]:
        assert "SECRET" not in path.read_text()


def test_lines_fit_a_screen(giver, place):
    text = (giver.gives(place).folder_path / "READ-ME-FIRST.txt").read_text()

    assert max(len(line) for line in text.splitlines() if not line.startswith("    ")) <= 78
