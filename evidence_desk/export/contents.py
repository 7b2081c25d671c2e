"""What goes into one folder, gathered before anything is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from evidence_desk.domain.answers import OwnStep
from evidence_desk.domain.arrivals import Removal
from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import Checklist, ListId, StepId, StepMark, StepState
from evidence_desk.domain.clock_changes import ClockChanges
from evidence_desk.domain.custody import Head
from evidence_desk.domain.evidence import Item, ItemId, Origin, exhibit_name
from evidence_desk.domain.mendings import Mendings
from evidence_desk.domain.times import Moment
from evidence_desk.export.recipients import Recipient
from evidence_desk.export.registers import Registers

_OWN = ".own."
_PLAIN_TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One item; `file` is where its original lies in the folder, or None when its saved file can't be read.

    It is None as well for one that `is_flagged` as under 18: the person said to leave such originals out.
    """

    item: Item
    file: str | None
    is_flagged: bool = False

    @property
    def may_show_people(self) -> bool:
        """Whether its original is in the folder and may hold a picture; whatever is no plain text may."""
        return self.file is not None and not self.item.record.media_type.startswith(_PLAIN_TEXT)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item that is not in a part, for whatever reason: what names it all the same, and nothing of what it shows."""

    id: ItemId
    number: int
    sha256: str
    size_bytes: int
    captured_at: datetime

    @property
    def exhibit(self) -> str:
        """EX-003."""
        return exhibit_name(self.number)


@dataclass(frozen=True, slots=True)
class StepTaken:
    """What the person said of one step: its list, its service and its words, empty where nobody knows them."""

    mark: StepMark
    list_title: str
    service: str
    title: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything the pages and tables say.

    `signed_by` is the fingerprint of the key that will seal the folder. `removed` are the exhibits that were here
    once, as the history tells, `mendings` what it says of damage that was mended, `clock_changes` where a clock was
    changed; `history_whole` is False when the case's own history does not fit together, `doubts` are sentences on
    whatever else the desk found wrong. `left_out` are the items that are not for this recipient, where one does not
    get everything; `is_chosen` where the person said which items are.
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
    doubts: Sequence[str] = ()
    mendings: Mendings = field(default_factory=Mendings)
    clock_changes: ClockChanges = field(default_factory=ClockChanges)
    registers: Registers = field(default_factory=Registers)
    left_out: Sequence[LeftOut] = ()
    is_chosen: bool = False

    @property
    def unreadable(self) -> tuple[str, ...]:
        """The exhibits whose originals could not be read."""
        return tuple(each.item.exhibit for each in self.exhibits if each.file is None and not each.is_flagged)

    @property
    def added(self) -> tuple[str, ...]:
        """The exhibits that were added from files."""
        return tuple(each.item.exhibit for each in self.exhibits if each.item.record.origin is Origin.IMPORTED)

    @property
    def flagged(self) -> tuple[str, ...]:
        """The exhibits whose originals were left out because they are flagged as under 18; a part does not say so."""
        return tuple(each.item.exhibit for each in self.exhibits if each.is_flagged)


def steps_taken(
    marks: Mapping[StepId, StepMark],
    checklists: Sequence[Checklist],
    items: Iterable[Item],
    own: Mapping[str, OwnStep] | None = None,
) -> tuple[StepTaken, ...]:
    """The marks in the order in which they were made, with the words of their steps and the numbers of their proofs.

    The id of a step of the person's `own` ends with that of its entry.
    """
    lists = {checklist.id: checklist.title for checklist in checklists}
    known = {step.id: (checklist, step) for checklist in checklists for step in checklist.steps}
    numbers = {item.id: item.number for item in items}

    def words(step_id: StepId) -> tuple[str, str, str]:
        list_id, _, entry_id = step_id.partition(_OWN)
        if own and entry_id in own:
            return lists.get(ListId(list_id), ""), own[entry_id].service, own[entry_id].title
        found = known.get(step_id)
        return (found[0].title, found[1].service, found[1].title) if found else ("", "", "")

    def taken(mark: StepMark) -> StepTaken:
        number = numbers.get(mark.proof) if mark.proof is not None else None
        return StepTaken(mark, *words(mark.step_id), exhibit_name(number) if number is not None else "")

    said = (mark for mark in marks.values() if mark.state is not StepState.TODO)
    return tuple(taken(mark) for mark in sorted(said, key=lambda mark: (mark.changed_at, mark.step_id)))
