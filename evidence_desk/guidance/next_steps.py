"""Which steps come next: a few at a time, the urgent ones never kept waiting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from evidence_desk.domain.answers import Told
from evidence_desk.domain.checklists import Phase, Step, StepState
from evidence_desk.guidance.ordering import is_money
from evidence_desk.guidance.situation import Situation

AT_MOST: Final = 4
_MOST_MONEY_FIRST: Final = 2


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What to offer now. `save_first`: nothing is saved yet, and saving comes before `steps` (but not before money).

    `steps` and that entry together are at most `AT_MOST`; `waiting` is every step still to do, `steps` included.
    """

    save_first: bool
    steps: tuple[Step, ...]
    waiting: tuple[Step, ...]


def next_steps(order: Sequence[Step], situation: Situation) -> NextSteps:
    """Choose from what is still to do of a plan's order.

    Who has paid hears of money first. A step that may take away what is not saved waits for something saved, unless
    somebody in distress wants to block. After that each kind of step has its turn, and a service the person has begun
    comes before others. What is optional is only waiting.
    """
    to_do = [step for step in order if situation.is_to_do(step.id)]
    ready = [step for step in to_do if _is_ready(step, situation) and not step.optional]
    money = [step for step in ready if is_money(step)] if situation.paid is Told.YES else []
    # Whoever has written a payment down needs its own steps, not the one that asks whether they paid.
    first = _one_of_each([step for step in money if step.about] or money)[:_MOST_MONEY_FIRST]
    first_ids = {step.id for step in first}
    chosen = [*first, *_in_turn((step for step in ready if step.id not in first_ids), order, situation)]
    chosen_ids = {step.id for step in chosen}
    late = [step for step in to_do if step.id not in chosen_ids]
    nothing_saved = not situation.saved
    return NextSteps(nothing_saved, tuple(chosen[: AT_MOST - nothing_saved]), (*chosen, *late))


def _is_ready(step: Step, situation: Situation) -> bool:
    blocks_now = step.phase is Phase.BLOCK and situation.answers.in_distress
    return bool(situation.saved) or not step.save_first or blocks_now


def _one_of_each(steps: Iterable[Step]) -> list[Step]:
    """The first step of each payment, then the second of each, and so on."""
    groups: dict[tuple[str, str | None], list[Step]] = {}
    for step in steps:
        groups.setdefault((step.service, step.about), []).append(step)
    return _turns(groups.values())


def _in_turn(steps: Iterable[Step], order: Sequence[Step], situation: Situation) -> list[Step]:
    """One of each kind, then another of each kind, in the order of the plan."""
    said: dict[str, set[StepState]] = {}
    for step in order:
        said.setdefault(step.service, set()).add(_state(step, situation))
    groups: dict[Phase, list[Step]] = {}
    for step in steps:
        groups.setdefault(Phase.MONEY if is_money(step) else step.phase, []).append(step)
    return _turns(sorted(group, key=lambda step: _rank(said[step.service])) for group in groups.values())


def _turns(groups: Iterable[Iterable[Step]]) -> list[Step]:
    return [step for turn in zip_longest(*groups) for step in turn if step is not None]


def _rank(said: set[StepState]) -> int:
    if StepState.DONE in said:
        return 0
    return 2 if StepState.SKIPPED in said else 1


def _state(step: Step, situation: Situation) -> StepState:
    mark = situation.marks.get(step.id)
    return mark.state if mark else StepState.TODO
