"""What is asked for when a case is handed over, how far it is, and what came of it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from evidence_desk.domain.cases import UNDER_18_NOT_ASKED, Case, CaseId
from evidence_desk.domain.evidence import ItemId
from evidence_desk.export.recipients import Recipient


@dataclass(frozen=True, slots=True)
class HandOverRequest:
    """Whose case, for whom, into which folder; `umask` is the caller's, or None for that of this process.

    Items that are flagged as under 18 are refused by name where they would be put in, unless the caller says to leave
    them out. `chosen` are the items for a bank or a platform; None takes those that show what it gets. `device` is
    what the place was on when it was chosen, as `device_of` said then.
    """

    case: Case
    recipient: Recipient
    destination_path: Path
    umask: int | None = None
    leave_out_flagged: bool = False
    chosen: frozenset[ItemId] | None = None
    device: int | None = None


class Stage(StrEnum):
    """What is being done: the exhibits are copied, then every file is read again."""

    COPYING = "copying"
    CHECKING = "checking"


@dataclass(frozen=True, slots=True)
class HandOverProgress:
    """`done` of `all` exhibits, or files while checking; `exhibit` is the one being copied."""

    stage: Stage
    done: int
    all: int
    exhibit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A finished folder. Every file was read again after writing, and matched.

    `items` are those that were for this recipient, `left_out` counts the others. `unreadable` names the exhibits whose
    originals could not be put in, `flagged` those that were left out because they are flagged as under 18. `under18` is
    what the folder was made with: where somebody in the pictures is, or may be, under 18, its pages begin with that.
    `history_whole` is False when the case's own history does not fit together: the folder says so, and so will every
    check of it. `doubts` are sentences on what else the desk found wrong, which the folder begins with. `noted` is
    whether the case's history now says that the folder was made; a vault that can't be written can't say it.
    """

    folder_path: Path
    case_id: CaseId
    recipient: Recipient
    files: int
    size_bytes: int
    items: int
    manifest_sha256: str
    seal_sha256: str
    signed_by: str
    unreadable: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()
    left_out: int = 0
    under18: str = UNDER_18_NOT_ASKED
    history_whole: bool = True
    doubts: tuple[str, ...] = ()
    noted: bool = False
