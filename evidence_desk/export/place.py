"""The place a folder is to be put into, looked at before anything is written."""

import errno
import shutil
from pathlib import Path

from evidence_desk.domain.errors import DestinationFull, DestinationGone, DestinationRefused

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_GONE = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE})


def check_destination(destination_path: Path, vault_path: Path, needed_bytes: int) -> None:
    """Refuse a place that can't hold the folder before anything is written.

    Raises DestinationRefused when it is no folder, or in the vault, DestinationGone when it is not there (any more);
    DestinationFull when it has too little room.
    """
    try:
        place = destination_path.resolve(strict=True)
        if lies_in(place, vault_path) or not place.is_dir():
            raise DestinationRefused(str(destination_path))
        room = shutil.disk_usage(place)
        if room.total and room.free < needed_bytes:  # some places can't say how large they are
            raise DestinationFull(str(destination_path))
    except OSError as error:
        raise refusal(destination_path, error) from error
    except ValueError as error:
        raise DestinationRefused(str(destination_path)) from error


def refusal(place: Path, error: OSError) -> DestinationFull | DestinationRefused:
    """What the person is told of a place that said no: it is full, it went as a stick that was pulled, or neither."""
    if error.errno in _FULL:
        return DestinationFull(str(place))
    return (DestinationGone if _is_gone(place, error) else DestinationRefused)(str(place))


def _is_gone(place: Path, error: OSError) -> bool:
    """By its answer, or by the next one: a write that was under way may only say that it failed."""
    if error.errno in _GONE:
        return True
    try:
        place.stat()
    except OSError as now:
        return now.errno in {*_GONE, errno.EIO}
    return False


def lies_in(place: Path, vault_path: Path) -> bool:
    """Whether an absolute path without links is the vault's folder or something in it, there already or not."""
    return any(folder.exists() and folder.samefile(vault_path) for folder in (place, *place.parents))
