"""Give a case another title; what it was called before stays in its history."""

from evidence_desk.domain.cases import Case
from evidence_desk.vault.vault import Vault


def rename_case(vault: Vault, case: Case, untrusted_title: str) -> Case:
    """The case under its new title. Raises TextRefused, ReadOnlyVault, or what any write raises."""
    return vault.cases.rename(case, untrusted_title)
