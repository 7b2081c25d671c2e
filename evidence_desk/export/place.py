"""The place a folder is to be put into, looked at before anything is written."""

import errno
import shutil
from pathlib import Path

from evidence_desk.domain.errors import DestinationFull, DestinationGone, DestinationRefused

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_GONE = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE})


def device_of(place: Path) -> int | None:
    """What the place is on: the number of its device, on Windows that of its volume; None where nothing says it."""
    try:
        return place.stat().st_dev or None
    except (OSError, ValueError):
        return None


def check_device(place: Path, device: int | None, made_path: Path | None = None) -> None:
    """Raise DestinationGone where the place is on another device than when it was chosen.

    The empty folder that a stick was mounted on may stay, and is on the computer's own disk. `device` is what
    `device_of` said then; None where there was no such moment, or nothing said it. What was just made there, if
    anything, answers for the place: a stick can go between a look and a write.
    """
    if device is not None and device_of(made_path or place) != device:
        raise DestinationGone(str(place))


def check_destination(destination_path: Path, vault_path: Path, needed_bytes: int, device: int | None = None) -> None:
    """Refuse a place that can't hold the folder before anything is written.

    Raises DestinationRefused when it is no folder, or in the vault, DestinationGone when it is not there (any more);
    DestinationFull when it has too little room. `device` as in `check_device`.
    """
    try:
        check_device(destination_path, device)
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
