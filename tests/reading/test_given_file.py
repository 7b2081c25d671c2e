"""A file that somebody names is a plain file, whole, and the same before and after; anything else is refused."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence_desk.domain.import_refusals import (
    FileChanged,
    FileEmpty,
    FileHalfThere,
    FileIsLink,
    FileMissing,
    FileNotReadable,
    FileTooLarge,
    NotAFile,
)
from evidence_desk.reading.given_file import GivenFile, read_given_file


def test_a_plain_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "receipt.pdf"
    path.write_bytes(b"%PDF-" + bytes(range(256)) * 9)
    os.utime(path, ns=(0, 1_700_000_000_123_456_789))

    assert read_given_file(path) == GivenFile("receipt.pdf", 1_700_000_000_123_456_789, path.read_bytes())

    os.utime(path, ns=(0, -1_000_000_000))
    assert read_given_file(path).modified_ns is None


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(path))


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (lambda _path: None, FileMissing),
        (Path.mkdir, NotAFile),
        (Path.touch, FileEmpty),
        (os.mkfifo, NotAFile),
        (listening, NotAFile),
        (lambda path: path.symlink_to(__file__), FileIsLink),
        (lambda path: path.symlink_to("nowhere"), FileIsLink),
        (lambda path: path.write_bytes(bytes(1001)), FileTooLarge),
    ],
    ids=["missing", "folder", "empty", "pipe", "socket", "link", "dead link", "large"],
)
def test_not_a_plain_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], object], refusal: type[Exception]
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "it")
    with pytest.raises(refusal):
        read_given_file(tmp_path / "it", largest_bytes=1000)


@pytest.mark.parametrize(
    ("path", "refusal"),
    [
        ("/dev/zero", NotAFile),
        ("/", NotAFile),
        ("..", NotAFile),
        ("", NotAFile),
        (f"{__file__}/more", FileMissing),
        ("zero\0byte", FileMissing),
        ("x" * 300, FileNotReadable),
    ],
)
def test_a_name_that_is_no_file_s_is_refused(path: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_given_file(Path(path))


@pytest.mark.parametrize("ending", ["crdownload", "part", "partial", "download", "OPDOWNLOAD"])
def test_what_a_browser_is_still_downloading_is_not_kept_half(tmp_path: Path, ending: str) -> None:
    """Also before its first byte; the finished file has a name of its own, and so has a folder of parts."""
    path = tmp_path / f"chat.mp4.{ending}"
    path.touch()
    with pytest.raises(FileHalfThere):
        read_given_file(path)
    path.write_bytes(bytes(100))
    with pytest.raises(FileHalfThere) as refused:
        read_given_file(path)
    finished = path.rename(tmp_path / f"my {ending}.mp4")

    assert refused.value.facts["name"] == f"chat.mp4.{ending}"
    assert read_given_file(finished).data == bytes(100)


def test_what_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: object, _flags: int) -> int:
        raise PermissionError(13, "Permission denied", path)

    (tmp_path / "it").write_bytes(b"hello")
    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(FileNotReadable) as caught:
        read_given_file(tmp_path / "it")
    assert caught.value.reason == "Permission denied"


@pytest.mark.parametrize("change", ["grown", "shorter", "another", "link", "pipe"])
def test_a_file_that_changes_under_the_reading_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    path, really_open = tmp_path / "it", os.open
    path.write_bytes(b"hello")

    def changing(name: Path, flags: int) -> int:
        if change in {"another", "link", "pipe"}:
            path.rename(tmp_path / "before")
        {
            "grown": lambda: path.write_bytes(b"hello and more"),
            "shorter": lambda: os.truncate(path, 2),
            "another": lambda: path.write_bytes(b"world"),
            "link": lambda: path.symlink_to(tmp_path / "before"),
            "pipe": lambda: os.mkfifo(path),
        }[change]()
        return really_open(name, flags)

    monkeypatch.setattr(os, "open", changing)
    with pytest.raises({"link": FileIsLink, "pipe": NotAFile}.get(change, FileChanged)):
        read_given_file(path)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (b"\xe2\x80\xaegpj.exe", "\u202egpj.exe"),
        (b"two\nlines", "two\nlines"),
        (b"no \xff text", "no \ufffd text"),
        (b"CON", "CON"),
        (b"x" * 255, "x" * 255),
    ],
)
def test_a_name_that_is_no_text_is_only_ever_text(tmp_path: Path, name: bytes, kept: str) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(b"hello")

    assert read_given_file(path).name == kept
