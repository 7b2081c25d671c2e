"""Files of the vault that other accounts may open are shut at the next opening, or named where that can't be done."""

import os
from pathlib import Path

import pytest

from evidence_desk.domain.examined import Examined, ExamState, Reason, Remedy
from evidence_desk.vault.for_us_alone import open_to_others, remarks_on_others
from evidence_desk.workflows.examine_desk import Place, examine_desk
from tests.fake_clock import FakeClock
from tests.vault.made_up import Desk

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only there files have modes")
_WIDE = {
    "": 0o777,
    "objects": 0o755,
    "incoming": 0o775,
    "key": 0o644,
    "desk.db": 0o666,
    "head": 0o640,
    "vault.json": 0o604,
}


@pytest.fixture
def wide_desk(desk: Desk) -> Desk:
    desk.filled(b"data")
    for name, mode in _WIDE.items():
        (desk.path / name).chmod(mode)
    return desk


def modes(path: Path) -> dict[str, int]:
    return {name: (path / name).stat().st_mode & 0o777 for name in _WIDE}


def folder_part(desk: Desk, clock: FakeClock) -> Examined:
    return next(each for each in examine_desk(Place({}, desk.path, clock, tray=False)) if each.name == "folder")


def test_an_opening_shuts_them_as_they_were_made(wide_desk, clock):
    before = folder_part(wide_desk, clock)
    with wide_desk.open() as vault:
        assert vault.check().remarks == ()

    assert (before.state, before.reason) == (ExamState.LOOK, Reason.FOLDER_OPEN_TO_OTHERS)
    assert modes(wide_desk.path) == dict.fromkeys(_WIDE, 0o600) | dict.fromkeys(("", "objects", "incoming"), 0o700)
    assert folder_part(wide_desk, clock).state is ExamState.WORKS


def test_what_cannot_be_shut_is_named_and_the_desk_opens(wide_desk, clock, monkeypatch):
    def refuses(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuses)
    with wide_desk.open() as vault:
        report = vault.check()

    assert report.ok
    named = {remark.path for remark in report.remarks if remark.type == "open_to_others"}
    assert named >= set(_WIDE) - {""} | {"vault"}
    assert folder_part(wide_desk, clock).reason is Reason.FOLDER_OPEN_TO_OTHERS


def refuses(_path: Path, _mode: int) -> None:
    raise PermissionError


def says_yes(_path: Path, _mode: int) -> None:
    """As a stick mounted with "quiet"."""


@pytest.mark.parametrize("chmod", [refuses, says_yes])
def test_a_drive_without_modes_is_named_once_with_what_helps(desk, clock, monkeypatch, chmod):
    """No such file system can be mounted everywhere: everything is wide, and nothing makes it narrower."""
    desk.filled(b"data")
    with desk.open() as vault:
        monkeypatch.setattr(Path, "chmod", chmod)
        for each in (desk.path, *desk.path.rglob("*")):
            os.chmod(each, 0o777)  # noqa: PTH101, S103 — the other way is made up here
        report = vault.check()

    assert report.ok
    assert [(remark.type, remark.path) for remark in report.remarks] == [("drive_open_to_others", "vault")]
    told = folder_part(desk, clock)
    assert (told.state, told.reason) == (ExamState.LOOK, Reason.DRIVE_OPEN_TO_OTHERS)
    assert told.remedy is Remedy.OTHER_DRIVE


def test_a_copy_that_came_out_wide_is_not_blamed_on_the_drive(desk, clock):
    desk.filled(b"data")
    for each in (desk.path, *desk.path.rglob("*")):
        each.chmod(0o755)
    looked_at = folder_part(desk, clock)

    assert (looked_at.reason, looked_at.remedy) == (Reason.FOLDER_OPEN_TO_OTHERS, Remedy.SHUT_OUT_OTHERS)
    assert desk.path.stat().st_mode & 0o777 == 0o755, "looking changes nothing"
    assert [remark.path for remark in remarks_on_others(desk.path)] == ["vault"]
    with desk.open() as vault:
        assert vault.check().remarks == ()


def test_no_file_outside_is_changed_through_a_link(wide_desk, tmp_path):
    outside_path = tmp_path / "outside"
    outside_path.write_bytes(b"mine")
    outside_path.chmod(0o644)
    (wide_desk.path / "vault.json.copy").unlink()
    (wide_desk.path / "vault.json.copy").symlink_to(outside_path)
    with wide_desk.open():
        pass

    assert outside_path.stat().st_mode & 0o777 == 0o644
    assert outside_path.read_bytes() == b"mine"


def test_a_fresh_desk_is_open_to_nobody_else(desk):
    with desk.open():
        assert list(open_to_others(desk.path)) == []
