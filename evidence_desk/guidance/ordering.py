"""In which order steps stand: calm and stopping, money, saving, and only then what may take anything away."""

from collections.abc import Iterable
from typing import Final

from evidence_desk.domain.checklists import ListId, Phase, Step
from evidence_desk.guidance.applying import UNDER_18
from evidence_desk.guidance.situation import Situation

PAYMENTS: Final = ListId("payments")
_MORE: Final = ListId("more")
_PLACE: Final = {phase: float(place) for place, phase in enumerate(Phase)}
_BEFORE_SAVING: Final = _PLACE[Phase.SAVE] - 0.5
_AFTER_CALM: Final = _PLACE[Phase.CALM] + 0.5
_LATE_IN_LIST: Final = frozenset({Phase.SAVE, Phase.LOOK_OUT})


def is_money(step: Step) -> bool:
    """Whether it tries to get money back; keeping a receipt and watching out later do not."""
    return step.phase is Phase.MONEY or (step.list_id == PAYMENTS and step.phase not in _LATE_IN_LIST)


def is_saving(step: Step) -> bool:
    """Whether it asks to save something; whatever else a money step asks, it is for the money."""
    return not is_money(step) and (step.saves or step.phase is Phase.SAVE)


def in_order(steps: Iterable[Step], situation: Situation) -> tuple[Step, ...]:
    """The steps as they are best done; those of one place stay as they came."""
    written = any(not each.is_removed for each in situation.payments)
    return tuple(sorted(steps, key=lambda step: (*place(step, situation), _turn(step, has_written=written))))


def place(step: Step, situation: Situation) -> tuple[float, bool]:
    """Where a step stands. Under 18, people come right after calm, and what is made for under 18 before saving."""
    if is_money(step):
        return _PLACE[Phase.MONEY], step.saves
    wanted = _PLACE[Phase.LOOK_OUT if step.optional else step.phase]
    if situation.under18.needs_care:
        if step.phase is Phase.SUPPORT:
            wanted = _AFTER_CALM
        elif step.when.age == UNDER_18:
            wanted = min(wanted, _BEFORE_SAVING)
    if step.phase is Phase.BLOCK and situation.answers.in_distress:
        return _BEFORE_SAVING, False
    # Whatever asks to save stands behind money, whichever place its kind has.
    return (max(wanted, _PLACE[Phase.SAVE]), False) if is_saving(step) else (wanted, False)


def _turn(step: Step, *, has_written: bool) -> int:
    """Of one place: what holds for everybody opens it until saving is done, and closes it after that.

    Somebody who has written a payment down needs the steps of that payment first.
    """
    if step.list_id != _MORE:
        return 1
    if step.phase is Phase.MONEY and has_written:
        return 2
    return 0 if _PLACE[step.phase] <= _PLACE[Phase.SAVE] else 2


def grouped(steps: Iterable[Step]) -> tuple[Step, ...]:
    """A list's steps with those of one service, or of one payment, side by side; the groups in the order they begin."""
    groups: dict[tuple[str, str | None], list[Step]] = {}
    for step in steps:
        groups.setdefault((step.service, step.about), []).append(step)
    return tuple(step for group in groups.values() for step in group)
