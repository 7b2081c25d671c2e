"""The vault against itself: every object, every row, every line of the history."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import VAULT_LOG, LogId
from evidence_desk.domain.errors import ObjectDamaged, ObjectMissing, VaultDamaged, VaultError
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.verification import Problem, Report
from evidence_desk.vault.case_records import CaseRecords
from evidence_desk.vault.chain_check import signed_problems
from evidence_desk.vault.custody_log import CustodyLog
from evidence_desk.vault.database import Book
from evidence_desk.vault.head_file import HeadFile, differing
from evidence_desk.vault.item_records import ItemRecords
from evidence_desk.vault.migrations import GUARDS
from evidence_desk.vault.object_format import record_text
from evidence_desk.vault.objects import Objects, place_of

OnProgress = Callable[[int, int], None]
"""(done, all), once for each item."""

_ARRIVALS = frozenset({"captured", "imported", "received", "typed", "recovered"})
_DETAILS = {
    "object_missing": "The saved file is missing. Its record and fingerprint are still here.",
    "object_damaged": "The saved file does not match its own seal.",
    "object_unknown": "This file is not in the book and does not open. It was left where it is.",
    "record_differs": "What the book says of this item is not what was sealed with it.",
    "history_missing": "The history has no line about this item's arrival.",
    "item_missing": "The history knows of an item that the book no longer has.",
    "rolled_back": "The book is older than what was noted beside it. It may have been put back or replaced.",
    "head_missing": "The note of how far the history had come is missing or empty.",
    "head_damaged": "The note of how far the history had come was changed by somebody without the desk's key.",
    "guard_missing": "A guard against changing the book is missing.",
    "object_waiting": "A saved file that is not in the book yet will be entered when the disk has room.",
    "book_damaged": "The book's own check found damage.",
}


def problem(type_: str, place: str) -> Problem:
    """A problem with the sentence that belongs to its type."""
    return Problem(type_, place, _DETAILS[type_])


@dataclass(frozen=True, slots=True)
class Parts:
    """What a check looks at."""

    book: Book
    objects: Objects
    cases: CaseRecords
    items: ItemRecords
    log: CustodyLog
    head_file: HeadFile


def check(parts: Parts, on_progress: OnProgress | None = None) -> Report:
    """Read and compare everything. Raises StorageFailed only when the disk itself gives up."""
    on_disk = set(parts.objects.names())
    listed = _listed(parts)
    problems = [*head_problems(parts), *guard_problems(parts.book), *_book_problems(parts.book)]
    problems += [each for log in parts.log.logs() for each in signed_problems(parts.log, log)]
    for done, (case, item) in enumerate(listed, start=1):
        problems += _item_problems(parts, case, item)
        if on_progress is not None:
            on_progress(done, len(listed))
    problems += _arrival_problems(parts, listed)
    known = parts.items.object_names()  # asked for last: a capture may have been under way
    problems += [problem("object_unknown", place_of(name)) for name in sorted(on_disk - known)]
    signer = fingerprint(parts.log.public_key)
    return Report(len(listed), tuple(problems), signer, parts.log.head(VAULT_LOG).hash)


def _listed(parts: Parts) -> list[tuple[Case, Item]]:
    try:
        return [(case, item) for case in parts.cases.all() for item in parts.items.of_case(case.id)]
    except VaultDamaged:
        return []  # what can't be read is said by the book's own check, and by the history that knows of the items


def head_problems(parts: Parts) -> Iterator[Problem]:
    """What the head file says against the book."""
    heads = parts.head_file.read()
    if not heads.lines:
        yield problem("head_missing", "head")
    if heads.strange_lines:
        yield problem("head_damaged", "head")
    for head in dict.fromkeys(differing(heads, parts.log.hash_at)):
        yield problem("rolled_back", f"{log_name(parts.cases, head.log)} event {head.count}")


def guard_problems(book: Book) -> Iterator[Problem]:
    """Which of the triggers that refuse changes are not there as they were made."""
    present: dict[str, str] = dict(book.rows("select name, sql from sqlite_master where type = 'trigger'"))
    for name, sql in GUARDS.items():
        if present.get(name) != sql:
            yield problem("guard_missing", name)


def fingerprint(public_key: Ed25519PublicKey) -> str:
    """The key's fingerprint as ssh-keygen prints it: SHA256: and base64 without padding."""
    parts = (b"ssh-ed25519", public_key.public_bytes_raw())
    wire = b"".join(len(part).to_bytes(4, "big") + part for part in parts)  # RFC 8709
    return "SHA256:" + base64.b64encode(hashlib.sha256(wire).digest()).decode().rstrip("=")


def log_name(cases: CaseRecords, log: LogId) -> str:
    """A log as a person knows it: its case's reference, or its own name."""
    return next((case.reference for case in cases.all() if LogId(case.id) == log), log)


def _book_problems(book: Book) -> Iterator[Problem]:
    try:
        said = [text for (text,) in book.rows("pragma integrity_check")]
        damaged = said != ["ok"] or bool(book.rows("pragma cipher_integrity_check"))
    except VaultError:
        damaged = True
    if damaged:
        yield problem("book_damaged", book.path.name)


def _item_problems(parts: Parts, case: Case, item: Item) -> Iterator[Problem]:
    place = f"{case.reference}/{item.exhibit}"
    try:
        unsealed = parts.objects.unsealed(parts.objects.name_of(item.id, item.record.sha256), item.exhibit)
        if record_text(unsealed.record) != record_text(item.record):
            yield problem("record_differs", place)
        parts.objects.data_of(unsealed, item.record, item.exhibit)
    except ObjectMissing:
        yield problem("object_missing", place)
    except ObjectDamaged:
        yield problem("object_damaged", place)


def _arrival_problems(parts: Parts, listed: list[tuple[Case, Item]]) -> Iterator[Problem]:
    """Every item has come in by the history, and everything that came in is still here."""
    arrived = {
        (case.id, line.item): line.sha256
        for case in parts.cases.all()
        for line in parts.log.events(LogId(case.id))
        if line.event in _ARRIVALS
    }
    for case, item in listed:
        if arrived.pop((case.id, item.id), None) != item.record.sha256:
            yield problem("history_missing", f"{case.reference}/{item.exhibit}")
    for case_id, item_id in arrived:
        if item_id is None or not parts.items.has(ItemId(item_id)):
            yield problem("item_missing", f"{log_name(parts.cases, LogId(case_id))}/{item_id}")
