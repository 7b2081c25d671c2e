"""The tombstones of the book against the history that tells of each removal."""

from collections.abc import Iterator, Mapping

from evidence_desk.domain.evidence import exhibit_name
from evidence_desk.domain.verification import Problem
from evidence_desk.vault.findings import problem
from evidence_desk.vault.parts import Parts

ToldRemoval = tuple[str, str]
"""The exhibit and the hash that the line names."""


def removal_problems(parts: Parts, told: Mapping[str, ToldRemoval], case_id: str, reference: str) -> Iterator[Problem]:
    """Where the book and the history of one case do not agree on what was removed; `told` is by item."""
    stones: dict[str, ToldRemoval] = {
        stone.item_id: (exhibit_name(stone.number), stone.sha256) for stone in parts.removals.of_case(case_id)
    }
    for item_id in sorted(told.keys() | stones.keys()):
        exhibit, _ = told.get(item_id) or stones[item_id]
        if told.get(item_id) != stones.get(item_id):
            yield problem("removal_differs", f"{reference}/{exhibit}")
    for item_id, number in parts.book.rows("select id, number from items where case_id = ?", case_id):
        if item_id in told:
            yield problem("item_returned", f"{reference}/{exhibit_name(number)}")
