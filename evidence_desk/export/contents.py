"""What goes into one folder, gathered before anything is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evidence_desk.domain.arrivals import Removal
from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import Checklist, Step, StepId, StepMark, StepState
from evidence_desk.domain.custody import Head
from evidence_desk.domain.evidence import Item, exhibit_name
from evidence_desk.domain.mendings import Mendings
from evidence_desk.domain.times import Moment
from evidence_desk.export.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One item; `file` is where its original lies in the folder, or None when its saved file can't be read."""

    item: Item
    file: str | None


@dataclass(frozen=True, slots=True)
class StepTaken:
    """What the person said of one step. `step` is None for a mark on a step that this version does not have."""

    mark: StepMark
    step: Step | None
    list_title: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything the pages and tables say.

    `signed_by` is the fingerprint of the key that will seal the folder. `removed` are the exhibits that were here once,
    as the history tells, `mendings` what it says of damage that was mended; `history_whole` is False when the case's
    own history does not fit together.
    """

    case: Case
    recipient: Recipient
    made: Moment
    program_version: str
    signed_by: str
    exhibits: Sequence[Exhibit]
    steps: Sequence[StepTaken]
    log: Head
    removed: Sequence[Removal] = ()
    history_whole: bool = True
    mendings: Mendings = field(default_factory=Mendings)

    @property
    def unreadable(self) -> tuple[str, ...]:
        """The exhibits whose originals are not in the folder."""
        return tuple(exhibit.item.exhibit for exhibit in self.exhibits if exhibit.file is None)


def steps_taken(
    marks: Mapping[StepId, StepMark], checklists: Iterable[Checklist], items: Iterable[Item]
) -> tuple[StepTaken, ...]:
    """The marks in the order in which they were made, with the words of their steps and the numbers of their proofs."""
    known = {step.id: (step, checklist.title) for checklist in checklists for step in checklist.steps}
    numbers = {item.id: item.number for item in items}

    def taken(mark: StepMark) -> StepTaken:
        step, title = known.get(mark.step_id, (None, ""))
        number = numbers.get(mark.proof) if mark.proof is not None else None
        return StepTaken(mark, step, title, exhibit_name(number) if number is not None else "")

    said = (mark for mark in marks.values() if mark.state is not StepState.TODO)
    return tuple(taken(mark) for mark in sorted(said, key=lambda mark: (mark.changed_at, mark.step_id)))
