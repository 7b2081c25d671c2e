"""The parts of one opened vault."""

from dataclasses import dataclass

from evidence_desk.vault.case_records import CaseRecords
from evidence_desk.vault.custody_log import CustodyLog
from evidence_desk.vault.database import Book
from evidence_desk.vault.head_file import HeadFile
from evidence_desk.vault.item_records import ItemRecords
from evidence_desk.vault.locks import Locks
from evidence_desk.vault.objects import Objects
from evidence_desk.vault.removals import Removals


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that opening a vault brings together."""

    book: Book
    objects: Objects
    cases: CaseRecords
    items: ItemRecords
    removals: Removals
    log: CustodyLog
    head_file: HeadFile
    locks: Locks
