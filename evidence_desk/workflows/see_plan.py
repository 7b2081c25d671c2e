"""See what there is to do in a case, and the dates to know."""

from datetime import datetime

from evidence_desk.domain.answers import OwnStep
from evidence_desk.domain.cases import Case
from evidence_desk.domain.deadlines import Deadline, zone_of
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Report
from evidence_desk.domain.times import Moment
from evidence_desk.guidance.content import Content
from evidence_desk.guidance.deadlines import deadlines
from evidence_desk.guidance.plan import Plan, make_plan
from evidence_desk.guidance.situation import OwnStepOnce, PaidOnce, ReportedOnce, Situation
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.write_down import answers_of, written


def see_plan(vault: Vault, case: Case, content: Content) -> Plan:
    """The plan of a case as it is now."""
    return make_plan(content, situation_of(vault, case))


def see_deadlines(
    vault: Vault, case: Case, content: Content, plan: Plan | None = None, *, now: Moment | None = None
) -> tuple[Deadline, ...]:
    """The dates to know of a case; `plan` is one that was just made of it, if there is one.

    Without `now` the vault's own clock is read. Raises ReadOnlyVault where it has none.
    """
    plan = plan or see_plan(vault, case, content)
    reports = tuple(ReportedOnce(kept.id, kept.what) for kept in written(vault, case, Report))
    situation = plan.situation
    return deadlines(plan, content, situation.marks, situation.payments, reports, local_time(now or vault.clock.now()))


def local_time(now: Moment) -> datetime:
    """A moment in the zone of this computer, so that days can be counted in it.

    Where nobody knows the zone's name, it is as far from UTC as the computer is now.
    """
    zone = zone_of(now.zone)
    return now.at.astimezone(zone) if zone.key == now.zone else now.local_at


def situation_of(vault: Vault, case: Case) -> Situation:
    """Everything the plan of a case is made from; what was taken out is told too, for what was ticked of it."""
    payments = written(vault, case, Payment, with_removed=True)
    own_steps = written(vault, case, OwnStep, with_removed=True)
    return Situation(
        answers=answers_of(vault, case),
        under18=vault.cases.under18(case.id),
        payments=tuple(PaidOnce(each.id, each.number, each.what, each.is_removed) for each in payments),
        own_steps=tuple(OwnStepOnce(each.id, each.what, each.added_at, each.is_removed) for each in own_steps),
        marks=vault.steps.marks(case.id),
        saved=vault.items.count(case.id),
    )
