"""Cases: rows of the book as the cases a person speaks of."""

import secrets
import uuid
from datetime import UTC, datetime, timedelta

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.cases import UNDER_18_NOT_ASKED, Case, CaseId
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.errors import NoSuchCase
from evidence_desk.vault.custody_log import CustodyLog, Entry
from evidence_desk.vault.database import Book, Row
from evidence_desk.vault.words import findable, title_of

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_LETTERS = 4
AGES_ANSWERED = "ages answered"
_SELECT = """select cases.id, reference, title, opened_ns, under18,
    (select count(*) from items where case_id = cases.id) from cases"""


class CaseRecords:
    """The cases of one vault."""

    def __init__(self, book: Book, log: CustodyLog) -> None:
        self._book = book
        self._log = log

    def new(self, untrusted_title: str) -> Case:
        """Open a case; it is then the one used last. Raises TextRefused, or what any write raises."""
        title = title_of(untrusted_title)
        case_id = CaseId(str(uuid.uuid4()))
        with self._log.writing():
            self.add(case_id, title)
            self._mark_used(case_id)
        return self.by_id(case_id)

    def add(self, case_id: CaseId, title: str) -> None:
        """The rows and the first line of a case's history, inside a transaction."""
        ((number,),) = self._book.rows("select coalesce(max(number), 0) + 1 from cases")
        reference = new_reference(number)
        detail = {"reference": reference, "title": title}
        opened = self._log.add(LogId(case_id), Entry("case opened", detail=detail))
        self._book.run(
            "insert into cases (id, number, reference, title, opened_ns, under18) values (?, ?, ?, ?, ?, ?)",
            case_id, number, reference, title, opened.moment.utc_ns, UNDER_18_NOT_ASKED,
        )  # fmt: skip

    def all(self) -> tuple[Case, ...]:
        """Every case, oldest first."""
        return tuple(map(_case, self._book.rows(f"{_SELECT} order by number")))

    def by_use(self) -> tuple[Case, ...]:
        """Every case, the one used last first; those never used come last, newest first."""
        return tuple(map(_case, self._book.rows(f"{_SELECT} order by used desc, number desc")))

    def by_id(self, case_id: CaseId) -> Case:
        """The case with that id. Raises NoSuchCase."""
        rows = self._book.rows(f"{_SELECT} where cases.id = ?", case_id)
        if not rows:
            raise NoSuchCase(case_id)
        return _case(rows[0])

    def require(self, case_id: CaseId) -> None:
        """Raise NoSuchCase where there is none; quicker than `by_id`, which counts the items."""
        if not self._book.rows("select 1 from cases where id = ?", case_id):
            raise NoSuchCase(case_id)

    def find(self, untrusted_name: str) -> Case:
        """The case with that reference, id or exact title. Raises NoSuchCase, also when two share the title."""
        name = findable(untrusted_name)
        rows = self._book.rows(f"{_SELECT} where reference = ? or cases.id = ?", name.upper(), name.lower())
        rows = rows or self._book.rows(f"{_SELECT} where title = ?", name)
        if len(rows) != 1:
            raise NoSuchCase(untrusted_name)
        return _case(rows[0])

    def last_used(self) -> Case | None:
        """The case used last, or None before the first."""
        rows = self._book.rows(f"{_SELECT} where used > 0 order by used desc limit 1")
        return _case(rows[0]) if rows else None

    def use(self, case: Case) -> None:
        """Make this the case used last."""
        used = self._book.rows("select id from cases where used > 0 order by used desc limit 1")
        if used != [(case.id,)]:
            with self._log.writing():
                self._mark_used(case.id)

    def rename(self, case: Case, untrusted_title: str) -> Case:
        """Give the case another title; the history keeps the old one. Raises TextRefused."""
        title = title_of(untrusted_title)
        if title != self.by_id(case.id).title:
            with self._log.writing():
                self._book.run("update cases set title = ? where id = ?", title, case.id)
                self._log.add(LogId(case.id), Entry("case renamed", detail={"title": title}))
        return self.by_id(case.id)

    def under18(self, case_id: CaseId) -> Under18:
        """What is said of ages now; a word that nobody could answer counts as not sure. Raises NoSuchCase."""
        rows = self._book.rows("select under18 from cases where id = ?", case_id)
        if not rows:
            raise NoSuchCase(case_id)
        return Under18(rows[0][0]) if rows[0][0] in set(Under18) else Under18.NOT_SURE

    def answer_under18(self, case: Case, answer: Under18) -> Case:
        """Keep what the person says of ages; each change of it stays in the history."""
        if answer.value != self.by_id(case.id).under18:
            with self._log.writing():
                self._book.run("update cases set under18 = ? where id = ?", answer.value, case.id)
                self._log.add(LogId(case.id), Entry(AGES_ANSWERED, detail={"under18": answer.value}))
        return self.by_id(case.id)

    def _mark_used(self, case_id: CaseId) -> None:
        self._book.run("update cases set used = (select max(used) + 1 from cases) where id = ?", case_id)


def moment_at(ns: int) -> datetime:
    """Nanoseconds since 1970 as an aware UTC datetime, to the microsecond."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=ns // 1000)


def new_reference(number: int) -> str:
    """What the case of that number is called: CASE-001-7K3M."""
    return f"CASE-{number:03d}-{_random_letters()}"


def _random_letters() -> str:
    return "".join(secrets.choice(_CROCKFORD) for _ in range(_RANDOM_LETTERS))


def _case(row: Row) -> Case:
    case_id, reference, title, opened_ns, under18, items = row
    return Case(CaseId(case_id), reference, title, moment_at(opened_ns), items, under18)
