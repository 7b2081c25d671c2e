"""A new book from what is left: the former lines as they were, then what was lost, then what is said again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence_desk.domain.arrivals import DELETED, LOST, NOT_SAID, RECOVERED
from evidence_desk.domain.checklists import StepState
from evidence_desk.domain.custody import CARRIED_OVER, VAULT_LOG, LogId
from evidence_desk.domain.evidence import ItemId, exhibit_name
from evidence_desk.domain.hashes import Json, sha256_hex
from evidence_desk.domain.recoveries import BOOK_REBUILT, Missing, Recovery
from evidence_desk.domain.told_records import RECORD_SHA256
from evidence_desk.vault.case_plan import CasePlan
from evidence_desk.vault.case_records import AGES_ANSWERED
from evidence_desk.vault.custody_log import DESK, Entry
from evidence_desk.vault.former_history import FormerLog, TrueLine
from evidence_desk.vault.parts import Parts
from evidence_desk.vault.planned_items import PlannedItem
from evidence_desk.vault.shelf_survey import Survey
from evidence_desk.vault.step_records import EVENT_OF, NOTED
from evidence_desk.vault.told_entries import lines_for
from evidence_desk.vault.words_check import Told, told_by


@dataclass(frozen=True, slots=True)
class Rebuilder:
    """Fills an empty book, inside one transaction of its log; `created` is the vault's very first line."""

    parts: Parts
    created: Entry

    def fill(self, vault_log: FormerLog, plans: Sequence[CasePlan], made: Recovery) -> None:
        """Write everything. Raises what every write raises."""
        self._keep_lines(vault_log, *(plan.former for plan in plans))
        if not vault_log.kept:
            self._say(VAULT_LOG, self.created)
        self._say(VAULT_LOG, Entry(BOOK_REBUILT, detail=made.as_detail() | _found(vault_log), actor=DESK))
        self._carry(vault_log)
        for plan in plans:
            self._write_case(plan)
        self._mark_one_used()

    def _keep_lines(self, *logs: FormerLog) -> None:
        lines = (line for log in logs for line in log.kept)
        kept = sorted(lines, key=lambda line: (line.found.line_id, line.utc_ns))
        for line in kept:
            self.parts.book.run(
                "insert into events (log, seq, body, hash, signature) values (?, ?, ?, ?, ?)",
                line.log, line.seq, line.found.body, line.found.hash, line.found.signature,
            )  # fmt: skip

    def _carry(self, former: FormerLog) -> None:
        for line in former.carried:
            self._say(former.log, _carried(line))

    def _say(self, log: LogId, entry: Entry) -> int:
        return self.parts.log.add(log, entry).moment.utc_ns

    def _write_case(self, plan: CasePlan) -> None:
        log = LogId(plan.case_id)
        opened_ns = plan.opened_ns
        if not plan.former.kept:
            opened: dict[str, Json] = {"reference": plan.reference, "title": plan.title}
            said_ns = self._say(log, Entry("case opened", detail=_with(opened, opened_ns=opened_ns), actor=DESK))
            opened_ns = opened_ns or said_ns
        self.parts.book.run(
            "insert into cases (id, number, reference, title, opened_ns, under18, used) values (?, ?, ?, ?, ?, ?, ?)",
            plan.case_id, plan.number, plan.reference, plan.title, opened_ns, plan.under18, plan.used,
        )  # fmt: skip
        found = _found(plan.former) | {"numbers_given": plan.numbers_given}
        self._say(log, Entry(BOOK_REBUILT, detail=found, actor=DESK))
        self._bring_back_removed(plan)
        self._carry(plan.former)
        for item in plan.items:
            self._write_item(item)
        told = told_by(body for _, body, _, _ in self.parts.log.lines(log))
        if told.title != plan.title:
            self._say(log, Entry("case renamed", detail={"title": plan.title}, actor=DESK))
        if told.under18 != plan.under18:
            self._say(log, Entry(AGES_ANSWERED, detail={"under18": plan.under18}, actor=DESK))
        for item in plan.items:
            self._say_words(item, told)
        self._write_removals(plan)
        self._write_marks(plan, told)
        self._write_entries(plan, told)
        for item_id, arrival in plan.lost.items():
            detail: dict[str, Json] = {"exhibit": exhibit_name(arrival.number)}
            self._say(log, Entry(LOST, item_id, arrival.sha256, detail, DESK))

    def _write_item(self, item: PlannedItem) -> None:
        record = item.record
        self.parts.book.run(
            """insert into items (id, case_id, number, origin, sha256, object, record, recovered, note)
               values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            record.item_id, record.case_id, item.number, record.origin.value, record.sha256,
            self.parts.objects.name_of(record.item_id, record.sha256), item.text, int(item.recovered), item.note,
        )  # fmt: skip
        for tag in item.tags:
            self.parts.book.run("insert into tags (item_id, tag) values (?, ?)", record.item_id, tag)

    def _say_words(self, item: PlannedItem, told: Told) -> None:
        """Have the history say what the row says, where it does not already."""
        record, log = item.record, LogId(item.record.case_id)
        note: dict[str, Json] = {"note_sha256": sha256_hex(item.note.encode())}
        if item.arrival is None:
            told_record = sha256_hex(item.text.encode())
            detail: dict[str, Json] = {"exhibit": exhibit_name(item.number), RECORD_SHA256: told_record}
            detail |= (note if item.note else {}) | ({"tags": list(item.tags)} if item.tags else {})
            self._say(log, Entry(RECOVERED, record.item_id, record.sha256, detail, DESK))
            return
        if told.notes.get(record.item_id) != note["note_sha256"]:
            self._say(log, Entry("noted", record.item_id, detail=note, actor=DESK))
        for tag in item.tags:
            if tag not in told.tags.get(record.item_id, set()):
                self._say(log, Entry("tagged", record.item_id, detail={"added": tag}, actor=DESK))

    def _bring_back_removed(self, plan: CasePlan) -> None:
        """A line that an item was removed needs one before it that it came."""
        for stone in plan.removed:
            if stone.item_id not in plan.arrivals:
                detail: dict[str, Json] = {"exhibit": exhibit_name(stone.number)}
                self._say(LogId(plan.case_id), Entry(RECOVERED, stone.item_id, stone.sha256, detail, DESK))

    def _write_removals(self, plan: CasePlan) -> None:
        for stone in plan.removed:
            self.parts.book.run(
                "insert into removed (item_id, case_id, number, sha256, object) values (?, ?, ?, ?, ?)",
                stone.item_id, plan.case_id, stone.number, stone.sha256,
                self.parts.objects.name_of(ItemId(stone.item_id), stone.sha256),
            )  # fmt: skip
            if not stone.is_told:
                detail: dict[str, Json] = {"exhibit": exhibit_name(stone.number), "reason": NOT_SAID}
                self._say(LogId(plan.case_id), Entry(DELETED, stone.item_id, stone.sha256, detail, DESK))

    def _write_marks(self, plan: CasePlan, told: Told) -> None:
        for step_id, mark in plan.marks.items():
            self.parts.book.run(
                "insert into steps (case_id, step_id, state, changed_ns, note, proof) values (?, ?, ?, ?, ?, ?)",
                plan.case_id, step_id, mark.state, mark.changed_ns, mark.note, mark.proof,
            )  # fmt: skip
            before = told.marks.get(step_id)
            if before == (mark.state, mark.changed_ns, mark.note, mark.proof):
                continue
            same_state = before is not None and before[:2] == (mark.state, mark.changed_ns)
            event = NOTED if same_state else EVENT_OF[StepState(mark.state)]
            detail: dict[str, Json] = {"step": step_id, "since_ns": mark.changed_ns}
            detail |= {"note": mark.note} if mark.note else {}
            self._say(LogId(plan.case_id), Entry(event, mark.proof, detail=detail, actor=DESK))

    def _write_entries(self, plan: CasePlan, told: Told) -> None:
        for entry_id, entry in plan.entries.items():
            self.parts.book.run(
                """insert into entries (id, case_id, kind, number, content, added_ns, changed_ns, removed)
                   values (?, ?, ?, ?, ?, ?, ?, ?)""",
                entry_id, plan.case_id, entry.kind, entry.number, entry.whole, entry.added_ns, entry.changed_ns,
                int(entry.is_removed),
            )  # fmt: skip
            if told.entries.get(entry_id) != entry:
                for event, detail in lines_for(entry_id, entry):
                    self._say(LogId(plan.case_id), Entry(event, detail=detail, actor=DESK))

    def _mark_one_used(self) -> None:
        """A desk with cases always has one that was used last."""
        self.parts.book.run(
            """update cases set used = 1 where number = (select max(number) from cases)
               and not exists (select 1 from cases where used > 0)"""
        )


def _carried(line: TrueLine) -> Entry:
    detail: dict[str, Json] = {"line": dict(line.told), "hash": line.found.hash, "signature": line.found.signature}
    if line.told["event"] == CARRIED_OVER:  # it was lost and found before: what it carries goes on as it is
        detail = line.told["detail"]
    return Entry(CARRIED_OVER, line.told["item"], line.told["sha256"], detail, DESK)


def _found(former: FormerLog) -> dict[str, Json]:
    """How much of a log was found, for its line."""
    return {
        "lines_kept": len(former.kept),
        "lines_carried": len(former.carried),
        "lines_lost": former.lost,
        "end_known": former.end_is_known,
    }


def _with(detail: dict[str, Json], **more: Json) -> dict[str, Json]:
    return detail | {name: value for name, value in more.items() if value is not None}


def outcome(
    plans: Sequence[CasePlan], vault_log: FormerLog, shelf: Survey, why: tuple[str, ...], aside: str
) -> Recovery:
    """What will be there again, and what is missing by name."""
    items = [(f"{plan.reference}/{exhibit_name(item.number)}", item) for plan in plans for item in plan.items]
    logs = [vault_log, *(plan.former for plan in plans)]
    missing = Missing(
        files=tuple(name for name, item in items if item.record.item_id not in shelf.files),
        cut_short=tuple(name for name, item in items if item.record.item_id in shelf.cut_short),
        unreadable_files=tuple(shelf.unreadable),
        items=_exhibits((plan, each.number) for plan in plans for each in (plan.lost | plan.lost_before).values()),
        notes=(
            *_exhibits((plan, number) for plan in plans for number in plan.notes_lost),
            *(f"{plan.reference}/{name}" for plan in plans for name in plan.entry_notes_lost),
        ),
        older_notes=_exhibits((plan, number) for plan in plans for number in plan.notes_older),
        words=_exhibits((plan, number) for plan in plans for number in plan.wordless),
        titles=tuple(plan.reference for plan in plans if plan.title_is_lost),
        entries=tuple(f"{plan.reference}/{name}" for plan in plans for name in plan.entries_lost),
        ages=tuple(plan.reference for plan in plans if plan.ages_are_lost),
        history_lines=sum(former.lost for former in logs),
        history_end_known=all(former.end_is_known for former in logs),
    )
    found_anew = sum(item.arrival is None for _, item in items)
    carried = sum(len(former.carried) for former in logs)
    return Recovery(why, len(plans), len(items), found_anew, carried, aside, missing)


def _exhibits(numbers: Iterable[tuple[CasePlan, int]]) -> tuple[str, ...]:
    return tuple(f"{plan.reference}/{exhibit_name(number)}" for plan, number in numbers)
