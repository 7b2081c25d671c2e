"""A case: what one person keeps together about one thing that is being done to them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

CaseId = NewType("CaseId", str)

UNDER_18_NOT_ASKED = "not asked"
"""What `under18` is before anything was answered; its values are those of `answers.Under18`."""
FIRST_CASE_TITLE = "Case 1"


@dataclass(frozen=True, slots=True)
class Case:
    """One case; `reference` is short, unique and fit for a folder name; `items` is how many exhibits it has."""

    id: CaseId
    reference: str
    title: str
    opened_at: datetime
    items: int = 0
    under18: str = UNDER_18_NOT_ASKED
