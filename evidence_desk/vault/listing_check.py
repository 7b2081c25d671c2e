"""What lists show against the items themselves."""

from collections.abc import Collection, Iterator

from evidence_desk.domain.evidence import exhibit_name
from evidence_desk.domain.verification import Problem
from evidence_desk.vault.findings import problem
from evidence_desk.vault.migrations import LISTED_COLUMNS, listed_values
from evidence_desk.vault.parts import Parts

# A record is never changed, so what follows from it never changes either; notes are compared as they stand now.
_DIFFERING = f"""select case_id, number from items where not exists (
    select 1 from listed where item_id = items.id and ({LISTED_COLUMNS}) is ({listed_values("items.")}))"""  # noqa: S608 — our own columns
_STRANGE = "select case_id, item_id from listed where not exists (select 1 from items where id = listed.item_id)"


def listing_problems(parts: Parts, named: Collection[str]) -> Iterator[Problem]:
    """Every item that lists show otherwise than it is, or do not show, and every line of theirs without an item.

    An item that is `named` already is left out: what is false in its row is false in lists too.
    """
    references: dict[str, str] = dict(parts.book.rows("select id, reference from cases"))
    differing = [(case_id, exhibit_name(number)) for case_id, number in parts.book.rows(_DIFFERING)]
    for case_id, item in (*differing, *parts.book.rows(_STRANGE)):
        place = f"{references.get(case_id, case_id)}/{item}"
        if place not in named:
            yield problem("list_differs", place)
