"""After a crash: what is on the disk and not in the book, and the reverse."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.errors import DiskFull, NoSuchCase, ObjectDamaged, ObjectMissing, VaultError
from evidence_desk.domain.times import NANOSECONDS
from evidence_desk.domain.verification import Problem
from evidence_desk.vault.case_records import CaseRecords
from evidence_desk.vault.findings import problem
from evidence_desk.vault.item_records import ItemRecords
from evidence_desk.vault.objects import INCOMING_NAME, Objects, place_of
from evidence_desk.vault.parts import Parts
from evidence_desk.vault.words import Words

RECOVERED_CASE_TITLE = "Recovered"
_ONE_PRESS_NS = 60 * NANOSECONDS
"""Longer than anything that is kept together takes: a crash leaves what one press had saved, and never two."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The objects on the disk against the rows of the book; `removed` are those whose removal was not finished."""

    without_row: tuple[str, ...]
    removed: tuple[str, ...]
    without_object: tuple[str, ...]


REBUILDING, REBUILT = ".rebuilding", ".rebuilt"
"""How names of a book or a head end while they are made from what is left, and once they are whole."""


def sweep(vault_path: Path) -> int:
    """Remove half-written files, which nobody was ever told were saved; returns how many.

    Once a book has opened, one that was made to take its place and never did is out of date.
    """
    swept = 0
    unfinished = [path for ending in (REBUILDING, REBUILT) for path in vault_path.glob(f"*{ending}*")]
    for path in (*(vault_path / INCOMING_NAME).glob("*.part"), *unfinished):
        with suppress(OSError):
            path.unlink()
            swept += 1
    return swept


def compare(parts: Parts) -> Shelf:
    """What does not match. Others may keep and remove meanwhile, so the book is asked before the folder and after it.

    A file stands before its row does, and goes after it.
    """
    before = parts.items.object_names()
    on_disk = set(parts.objects.names())
    now = parts.items.object_names() if before != on_disk else before
    strangers = on_disk - now
    removed = strangers & parts.removals.object_names() if strangers else set[str]()
    return Shelf(tuple(sorted(strangers - removed)), tuple(sorted(removed)), tuple(sorted((before & now) - on_disk)))


def missing_problems(shelf: Shelf, cases: CaseRecords, items: ItemRecords) -> Iterator[Problem]:
    """Each row without its object, named so that a person can find it."""
    for case_id, exhibit in filter(None, map(items.of_object, shelf.without_object)):
        yield problem("object_missing", f"{cases.by_id(case_id).reference}/{exhibit}")


def finish_removals(objects: Objects, shelf: Shelf) -> Iterator[Problem]:
    """Take off the disk what the book let go before a crash, or what came back with a copy; names what stays."""
    for name in shelf.removed:
        try:
            objects.remove(name)
        except VaultError:
            yield problem("removal_unfinished", place_of(name))


class Adoption:
    """Takes in objects that were sealed and never entered in the book; `noted` are names of which that was known."""

    def __init__(self, parts: Parts, noted: Collection[str] = ()) -> None:
        self._noted = noted
        self._objects = parts.objects
        self._cases = parts.cases
        self._items = parts.items
        self._removals = parts.removals
        self._log = parts.log
        self._captured_ns: list[int] = []

    @property
    def is_more_than_a_crash_leaves(self) -> bool:
        """Whether what was taken in was captured too far apart: an older book, with what fits it, was put back."""
        return bool(self._captured_ns) and max(self._captured_ns) - min(self._captured_ns) > _ONE_PRESS_NS

    def adopt_all(self, shelf: Shelf) -> list[Problem]:
        """Enter every object without a row, in the order of capture; on a full disk the rest waits for the next start.

        After a book was put back, exhibits so get the numbers that they had, where nothing was removed between them.
        """
        problems = []
        for name in sorted(shelf.without_row, key=self._moment):
            try:
                problems.append(self.adopt(name))
            except DiskFull:
                problems.append(problem("object_waiting", place_of(name)))
        return [each for each in problems if each is not None]

    def adopt(self, name: str) -> Problem | None:
        """Enter one object with all it knew; what can't be read stays where it is and is named."""
        place = place_of(name)
        try:
            unsealed = self._objects.unsealed(name, place)
        except (ObjectDamaged, ObjectMissing):
            return problem("object_unknown", place)
        record = unsealed.record
        known = self._items.has(record.item_id) or self._removals.has(record.item_id)
        if known or name != self._objects.name_of(record.item_id, record.sha256):
            return problem("object_unknown", place)
        try:
            self._objects.data_of(unsealed, record, place)
        except ObjectDamaged:
            self._items.unreadable.add(name)
        with self._log.writing():
            self._find_or_open(record.case_id)
            self._items.add(record, name, Words(), found_text=unsealed.text)
        if name not in self._noted:
            self._captured_ns.append(record.captured.utc_ns)
        return None

    def _moment(self, name: str) -> tuple[int, str]:
        """When it was captured, by its own record; what tells nothing comes first, and is only named."""
        with suppress(VaultError):
            told = self._objects.described(name)
            return (told.record.captured.utc_ns, told.record.item_id) if told else (0, name)
        return 0, name

    def _find_or_open(self, case_id: CaseId) -> None:
        try:
            self._cases.by_id(case_id)
        except NoSuchCase:
            self._cases.add(case_id, RECOVERED_CASE_TITLE)
