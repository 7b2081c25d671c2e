"""Say of a step: done, not for me, or undo."""

from collections.abc import Iterable

from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import Checklist, Step, StepId, StepMark, StepState
from evidence_desk.domain.errors import NoSuchStep
from evidence_desk.domain.evidence import ItemId
from evidence_desk.vault.vault import Vault


def find_step(checklists: Iterable[Checklist], untrusted_id: str) -> Step:
    """The step with that id; raises NoSuchStep."""
    for checklist in checklists:
        for step in checklist.steps:
            if step.id == untrusted_id:
                return step
    raise NoSuchStep(untrusted_id)


def change_step(  # noqa: PLR0913 — a mark has as many parts
    vault: Vault, case: Case, step_id: StepId, state: StepState, *, note: str | None = None, proof: ItemId | None = None
) -> StepMark:
    """Keep the new state with its time; a note or proof that is None leaves what was there."""
    before = vault.steps.marks(case.id).get(step_id)
    kept_note = note if note is not None else (before.note if before else "")
    kept_proof = proof if proof is not None else (before.proof if before else None)
    return vault.steps.set(case.id, step_id, state, note=kept_note, proof=kept_proof)
