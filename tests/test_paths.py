"""The vault's place is local and says nothing; synced folders are recognised."""

import errno
import sys
from pathlib import Path

import pytest

from evidence_desk import paths
from evidence_desk.paths import default_vault_path, synced_folder_name


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_the_vault_lives_in_the_data_folder(desk_home: Path) -> None:
    assert default_vault_path() == desk_home / ".local" / "share" / "desk" / "vault"


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_the_vault_has_a_place_without_xdg_variables(desk_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME")
    assert default_vault_path() == desk_home / ".local" / "share" / "desk" / "vault"


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Some School", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Personal", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Family)", "Dropbox"),
        ("Library/CloudStorage/GoogleDrive-me@example.org", "Google Drive"),
        ("Google Drive", "Google Drive"),
        ("My Drive", "Google Drive"),
        ("Documents", None),
        ("dropbox-like things", None),
        ("notonedrive", None),
    ],
)
def test_synced_folders_go_by_name(desk_home: Path, folder: str, service: str | None) -> None:
    assert synced_folder_name(desk_home / folder / "deep" / "vault") == service


def test_a_renamed_dropbox_is_known_by_its_mark(desk_home: Path) -> None:
    (desk_home / "Stuff" / ".dropbox.cache").mkdir(parents=True)
    assert synced_folder_name(desk_home / "Stuff" / "vault") == "Dropbox"


def test_dropboxs_settings_do_not_make_home_synced(desk_home: Path) -> None:
    (desk_home / ".dropbox").mkdir()
    assert synced_folder_name(desk_home / "vault") is None


def test_a_moved_onedrive_is_known_from_the_system(desk_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(desk_home / "Work"))
    assert synced_folder_name(desk_home / "Work" / "vault") == "OneDrive"
    assert synced_folder_name(desk_home / "vault") is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_into_a_synced_folder_is_followed(desk_home: Path) -> None:
    (desk_home / "Dropbox").mkdir()
    (desk_home / "Plain").symlink_to(desk_home / "Dropbox")
    assert synced_folder_name(desk_home / "Plain" / "vault") == "Dropbox"


def test_a_place_that_may_not_be_looked_at_is_recognised_by_its_name_alone(desk_home: Path) -> None:
    """As in another account's folder; here because no name may be that long."""
    assert synced_folder_name(desk_home / ("x" * 300) / "vault") is None
    assert synced_folder_name(desk_home / "Dropbox" / ("x" * 300) / "vault") == "Dropbox"


def test_a_stick_that_was_pulled_out_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_folder: Path) -> bool:
        raise OSError(errno.EIO, "the drive does not answer")

    (tmp_path / "STICK").mkdir()
    monkeypatch.setattr(paths, "_MOUNT_ROOTS", (tmp_path,))
    monkeypatch.setattr(Path, "is_mount", fails)

    assert paths.removable_places() == []


def test_sticks_are_what_is_mounted_where_desktops_mount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounted = [tmp_path / "media" / "ann" / "STICK", tmp_path / "run" / "CARD"]
    for folder in (*mounted, tmp_path / "media" / "ann" / "left over"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(paths, "_MOUNT_ROOTS", (tmp_path / "media", tmp_path / "run", tmp_path / "not there"))
    monkeypatch.setattr(Path, "is_mount", lambda folder: folder in mounted)

    assert paths.removable_places() == sorted(mounted)
