"""What the case thread holds: the vault once it is open, and the way to take pictures into it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.capture.targets import Target
from evidence_desk.domain.arrivals import NOT_SAID, Removal
from evidence_desk.domain.cases import FIRST_CASE_TITLE, Case, CaseId
from evidence_desk.domain.checklists import StepId, StepMark, StepState
from evidence_desk.domain.errors import DiskFull, NotWritable, NoVault, ReadOnlyVault
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.times import Clock
from evidence_desk.domain.verification import Problem
from evidence_desk.export.hand_over import HandOver
from evidence_desk.vault.vault import Vault, open_vault
from evidence_desk.workflows import annotate_evidence
from evidence_desk.workflows.capture_evidence import Capturer, CaptureRequest
from evidence_desk.workflows.change_step import change_step
from evidence_desk.workflows.export_case import note_hand_over
from evidence_desk.workflows.look_at_evidence import read_original
from evidence_desk.workflows.name_proof import name_proof
from evidence_desk.workflows.open_case import open_case
from evidence_desk.workflows.remove_evidence import remove_evidence
from evidence_desk.workflows.rename_case import rename_case

NewCapturer = Callable[[Vault], Capturer]
"""Raises CaptureRefused where this screen can't be read."""


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as it was at one moment; safe on any thread."""

    case: Case
    items: tuple[Item, ...]
    marks: Mapping[StepId, StepMark]
    read_only: bool
    problems: tuple[Problem, ...]


class CaseDesk:
    """Made anywhere, used on the case thread alone. `opened` is told of the vault there, once."""

    def __init__(
        self,
        vault_path: Path,
        clock: Clock,
        new_capturer: NewCapturer,
        opened: Callable[[Vault], None],
    ) -> None:
        self._vault_path = vault_path
        self._clock = clock
        self._new_capturer = new_capturer
        self._opened = opened
        self._vault: Vault | None = None
        self._case: Case | None = None

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

    def capture(self, target: Target) -> Item:
        """Keep one picture; when this returns it survives a power cut."""
        vault, case = self._in_case()
        with suppress(ReadOnlyVault):  # the capture itself says so
            vault.cases.use(case)
        return self._new_capturer(vault).capture(CaptureRequest(case, target))

    def original(self, item: Item) -> bytes:
        """The item's exact bytes; looking is a line in the history."""
        return read_original(self._in_case()[0], item)

    def set_note(self, item: Item, untrusted_note: str) -> Item:
        """Keep the person's note."""
        return annotate_evidence.set_note(self._in_case()[0], item, untrusted_note)

    def add_tag(self, item: Item, untrusted_tag: str) -> Item:
        """Keep one more tag."""
        return annotate_evidence.add_tag(self._in_case()[0], item, untrusted_tag)

    def remove_tag(self, item: Item, tag: str) -> Item:
        """Take a tag away."""
        return annotate_evidence.remove_tag(self._in_case()[0], item, tag)

    def remove(self, item: Item, untrusted_reason: str = NOT_SAID) -> Removal:
        """Remove an item for good; steps that it proved keep their state without it."""
        return remove_evidence(self._in_case()[0], item, untrusted_reason)

    def change_step(self, step_id: StepId, state: StepState, *, note: str | None = None) -> StepMark:
        """Keep what the person said of a step."""
        vault, case = self._in_case()
        return change_step(vault, case, step_id, state, note=note)

    def name_proof(self, step_id: StepId, proof: ItemId | None) -> StepMark:
        """Keep which item proves a step, or that none does."""
        vault, case = self._in_case()
        return name_proof(vault, case, step_id, proof)

    def note_hand_over(self, hand_over: HandOver) -> bool:
        """Have the case's history say that a folder was made; False where it can't be written."""
        return note_hand_over(self._in_case()[0], hand_over)

    def rest(self) -> None:
        """Make durable how far the history has come; for a moment in which nothing else is asked."""
        if self._vault is not None:
            self._vault.sync_head()

    def close(self) -> None:
        """Fold the vault together and let the next writer in."""
        if self._vault is not None:
            self._vault.close()
            self._vault = None

    def _view_of(self, case: Case) -> CaseView:
        vault, _ = self._in_case()
        return CaseView(
            case, vault.items.of_case(case.id), vault.steps.marks(case.id), vault.read_only, vault.opening_problems
        )

    def _open(self, *, create: bool) -> Vault:
        if self._vault is None:
            self._vault = open_vault(self._vault_path, self._clock, create=create)
            self._opened(self._vault)
        return self._vault

    def _in_case(self) -> tuple[Vault, Case]:
        if self._vault is None or self._case is None:
            raise NoVault(str(self._vault_path))
        return self._vault, self._case
