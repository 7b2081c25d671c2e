"""Find the case a person means, or open the first one without asking anything."""

from evidence_desk.domain.cases import FIRST_CASE_TITLE, Case
from evidence_desk.domain.errors import NoSuchCase
from evidence_desk.vault.vault import Vault


def open_case(vault: Vault, untrusted_title: str) -> Case:
    """Open a new case and make it the one used last."""
    case = vault.cases.new(untrusted_title)
    vault.cases.use(case)
    return case


def find_case(vault: Vault, untrusted_name: str | None) -> Case:
    """The case with that reference, id or exact title; without a name, the one used last.

    Raises NoSuchCase, also when there is no case at all.
    """
    if untrusted_name is not None:
        return vault.cases.find(untrusted_name)
    case = vault.cases.last_used()
    if case is None:
        raise NoSuchCase("")
    return case


def case_to_write_in(vault: Vault, untrusted_name: str | None) -> Case:
    """Like `find_case`, but the first use opens "Case 1": nobody is asked for a name before their first capture."""
    if untrusted_name is None and vault.cases.last_used() is None:
        return open_case(vault, FIRST_CASE_TITLE)
    case = find_case(vault, untrusted_name)
    if not vault.read_only:
        vault.cases.use(case)
    return case
