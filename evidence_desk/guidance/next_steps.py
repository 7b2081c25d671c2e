"""Which steps come next: a few at a time, the urgent ones never kept waiting."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Final

from evidence_desk.domain.checklists import Checklist, ListId, Step, StepId, StepMark, StepState

AT_MOST: Final = 4
_SUSPEND, _REPORT, _PAYMENTS = ListId("suspend"), ListId("report"), ListId("payments")
# Whose turn it is, over and over. Money is soonest out of reach; somebody who has set payments aside did not pay.
_PAID = (_PAYMENTS, _PAYMENTS, _SUSPEND, _REPORT)
_NOT_SAID = (_PAYMENTS, _SUSPEND, _REPORT, _SUSPEND)
_NOT_PAID = (_SUSPEND, _REPORT, _PAYMENTS)


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What to offer now. `save_first`: nothing is saved yet, and saving comes before `steps`.

    `steps` and that entry together are at most `AT_MOST`; `waiting` is every step still to do, `steps` included.
    """

    save_first: bool
    steps: tuple[Step, ...]
    waiting: tuple[Step, ...]


def next_steps(checklists: Sequence[Checklist], marks: Mapping[StepId, StepMark], saved: int) -> NextSteps:
    """Choose from what is still to do; `saved` is how many items the case has.

    While a payment step is to do, one is among them. A step that may take away what is not saved waits for something
    saved. A service the person has begun with comes before others, and one they said is not for them comes last.
    """
    to_do = {each.id: _to_do(each, checklists, marks) for each in checklists}
    turns = _turns(checklists, marks)
    ready = tuple(_in_turn(to_do, turns, lambda step: bool(saved) or not step.save_first))
    late = tuple(_in_turn(to_do, turns, lambda step: not saved and step.save_first))
    return NextSteps(not saved, ready[: AT_MOST - (not saved)], ready + late)


def has_paid(checklists: Sequence[Checklist], marks: Mapping[StepId, StepMark]) -> bool:
    """Whether the person has done something about a payment, and so has paid."""
    return StepState.DONE in _said_of(_PAYMENTS, checklists, marks)


def _in_turn(
    to_do: Mapping[ListId, Sequence[Step]], turns: Sequence[ListId], wanted: Callable[[Step], bool]
) -> Iterator[Step]:
    """Every wanted step, the lists taking turns."""
    left = {list_id: list(filter(wanted, steps)) for list_id, steps in to_do.items()}
    for list_id in cycle(turns):
        if not any(left.values()):
            return
        if left.get(list_id):
            yield left[list_id].pop(0)


def _turns(checklists: Sequence[Checklist], marks: Mapping[StepId, StepMark]) -> tuple[ListId, ...]:
    said = _said_of(_PAYMENTS, checklists, marks)
    turns = _PAID if StepState.DONE in said else _NOT_PAID if StepState.SKIPPED in said else _NOT_SAID
    return turns + tuple(each.id for each in checklists if each.id not in turns)


def _to_do(checklist: Checklist, checklists: Sequence[Checklist], marks: Mapping[StepId, StepMark]) -> list[Step]:
    """The list's steps to do: services begun, then untouched, then set aside; otherwise as the list has them."""
    rank = {step.service: _rank(step.service, checklists, marks) for step in checklist.steps}
    return sorted(
        (step for step in checklist.steps if _state(step, marks) is StepState.TODO), key=lambda step: rank[step.service]
    )


def _rank(service: str, checklists: Sequence[Checklist], marks: Mapping[StepId, StepMark]) -> int:
    said = {_state(step, marks) for each in checklists for step in each.steps if step.service == service}
    if StepState.DONE in said:
        return 0
    return 2 if StepState.SKIPPED in said else 1


def _said_of(list_id: ListId, checklists: Sequence[Checklist], marks: Mapping[StepId, StepMark]) -> set[StepState]:
    return {_state(step, marks) for each in checklists if each.id == list_id for step in each.steps}


def _state(step: Step, marks: Mapping[StepId, StepMark]) -> StepState:
    mark = marks.get(step.id)
    return mark.state if mark else StepState.TODO
