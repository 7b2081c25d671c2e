"""One case against its history, as far as that goes without reading any saved file: what a hand-over has time for."""

from collections.abc import Iterator

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.errors import VaultDamaged
from evidence_desk.domain.verification import Problem
from evidence_desk.vault.chain_check import quick_problems
from evidence_desk.vault.checking import guard_problems, head_problems, replaced_heads
from evidence_desk.vault.findings import problem
from evidence_desk.vault.item_check import ItemCheck
from evidence_desk.vault.parts import Parts
from evidence_desk.vault.words_check import case_problems as words_problems


def case_problems(parts: Parts, case_id: CaseId) -> tuple[Problem, ...]:
    """What does not fit about this case, or about the book as a whole; of other cases nothing is told.

    The chain of the case's own log is left to whoever reads all its lines.
    """
    reference = parts.cases.by_id(case_id).reference
    others = {case.reference for case in parts.cases.all()} - {reference}
    found: list[Problem] = []
    try:
        for each in _problems(parts, case_id):
            found.append(each)  # noqa: PERF402 — what was found before a part fails must stay
    except VaultDamaged:
        found.append(problem("book_unreadable", parts.book.path.name))
    return tuple(each for each in found if each.path.partition(" ")[0] not in others)


def _problems(parts: Parts, case_id: CaseId) -> Iterator[Problem]:
    yield from head_problems(parts)  # first: the book may grow meanwhile, and must not be behind these heads
    yield from replaced_heads(parts.log)
    yield from quick_problems(parts.log, VAULT_LOG)
    yield from guard_problems(parts.book)
    items = ItemCheck(parts)
    for row in parts.items.rows(parts.items.newest_row(), case_id):
        yield from items.told_problems(row)
    yield from items.problems_of_the_missing(case_id)
    yield from words_problems(parts, case_id)
