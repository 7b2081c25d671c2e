"""How a date to know is said: when, and why; what is not sure is said so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.deadlines import Deadline
from evidence_desk.domain.entries import EntryId
from evidence_desk.ui.models.guidance_words import CONTEXT
from evidence_desk.ui.models.report_words import end_full

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date: when, in a few words; and the sentence that says why."""

    id: str
    when: str
    why: str


def date_rows(
    deadlines: Iterable[Deadline], names: Mapping[EntryId, str], now: datetime, lasting: frozenset[str] = frozenset()
) -> tuple[DateRow, ...]:
    """A row for each that is not over at `now` (aware); `names` say of what it is, where that is not plain.

    `lasting` are ids of dates that stay although they are over.
    """
    wanted = [each for each in deadlines if each.id in lasting or not each.has_passed(now)]
    return tuple(DateRow(each.id, _when(each), _why(each, names)) for each in wanted)


def with_a_date(deadlines: Iterable[Deadline], now: datetime) -> tuple[Deadline, ...]:
    """What can stand in a calendar, with its neutral title in the language of the window."""
    return tuple(
        replace(each, calendar_title=_translated(each.calendar_title))
        for each in deadlines
        if each.ends_at is not None and not each.has_passed(now)
    )


def _when(deadline: Deadline) -> str:
    if deadline.ends_at is None:
        return translate("date_words", "Now, it may not last")
    words = end_full(deadline)
    return words if deadline.is_sure else translate("date_words", "About {when}").format(when=words)


def _why(deadline: Deadline, names: Mapping[EntryId, str]) -> str:
    says = _translated(deadline.says)
    of_what = names.get(deadline.payment_id or deadline.report_id or EntryId(""), "")
    return translate("date_words", "{what}: {why}").format(what=of_what, why=says) if of_what else says


def _translated(words: str) -> str:
    """Rules come from the content, days to ask again from the code."""
    said = QCoreApplication.translate(CONTEXT, words)
    return said if said != words else QCoreApplication.translate("deadlines", words)
