"""Words of others on one line of a text, and moments as people and police write them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from evidence_desk.domain.deadlines import zone_of
from evidence_desk.domain.hidden_signs import Sign, signs
from evidence_desk.domain.sentences import escaped

LONGEST: Final = 500
"""Of what was written down; a longer name, link or note is cut, and ends with three dots."""
_CUT: Final = "..."
_MINUTE_S: Final = 60


def one_line(untrusted_text: str) -> str:
    r"""The text on one line on which nothing is hidden.

    Blanks and line ends become one blank each; what can't be seen, or turns the direction of writing, becomes its
    code (\u202e); a letter keeps three marks.
    """
    start = " ".join(untrusted_text[: LONGEST * 2].split())
    seen = "".join(c if sign is Sign.SEEN else escaped(c) for c, sign in signs(start) if sign is not Sign.MARK_TOO_MANY)
    is_whole = len(untrusted_text) <= LONGEST * 2 and len(seen) <= LONGEST
    return seen if is_whole else seen[: LONGEST - len(_CUT)] + _CUT


def local_moment(at: datetime, zone: str) -> tuple[datetime, str]:
    """The moment as clocks there showed it, and how far they were from UTC: +01:00. UTC where the zone is not known."""
    there = at.astimezone(zone_of(zone))
    offset = there.utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / _MINUTE_S)
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), _MINUTE_S)
    return there, f"{sign}{hours:02d}:{rest:02d}"


def day_words(at: datetime, months: Sequence[str], order: str) -> str:
    """The day in words, so that nobody takes the month for the day."""
    return order.format(day=at.day, month=months[at.month - 1], year=at.year)
