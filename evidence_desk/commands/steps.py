"""`steps`: what there is to do in a case, where it stands, and why it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from evidence_desk.commands.session import Session, case_option, pass_session
from evidence_desk.commands.shapes import NO_FACT, age_lines, fact_shape, marks_exhibits, step_shape
from evidence_desk.domain.checklists import Step, StepId, StepMark
from evidence_desk.domain.errors import NoSuchList, NoVault
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.sentences import shown
from evidence_desk.domain.times import Moment, utc_text
from evidence_desk.guidance.applying import is_kept_back
from evidence_desk.guidance.content import LIST_IDS, Content
from evidence_desk.guidance.plan import Plan, make_plan
from evidence_desk.guidance.situation import Situation
from evidence_desk.guidance.step_dates import date_of_each_step
from evidence_desk.workflows.open_case import find_case
from evidence_desk.workflows.see_plan import see_deadlines, see_plan

if TYPE_CHECKING:  # only named here
    from evidence_desk.domain.cases import Case
    from evidence_desk.vault.vault import Vault

Shape = dict[str, object]
MARKS = {"todo": "[ ]", "done": "[x]", "skipped": "[-]"}


@click.command()
@click.option("--list", "list_name", metavar="L", help="suspend, report, payments or more.")
@click.option("--all", "with_all", is_flag=True, help="Also the steps that do not apply.")
@click.option("--in-order", is_flag=True, help="As they are best done, across the lists.")
@case_option
@pass_session
def steps(
    session: Session,
    list_name: str | None,
    with_all: bool,  # noqa: FBT001
    in_order: bool,  # noqa: FBT001
    case_name: str | None,
) -> None:
    """List the steps that apply and where they stand. What was not answered leaves them all in."""
    if with_all and in_order:
        raise click.UsageError("Choose one of --all and --in-order: what does not apply has no place in the order.")
    if list_name not in {None, *LIST_IDS}:
        raise NoSuchList(list_name or "")
    content, today = session.desk.content(), session.desk.clock.now().local_at.date()
    try:
        seen = session.desk.work(lambda vault: _seen(vault, content, case_name, session.desk.clock.now()))
    except NoVault:
        seen = Seen(make_plan(content, Situation()), today)
    every = seen.plan.order if in_order else seen.steps(content if with_all else None)
    chosen = [step for step in every if list_name in {None, step.list_id}]
    shapes = [seen.shape(step) for step in chosen]
    lines = [step_line(shape) for shape in shapes]
    session.answer(shapes, *lines, *age_lines((step.checked for step in chosen if not step.is_own), today))


@dataclass(frozen=True, slots=True)
class Seen:
    """A plan with everything that is said beside its steps, as they are read on a day."""

    plan: Plan
    today: date
    exhibits: Mapping[ItemId, int] | None = None
    ends: Mapping[StepId, datetime] | None = None

    def steps(self, content: Content | None) -> Iterator[Step]:
        """The steps of the plan, list by list, and with a content those too that do not apply.

        What has to do with a picture itself, or is for adults, is offered to nobody where care is on.
        """
        known, under18 = {step.id for each in self.plan.lists for step in each.steps}, self.plan.situation.under18
        for each in self.plan.lists:
            yield from each.steps
            others = (step for step in content.steps() if step.list_id == each.id) if content else ()
            yield from (step for step in others if step.id not in known and not is_kept_back(step, under18))

    def shape(self, step: Step) -> Shape:
        """One step as JSON."""
        ends_at = (self.ends or {}).get(step.id)
        return {
            **step_shape(step, self.mark(step.id), self.exhibits or {}),
            "deadline": utc_text(ends_at) if ends_at is not None else None,
            "reason": self.plan.reasons.get(step.id),
            "applies": step.id in self.plan.reasons and step.id not in self.plan.kept,
            **(fact_shape(step.source, step.checked, step.confidence, self.today) if not step.is_own else NO_FACT),
        }

    def mark(self, step_id: StepId) -> StepMark | None:
        """What was said of the step."""
        return self.plan.situation.marks.get(step_id)


def see(vault: Vault, case: Case, content: Content, now: Moment) -> Seen:
    """The plan of a case as it is now, with its dates and the exhibits that prove its steps."""
    plan = see_plan(vault, case, content)
    proofs = (mark.proof for mark in plan.situation.marks.values() if mark.proof)
    moments = [each for each in see_deadlines(vault, case, content, plan, now=now) if each.ends_at is not None]
    ends = {name: each.ends_at for name, each in date_of_each_step(moments, now.at).items() if each.ends_at is not None}
    return Seen(plan, now.local_at.date(), marks_exhibits(vault.listing.of_ids(proofs)), ends)


def _seen(vault: Vault, content: Content, case_name: str | None, now: Moment) -> Seen:
    if case_name is None and vault.cases.last_used() is None:
        return Seen(make_plan(content, Situation()), now.local_at.date())
    return see(vault, find_case(vault, case_name), content, now)


def step_line(shape: Shape) -> str:
    """One step for people."""
    by = f"  by {shape['deadline']}" if shape["deadline"] else ""
    return f"{MARKS[str(shape['state'])]} {shown(str(shape['id']))}  {shown(str(shape['title']))}{by}"
