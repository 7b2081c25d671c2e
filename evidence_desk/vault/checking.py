"""The vault against itself: every object, every row, every line of the history."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidence_desk.domain.custody import VAULT_LOG, Head, LogId, as_told
from evidence_desk.domain.errors import StorageFailed, VaultDamaged
from evidence_desk.domain.hashes import key_fingerprint
from evidence_desk.domain.recoveries import BOOK_REBUILT, Recovery
from evidence_desk.domain.verification import Problem, Report
from evidence_desk.vault.case_records import CaseRecords
from evidence_desk.vault.chain_check import signed_problems
from evidence_desk.vault.custody_log import HEAD_REPLACED, CustodyLog
from evidence_desk.vault.database import Book
from evidence_desk.vault.findings import problem
from evidence_desk.vault.for_us_alone import remarks_on_others
from evidence_desk.vault.head_file import CUT, FORKED, LOST, Heads, losses
from evidence_desk.vault.item_check import ItemCheck
from evidence_desk.vault.listing_check import listing_problems
from evidence_desk.vault.migrations import GUARDS
from evidence_desk.vault.objects import place_of
from evidence_desk.vault.parts import Parts
from evidence_desk.vault.second_look import FAILED_ONCE
from evidence_desk.vault.words_check import words_problems

OnProgress = Callable[[int, int], None]
"""(done, all), once for each item."""


def check(parts: Parts, on_progress: OnProgress | None = None) -> Report:
    """Read and compare everything. Raises StorageFailed only when the disk itself gives up."""
    progress = _Progress(on_progress)
    problems = list(_book_problems(parts.book))
    # Not wrong in what was saved: sticks and shares without modes are open to all that the system lets in.
    head, path = None, parts.book.path.parent
    remarks = [*remarks_on_others(path), *parts.locks.remarks()]
    try:
        for each in _part_problems(parts, progress):
            problems.append(each)  # noqa: PERF402 — what was found before a part fails must stay
        head = parts.log.head(VAULT_LOG).hash
        remarks += rebuilt_remarks(parts.log)
    except VaultDamaged:
        problems.append(problem("book_unreadable", parts.book.path.name))
    key = key_fingerprint(parts.log.public_key.public_bytes_raw())
    return Report(progress.done, tuple(problems), key, head, remarks=tuple(remarks))


@dataclass
class _Progress:
    """How many items are done; tells whoever asked."""

    on_progress: OnProgress | None
    done: int = 0

    def step(self, count: int) -> None:
        self.done += 1
        if self.on_progress is not None:
            self.on_progress(self.done, count)


def _part_problems(parts: Parts, progress: _Progress) -> Iterator[Problem]:
    on_disk, last = set(parts.objects.names()), parts.items.newest_row()
    yield from parts.locks.problems()
    yield from head_problems(parts)
    yield from guard_problems(parts.book)
    yield from replaced_heads(parts.log)
    for log in parts.log.logs():
        yield from signed_problems(parts.log, log)
    named: set[str] = set()
    for each in _item_problems(parts, last, progress):
        named.add(each.path)
        yield each
    yield from listing_problems(parts, named)
    known = parts.items.object_names()  # asked for last: a capture may have been under way
    yield from _strangers(parts, on_disk - known)


def _item_problems(parts: Parts, last: int, progress: _Progress) -> Iterator[Problem]:
    items, count = ItemCheck(parts), parts.items.count_to(last)
    for row in parts.items.rows(last):
        yield from items.problems(row)
        progress.step(count)
    yield from items.problems_of_the_missing()
    yield from words_problems(parts)


def _strangers(parts: Parts, names: set[str]) -> Iterator[Problem]:
    removed = parts.removals.object_names() if names else set[str]()
    for name in sorted(names - removed):
        yield problem("object_unknown", place_of(name))
    for name in sorted(names & removed):
        if parts.objects.path_of(name).exists():  # a removal may have been under way
            yield problem("removal_unfinished", place_of(name))


def head_problems(parts: Parts) -> Iterator[Problem]:
    """What the head file says against the book."""
    heads = parts.head_file.read()
    if not heads.lines:
        yield problem("head_missing", "head")
    if heads.strange_lines:
        yield problem("head_damaged", "head")
    elif heads.lines and is_old(heads, parts.log):
        yield problem("head_old", "head")
    if parts.log.is_mixed():
        yield problem("book_mixed", parts.book.path.name)
    for loss in losses(heads, parts.log.hash_at, was_cut=parts.log.was_cut()):
        yield problem(_LOSSES[loss.how], f"{log_name(parts.cases, loss.head.log)} event {loss.head.count}")


_LOSSES = {LOST: "rolled_back", CUT: "history_cut", FORKED: "history_forked"}


def is_old(heads: Heads, log: CustodyLog) -> bool:
    """Whether the head file is older than a power cut can make it: each start puts it right before it adds a line."""
    return any(heads.reached.get(each, Head(each)).count < count for each, count in log.before_newest_opening().items())


def replaced_heads(log: CustodyLog) -> Iterator[Problem]:
    """Each start at which nothing told how far the history had come: an older book may have been put back before it."""
    for seq, body, _, _ in log.lines(VAULT_LOG):
        if f'"event":"{HEAD_REPLACED}"' in body:
            yield problem("head_replaced", f"{VAULT_LOG} event {seq}")


def rebuilt_remarks(log: CustodyLog) -> Iterator[Problem]:
    """Each time the book was put back together; what was missing then stands in that line for good."""
    for seq, body, _, _ in log.lines(VAULT_LOG):
        if f'"event":"{BOOK_REBUILT}"' in body:
            missing = Recovery.from_detail(as_told(json.loads(body))["detail"]).missing
            yield problem("book_rebuilt" if missing.nothing else "book_rebuilt_in_part", f"{VAULT_LOG} event {seq}")


def guard_problems(book: Book) -> Iterator[Problem]:
    """Which of the triggers that refuse changes are not there as they were made."""
    present: dict[str, str] = dict(book.rows("select name, sql from sqlite_master where type = 'trigger'"))
    for name, sql in GUARDS.items():
        if present.get(name) != sql:
            yield problem("guard_missing", name)


def log_name(cases: CaseRecords, log: LogId) -> str:
    """A log as a person knows it: its case's reference, or its own name."""
    return next((case.reference for case in cases.all() if LogId(case.id) == log), log)


def _book_problems(book: Book) -> Iterator[Problem]:
    if is_damaged(book):
        book.close()  # damage is there for a fresh connection too; a read that failed once is not
        if not is_damaged(book):
            raise StorageFailed(str(book.path.parent), FAILED_ONCE)
        yield problem("book_damaged", book.path.name)


def is_damaged(book: Book) -> bool:
    """Whether the database's own checks find anything."""
    try:
        said = [text for (text,) in book.rows("pragma integrity_check")]
        return said != ["ok"] or bool(book.rows("pragma cipher_integrity_check"))
    except VaultDamaged:
        return True
