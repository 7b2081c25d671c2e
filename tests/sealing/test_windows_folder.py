"""Every attack on a folder once more, read the way Windows is: by paths, case folded, links that are folders."""

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from evidence_desk.domain.errors import NotOnThisSystem
from evidence_desk.sealing import file_check, verify
from evidence_desk.sealing.holes import MostlyHolesError
from evidence_desk.sealing.opening_folder import open_untrusted
from evidence_desk.sealing.untrusted_folder import Kind, NotPlainError, UntrustedFolder
from evidence_desk.sealing.windows_folder import Found, WindowsFolder
from evidence_desk.sealing.windows_volume import ThisVolume, extended
from tests.sealing.made_up_volume import MadeUpVolume
from tests.sealing.test_attacks import *  # noqa: F403 — each of its tests is one of this module too
from tests.sealing.test_manners import *  # noqa: F403
from tests.sealing.test_strangers import *  # noqa: F403

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the made-up disk stands on Linux's calls")


@pytest.fixture(autouse=True)
def volume(monkeypatch: pytest.MonkeyPatch) -> Iterator[MadeUpVolume]:
    made_up = MadeUpVolume()
    monkeypatch.setattr(verify, "open_untrusted", lambda path: WindowsFolder(path, made_up))
    yield made_up
    assert not made_up.held, "every folder is let go"


@pytest.mark.parametrize("at", [1, 2])  # type: ignore[no-redef]
@pytest.mark.parametrize("kind", ["link", "fifo"])
def test_a_file_that_becomes_something_else_just_before_it_is_opened(  # the other one meddles with descriptors
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, volume: MadeUpVolume, kind: str, at: int
) -> None:
    times = count(1)
    path = next((three / "data/originals").iterdir())
    open_file = volume.open_file

    def meddled(whole_path: str) -> tuple[int, Found]:
        if whole_path.endswith(path.name) and next(times) == at:
            path.rename(tmp_path / "aside")
            if kind == "link":
                path.symlink_to(tmp_path / "aside")
            else:
                os.mkfifo(path)
        return open_file(whole_path)

    monkeypatch.setattr(file_check, "_WORTH_EXPECTING_BYTES", 0)  # so that each file is opened twice
    monkeypatch.setattr(volume, "open_file", meddled)
    assert [problem.path for problem in verify.verify_folder(three).problems] == [f"data/originals/{path.name}"]
    assert (tmp_path / "aside").exists()


def test_a_name_is_asked_for_only_as_it_was_listed(tmp_path: Path, volume: MadeUpVolume) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/one.png").write_bytes(b"1234")
    with WindowsFolder(tmp_path, volume) as folder:
        folder.open_folder("data")
        with folder.opened("data/one.png") as file:
            assert file.size_bytes == 4
        for name in ("data/ONE.PNG", "data/one.png:stream", "data/one.png.", "data/NUL", "data/..", "data\\one.png"):
            with pytest.raises(FileNotFoundError):
                folder.read(name, 10)
        with pytest.raises(FileNotFoundError):
            folder.open_folder("DATA")
        with pytest.raises(FileNotFoundError):
            folder.read("other/one.png", 10)


def test_folders_are_held_until_the_end(tmp_path: Path, volume: MadeUpVolume) -> None:
    (tmp_path / "data/deep").mkdir(parents=True)
    with WindowsFolder(tmp_path, volume) as folder:
        folder.open_folder("data")
        folder.open_folder("data/deep")
        assert len(volume.held) == 3


def test_a_junction_is_no_folder_and_no_file(tmp_path: Path, volume: MadeUpVolume) -> None:
    (tmp_path / "junction").symlink_to("/etc")
    with WindowsFolder(tmp_path, volume) as folder:
        assert {entry.path: entry.kind for entry in folder.entries("")}["junction"] is Kind.OTHER
        with pytest.raises(NotADirectoryError):
            folder.open_folder("junction")
        with pytest.raises(NotPlainError):
            folder.read("junction", 10)


def test_a_file_that_takes_no_room_is_not_read_for_hours(tmp_path: Path, volume: MadeUpVolume) -> None:
    with (tmp_path / "hole").open("wb") as file:
        os.truncate(file.fileno(), 2**40)
    (tmp_path / "whole").write_bytes(b"12345")
    with WindowsFolder(tmp_path, volume) as folder:
        with pytest.raises(MostlyHolesError):
            folder.read("hole", 2**40)
        assert folder.read("whole", 3) == b"1234"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("C:\\Cases\\one", "\\\\?\\C:\\Cases\\one"),
        ("\\\\server\\share\\one", "\\\\?\\UNC\\server\\share\\one"),
        ("\\\\?\\C:\\Cases", "\\\\?\\C:\\Cases"),
    ],
)
def test_whole_paths_are_taken_literally(path: str, expected: str) -> None:
    """fileio/maximum-file-path-limitation of Microsoft's documentation."""
    assert extended(path) == expected


@pytest.mark.skipif(os.name == "nt", reason="it is there")
def test_elsewhere_windows_calls_are_not_there_and_not_needed(tmp_path: Path) -> None:
    with pytest.raises(NotOnThisSystem):
        ThisVolume()
    with open_untrusted(tmp_path) as folder:
        assert type(folder) is UntrustedFolder
