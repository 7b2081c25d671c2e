"""What a rebuilt book will say of a case, from what was found: nothing on trust, and no number twice."""

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.evidence import Record
from evidence_desk.vault.case_plan import CasePlan, plan_case
from evidence_desk.vault.former_history import FormerLog
from evidence_desk.vault.object_format import record_text
from evidence_desk.vault.salvage import FoundItem, FoundRemoval, FoundStep, Salvage
from tests.vault.made_up import record_about

CASE = CaseId("01ab0000-0000-7000-8000-0000000000c1")
RECORD = record_about(b"picture", CASE)
GONE = "01ab0000-0000-7000-8000-00000000cafe"
CUT_SHORT = FormerLog(LogId(CASE), lost=3)


def row_of(record: Record, number: int = 1, *, is_sound: bool = True) -> FoundItem:
    return FoundItem(record.item_id, CASE, number, record.sha256, record_text(record), "a note", is_sound)


def plan(*rows: FoundItem, **found: object) -> CasePlan:
    """The plan where the lines that told of the items are lost."""
    items: dict[str, list[FoundItem]] = {}
    for row in rows:
        items.setdefault(row.item_id, []).append(row)
    return plan_case(CASE, CUT_SHORT, Salvage(items=items, **found), {})  # type: ignore[arg-type]


def test_a_row_on_a_damaged_page_is_no_item_unless_something_vouches_for_it():
    assert [item.record for item in plan(row_of(RECORD)).items] == [RECORD]
    assert plan(row_of(RECORD, is_sound=False)).items == []


def test_the_number_of_a_removed_item_is_not_given_again():
    stones = {GONE: FoundRemoval(GONE, CASE, 1, "a" * 64)}
    made = plan(row_of(RECORD, is_sound=True), removals=stones)

    assert [item.number for item in made.items] == [2]
    assert [(stone.number, stone.is_told) for stone in made.removed] == [(1, False)]


def test_a_removed_item_is_not_planned_whatever_row_is_left():
    stones = {RECORD.item_id: FoundRemoval(RECORD.item_id, CASE, 1, RECORD.sha256)}

    assert plan(row_of(RECORD), removals=stones).items == []


def test_a_proof_that_is_not_there_any_more_proves_nothing():
    steps = {(CASE, each): FoundStep("done", 5, "", proof) for each, proof in {"a": GONE, "b": RECORD.item_id}.items()}
    made = plan(row_of(RECORD), steps=steps)

    assert {step: mark.proof for step, mark in made.marks.items()} == {"a": None, "b": RECORD.item_id}
