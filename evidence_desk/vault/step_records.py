"""Steps: what the person said of each, and when."""

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.checklists import StepId, StepMark, StepState
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.errors import NoSuchCase, NoSuchExhibit
from evidence_desk.domain.evidence import ItemId
from evidence_desk.vault.case_records import moment_at
from evidence_desk.vault.custody_log import CustodyLog, Entry
from evidence_desk.vault.database import Book, Row
from evidence_desk.vault.words import note_of

NOTED = "step noted"
_SELECT = "select step_id, state, changed_ns, note, proof from steps where case_id = ?"
EVENT_OF = {StepState.DONE: "step done", StepState.SKIPPED: "step skipped", StepState.TODO: "step undone"}


class StepRecords:
    """The marks on the steps of one vault's cases."""

    def __init__(self, book: Book, log: CustodyLog) -> None:
        self._book = book
        self._log = log

    def marks(self, case_id: CaseId) -> dict[StepId, StepMark]:
        """Every step that is done, skipped, or has a note or a proof; one that is not here is still to do."""
        rows = self._book.rows(
            f"{_SELECT} and (state <> ? or note <> '' or proof is not null)", case_id, StepState.TODO.value
        )
        return {StepId(row[0]): _mark(row) for row in rows}

    def set(
        self, case_id: CaseId, step_id: StepId, state: StepState, *, note: str = "", proof: ItemId | None = None
    ) -> StepMark:
        """Mark a step; `proof` is an item of the same case. A state that stays keeps the time it was reached at.

        Raises TextRefused, NoSuchCase, NoSuchExhibit, or what any write raises.
        """
        kept_note = note_of(note)
        self._require(case_id, proof)
        detail = {"step": step_id} | ({"note": kept_note} if kept_note else {})
        with self._log.writing():
            event = NOTED if self._state(case_id, step_id) is state else EVENT_OF[state]
            line = self._log.add(LogId(case_id), Entry(event, item=proof, detail=detail))
            self._book.run(
                """insert into steps (case_id, step_id, state, changed_ns, note, proof) values (?, ?, ?, ?, ?, ?)
                   on conflict (case_id, step_id) do update set state = excluded.state,
                   changed_ns = iif(state = excluded.state, changed_ns, excluded.changed_ns),
                   note = excluded.note, proof = excluded.proof""",
                case_id, step_id, state.value, line.moment.utc_ns, kept_note, proof,
            )  # fmt: skip
            ((row),) = self._book.rows(f"{_SELECT} and step_id = ?", case_id, step_id)
        return _mark(row)

    def _state(self, case_id: CaseId, step_id: StepId) -> StepState:
        rows = self._book.rows("select state from steps where case_id = ? and step_id = ?", case_id, step_id)
        return StepState(rows[0][0]) if rows else StepState.TODO

    def _require(self, case_id: CaseId, proof: ItemId | None) -> None:
        if not self._book.rows("select 1 from cases where id = ?", case_id):
            raise NoSuchCase(case_id)
        if proof and not self._book.rows("select 1 from items where id = ? and case_id = ?", proof, case_id):
            raise NoSuchExhibit(proof)


def _mark(row: Row) -> StepMark:
    step_id, state, changed_ns, note, proof = row
    return StepMark(StepId(step_id), StepState(state), moment_at(changed_ns), note, ItemId(proof) if proof else None)
