"""The place a folder is to be put into, looked at before anything is written."""

import shutil
from pathlib import Path

from evidence_desk.domain.errors import DestinationFull, DestinationRefused


def check_destination(destination_path: Path, vault_path: Path, needed_bytes: int) -> None:
    """Refuse a place that can't hold the folder before anything is written.

    Raises DestinationRefused when it is no folder, or in the vault; DestinationFull when it has too little room.
    """
    try:
        place = destination_path.resolve(strict=True)
        if lies_in(place, vault_path) or not place.is_dir():
            raise DestinationRefused(str(destination_path))
        room = shutil.disk_usage(place)
        if room.total and room.free < needed_bytes:  # some places can't say how large they are
            raise DestinationFull(str(destination_path))
    except (OSError, ValueError) as error:
        raise DestinationRefused(str(destination_path)) from error


def lies_in(place: Path, vault_path: Path) -> bool:
    """Whether an absolute path without links is the vault's folder or something in it, there already or not."""
    return any(folder.exists() and folder.samefile(vault_path) for folder in (place, *place.parents))
