"""Whether vault.json is the one of the last change of a passphrase or a code, or an older one that was put back."""

from collections.abc import Iterator

from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.hashes import Json
from evidence_desk.domain.verification import Problem
from evidence_desk.vault.custody_log import UNLOCKED, CustodyLog
from evidence_desk.vault.findings import problem
from evidence_desk.vault.header import HEADER_NAME, Header

SET, CHANGED, REMOVED, CODE_MADE = "passphrase set", "passphrase changed", "passphrase removed", "recovery code made"
HEADER_OLD = "header old"
MARK = "mark"
_CHANGES = (SET, CHANGED, REMOVED, CODE_MADE)


def told_marks(log: CustodyLog) -> list[object]:
    """The mark of each change that stands in the history, oldest first."""
    return [detail.get(MARK) for detail in log.details(VAULT_LOG, *_CHANGES)]


def newest_mark(log: CustodyLog) -> object:
    """The mark of the newest change, None where there was none: each opening says it, so nothing older is read."""
    return (log.newest_detail(VAULT_LOG, UNLOCKED, *_CHANGES) or {}).get(MARK)


def is_old(header: Header, log: CustodyLog) -> bool:
    """Whether the history knows of a change after the one that wrote this vault.json.

    A mark that the history does not know is no sign of that: a crash kept its line back, or the book is the older one.
    """
    if header.mark == newest_mark(log):
        return False
    marks = told_marks(log)
    return bool(marks) and header.mark != marks[-1] and (header.mark is None or header.mark in marks)


def old_line(header: Header) -> dict[str, Json]:
    """What the history is told of it, as `Header.untold` has it."""
    return {"event": HEADER_OLD, "detail": {"found": header.mark}}


def old_header_problems(header: Header, log: CustodyLog) -> Iterator[Problem]:
    """What is wrong now."""
    if is_old(header, log):
        yield problem("header_old", HEADER_NAME)


def old_header_remarks(log: CustodyLog) -> Iterator[Problem]:
    """When an old one opened the desk last, for good: a code that came back with it is not undone by a passphrase."""
    found = [seq for seq, _ in log.lines_of_events(VAULT_LOG, HEADER_OLD)]
    if found:
        yield problem("header_was_old", f"{VAULT_LOG} event {found[-1]}")
