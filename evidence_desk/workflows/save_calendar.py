"""Save the dates to know as a calendar file, all of it or nothing."""

import errno
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.deadlines import Deadline
from evidence_desk.domain.errors import DestinationGone, DestinationRefused, DiskFull, NotWritable
from evidence_desk.export.calendar import calendar_file
from evidence_desk.export.one_file import put_file
from evidence_desk.export.place import lies_in
from evidence_desk.vault.vault import Vault

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
ENDING = ".ics"


def save_calendar(deadlines: Iterable[Deadline], file_path: Path, vault: Vault, case_id: CaseId, now: datetime) -> Path:
    """Write the file in place of what stood there; when this returns it is on the disk. Returns where it is.

    A name without an ending gets one. `deadlines` are of the case; in a calendar that has a file of them already they
    take the places of those. `now` is aware. Raises DestinationRefused for a place in the vault, DestinationGone,
    DiskFull or NotWritable; then what stood there stands there still.
    """
    target_path = file_path if file_path.suffix.lower() == ENDING else file_path.with_name(file_path.name + ENDING)
    try:
        if lies_in(target_path.parent.resolve(), vault.path):
            raise DestinationRefused(str(target_path.parent))
        put_file(target_path, calendar_file(deadlines, now, vault.calendar_key(case_id), remind=True))
    except FileNotFoundError as error:
        raise DestinationGone(str(target_path.parent)) from error
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno in _FULL:
            raise DiskFull(str(target_path)) from error
        raise NotWritable(str(target_path)) from error
    return target_path
