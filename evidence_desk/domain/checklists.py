"""Checklists: the steps that get a person out, and how far they are."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from evidence_desk.domain.evidence import ItemId

ListId = NewType("ListId", str)
StepId = NewType("StepId", str)


class StepState(StrEnum):
    """Where a step stands; `SKIPPED` is "Not for me" and leaves the count."""

    TODO = "todo"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Page:
    """An official page a step sends to; `site` is the name said before going online."""

    url: str
    site: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do, in the person's words, with where the fact came from and when it was last checked.

    `save_first`: it may hide or take away what is not saved yet.
    """

    id: StepId
    list_id: ListId
    service: str
    title: str
    hint: str
    minutes: int | None
    reversible: bool | None
    needs_internet: bool
    read_first: bool
    save_first: bool
    why: str
    how: tuple[str, ...]
    caution: str | None
    page: Page | None
    source: str
    checked: date
    confidence: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """One named list: "suspend", "report" or "payments"."""

    id: ListId
    title: str
    lede: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class StepMark:
    """What the person said of a step; a step without a mark is still to do."""

    step_id: StepId
    state: StepState
    changed_at: datetime
    note: str = ""
    proof: ItemId | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a list is; skipped steps are in neither number."""

    done: int
    all: int


def progress(checklist: Checklist, marks: dict[StepId, StepMark]) -> Progress:
    """Count a list against the person's marks."""
    states = [marks[step.id].state if step.id in marks else StepState.TODO for step in checklist.steps]
    counted = [state for state in states if state is not StepState.SKIPPED]
    return Progress(counted.count(StepState.DONE), len(counted))
