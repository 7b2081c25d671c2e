"""Programs that take pictures: which are trusted, how they end, and the desktops' own ones.

Neither KDE nor GNOME runs here: short programs stand in for spectacle and gnome-screenshot.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory  # noqa: TID251 — nothing of a case is in it

import pytest
from PIL import Image

from evidence_desk.capture.pixels import rgb_rows
from evidence_desk.capture.wayland.desktop_tools import TOOLS, DesktopTool, Tool
from evidence_desk.capture.wayland.pictures import NotAPictureError, from_ppm
from evidence_desk.capture.wayland.programs import answers, find_program
from evidence_desk.domain import refusals
from tests.capture import pattern

SH = Path("/bin/sh")
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 — a folder of its own in it
SIZE = (64, 48)
RGB = pattern.rgb(6, *SIZE)


def program(folder_path: Path, name: str, text: str) -> Path:
    path = folder_path / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_what_each_wrote_comes_back_in_order() -> None:
    assert answers(SH, [["-c", "printf one"], ["-c", "printf two"]], {}) == [b"one", b"two"]


def test_much_is_read_whole_from_several_at_once() -> None:
    told = answers(SH, [["-c", "head -c 3000000 /dev/zero"]] * 3, {})
    assert [len(each) for each in told] == [3_000_000] * 3


def test_a_no_comes_with_the_programs_own_words() -> None:
    with pytest.raises(refusals.ProgramFailed) as failed:
        answers(SH, [["-c", "echo 'compositor  says\nno' >&2; head -c 100000 /dev/zero >&2; exit 3"]], {})
    assert failed.value.program == "sh"
    assert failed.value.reason.startswith("compositor says no")
    assert len(failed.value.reason) < 1000


@pytest.mark.parametrize("words", ["sleep 60", "exec >&- 2>&-; sleep 60", "sleep 60 & echo; sleep 60"])
def test_a_program_that_does_not_end_is_ended(words: str) -> None:
    with pytest.raises(refusals.ProgramSilent):
        answers(SH, [["-c", words]], {}, watchdog_s=0.2)


def test_a_program_gets_what_it_needs_and_nothing_else() -> None:
    environ = {"WAYLAND_DISPLAY": "wayland-7", "LD_PRELOAD": "/x.so", "SECRET": "1", "PATH": "/x"}
    (told,) = answers(Path("/usr/bin/env"), [[]], environ)
    assert set(told.decode().splitlines()) == {"WAYLAND_DISPLAY=wayland-7", "PATH=/usr/bin:/bin"}


def test_a_program_is_looked_for_in_whole_paths_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "desk-tool", "true")
    monkeypatch.chdir(tmp_path)
    for path in ("", ".", f"relative{os.pathsep}"):
        with pytest.raises(refusals.ProgramMissing):
            find_program("desk-tool", {"PATH": path})
    assert find_program("desk-tool", {"PATH": f".{os.pathsep}{tmp_path}"}) == tmp_path / "desk-tool"
    assert find_program("sh", {"PATH": str(tmp_path)}).name == "sh"


@pytest.mark.parametrize("mode", [0o777, 0o775, 0o644])
def test_a_program_others_could_have_changed_is_not_started(tmp_path: Path, mode: int) -> None:
    program(tmp_path, "desk-tool", "true").chmod(mode)
    with pytest.raises(refusals.ProgramMissing):
        find_program("desk-tool", {"PATH": str(tmp_path)})


@pytest.mark.parametrize(
    "data", [b"", b"P6", b"P6\n2 2\n255\n12345", b"P6\n0 0\n255\n", b"P5\n1 1\n255\n1", b"P6\n1 1\n65535\n123456"]
)
def test_what_is_no_whole_ppm_is_no_picture(data: bytes) -> None:
    with pytest.raises(NotAPictureError):
        from_ppm(data)


def test_a_ppm_keeps_its_pixels() -> None:
    frame = from_ppm(b"P6\n%d %d\n255\n" % SIZE + RGB)
    assert rgb_rows(frame, 0, frame.height).tobytes() == RGB


@pytest.fixture
def in_memory() -> Iterator[Path]:
    """A folder in memory, as XDG_RUNTIME_DIR is."""
    with TemporaryDirectory(prefix="desk-test-", dir=_SHARED_MEMORY) as name:
        yield Path(name)
        assert not list(Path(name).iterdir()), "something was left behind"


@pytest.fixture
def tool(tmp_path: Path, in_memory: Path) -> Tool:
    """A tool whose name no system has."""
    Image.frombytes("RGB", SIZE, RGB).save(tmp_path / "picture.png")
    return Tool("desk-tool", ("--file",))


def environ(tmp_path: Path, in_memory: Path) -> dict[str, str]:
    return {"PATH": str(tmp_path), "XDG_RUNTIME_DIR": str(in_memory)}


def test_a_desktops_own_program_writes_into_memory_and_nothing_stays(
    tmp_path: Path, in_memory: Path, tool: Tool
) -> None:
    program(tmp_path, "desk-tool", f'[ "$1" = --file ] && cp {tmp_path}/picture.png "$2" && touch "$2.aside"')
    picture = DesktopTool(tool, environ(tmp_path, in_memory)).hand_out()
    assert rgb_rows(picture.frame, 0, picture.frame.height).tobytes() == RGB


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("exit 1", refusals.ProgramFailed),
        ("true", refusals.HandedNothing),
        (': >"$2"', refusals.HandedEmpty),
        ('echo GIF >"$2"', refusals.HandedWrong),
        ('ln -s /etc/passwd "$2"', refusals.HandedForeign),
    ],
)
def test_a_desktops_own_program_that_fails_says_how(
    tmp_path: Path, in_memory: Path, tool: Tool, words: str, refusal: type[refusals.CaptureRefused]
) -> None:
    program(tmp_path, "desk-tool", words)
    with pytest.raises(refusal):
        DesktopTool(tool, environ(tmp_path, in_memory)).hand_out()


def test_what_a_killed_desk_left_there_is_gone_with_the_next_picture(
    tmp_path: Path, in_memory: Path, tool: Tool
) -> None:
    left, running, other = (in_memory / name for name in ("desk-" + "0a" * 8, "desk-" + "0b" * 8, "desk-of-another"))
    for folder in (left, running, other):
        folder.mkdir(mode=0o700)
        (folder / "picture.png").write_bytes((tmp_path / "picture.png").read_bytes())
    for old in (left, other):
        os.utime(old, (1, 1))
    program(tmp_path, "desk-tool", f'cp {tmp_path}/picture.png "$2"')
    DesktopTool(tool, environ(tmp_path, in_memory)).hand_out()
    assert {each.name for each in in_memory.iterdir()} == {running.name, other.name}
    for folder in (running, other):
        (folder / "picture.png").unlink()
        folder.rmdir()


def test_without_a_private_folder_in_memory_nothing_is_written(tmp_path: Path, in_memory: Path, tool: Tool) -> None:
    program(tmp_path, "desk-tool", "true")
    on_disk = tmp_path / "on disk"
    on_disk.mkdir(mode=0o700)
    open_to_all = in_memory.parent
    for folder in ("", "relative", "/nonexistent", str(open_to_all), str(on_disk)):
        if folder == str(on_disk) and on_disk.stat().st_dev == in_memory.stat().st_dev:
            continue
        with pytest.raises(refusals.NoPrivateFolder):
            DesktopTool(tool, {"PATH": str(tmp_path), "XDG_RUNTIME_DIR": folder})


def test_the_last_ways_are_named() -> None:
    assert [tool.name for tool in TOOLS] == ["spectacle", "gnome-screenshot"]
