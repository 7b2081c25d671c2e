"""A rebuilt book that a kill kept from its place, told from any other book that somebody put there."""

from dataclasses import dataclass

from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.errors import VaultDamaged
from evidence_desk.domain.recoveries import BOOK_REBUILT, Recovery
from evidence_desk.vault.custody_log import CustodyLog
from evidence_desk.vault.database import BOOK_NAME, Book
from evidence_desk.vault.head_file import HEAD_NAME, losses
from evidence_desk.vault.identity import Identity
from evidence_desk.vault.recovery import REBUILT
from evidence_desk.vault.vault import parts_of


@dataclass(frozen=True, slots=True)
class FinishedBook:
    """Where a rebuilt book may stand beside the place of the old one."""

    identity: Identity

    def recovery(self) -> Recovery | None:
        """What the book says of how it was made, or None where it is none that only waits for its place.

        Whoever has the folder can put any old book there: one that the head does not fit is not taken.
        """
        path = self.identity.path
        if (path / BOOK_NAME).exists() or not (path / (BOOK_NAME + REBUILT)).is_file():
            return None
        try:
            return self._told()
        except VaultDamaged:
            return None

    def _told(self) -> Recovery | None:
        path = self.identity.path
        head_name = next((name for name in (HEAD_NAME + REBUILT, HEAD_NAME) if (path / name).exists()), HEAD_NAME)
        # Opened for writing, SQLite leaves nothing of its own beside it.
        book = Book(path / (BOOK_NAME + REBUILT), self.identity.keys.database, writes=True)
        try:
            parts = parts_of(self.identity, book, None, head_name)
            heads = parts.head_file.read()
            fits = not (set(losses(heads, parts.log.hash_at, was_cut=False)) - set(heads.lost))
            return _newest(parts.log) if fits and heads.lines else None
        finally:
            book.close()


def _newest(log: CustodyLog) -> Recovery | None:
    newest = None
    for line in log.events(VAULT_LOG):
        newest = line if line.event == BOOK_REBUILT else newest
    return Recovery.from_detail(newest.detail) if newest else None
