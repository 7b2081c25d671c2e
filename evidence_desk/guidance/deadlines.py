"""Which dates somebody has to know: rules of the content, counted from what was paid, done or asked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Final

from evidence_desk.domain.checklists import Step, StepId, StepMark, StepState
from evidence_desk.domain.deadlines import FOLLOW_UP, Deadline, End, end_of, end_of_day, zone_of
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.facts import DeadlineRule, MethodId, Since, Unit
from evidence_desk.domain.payments import at_ns
from evidence_desk.domain.reports import OPEN, Outcome, Report
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP
from evidence_desk.guidance.content import Content
from evidence_desk.guidance.payment_rules import LAST_MOMENT, holds_for, is_over, step_of
from evidence_desk.guidance.plan import Plan
from evidence_desk.guidance.situation import PaidOnce, ReportedOnce, country_group

_FOLLOW_UP_SAYS: Final = QT_TRANSLATE_NOOP("deadlines", "You wanted to ask again on this day.")
_FOLLOW_UP_TITLE: Final = QT_TRANSLATE_NOOP("deadlines", "Ask again")


def deadlines(  # noqa: PLR0913, PLR0917 — everything a date hangs on
    plan: Plan,
    content: Content,
    marks: Mapping[StepId, StepMark],
    payments: Iterable[PaidOnce],
    reports: Iterable[ReportedOnce],
    now: datetime,
) -> tuple[Deadline, ...]:
    """Every date to know, those without a moment first, then by moment.

    `now` is aware, and in the person's own zone: days are counted in it where neither payment nor report names one.
    What was over within minutes or hours and can't be done any more is left out; whole days that passed are told.
    """
    counting = _Counting(plan, content, marks, now)
    live = [each for each in payments if not each.is_removed]
    found = [*counting.of_payments(live), *counting.of_steps(), *counting.of_reports(reports)]
    wanted = [each for each in found if not (each.kind == LAST_MOMENT and not each.is_day and each.has_passed(now))]
    return tuple(sorted(wanted, key=lambda each: (each.ends_at or datetime.min.replace(tzinfo=UTC), each.id)))


@dataclass(frozen=True, slots=True)
class _From:
    """What a rule counts from: a moment, the zone it was read in, and what it is of."""

    at: datetime | None
    zone: str
    step_id: StepId | None = None
    payment_id: EntryId | None = None
    report_id: EntryId | None = None
    is_certain: bool = True

    @property
    def name(self) -> str:
        """What tells it from all others."""
        return self.report_id or self.payment_id or self.step_id or ""


class _Counting:
    def __init__(self, plan: Plan, content: Content, marks: Mapping[StepId, StepMark], now: datetime) -> None:
        self._plan = plan
        self._content = content
        self._marks = marks
        self._now = now
        self._here = now.tzinfo or UTC
        self._zone = getattr(now.tzinfo, "key", None) or now.tzname() or "UTC"
        self._country = country_group(plan.situation.answers.country)

    def of_payments(self, payments: list[PaidOnce]) -> Iterator[Deadline]:
        """The rules of each payment's method."""
        for once in payments:
            steps = [step for step in self._plan.order if step.about == once.id]
            method = self._content.methods.get(MethodId(once.payment.method))
            for rule in method.deadlines if method else ():
                if holds_for(rule, once, self._country) and not is_over(rule, once, payments):
                    since = _From(
                        once.payment.paid_at, once.payment.zone or self._zone, step_of(rule, steps), once.id,
                        is_certain=bool(once.payment.zone),
                    )  # fmt: skip
                    yield from self._counted(rule, since)

    def of_steps(self) -> Iterator[Deadline]:
        """What counts from a step that was done; only where the step is in the plan, or was marked."""
        for step in self._shown():
            rule, mark = step.deadline, self._marks.get(step.id)
            if rule and mark and mark.state is StepState.DONE and rule.since is Since.DONE and self._is_here(rule):
                yield from self._counted(rule, _From(mark.changed_at, self._zone, step.id, _entry(step.about)))

    def of_reports(self, reports: Iterable[ReportedOnce]) -> Iterator[Deadline]:
        """When an answer is due, each counted from its own report, and the days to ask again."""
        steps, every = {step.id: step for step in self._shown()}, tuple(reports)
        for once in every:
            step = steps.get(StepId(once.report.step))
            zone = once.report.zone or self._zone
            rule = step.deadline if step else None
            asked_at = at_ns(once.report.asked_ns) if once.report.asked_ns else None
            waits = once.report.outcome in OPEN
            if step and rule and asked_at and waits and rule.since is Since.ASKED and self._is_here(rule):
                yield from self._counted(rule, _From(asked_at, zone, step.id, report_id=once.id))
            yield from self._follow_up(once, step, zone, every)

    def _follow_up(
        self, once: ReportedOnce, step: Step | None, zone: str, every: tuple[ReportedOnce, ...]
    ) -> Iterator[Deadline]:
        try:
            day = date.fromisoformat(once.report.follow_up)
            end = end_of_day(day, self._zone_of(zone))
        except (ValueError, OverflowError):
            return
        is_down = once.report.outcome == Outcome.REMOVED.value
        if is_down or self._was_asked_again(once.report, day, every):
            return
        yield Deadline(
            id=f"follow-up/{once.id}", step_id=step.id if step else None, payment_id=None, report_id=once.id,
            says=_FOLLOW_UP_SAYS, calendar_title=_FOLLOW_UP_TITLE, kind=FOLLOW_UP,
            ends_at=end.at, zone=zone, is_day=True, is_sure=True, day=end.day,
        )  # fmt: skip

    def _was_asked_again(self, report: Report, day: date, every: tuple[ReportedOnce, ...]) -> bool:
        """Whether there is a later report of the same step, of that day or after it: then the day has done its work."""
        later = (
            each.report
            for each in every
            if report.step and each.report.step == report.step and each.report.asked_ns > report.asked_ns
        )
        return any(
            at_ns(each.asked_ns).astimezone(self._zone_of(each.zone or self._zone)).date() >= day for each in later
        )

    def _zone_of(self, name: str) -> tzinfo:
        """The zone of a name; a computer that has no name for its own still knows how far from UTC it is."""
        return self._here if name == self._zone else zone_of(name)

    def _shown(self) -> Iterator[Step]:
        return (step for each in self._plan.lists for step in each.steps)

    def _is_here(self, rule: DeadlineRule) -> bool:
        """Whether it holds where they live; a rule of some countries needs to know."""
        return not rule.countries or self._country in rule.countries

    def _counted(self, rule: DeadlineRule, since: _From) -> Iterator[Deadline]:
        """The rule's date; none where what it counts from is not known."""
        end: End | None = None
        if rule.unit is not Unit.NONE:
            end = end_of(since.at, rule.amount, rule.unit, self._zone_of(since.zone)) if since.at else None
            if end is None:
                return
        yield Deadline(
            id=f"{rule.id}/{since.name}", step_id=since.step_id, payment_id=since.payment_id, report_id=since.report_id,
            says=rule.says, calendar_title=rule.calendar_title, kind=rule.kind,
            ends_at=end.at if end else None, zone=since.zone, is_sure=_is_sure(rule, since),
            is_day=bool(end and end.day), day=end.day if end else None,
        )  # fmt: skip


def _is_sure(rule: DeadlineRule, since: _From) -> bool:
    """Verified, and counted from something certain; nobody knows here which working days are holidays."""
    return rule.confidence == "verified" and since.is_certain and rule.unit is not Unit.WORKING_DAYS


def _entry(name: str | None) -> EntryId | None:
    return None if name is None else EntryId(name)
