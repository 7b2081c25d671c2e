"""The JSON shapes of the command line's contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from evidence_desk.domain.answers import Answers
from evidence_desk.domain.arrivals import Removal
from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import Step, StepMark, StepState
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Item, ItemId, exhibit_name
from evidence_desk.domain.examined import Examined
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.sentences import sentence, shown
from evidence_desk.domain.times import utc_text
from evidence_desk.domain.verification import Problem, Report
from evidence_desk.guidance.age import is_old

if TYPE_CHECKING:  # only named here
    from evidence_desk.capture.targets import Screen, Window

Shape = dict[str, object]


def case_shape(case: Case) -> Shape:
    """One case."""
    return {
        "id": case.id,
        "reference": case.reference,
        "title": case.title,
        "opened_at": utc_text(case.opened_at),
        "items": case.items,
        "under18": case.under18,
    }


def answered_case_shape(case: Case, answers: Answers) -> Shape:
    """One case with what was answered in it."""
    said = {part.name: getattr(answers, part.name) for part in fields(answers)}
    return {
        **case_shape(case),
        "answers": {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()},
    }


def item_shape(item: Item, case: Case) -> Shape:
    """One item, as `capture`, `list` and `show` print it."""
    record = item.record.as_json()
    return {
        "exhibit": item.exhibit,
        "id": item.id,
        "sha256": item.record.sha256,
        "bytes": item.record.size_bytes,
        "width": item.record.width,
        "height": item.record.height,
        "captured_at": utc_text(item.record.captured.at),
        "zone": item.record.captured.zone,
        "origin": item.record.origin.value,
        "kind": item.record.kind,
        "case": case.reference,
        "backend": item.record.backend,
        "covered": item.record.covered,
        "context": exhibit_name(item.context) if item.context else None,
        "context_of": exhibit_name(item.surrounds) if item.surrounds else None,
        "warnings": list(item.record.warnings),
        "title": item.record.window_title,
        "application": item.record.application,
        "note": item.note,
        "tags": list(item.tags),
        "text": None,
        "state": item.state,
        "recovered": item.recovered,
        "original_modified_at": _utc_text_of(item.record.original_modified_at),
        **{name: record[name] for name in _FURTHER_FACTS},
    }


_FURTHER_FACTS = (
    "pixel_sha256",
    "media_type",
    "captured",
    "target",
    "own_windows_left_out",
    "left_out",
    "parent",
    "transform",
    "original_name",
    "series",
    "trigger",
    "parts",
    "gaps",
    "system",
    "desktop",
)


def _utc_text_of(at: datetime | None) -> str | None:
    return None if at is None else utc_text(at)


def removal_shape(removal: Removal) -> Shape:
    """What stays of a removed exhibit."""
    return {
        "exhibit": removal.exhibit,
        "id": removal.item_id,
        "sha256": removal.sha256,
        "removed_at": utc_text(removal.removed.at),
        "reason": removal.reason,
    }


def step_shape(step: Step, mark: StepMark | None, exhibits: Mapping[ItemId, int]) -> Shape:
    """One step and where it stands; whoever knows its dates fills in the deadline."""
    done = mark is not None and mark.state is StepState.DONE
    proof = exhibits.get(mark.proof) if mark is not None and mark.proof is not None else None
    return {
        "id": step.id,
        "list": step.list_id,
        "title": step.title,
        "service": step.service,
        "state": (mark.state if mark is not None else StepState.TODO).value,
        "done_at": utc_text(mark.changed_at) if mark is not None and done else None,
        "deadline": None,
        "url": step.page.url if step.page is not None else None,
        "note": mark.note if mark is not None else "",
        "proof": exhibit_name(proof) if proof is not None else None,
    }


def fact_shape(source: str, checked: date, confidence: str, today: date) -> Shape:
    """Where something that is told comes from, how sure it is, and whether it was checked long ago."""
    return {
        "source": source,
        "checked": checked.isoformat(),
        "confidence": confidence,
        "old": is_old(checked, today),
    }


NO_FACT: Final[Shape] = {"source": None, "checked": None, "confidence": None, "old": None}
"""The same of what the person wrote themselves."""


def age_lines(checked: Iterable[date], today: date) -> tuple[str, ...]:
    """What people are told below a list of which something was checked long ago."""
    oldest = min(checked, default=today)
    return (f"Last checked {oldest.isoformat()}. Menus and numbers may have changed.",) if is_old(oldest, today) else ()


def marks_exhibits(items: tuple[Listed, ...]) -> dict[ItemId, int]:
    """Exhibit numbers by item, for the proofs of steps."""
    return {item.id: item.number for item in items}


def screen_shape(screen: Screen) -> Shape:
    """One screen."""
    return asdict(screen)


def window_shape(window: Window) -> Shape:
    """One window; `own` is not said: it is for the program itself."""
    shape = asdict(window)
    del shape["own"]
    return shape


def report_shape(report: Report) -> Shape:
    """The outcome of `verify` and `check`."""
    return {
        "ok": report.ok,
        "files": report.files,
        "problems": [asdict(problem) for problem in report.problems],
        "signed_by": report.signed_by,
        "head": report.head,
        "timestamps": list(report.timestamps),
        "remarks": [asdict(remark) for remark in report.remarks],
        "recipient": report.recipient,
    }


def problem_line(problem: Problem) -> str:
    """One thing that does not fit, for people."""
    return f"{problem.type}: {shown(problem.path)}: {shown(problem.detail)}"


def error_shape(error: DeskError, **more: object) -> Shape:
    """What the world said no with, and what else there is to say of it."""
    return {"error": {"type": error.type, "message": sentence(error), **error.facts, **more}}


def examined_shape(found: Examined) -> dict[str, object]:
    """What `doctor` says of one part."""
    return {
        "name": found.name,
        "state": found.state.value,
        "reason": found.reason_text(),
        "remedy": found.remedy_text(),
        **({"took_ms": found.took_ms} if found.took_ms is not None else {}),
    }
