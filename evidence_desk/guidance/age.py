"""How old a fact may be before it is said so."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from evidence_desk.domain.checklists import Step

OLD_AFTER_MONTHS: Final = 6
_MONTHS: Final = 12


def is_old(checked: date, today: date) -> bool:
    """Whether it was last checked more than six months ago, to the day."""
    months = (today.year - checked.year) * _MONTHS + today.month - checked.month
    return (months, today.day) > (OLD_AFTER_MONTHS, checked.day)


def oldest_check(steps: Iterable[Step]) -> date | None:
    """The day the step that was left longest was checked; the person's own steps state no facts."""
    return min((step.checked for step in steps if not step.is_own), default=None)
