"""See what happened in a case and what was done, in the order of time, with how each time is known."""

from collections.abc import Iterator
from itertools import chain

from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import StepId, StepMark
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.timeline import Timeline, timeline_of
from evidence_desk.domain.timeline_events import Told, events_of
from evidence_desk.domain.times import Moment
from evidence_desk.guidance.content import Content
from evidence_desk.guidance.plan import Plan
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.see_plan import see_deadlines, see_plan
from evidence_desk.workflows.see_registers import Registers, see_registers


def see_timeline(vault: Vault, case: Case, content: Content | None, now: Moment) -> Timeline:
    """The timeline of a case as it is now; without `content` steps have no words, and there are no dates.

    Captures that were refused are not in it: the vault's history has them, and does not say of which case they were.
    """
    registers = see_registers(vault, case)
    marks = vault.steps.marks(case.id)
    plan = see_plan(vault, case, content) if content is not None else None
    told = Told(
        zone=now.zone,
        items=_items(vault, case),
        payments={each.id: each.what for each in registers.payments},
        reports={each.id: each.what for each in registers.reports},
        marks=marks,
        deadlines=see_deadlines(vault, case, content, plan, now=now) if content is not None else (),
        titles=dict(_titles(plan, content)) if content is not None and plan is not None else {},
        numbers=_numbers(vault, registers, marks),
        shut=frozenset(registers.shut),
    )
    return timeline_of(events_of(told), now.utc_ns, now.zone)


def _items(vault: Vault, case: Case) -> Iterator[Listed]:
    newest = vault.listing.newest(case.id)
    older = vault.listing.pages(case.id, newest[-1].sort_key) if newest else ()
    return chain(newest, chain.from_iterable(older))


def _titles(plan: Plan, content: Content) -> Iterator[tuple[StepId, str]]:
    """What the plan says of a step, where it is in it."""
    yield from ((step.id, step.title) for step in content.steps())
    yield from ((step.id, step.title) for each in plan.lists for step in each.steps)


def _numbers(vault: Vault, registers: Registers, marks: dict[StepId, StepMark]) -> dict[ItemId, str]:
    proofs = {mark.proof for mark in marks.values() if mark.proof is not None} | registers.exhibits()
    return {each.id: each.exhibit for each in vault.listing.of_ids(proofs)} if proofs else {}
