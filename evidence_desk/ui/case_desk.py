"""What the case thread holds: the vault once it is open, and the way to take pictures into it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TypeVar

from evidence_desk.capture.still import Still
from evidence_desk.capture.target_still import TargetStill
from evidence_desk.capture.targets import Target
from evidence_desk.domain.arrivals import NOT_SAID
from evidence_desk.domain.cases import FIRST_CASE_TITLE, Case, CaseId
from evidence_desk.domain.checklists import StepId, StepMark, StepState
from evidence_desk.domain.custody import CustodyEvent, LogId
from evidence_desk.domain.errors import DiskFull, NotWritable, NoVault, ReadOnlyVault
from evidence_desk.domain.evidence import Item, ItemId, Rectangle
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.times import Clock
from evidence_desk.domain.verification import Problem
from evidence_desk.domain.written_errors import CareNeedsParts
from evidence_desk.export.hand_over import HandOver
from evidence_desk.ui.case_view import CaseNews, CaseView
from evidence_desk.vault.secrets_given import Secret
from evidence_desk.vault.vault import Vault, open_vault
from evidence_desk.workflows import annotate_evidence
from evidence_desk.workflows.answer_ages import needs_care
from evidence_desk.workflows.capture_evidence import Capturer, CaptureRequest, Kept
from evidence_desk.workflows.change_step import change_step
from evidence_desk.workflows.export_case import note_hand_over
from evidence_desk.workflows.keep_area import AreaRequest, freeze_screens, keep_area
from evidence_desk.workflows.leave_out_parts import LeaveOutRequest, freeze_target, keep_without
from evidence_desk.workflows.look_at_evidence import read_original
from evidence_desk.workflows.name_proof import name_proof
from evidence_desk.workflows.open_case import open_case
from evidence_desk.workflows.remove_evidence import remove_evidence
from evidence_desk.workflows.rename_case import rename_case
from evidence_desk.workflows.see_registers import Registers, see_registers

UNREADABLE_PROBLEMS = frozenset({"object_missing", "object_damaged", "object_swapped", "object_cut_short"})
"""What a check calls an item that can't be read back."""
_MOST_NEWS = 500
_PATIENCE_S = 0.5  # a command that runs by itself holds the vault for a moment

T = TypeVar("T")
NewCapturer = Callable[[Vault], Capturer]
"""Raises CaptureRefused where this screen can't be read."""


class CaseDesk:
    """Made anywhere, used on the case thread alone. `opened` is told of the vault there, once; `given` opens it."""

    def __init__(
        self,
        vault_path: Path,
        clock: Clock,
        new_capturer: NewCapturer,
        opened: Callable[[Vault], None],
        given: Vault | Secret | None = None,
    ) -> None:
        self._vault_path = vault_path
        self._clock = clock
        self._new_capturer = new_capturer
        self._opened = opened
        self._given = given
        self._vault: Vault | None = None
        self._case: Case | None = None
        self._told: dict[CaseId, int] = {}

    def open_existing(self) -> CaseView | None:
        """The case that is there, opened if it is not open yet; None where there is none. Raises VaultError."""
        try:
            vault = self._open(create=False)
        except NoVault:
            return None
        self._case = self._case or vault.cases.last_used()
        return self.view() if self._case is not None else None

    def other(self, case_id: CaseId) -> CaseView:
        """Another case, now the one used last; it is written in only after `enter`. Raises NoSuchCase."""
        vault, _ = self._in_case()
        case = vault.cases.by_id(case_id)
        with suppress(DiskFull, NotWritable, ReadOnlyVault):  # it can still be read
            vault.cases.use(case)
        return self._view_of(case)

    def new(self, untrusted_title: str) -> CaseView:
        """A new case, now the one used last; it is written in only after `enter`. Raises TextRefused."""
        return self._view_of(open_case(self._in_case()[0], untrusted_title))

    def enter(self, case_id: CaseId) -> None:
        """Write in this case from now on. Asked for when it is shown, so that what was pressed before goes before."""
        vault, _ = self._in_case()
        self._case = vault.cases.by_id(case_id)

    def rename(self, case_id: CaseId, untrusted_title: str) -> Case:
        """The case under another title. Raises TextRefused."""
        vault, _ = self._in_case()
        return rename_case(vault, vault.cases.by_id(case_id), untrusted_title)

    def cases(self) -> tuple[Case, ...]:
        """Every case, the one used last first."""
        return self._in_case()[0].cases.by_use()

    def start(self) -> CaseView:
        """Open the first case, or the one another command opened meanwhile. Raises VaultError."""
        vault = self._open(create=True)
        self._case = self._case or vault.cases.last_used() or open_case(vault, FIRST_CASE_TITLE)
        return self.view()

    def view(self) -> CaseView:
        """The open case now."""
        vault, case = self._in_case()
        return self._view_of(vault.cases.by_id(case.id))

    def news(self) -> CaseView | CaseNews | None:
        """What became of the case since it was told of last; all of it where that is much, None where there is none."""
        if self._vault is None or self._case is None or self._case.id not in self._told:
            return self.open_existing()
        vault, case = self._in_case()
        events = vault.custody.events(LogId(case.id), after=self._told[case.id])
        lines = tuple(islice(events, _MOST_NEWS + 1))
        if len(lines) > _MOST_NEWS:
            return self.view()
        touched = {ItemId(line.item) for line in lines if line.item is not None}
        changed = vault.listing.of_ids(touched)
        gone = touched - {each.id for each in changed}
        marks = vault.steps.marks(case.id)
        self._told[case.id] += len(lines)
        return CaseNews(
            vault.cases.by_id(case.id), vault.listing.tally(case.id).size_bytes,
            marks, _exhibits(vault, marks, written := see_registers(vault, case)), changed, tuple(gone), written,
        )  # fmt: skip

    def capture(self, asked: Callable[[Case], CaptureRequest], saved: Callable[[Item], None]) -> Kept:
        """Keep one picture, and the screen around a window; as `Capturer.take`, which tells `saved`.

        Raises CareNeedsParts under care: whoever pressed has not seen this picture, whatever was left out of the last.
        """
        capturer, case = self.capturing()
        if needs_care(capturer.vault, case):
            raise CareNeedsParts
        return capturer.take(asked(case), saved)

    def freeze(self, target: Target | None = None) -> Still:
        """A still picture of all screens to choose an area from, or a TargetStill to leave out parts of."""
        capturer = self.capturing()[0]
        return freeze_screens(capturer) if target is None else freeze_target(capturer, target)

    def keep_area(
        self,
        still: Still,
        area: Rectangle,
        left_out: tuple[Rectangle, ...],
        trigger: str | None = None,
        *,
        nothing_shows: bool = False,
    ) -> Item:
        """Keep a part of a still picture; when this returns it survives a power cut."""
        capturer, case = self.capturing()
        return keep_area(capturer, AreaRequest(case, still, area, left_out, trigger, nothing_shows))

    def keep_without(
        self,
        still: TargetStill,
        left_out: tuple[Rectangle, ...],
        trigger: str | None = None,
        *,
        nothing_shows: bool = False,
    ) -> Item:
        """Keep a window or screen without those parts; when this returns it survives a power cut."""
        capturer, case = self.capturing()
        return keep_without(capturer, LeaveOutRequest(case, still, left_out, trigger, nothing_shows))

    def item(self, item_id: ItemId) -> Item:
        """All of an item. Raises NoSuchExhibit."""
        vault, case = self._in_case()
        return vault.items.find(case.id, item_id)

    def mark(self, step_id: StepId) -> StepMark | None:
        """What was said of a step, if anything was."""
        vault, case = self._in_case()
        return vault.steps.marks(case.id).get(step_id)

    def known_of(self, item_id: ItemId) -> tuple[Item, tuple[CustodyEvent, ...]]:
        """All of an item, and its own lines in the history, oldest first. Raises NoSuchExhibit."""
        vault, case = self._in_case()
        return self.item(item_id), vault.custody.events_of_item(LogId(case.id), item_id)

    def original(self, item_id: ItemId) -> bytes:
        """The item's exact bytes; looking is a line in the history."""
        return read_original(self._in_case()[0], self.item(item_id))

    def set_note(self, item_id: ItemId, untrusted_note: str) -> Item:
        """Keep the person's note."""
        return annotate_evidence.set_note(self._in_case()[0], self.item(item_id), untrusted_note)

    def add_tag(self, item_id: ItemId, untrusted_tag: str) -> Item:
        """Keep one more tag."""
        return annotate_evidence.add_tag(self._in_case()[0], self.item(item_id), untrusted_tag)

    def remove_tag(self, item_id: ItemId, tag: str) -> Item:
        """Take a tag away."""
        return annotate_evidence.remove_tag(self._in_case()[0], self.item(item_id), tag)

    def remove(self, item_id: ItemId, untrusted_reason: str = NOT_SAID) -> Item:
        """Remove an item for good; steps that it proved keep their state without it. Returns what is gone."""
        item = self.item(item_id)
        remove_evidence(self._in_case()[0], item, untrusted_reason)
        return item

    def found_unreadable(self, problems: Iterable[Problem]) -> tuple[Listed, ...]:
        """Remember which items a check could not read; those of the case written in now."""
        vault, case = self._in_case()
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        for problem in problems:
            reference, _, exhibit = problem.path.partition("/")  # CASE-001-7K3M/EX-014
            number = exhibit.removeprefix("EX-")
            if problem.type in UNREADABLE_PROBLEMS and number.isdecimal():
                numbers[reference].append(int(number))
        found = {
            each.id: vault.listing.found_unreadable(each.id, numbers[each.reference])
            for each in (vault.cases.all() if numbers else ())
            if each.reference in numbers
        }
        return found.get(case.id, ())

    def change_step(self, step_id: StepId, state: StepState, *, note: str | None = None) -> StepMark:
        """Keep what the person said of a step."""
        vault, case = self._in_case()
        return change_step(vault, case, step_id, state, note=note)

    def name_proof(self, step_id: StepId, proof: ItemId | None) -> StepMark:
        """Keep which item proves a step, or that none does."""
        vault, case = self._in_case()
        return name_proof(vault, case, step_id, proof)

    def doing(self, job: Callable[[Vault, Case], T]) -> T:
        """Do something of a workflow's with the vault and the case written in now."""
        return job(*self._in_case())

    def note_hand_over(self, hand_over: HandOver) -> bool:
        """Have the case's history say that a folder was made; False where it can't be written."""
        return note_hand_over(self._in_case()[0], hand_over)

    def rest(self) -> None:
        """Make durable how far the history has come; for a moment in which nothing else is asked."""
        if self._vault is not None:
            self._vault.sync_head()

    def close(self) -> None:
        """Fold the vault together and let the next writer in; nothing is held that opens it."""
        if self._vault is not None:
            self._vault.close()
        self._vault = self._given = self._case = None

    def _view_of(self, case: Case) -> CaseView:
        vault, _ = self._in_case()
        marks = vault.steps.marks(case.id)
        self._told[case.id] = vault.custody.head(LogId(case.id)).count
        return CaseView(
            case=case,
            newest=vault.listing.newest(case.id),
            size_bytes=vault.listing.tally(case.id).size_bytes,
            marks=marks,
            exhibits=_exhibits(vault, marks, written := see_registers(vault, case)),
            unreadable=vault.listing.unreadable(case.id),
            read_only=vault.read_only,
            problems=vault.opening_problems,
            registers=written,
        )

    def _open(self, *, create: bool) -> Vault:
        if self._vault is None:
            given = self._given
            self._vault = given if isinstance(given, Vault) else self._opened_with(given, create=create)
            self._opened(self._vault)
        return self._vault

    def _opened_with(self, secret: Secret | None, *, create: bool) -> Vault:
        return open_vault(self._vault_path, self._clock, create=create, wait_s=_PATIENCE_S, secret=secret)

    def capturing(self) -> tuple[Capturer, Case]:
        """What takes pictures, and the case they go into, which becomes the one used last."""
        vault, case = self._in_case()
        with suppress(ReadOnlyVault):  # the capture itself says so
            vault.cases.use(case)
        return self._new_capturer(vault), case

    def _in_case(self) -> tuple[Vault, Case]:
        if self._vault is None or self._case is None:
            raise NoVault(str(self._vault_path))
        return self._vault, self._case


def _exhibits(vault: Vault, marks: Mapping[StepId, StepMark], written: Registers) -> dict[ItemId, str]:
    """The exhibit numbers of the items that prove something."""
    proofs = {mark.proof for mark in marks.values() if mark.proof is not None} | written.exhibits()
    return {each.id: each.exhibit for each in vault.listing.of_ids(proofs)} if proofs else {}
