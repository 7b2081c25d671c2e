"""Damaged files are moved into a folder beside the new ones, named by the time.

What was sealed is never removed from there; only a vault.json goes, once other things open the vault.
"""

from collections.abc import Iterator
from pathlib import Path

from evidence_desk.vault.disk import make_folder, sync_folder

_NAME = "damaged-"


def aside_folders(vault_path: Path) -> list[Path]:
    """Every such folder, oldest first."""
    return sorted(path for path in vault_path.glob(f"{_NAME}*") if path.is_dir())


def aside_name(vault_path: Path, time_text: str) -> str:
    """The name of the next one."""
    return next(name for name in _names(time_text) if not (vault_path / name).exists())


def move_aside(folder_path: Path, paths: list[Path]) -> None:
    """Move what is there of these into the folder, durably. Raises OSError."""
    if not folder_path.is_dir():
        make_folder(folder_path)
    for path in paths:
        if path.exists():
            path.rename(folder_path / path.name)
            sync_folder(folder_path)
            sync_folder(path.parent)


def drop_set_aside(vault_path: Path, name: str) -> None:
    """Remove this file from every such folder, durably. Raises OSError."""
    for folder_path in aside_folders(vault_path):
        path = folder_path / name
        if path.is_file():
            path.unlink()
            sync_folder(folder_path)


def _names(time_text: str) -> Iterator[str]:
    yield _NAME + time_text
    for number in range(2, 1000):
        yield f"{_NAME}{time_text}-{number}"
