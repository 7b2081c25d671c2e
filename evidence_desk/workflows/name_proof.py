"""Name an item as the proof of a step, or take the proof away; the step stays where it stands."""

from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import StepId, StepMark, StepState
from evidence_desk.domain.evidence import ItemId
from evidence_desk.vault.vault import Vault


def name_proof(vault: Vault, case: Case, step_id: StepId, proof: ItemId | None) -> StepMark:
    """Keep the proof with its time; None takes it away, and the item itself stays kept."""
    before = vault.steps.marks(case.id).get(step_id)
    state, note = (before.state, before.note) if before else (StepState.TODO, "")
    return vault.steps.set(case.id, step_id, state, note=note, proof=proof)
