"""The tool of macOS that writes only into a file: where that lies, and that nothing of it stays."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest
from PIL import Image

from evidence_desk.capture.macos.capture_tool import printed
from evidence_desk.capture.private_folder import private_folder
from tests.capture.made_up_mac import opaque
from tests.capture.pattern import rgb


def tool(folder_path: Path, lines: str) -> Path:
    """A program in the place of screencapture(1): it is given "-x -o -t png -l NUMBER PATH"."""
    path = folder_path / "screencapture"
    path.write_text(f"#!{sys.executable}\nimport os, sys\npath = sys.argv[-1]\n{lines}\n")
    path.chmod(0o700)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="a program for macOS")
def test_the_tools_file_lies_in_a_folder_for_us_alone_and_is_removed_at_once(tmp_path: Path) -> None:
    picture_path, seen_path, place_path = tmp_path / "given.png", tmp_path / "seen", tmp_path / "private"
    place_path.mkdir()
    Image.frombytes("RGB", (32, 16), rgb(1, 32, 16)).save(picture_path)
    writes = (
        f"open(path, 'wb').write(open({str(picture_path)!r}, 'rb').read())\n"
        f"open({str(seen_path)!r}, 'w').write(oct(os.stat(os.path.dirname(path)).st_mode) + ' '.join(sys.argv[1:-1]))"
    )
    frame = printed(0x64, wait_s=30, temporary_path=place_path, tool_path=tool(tmp_path, writes))
    assert frame is not None
    assert (frame.width, frame.height) == (32, 16)
    assert bytes(frame.pixels) == bytes(opaque(rgb(1, 32, 16), 32, 16).pixels)
    assert seen_path.read_text() == oct(stat.S_IFDIR | 0o700) + "-x -o -t png -l 100"
    assert list(place_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a program for macOS")
@pytest.mark.parametrize(
    "lines",
    [
        "sys.exit(1)",
        "pass",
        "open(path, 'wb').close()",
        "open(path, 'w').write('no picture')",
        "open(path, 'w').write('half'); sys.exit(1)",
        "import time; open(path, 'w').write('half'); time.sleep(60)",
    ],
)
def test_a_tool_that_fails_leaves_nothing_behind(tmp_path: Path, lines: str) -> None:
    place_path = tmp_path / "private"
    place_path.mkdir()
    wait_s = 0.3 if "sleep" in lines else 30
    assert printed(0x64, wait_s=wait_s, temporary_path=place_path, tool_path=tool(tmp_path, lines)) is None
    assert list(place_path.iterdir()) == []


def test_what_a_killed_desk_left_there_is_gone_with_the_next_picture(tmp_path: Path) -> None:
    place_path = tmp_path / "private"
    left, running, other = (place_path / name for name in ("desk-" + "0a" * 8, "desk-" + "0b" * 8, "desk-of-another"))
    for folder in (left, running, other):
        folder.mkdir(parents=True)
        (folder / "picture.png").write_bytes(b"picture")
    for old in (left, other):
        os.utime(old, (1, 1))
    with private_folder(place_path) as new:
        assert {each.name for each in place_path.iterdir()} == {new.name, running.name, other.name}
    assert not new.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a program for macOS")
def test_a_picture_that_stays_on_the_disk_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.frombytes("RGB", (32, 16), rgb(1, 32, 16)).save(tmp_path / "given.png")
    copies = tool(tmp_path, f"open(path, 'wb').write(open({str(tmp_path / 'given.png')!r}, 'rb').read())")
    place_path = tmp_path / "private"
    place_path.mkdir()

    def busy(path: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EPERM, "not permitted", str(path))

    monkeypatch.setattr(Path, "unlink", busy)
    assert printed(0x64, wait_s=30, temporary_path=place_path, tool_path=copies) is None


def test_one_file_that_stays_holds_no_other_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink, asked = Path.unlink, list[Path]()

    def busy_at_first(path: Path, *, missing_ok: bool = False) -> None:
        asked.append(path)
        if len(asked) == 1:
            raise PermissionError(errno.EPERM, "not permitted", str(path))
        unlink(path, missing_ok=missing_ok)

    with private_folder(tmp_path) as folder_path:
        for name in ("first.png", "second.png"):
            (folder_path / name).write_bytes(b"picture")
        monkeypatch.setattr(Path, "unlink", busy_at_first)
    assert list(folder_path.iterdir()) == asked[:1]


def test_a_missing_tool_gives_nothing(tmp_path: Path) -> None:
    assert printed(0x64, wait_s=5, temporary_path=tmp_path, tool_path=tmp_path / "not there") is None
    assert printed(0x64, wait_s=5, temporary_path=tmp_path / "not there", tool_path=Path(os.devnull)) is None
