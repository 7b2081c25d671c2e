"""Who may open a vault's files: this account alone, as they were made. Put right at every opening, or named."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from evidence_desk.domain.verification import Problem
from evidence_desk.vault.database import BOOK_NAME
from evidence_desk.vault.disk import FILE_MODE, FOLDER_MODE
from evidence_desk.vault.findings import problem
from evidence_desk.vault.head_file import HEAD_NAME
from evidence_desk.vault.header import HEADER_COPY_NAME, HEADER_NAME
from evidence_desk.vault.key_file import KEY_FILE_NAME
from evidence_desk.vault.lock import LOCK_NAME
from evidence_desk.vault.objects import INCOMING_NAME, OBJECTS_NAME
from evidence_desk.vault.tries import TRIES_NAME

_OTHERS = 0o077
_LOOKED_AT = (
    "", OBJECTS_NAME, INCOMING_NAME, KEY_FILE_NAME, BOOK_NAME, f"{BOOK_NAME}-wal", f"{BOOK_NAME}-shm", HEAD_NAME,
    HEADER_NAME, HEADER_COPY_NAME, LOCK_NAME, TRIES_NAME,
)  # fmt: skip
"""The vault itself first: once that is shut, nobody else gets at what is in it. Saved files are too many to ask."""


def shut_out_others(vault_path: Path) -> None:
    """Give the vault's folders and few files the modes they were made with, where they are ours and have others."""
    if sys.platform != "win32":
        for name, found in _found(vault_path):
            if found.st_uid == os.geteuid() and found.st_mode & _OTHERS:
                with suppress(OSError):  # `open_to_others` names what stays
                    # By name: a file of the book that is opened and closed again lets go of SQLite's locks on it.
                    (vault_path / name).chmod(FOLDER_MODE if stat.S_ISDIR(found.st_mode) else FILE_MODE)


def open_to_others(vault_path: Path) -> Iterator[str]:
    """The name of each of them that other accounts may open; the vault's own is empty."""
    if os.name == "posix":
        yield from (name for name, found in _found(vault_path) if found.st_mode & _OTHERS)


def stays_open(vault_path: Path) -> bool:
    """Whether everything is open to others because the drive has no modes, as most sticks: asked once, undone at once.

    What a copy made wide is shut at the next opening; here even that would change nothing.
    """
    if sys.platform != "win32":
        found = dict(_found(vault_path))
        if found and all(each.st_mode & _OTHERS and each.st_uid == os.geteuid() for each in found.values()):
            with suppress(OSError):  # some refuse, some say yes and change nothing
                vault_path.chmod(FOLDER_MODE)
                if not vault_path.stat().st_mode & _OTHERS:
                    vault_path.chmod(stat.S_IMODE(found[""].st_mode))
                    return False
            return True
    return False


def remarks_on_others(vault_path: Path) -> list[Problem]:
    """What a check says of all this: one remark where nothing is shut, else one for each that is open."""
    names = tuple(open_to_others(vault_path))
    if len(names) > 1 and len(names) == len(tuple(_found(vault_path))):
        names = ("",)
    type_ = "drive_open_to_others" if names == ("",) and stays_open(vault_path) else "open_to_others"
    return [problem(type_, name or vault_path.name) for name in names]


def _found(vault_path: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Each that is there. A link in a file's place is not followed; once the folder is shut nobody puts one there."""
    for name in _LOOKED_AT:
        with suppress(OSError):
            found = (vault_path / name).lstat() if name else vault_path.stat()
            if not stat.S_ISLNK(found.st_mode):
                yield name, found
