"""Entries: what a person writes down in a case beside its evidence. Each change is a line of the history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.hashes import Json

EntryId = NewType("EntryId", str)


class EntryKind(StrEnum):
    """Which register an entry stands in."""

    ANSWERS = "answers"
    """One in each case at most."""
    ACCOUNT = "account"
    PAYMENT = "payment"
    REPORT = "report"
    CONTACT = "contact"
    OWN_STEP = "own step"
    FLAG = "flag"
    """An item that may show somebody under 18."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands now; `number` counts from 1 in its register and is never given again.

    `content` is what the register's own type makes of it (`Account.from_json`, …). A removed entry keeps its content:
    the history has all of it but the note anyway, and removing can be undone.
    """

    id: EntryId
    case_id: CaseId
    kind: EntryKind
    number: int
    content: Mapping[str, Json]
    added_at: datetime
    changed_at: datetime
    is_removed: bool = False
