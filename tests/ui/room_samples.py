"""Made-up items and steps for the rooms: handles only, nothing of anybody's."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.checklists import Checklist, ListId, Step, StepId, StepMark, StepState
from evidence_desk.domain.custody import CustodyEvent, LogId
from evidence_desk.domain.evidence import PNG, CaptureTarget, Item, ItemId, Origin, Record, Rectangle
from evidence_desk.domain.facts import Page
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.times import NANOSECONDS, Moment

NOW = Moment(
    utc_ns=1_795_382_047_312_000_000,  # 2026-11-22T21:14:07.312Z
    zone="Europe/London",
    utc_offset_s=0,
    monotonic_ns=5_000 * NANOSECONDS,
    boot_ns=9_000 * NANOSECONDS,
    boot_session="0123456789abcdef",
    clock="not checked",
)
TODAY = date(2026, 11, 22)
FINGERPRINT = "9f2c41ab" + "0123456789abcdef" * 3 + "77d0e07d"
HOSTILE_TITLES = (
    "<img src=x onerror=alert(1)>",
    "=cmd()|' /C calc'!A0",
    "../../etc/passwd",
    "invoice\u202egnp.exe",
    "two\nlines\tand\x00nothing\x1b[31m",
    "\u0645\u0631\u062d\u0628\u0627 \u2067\u05e9\u05dc\u05d5\u05dd",
    "e" + "\u0301" * 200,
    "A" * 10_000,
    "wide " * 2_000,
    "\U000e0041\ufeff\u200b\u00ad",
    "&File && more",
)


def moment(minutes: float = 0.0, **changes: Any) -> Moment:
    """The present of these tests, moved by minutes."""
    return replace(NOW, utc_ns=NOW.utc_ns + round(minutes * 60 * NANOSECONDS), **changes)


def record(number: int, **changes: Any) -> Record:
    """What a capture of one window knew."""
    known: dict[str, Any] = {
        "item_id": ItemId(f"item-{number}"),
        "case_id": CaseId("case-1"),
        "origin": Origin.CAPTURED_HERE,
        "kind": "picture",
        "sha256": FINGERPRINT,
        "pixel_sha256": None,
        "size_bytes": 1_000,
        "media_type": PNG,
        "width": 1180,
        "height": 860,
        "captured": moment(number),
        "target": CaptureTarget("window", Rectangle(0, 0, 1180, 860), 1.0, ":0"),
        "covered": 0.0,
        "window_title": f"Chat {number}",
        "application": "telegram-desktop",
        "system": "Linux",
        "program_version": "0",
    }
    return Record(**(known | changes))


def item(
    number: int,
    *,
    note: str = "",
    tags: tuple[str, ...] = (),
    state: str = "sealed",
    recovered: bool = False,
    **changes: Any,
) -> Item:
    """One exhibit; `changes` are parts of its record."""
    return Item(record(number, **changes), number, note=note, tags=tags, state=state, recovered=recovered)


def listed(number: int, **changes: Any) -> Listed:
    """The same exhibit as a list knows it."""
    return Listed.of(item(number, **changes))


def on_target(kind: str) -> dict[str, Any]:
    """Parts of a record that pointed at something else than a window."""
    return {
        "target": CaptureTarget(kind, Rectangle(0, 0, 1180, 860), 1.0, ":0"),
        "window_title": None,
        "application": None,
    }


def step(service: str, name: str, **changes: Any) -> Step:
    """One step of the list "suspend"."""
    known: dict[str, Any] = {
        "id": StepId(f"suspend.{service.lower()}.{name}"),
        "list_id": ListId("suspend"),
        "service": service,
        "title": f"Do {name}",
        "hint": "About 3 minutes. You can undo it",
        "minutes": 3,
        "reversible": True,
        "needs_internet": True,
        "read_first": False,
        "save_first": False,
        "why": "People can't find you through your page.",
        "how": ("Open Settings.", "Choose Deactivation.", "Do not choose deletion."),
        "caution": "Save the chat first.",
        "page": Page("https://www.facebook.com/help/1", "facebook.com"),
        "source": "https://www.facebook.com/help/1",
        "checked": TODAY,
        "confidence": "verified",
    }
    return Step(**(known | changes))


HIDE, OFF = step("Facebook", "hide"), step("Facebook", "off")
LEAVE_ON = step("Snapchat", "leave-on", read_first=True, minutes=None, reversible=None, caution=None, page=None)
EXPORT = step("Telegram", "export")
CHECKLIST = Checklist(
    ListId("suspend"), "Suspend accounts", "Hide without losing anything.", (HIDE, OFF, LEAVE_ON, EXPORT)
)


def marks(**states: StepState) -> Mapping[StepId, StepMark]:
    """Marks by the step's short name, all made 33 minutes ago; without a note, without a proof."""
    by_name = {each.id.rsplit(".", 1)[1].replace("-", "_"): each.id for each in CHECKLIST.steps}
    return {
        by_name[name]: StepMark(by_name[name], state, NOW.at - timedelta(minutes=33)) for name, state in states.items()
    }


def event(name: str, minutes: float = 0.0, **detail: Any) -> CustodyEvent:
    """One line of an item's history."""
    return CustodyEvent(
        log=LogId("case-1"),
        seq=1,
        moment=moment(minutes),
        actor="person",
        event=name,
        item="item-1",
        detail=detail,
        prev="",
    )
