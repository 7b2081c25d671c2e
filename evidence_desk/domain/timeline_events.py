"""What there is to tell of a case, made of what was saved, written down, ticked and worked out. Nothing is guessed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from evidence_desk.domain.checklists import StepId, StepMark, StepState
from evidence_desk.domain.deadlines import Deadline
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.payments import Collected, Payment, Stopped
from evidence_desk.domain.reports import Outcome, Report
from evidence_desk.domain.timeline import Event, EventId, Happened, HowKnown, Subject, real_ns

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ANSWERS: Final = frozenset({Outcome.REMOVED.value, Outcome.REFUSED.value, Outcome.ANSWERED.value})
_TICKED: Final = {StepState.DONE: Happened.DONE, StepState.SKIPPED: Happened.SKIPPED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything known of a case that has a time, or should have one. Entries that were taken out are not among it.

    `titles` are the words of steps, `numbers` the exhibit numbers of items that prove something, `shut` the items that
    are flagged as under 18, `zone` (IANA) where the person is: that of a time for which none was written.
    """

    zone: str
    items: Iterable[Listed] = ()
    payments: Mapping[EntryId, Payment] = field(default_factory=dict)
    reports: Mapping[EntryId, Report] = field(default_factory=dict)
    marks: Mapping[StepId, StepMark] = field(default_factory=dict)
    deadlines: Iterable[Deadline] = ()
    titles: Mapping[StepId, str] = field(default_factory=dict)
    numbers: Mapping[ItemId, str] = field(default_factory=dict)
    shut: frozenset[ItemId] = frozenset()


def events_of(told: Told) -> Iterator[Event]:
    """Every event of a case, in no order."""
    for item in told.items:
        yield _saved(told, item)
    for entry_id, payment in told.payments.items():
        yield from _payment(told, entry_id, payment)
    for mark in told.marks.values():
        yield from _step(told, mark)
    for entry_id, report in told.reports.items():
        yield from _report(told, entry_id, report)
    for deadline in told.deadlines:
        yield _date(told, deadline)


def _saved(told: Told, item: Listed) -> Event:
    return Event(
        id=EventId(f"saved/{item.id}"), happened=Happened.SAVED, known=HowKnown.CLOCK, utc_ns=real_ns(item.utc_ns),
        zone=item.zone, utc_offset_s=item.utc_offset_s, of=item, owner=item.id, exhibits=(item.exhibit,),
        is_shut=item.id in told.shut,
    )  # fmt: skip


def _payment(told: Told, entry_id: EntryId, payment: Payment) -> Iterator[Event]:
    """Nobody is asked when the money was picked up or the stop came through: that it was has no time."""
    asked = real_ns(payment.cancelled_ns)
    yield _written(told, Happened.PAID, entry_id, payment, real_ns(payment.paid_ns))
    if payment.collected == Collected.YES.value:
        yield _written(told, Happened.COLLECTED, entry_id, payment, None)
    if asked is not None or payment.stopped == Stopped.ASKED.value:
        yield _written(told, Happened.ASKED_TO_STOP, entry_id, payment, asked)
    if payment.stopped == Stopped.STOPPED.value:
        yield _written(told, Happened.STOPPED, entry_id, payment, None)


def _report(told: Told, entry_id: EntryId, report: Report) -> Iterator[Event]:
    """One that only says when to ask again was not sent yet; one with a number or an answer was."""
    asked, is_answered = real_ns(report.asked_ns), report.outcome in _ANSWERS
    if asked is not None or report.reference or is_answered:
        yield _written(told, Happened.ASKED, entry_id, report, asked)
    if is_answered:
        yield _written(told, Happened.ANSWERED, entry_id, report, None)


def _written(told: Told, happened: Happened, entry_id: EntryId, of: Payment | Report, ns: int | None) -> Event:
    numbers = (told.numbers.get(ItemId(each)) for each in of.exhibits)
    return Event(
        id=EventId(f"{happened}/{entry_id}"), happened=happened, known=HowKnown.WRITTEN, utc_ns=ns,
        zone=of.zone or told.zone, of=of, owner=entry_id, exhibits=tuple(filter(None, numbers)),
        title=told.titles.get(StepId(of.step), "") if isinstance(of, Report) else "",
    )  # fmt: skip


def _step(told: Told, mark: StepMark) -> Iterator[Event]:
    """A step that was put back is to do again, and nothing to tell."""
    happened = _TICKED.get(mark.state)
    if happened is None:
        return
    proof = told.numbers.get(mark.proof) if mark.proof is not None else None
    yield Event(
        id=EventId(f"step/{mark.step_id}"), happened=happened, known=HowKnown.TICKED, utc_ns=_ns(mark.changed_at),
        zone=told.zone, of=mark, owner=mark.step_id, title=told.titles.get(mark.step_id, ""),
        exhibits=(proof,) if proof else (),
    )  # fmt: skip


def _date(told: Told, deadline: Deadline) -> Event:
    of: Subject = deadline
    owner = deadline.step_id or deadline.payment_id or deadline.report_id or ""
    return Event(
        id=EventId(f"ends/{deadline.id}"), happened=Happened.ENDS, known=HowKnown.COUNTED,
        utc_ns=_ns(deadline.ends_at) if deadline.ends_at else None, zone=deadline.zone or told.zone, of=of,
        owner=owner, day=deadline.day, title=told.titles.get(deadline.step_id, "") if deadline.step_id else "",
    )  # fmt: skip


def _ns(at: datetime) -> int | None:
    return real_ns((at - _EPOCH) // timedelta(microseconds=1) * 1000)
