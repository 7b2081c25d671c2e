"""`step done`, `step skip`, `step undo`, `step number`, `step add`, `step remove`: one step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from evidence_desk.commands.entries import CARD_CUT, entry_named, tell_cut
from evidence_desk.commands.reports import register
from evidence_desk.commands.session import Session, case_option, pass_session
from evidence_desk.commands.steps import see, step_line
from evidence_desk.commands.typed import OneOf
from evidence_desk.domain.answers import OwnStep
from evidence_desk.domain.card_numbers import without_card_number
from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import StepState
from evidence_desk.domain.errors import NoSuchList, NoSuchStep
from evidence_desk.domain.reports import Outcome, Report
from evidence_desk.guidance.content import LIST_IDS, OWN, Content
from evidence_desk.workflows.change_step import change_step
from evidence_desk.workflows.find_in_plan import find_in_plan
from evidence_desk.workflows.open_case import case_to_write_in, find_case
from evidence_desk.workflows.write_down import take_out, write_down, written

if TYPE_CHECKING:  # only named here
    from evidence_desk.vault.vault import Vault

Shape = dict[str, object]


@click.group()
def step() -> None:
    """Tick a step, set it aside, take that back, note its number, or write your own."""


@step.command("done")
@click.argument("step_id", metavar="ID")
@click.option("--note", metavar="T", help="Your own words about it.")
@click.option("--proof", metavar="EXHIBIT", help="The exhibit that shows it.")
@case_option
@pass_session
def step_done(session: Session, step_id: str, note: str | None, proof: str | None, case_name: str | None) -> None:
    """Say that a step is done."""
    _change(session, case_name, Change(step_id, StepState.DONE, note, proof))


@step.command("skip")
@click.argument("step_id", metavar="ID")
@case_option
@pass_session
def step_skip(session: Session, step_id: str, case_name: str | None) -> None:
    """Say that a step is not for you."""
    _change(session, case_name, Change(step_id, StepState.SKIPPED))


@step.command("undo")
@click.argument("step_id", metavar="ID")
@case_option
@pass_session
def step_undo(session: Session, step_id: str, case_name: str | None) -> None:
    """Take back what you said of a step."""
    _change(session, case_name, Change(step_id, StepState.TODO))


@step.command("number")
@click.argument("step_id", metavar="ID")
@click.argument("reference", metavar="TEXT")
@click.option("--outcome", type=OneOf(Outcome), help="What came of it.")
@case_option
@pass_session
def step_number(session: Session, step_id: str, reference: str, outcome: str | None, case_name: str | None) -> None:
    """Note the number they gave you at a step, in its report."""
    content, reports = _content(session, step_id), register(session)
    tell_cut(session.caller.warn, Report(reference=reference))

    def work(vault: Vault) -> tuple[Shape, list[str]]:
        case = case_to_write_in(vault, case_name)
        found = find_in_plan(vault, case, content, step_id)
        new = replace(reports.begins_as, step=found.id, to=found.service, about=found.about or "")
        last = next((kept for kept in reversed(written(vault, case, Report)) if kept.what.step == found.id), None)
        was = last.what if last else new
        what = replace(was, reference=reference, outcome=outcome or was.outcome)
        kept = write_down(vault, case, what, last.id if last else None)
        shapes, lines = reports.shown(vault, case, (kept,))
        return shapes[0], lines

    shape, lines = session.desk.work(work, create=True)
    session.answer(shape, *lines)


@step.command("add")
@click.argument("title")
@click.option("--list", "list_id", default="more", metavar="L", help="suspend, report, payments or more.")
@click.option("--service", default="", metavar="T", help="What it stands under.")
@click.option("--note", default="", metavar="T", help="How to do it, in your own words.")
@case_option
@pass_session
def step_add(session: Session, /, case_name: str | None, **parts: str) -> None:
    """Add a step of your own."""
    own = OwnStep(**{name: text.strip() for name, text in parts.items()})
    if own.list_id not in LIST_IDS:
        raise NoSuchList(own.list_id)
    if not own.title:
        raise click.UsageError("A step has a title.")
    content = session.desk.content()
    tell_cut(session.caller.warn, own)

    def work(vault: Vault) -> Shape:
        case = case_to_write_in(vault, case_name)
        kept = write_down(vault, case, own)
        return _shape(vault, case, content, f"{own.list_id}.{OWN}.{kept.id}")

    _answer(session, session.desk.work(work, create=True))


@step.command("remove")
@click.argument("step_id", metavar="ID")
@case_option
@pass_session
def step_remove(session: Session, step_id: str, case_name: str | None) -> None:
    """Take a step of your own out of its list; the history keeps it."""
    content = _content(session, step_id)

    def work(vault: Vault) -> Shape:
        case = find_case(vault, case_name)
        found = find_in_plan(vault, case, content, step_id)
        if not found.is_own:
            raise NoSuchStep(step_id)
        shape = _shape(vault, case, content, found.id)
        take_out(vault, case, entry_named(vault, case, OwnStep, found.id.rpartition(".")[2]).id)
        return shape

    _answer(session, session.desk.work(work))


@dataclass(frozen=True, slots=True)
class Change:
    """What is said of a step, as it was typed."""

    step_id: str
    state: StepState
    note: str | None = None
    proof: str | None = None


def _change(session: Session, case_name: str | None, change: Change) -> None:
    content = _content(session, change.step_id)
    if change.note is not None and without_card_number(change.note) != change.note:
        session.caller.warn(CARD_CUT)

    def work(vault: Vault) -> Shape:
        case = case_to_write_in(vault, case_name)
        step_id = find_in_plan(vault, case, content, change.step_id).id
        proof = vault.items.find(case.id, change.proof).id if change.proof is not None else None
        change_step(vault, case, step_id, change.state, note=change.note, proof=proof)
        return _shape(vault, case, content, step_id)

    _answer(session, session.desk.work(work, create=True))


def _content(session: Session, step_id: str) -> Content:
    """What the program tells. Raises NoSuchStep for what can be no step of any case, before a desk is made for it."""
    plain_id = step_id.partition("@")[0]
    list_id, _, rest = plain_id.partition(".")
    if list_id not in LIST_IDS:
        raise NoSuchStep(step_id)
    content = session.desk.content()
    is_named = rest.startswith((f"{OWN}.", f"{OWN}-"))
    if not is_named and all(each.id != plain_id for each in content.steps()):
        raise NoSuchStep(step_id)
    return content


def _shape(vault: Vault, case: Case, content: Content, step_id: str) -> Shape:
    seen = see(vault, case, content, vault.clock.now())
    return seen.shape(seen.plan.step(step_id) or find_in_plan(vault, case, content, step_id))


def _answer(session: Session, shape: Shape) -> None:
    session.answer(shape, step_line(shape))
