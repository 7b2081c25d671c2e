"""Where things live on this computer, and whether a folder is copied elsewhere by itself."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from platformdirs import user_data_path

# Somebody looking over a shoulder should learn nothing from a folder's name.
_FOLDER_NAME = "desk" if sys.platform == "linux" else "Desk"

_SYNCED_FOLDERS = (
    ("OneDrive", re.compile(r"onedrive( ?-.+)?", re.IGNORECASE)),
    ("iCloud", re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents", re.IGNORECASE)),
    ("Dropbox", re.compile(r"dropbox( \(.+\)|-\w+)?", re.IGNORECASE)),
    ("Google Drive", re.compile(r"google ?drive(-.+| \(.+\))?|my drive", re.IGNORECASE)),
)
_MOUNT_ROOTS = (Path("/media"), Path("/run/media"))
_DROPBOX_MARKS = (".dropbox", ".dropbox.cache")
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def default_vault_path() -> Path:
    """Where the vault is kept when nobody says otherwise; always local, never a roaming profile."""
    return user_data_path(_FOLDER_NAME, appauthor=False, roaming=False).absolute() / "vault"


def removable_places() -> list[Path]:
    """Sticks and cards as the desktop mounts them for this person; empty where there are none, or none is known."""
    found = (folder for root in _MOUNT_ROOTS for folder in (*root.glob("*"), *root.glob("*/*")))
    return sorted(folder for folder in found if answers(folder.is_mount))


def answers(look: Callable[[], bool]) -> bool:
    """What a look at a path finds; no where this account may not look there, or a stick was pulled out meanwhile."""
    try:
        return look()
    except OSError:
        return False


def synced_folder_name(path: Path) -> str | None:
    """The service that would copy what is written at `path` to other computers, or None where none is recognised.

    Goes by folder names, marks and what the system says, links resolved; nothing needs to exist.
    """
    real_path = path.expanduser().resolve()
    return next((name for folder in (real_path, *real_path.parents) for name in _services(folder)), None)


def _services(folder: Path) -> Iterator[str]:
    yield from (name for name, pattern in _SYNCED_FOLDERS if pattern.fullmatch(folder.name))
    if folder != Path.home() and any(answers((folder / mark).exists) for mark in _DROPBOX_MARKS):
        yield "Dropbox"
    if any(folder == Path(root).resolve() for name in _ONEDRIVE_VARIABLES if (root := os.environ.get(name))):
        yield "OneDrive"
