"""Whether there is anything that building the book again would put right, and what there is where there is not."""

from collections.abc import Iterator

from evidence_desk.domain.errors import BookDamaged, BookMissing, VaultDamaged
from evidence_desk.domain.evidence import exhibit_name
from evidence_desk.domain.recoveries import Missing, Recovery
from evidence_desk.vault.book_updates import refuse_newer
from evidence_desk.vault.checking import guard_problems, is_damaged
from evidence_desk.vault.creation import require_book
from evidence_desk.vault.database import BOOK_NAME, Book
from evidence_desk.vault.driver import Migrations
from evidence_desk.vault.identity import Identity
from evidence_desk.vault.listing_check import listing_problems
from evidence_desk.vault.migrations import MIGRATIONS
from evidence_desk.vault.object_format import record_of
from evidence_desk.vault.parts import Parts
from evidence_desk.vault.shelf_survey import Survey
from evidence_desk.vault.vault import parts_of
from evidence_desk.vault.words_check import words_problems

_MIGRATIONS: Migrations = MIGRATIONS
_TOLD_WHOLE = frozenset({"entry_differs", "ages_differ"})
"""What the history has, but for notes, so that rows can be written from it again."""


def why_not_whole(identity: Identity, shelf: Survey) -> tuple[str, ...]:
    """Each reason to build the book again, by the name `check` has for it; none where the book is whole.

    Raises FromTheFuture, or StorageFailed where the disk is what fails.
    """
    try:
        require_book(identity.path)
        book = Book(identity.path / BOOK_NAME, identity.keys.database, writes=False)
    except (BookMissing, BookDamaged) as damage:
        return (damage.type,)
    try:
        refuse_newer(book)
        return tuple(dict.fromkeys(_reasons(parts_of(identity, book, None), shelf)))
    except VaultDamaged:
        return ("book_unreadable",)
    finally:
        book.close()


def stand_of(identity: Identity, shelf: Survey, why: tuple[str, ...], aside: str) -> Recovery:
    """What a whole book has, where something beside it was mended; files that are not there are named all the same."""
    book = Book(identity.path / BOOK_NAME, identity.keys.database, writes=False)
    try:
        parts = parts_of(identity, book, None)
        references = {case.id: case.reference for case in parts.cases.all()}
        rows = parts.items.rows(parts.items.newest_row())
        names = {row.id: f"{references[row.case_id]}/{exhibit_name(row.number)}" for row in rows}
    finally:
        book.close()
    missing = Missing(
        files=tuple(name for item_id, name in names.items() if item_id not in shelf.files),
        cut_short=tuple(name for item_id, name in names.items() if item_id in shelf.cut_short),
        unreadable_files=tuple(shelf.unreadable),
    )
    return Recovery(why, len(references), len(names), aside=aside, missing=missing)


def _reasons(parts: Parts, shelf: Survey) -> Iterator[str]:
    if is_damaged(parts.book):
        yield "book_damaged"
        return
    if not _MIGRATIONS.pending(parts.book.database):  # an older book gets its guards and lists at the next start
        yield from (found.type for found in (*guard_problems(parts.book), *listing_problems(parts, ())))
        yield from (found.type for found in words_problems(parts) if found.type in _TOLD_WHOLE)
    for row in parts.items.rows(parts.items.newest_row()):
        try:
            record = record_of(row.record)
        except (ValueError, TypeError, KeyError):
            yield "row_unreadable"
            continue
        name = parts.objects.name_of(record.item_id, record.sha256)
        said = (record.item_id, record.case_id, record.origin.value, record.sha256, name)
        if said != (row.id, row.case_id, row.origin, row.sha256, row.object):
            yield "row_differs"
        file = shelf.files.get(row.id)
        if file is not None and file.text != row.record:
            yield "record_differs"
