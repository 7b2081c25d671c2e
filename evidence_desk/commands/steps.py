"""`steps`, `step done`, `step skip`, `step undo`."""

from dataclasses import dataclass

import click

from evidence_desk.commands.session import Session, case_option, pass_session
from evidence_desk.commands.shapes import marks_exhibits, step_shape
from evidence_desk.domain.checklists import Checklist, Step, StepState
from evidence_desk.domain.errors import NoSuchList, NoVault
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.change_step import change_step, find_step
from evidence_desk.workflows.open_case import case_to_write_in, find_case

Shape = dict[str, object]


@click.command()
@click.option("--list", "list_name", metavar="L", help="suspend, report or payments.")
@case_option
@pass_session
def steps(session: Session, list_name: str | None, case_name: str | None) -> None:
    """List the steps and where they stand."""
    chosen = _chosen(session.desk.checklists(), list_name)
    try:
        shapes = session.desk.work(lambda vault: _shapes(vault, chosen, case_name))
    except NoVault:
        shapes = [step_shape(one, None, {}) for one in chosen]
    session.answer(shapes, *(f"{_MARKS[str(s['state'])]} {s['id']}  {s['title']}" for s in shapes))


_MARKS = {"todo": "[ ]", "done": "[x]", "skipped": "[-]"}


def _chosen(checklists: tuple[Checklist, ...], list_name: str | None) -> tuple[Step, ...]:
    wanted = [one for one in checklists if list_name in {None, one.id}]
    if not wanted:
        raise NoSuchList(list_name or "")
    return tuple(step for one in wanted for step in one.steps)


def _shapes(vault: Vault, chosen: tuple[Step, ...], case_name: str | None) -> list[Shape]:
    if case_name is None and vault.cases.last_used() is None:
        return [step_shape(one, None, {}) for one in chosen]
    case = find_case(vault, case_name)
    marks = vault.steps.marks(case.id)
    exhibits = marks_exhibits(vault.listing.of_ids(mark.proof for mark in marks.values() if mark.proof))
    return [step_shape(one, marks.get(one.id), exhibits) for one in chosen]


@click.group()
def step() -> None:
    """Tick a step, leave it out, or take that back."""


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


@dataclass(frozen=True, slots=True)
class Change:
    """What is said of a step, as it was typed."""

    step_id: str
    state: StepState
    note: str | None = None
    proof: str | None = None


def _change(session: Session, case_name: str | None, change: Change) -> None:
    chosen = find_step(session.desk.checklists(), change.step_id)

    def work(vault: Vault) -> Shape:
        case = case_to_write_in(vault, case_name)
        proof = vault.items.find(case.id, change.proof).id if change.proof is not None else None
        mark = change_step(vault, case, chosen.id, change.state, note=change.note, proof=proof)
        return step_shape(chosen, mark, marks_exhibits(vault.listing.of_ids([mark.proof] if mark.proof else [])))

    shape = session.desk.work(work, create=True)
    session.answer(shape, f"{_MARKS[str(shape['state'])]} {shape['title']}")
