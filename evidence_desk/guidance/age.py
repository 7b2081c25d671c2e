"""How old a fact may be before it is said so."""

from datetime import date
from typing import Final

OLD_AFTER_MONTHS: Final = 6
_MONTHS: Final = 12


def is_old(checked: date, today: date) -> bool:
    """Whether it was last checked more than six months ago, to the day."""
    months = (today.year - checked.year) * _MONTHS + today.month - checked.month
    return (months, today.day) > (OLD_AFTER_MONTHS, checked.day)
