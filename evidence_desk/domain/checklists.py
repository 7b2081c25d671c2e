"""Checklists: the steps that get a person out, and how far they are."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.facts import DeadlineRule, Page, Phone

ListId = NewType("ListId", str)
StepId = NewType("StepId", str)


class StepState(StrEnum):
    """Where a step stands; `SKIPPED` is "Not for me" and leaves the count."""

    TODO = "todo"
    DONE = "done"
    SKIPPED = "skipped"


class Phase(StrEnum):
    """What a step is for, in the order in which a plan has them; money never stands behind saving."""

    CALM = "calm"
    STOP = "stop"
    MONEY = "money"
    SAVE = "save"
    LOCK = "lock"
    BLOCK = "block"
    REPORT = "report"
    WATCH_LIST = "watch list"
    POLICE = "police"
    SUPPORT = "support"
    SUSPEND = "suspend"
    LOOK_OUT = "look out"


class Register(StrEnum):
    """Which part of a payment's entry tells of the same thing as a step."""

    STOPPED = "stopped"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Where a step applies; what is not said applies to everybody. `age` is "adult" or "under 18"."""

    countries: tuple[str, ...] = ()
    not_countries: tuple[str, ...] = ()
    paid: bool | None = None
    posted: bool | None = None
    age: str | None = None


EVERYBODY = When()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do, in the person's words, with where the fact came from and when it was last checked.

    `service` is the name it stands under: of a service, a way of paying, or a group of more steps; `belongs_to` is
    the ServiceId or MethodId. `save_first`: it may hide or take away what is not saved yet. `about_image`: it has to
    do with holding the picture itself, and is never offered under 18. `saves`: it asks to save what is on the screen.
    `deletes_after_days`: following it starts a deletion. `text`: which text to paste goes with it. `asks_number`: the
    label of the number they give.
    """

    id: StepId
    list_id: ListId
    service: str
    belongs_to: str = ""
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
    phase: Phase = Phase.LOOK_OUT
    when: When = EVERYBODY
    about_image: bool = False
    saves: bool = False
    deletes_after_days: int | None = None
    deadline: DeadlineRule | None = None
    text: str | None = None
    asks_number: str | None = None
    phones: tuple[Phone, ...] = ()
    optional: bool = False
    is_own: bool = False
    """Whether the person made it."""
    about: str | None = None
    """EntryId of the payment that this is about, where it is about one."""
    register: Register | None = None
    """What the entry of its payment says of the same thing, where it does."""
    how_where: tuple[When, ...] = ()
    """The countries that each line of `how` holds in, line by line; empty where every line holds everywhere."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """One named list: "suspend", "report", "payments" or "more"."""

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
