"""Say of a step: done, not for me, or undo."""

from evidence_desk.domain.card_numbers import without_card_number
from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import StepId, StepMark, StepState
from evidence_desk.domain.evidence import ItemId
from evidence_desk.vault.vault import Vault


def change_step(  # noqa: PLR0913 — a mark has as many parts
    vault: Vault, case: Case, step_id: StepId, state: StepState, *, note: str | None = None, proof: ItemId | None = None
) -> StepMark:
    """Keep the new state with its time; a note or proof that is None leaves what was there.

    Of a card number in the note the last four digits are kept.
    """
    before = vault.steps.marks(case.id).get(step_id)
    kept_note = without_card_number(note) if note is not None else (before.note if before else "")
    kept_proof = proof if proof is not None else (before.proof if before else None)
    return vault.steps.set(case.id, step_id, state, note=kept_note, proof=kept_proof)
