"""Files that were made to do harm: kept as they are or refused in a sentence, and shown so that they can do nothing."""

import os
import resource
from pathlib import Path

import pytest

from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Surroundings
from evidence_desk.domain.import_refusals import FileIsDatabase, FileIsMarkup, FileMissing, FileNotReadable, NotAFile
from evidence_desk.domain.sentences import sentence
from evidence_desk.vault.vault import Vault, open_vault
from evidence_desk.workflows.import_files import find_file, import_file
from tests.fake_clock import FakeClock
from tests.hostile.files import BIDI_NAME, KEPT

HERE = Surroundings("a system", None, "0")
MEMORY_BYTES, CPU_SECONDS = 200 << 20, 15


@pytest.mark.parametrize("name", KEPT)
def test_a_bomb_is_kept_without_going_off(tmp_path: Path, name: str) -> None:
    """What it does, it does to the child; here no more memory is used than its own bytes take."""
    data, warnings = KEPT[name]
    path = tmp_path / "photo.png"
    path.write_bytes(data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)

    found = find_file(path, tmp_path / "vault")

    after, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    assert found.given.data == data
    assert found.warnings == warnings
    assert (found.picture is None) is bool(warnings)
    assert (after.ru_maxrss - before) * 1024 < MEMORY_BYTES
    assert children.ru_utime - spent.ru_utime < CPU_SECONDS


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("photo.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', FileIsMarkup),
        ("photo.jpg", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', FileIsMarkup),
        ("chat.txt", b"SQLite format 3\0" + bytes(84), FileIsDatabase),
    ],
)
def test_no_name_makes_it_something_else(tmp_path: Path, name: str, data: bytes, refusal: type[DeskError]) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(refusal):
        find_file(tmp_path / name, tmp_path / "vault")


@pytest.mark.parametrize(
    ("named", "refusal"),
    [
        ("..", NotAFile), ("/dev/zero", NotAFile), ("/proc/self/fd/0", DeskError), ("a\0b", FileMissing),
        (BIDI_NAME, FileMissing), ("x" * 300, FileNotReadable), ("\udcff", FileMissing), ("C:\\con", FileMissing),
    ],
)  # fmt: skip
def test_what_is_named_is_told_in_one_harmless_line(tmp_path: Path, named: str, refusal: type[DeskError]) -> None:
    with pytest.raises(refusal) as caught:
        find_file(tmp_path / named, tmp_path / "vault")
    assert sentence(caught.value).isprintable()
    assert "\x1b" not in sentence(caught.value)


def test_no_pipe_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "photo.png")
    with pytest.raises(NotAFile):
        find_file(tmp_path / "photo.png", tmp_path / "vault")


def test_a_name_is_kept_as_text_and_names_nothing(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / BIDI_NAME).write_text("hello")
    with open_vault(tmp_path / "vault", clock, create=True) as vault:
        case = vault.cases.new("Case 1")
        item = import_file(vault, case, tmp_path / BIDI_NAME, HERE)
        assert item.record.original_name == BIDI_NAME
        assert _named_after(vault, BIDI_NAME) == []
        assert vault.check().problems == ()


def _named_after(vault: Vault, name: str) -> list[Path]:
    return [path for path in vault.path.rglob("*") if name[:3] in path.name or path.suffix in {".txt", ".exe"}]
