"""Of all dates to know the one that a step shows, and the one that a report does."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from evidence_desk.domain.checklists import StepId
from evidence_desk.domain.deadlines import FOLLOW_UP, Deadline
from evidence_desk.domain.entries import EntryId

_FIRST = datetime.min.replace(tzinfo=UTC)


def date_of_each_step(found: Iterable[Deadline], now: datetime) -> dict[StepId, Deadline]:
    """The date of each step that has one; `now` is aware.

    A day to ask again that the person set gives way to a real date. Of several reports the time of the last one asked
    counts, of everything else what ends first.
    """
    by_step: defaultdict[StepId, list[Deadline]] = defaultdict(list)
    for each in found:
        if each.step_id is not None:
            by_step[each.step_id].append(each)
    return {step_id: _most_useful(dates, now) for step_id, dates in by_step.items()}


def date_of_each_report(found: Iterable[Deadline]) -> Mapping[EntryId, Deadline]:
    """The date of each report that has one: until when an answer is due, else the day to ask again."""
    of_reports = [each for each in found if each.report_id is not None]
    real_last = sorted(of_reports, key=lambda each: each.kind != FOLLOW_UP)
    return {each.report_id: each for each in real_last if each.report_id is not None}


def _most_useful(dates: Sequence[Deadline], now: datetime) -> Deadline:
    real = [each for each in dates if each.kind != FOLLOW_UP]
    asked = sorted((each for each in real if each.report_id is not None), key=_ends)
    candidates = [each for each in real if each.report_id is None] + asked[-1:]
    if candidates:
        return min(candidates, key=_ends)
    ahead = [each for each in dates if not each.has_passed(now)]
    return min(ahead, key=_ends) if ahead else max(dates, key=_ends)


def _ends(deadline: Deadline) -> datetime:
    """What has no moment comes first: it does not last."""
    return deadline.ends_at or _FIRST
