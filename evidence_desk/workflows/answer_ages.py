"""Say whether anyone in the pictures is under 18, or could be; from then on the case is handled with that care."""

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.cases import Case
from evidence_desk.domain.written_errors import CareNoWatching, CareStays
from evidence_desk.vault.vault import Vault


def answer_ages(vault: Vault, case: Case, answer: Under18, *, is_sure: bool = False) -> Case:
    """Keep the answer; every change of it stays in the history. Items that were flagged stay flagged.

    `is_sure`: the person was asked back whether care is to end. Raises CareStays where it would end without that,
    NoSuchCase, or what any write raises.
    """
    if not (is_sure or answer.needs_care) and needs_care(vault, case):
        raise CareStays
    return vault.cases.answer_under18(case, answer)


def needs_care(vault: Vault, case: Case) -> bool:
    """Whether the case is handled as one about somebody under 18, as the vault has it now, not as `case` had it."""
    return vault.cases.under18(case.id).needs_care


def refuse_by_itself(vault: Vault, case: Case) -> None:
    """Raise CareNoWatching where pictures would be kept one after the other that nobody looked at before."""
    if needs_care(vault, case):
        raise CareNoWatching
