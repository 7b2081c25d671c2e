"""What a database says when the disk under it fails, as one of our types."""

from pathlib import Path

from evidence_desk.domain.errors import BookDamaged, DiskFull, NotWritable, StorageFailed, VaultBusy, VaultError
from evidence_desk.vault.disk import refusal_of, said

_FULL, _READ_ONLY, _IO, _BUSY, _LOCKED, _CORRUPT, _CANT_OPEN, _NOT_A_DATABASE = 13, 8, 10, 5, 6, 11, 14, 26


def said_by_database(error: Exception, path: Path) -> VaultError | None:
    """A failure of the disk under the database as one of our types, or None when the fault is our own."""
    vault_path = str(path.parent)
    code = getattr(error, "sqlite_errorcode", None)
    kinds: dict[int, VaultError] = {
        _FULL: DiskFull(vault_path),
        _READ_ONLY: NotWritable(vault_path),
        _BUSY: VaultBusy(vault_path),
        _LOCKED: VaultBusy(vault_path),
        _CORRUPT: BookDamaged(vault_path, path.name),
        _NOT_A_DATABASE: BookDamaged(vault_path, path.name),
        _CANT_OPEN: StorageFailed(vault_path, f"{path.name} can't be opened"),
    }
    if code is None:
        return None
    if code & 0xFF == _IO:
        refusal = refusal_of(path.parent)
        return said(refusal, path.parent) if refusal else StorageFailed(vault_path, str(error))
    return kinds.get(code & 0xFF)
