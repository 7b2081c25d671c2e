"""Sealed files: written once, named so that a listing says nothing, read back whole or not at all."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.domain.errors import (
    ObjectCutShort,
    ObjectDamaged,
    ObjectMissing,
    ObjectSwapped,
    StorageFailed,
    VaultError,
)
from evidence_desk.domain.evidence import ItemId, Record
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.in_order import read_ahead
from evidence_desk.vault.disk import (
    NotPlainError,
    make_folder,
    open_plain,
    plain_descriptor,
    put_in_place,
    read_plain,
    speaking_of,
    sync_folder,
    write_aside,
)
from evidence_desk.vault.keys import Keys, keyed_hash
from evidence_desk.vault.object_format import (
    HEAD_BYTES,
    LARGEST_WHOLE_BYTES,
    START_BYTES,
    ObjectSeal,
    Unsealed,
    record_end,
    whole_bytes,
)
from evidence_desk.vault.rooms import LARGEST_ROOM_BYTES, Rooms, filled

OBJECTS_NAME = "objects"
INCOMING_NAME = "incoming"
_SHARD_LETTERS = 2
_LONGEST_RECORD_BYTES = 1 << 24
_LARGE_BYTES = 1 << 28


def place_of(name: str) -> str:
    """Where an object, or what `Objects.names` found in another one's folder, stands, seen from the vault's folder."""
    return f"{OBJECTS_NAME}/{name}" if "/" in name else f"{OBJECTS_NAME}/{name[:_SHARD_LETTERS]}/{name}"


@dataclass(frozen=True, slots=True)
class Described:
    """A sealed file by its own record: whether its name `fits` it, and whether it has its `whole` length."""

    record: Record
    text: str
    fits: bool
    whole: bool


class Objects:
    """The sealed files of one vault."""

    def __init__(
        self, vault_path: Path, vault_id: str, keys: Keys, *, largest_whole_bytes: int = LARGEST_WHOLE_BYTES
    ) -> None:
        self._vault_path = vault_path
        self._name_key = keys.name
        self._seal = ObjectSeal(keys.object, vault_id, largest_whole_bytes)

    def name_of(self, item_id: ItemId, sha256: str) -> str:
        """64 hexadecimal digits that follow from the item, for the key's holder alone."""
        return keyed_hash(self._name_key, bytes.fromhex(sha256), item_id.encode()).hex()

    def path_of(self, name: str) -> Path:
        """Where the object of that name stands."""
        return self._vault_path / place_of(name)

    def write(self, record: Record, data: bytes) -> str:
        """Seal `data` with its record, durably; returns the object's name. Raises DiskFull, NotWritable, StorageFailed.

        When it raises, nothing of it is left that could be taken for a saved item.
        """
        name = self.name_of(record.item_id, record.sha256)
        path = self.path_of(name)
        aside_path = self._vault_path / INCOMING_NAME / f"{secrets.token_hex(16)}.part"
        with speaking_of(self._vault_path):
            self._make_shard(path.parent)
            write_aside(aside_path, self._seal.sealed(record, data))
            try:
                put_in_place(aside_path, path)
            except OSError:
                self._drop(aside_path, path)
                raise
        return name

    def read(self, record: Record, shown: str) -> bytes:
        """The exact bytes that were kept. Raises ObjectMissing, ObjectDamaged (about `shown`) or StorageFailed."""
        return self.data_of(self._unsealed_of(record, shown), record, shown)

    def read_authentic(self, record: Record, shown: str) -> bytes:
        """As `read`, for who compares the hash later."""
        return self.authentic_data_of(self._unsealed_of(record, shown), record, shown)

    def read_into(self, rooms: Rooms, record: Record, shown: str) -> memoryview:
        """As `read_authentic`, into memory that is used again: the bytes stay there until its next use."""
        data = None
        with suppress(OSError):  # asked again below, and said there
            data = self._data_in(rooms, record)
        return memoryview(self.read_authentic(record, shown)) if data is None else data

    def _data_in(self, rooms: Rooms, record: Record) -> memoryview | None:
        """The data, where everything is as it should be and of a usual length."""
        with plain_descriptor(self._place(record)) as (descriptor, size):
            if size > LARGEST_ROOM_BYTES:
                return None
            sealed = filled(rooms.sealed(size), descriptor)
        data = self._seal.data_into(sealed, record, rooms.opened(size))
        return data if data is not None and len(data) == record.size_bytes else None

    def _place(self, record: Record) -> str:
        """`path_of` the record's object as the system takes it: asked for twice for each object of an export."""
        return f"{self._vault_path}{os.sep}{place_of(self.name_of(record.item_id, record.sha256))}"

    def _unsealed_of(self, record: Record, shown: str) -> Unsealed:
        return self.unsealed(self.name_of(record.item_id, record.sha256), shown)

    def will_read(self, record: Record) -> None:
        """Have the disk fetch an object a little before `read`; what can't be opened is said there."""
        with suppress(OSError), plain_descriptor(self._place(record)) as (descriptor, _):
            read_ahead(descriptor)

    def unsealed(self, name: str, shown: str) -> Unsealed:
        """An object's own record, before its data. Raises as `read` does."""
        try:
            with speaking_of(self._vault_path):
                untrusted_bytes = self._bytes_of(self.path_of(name))
        except StorageFailed as error:
            if isinstance(error.__cause__, FileNotFoundError):
                raise ObjectMissing(shown) from error
            if isinstance(error.__cause__, NotPlainError):
                raise ObjectDamaged(shown) from error
            raise
        unsealed = self._seal.unsealed(untrusted_bytes)
        if unsealed is None:
            raise (ObjectCutShort if self._seal.is_cut_short(untrusted_bytes) else ObjectDamaged)(shown)
        return unsealed

    def _bytes_of(self, path: Path) -> bytes:
        """The whole file; a very long one only if its own header, which nobody can make up, says that it is so long."""
        size = path.stat().st_size
        if size > _LARGE_BYTES and size > (self._seal.vouched_bytes(read_plain(path, START_BYTES)) or 0):
            raise NotPlainError(errno.EINVAL, "it is longer than it says")
        return read_plain(path, size)

    def described(self, name: str) -> Described | None:
        """What a file says of itself, without reading its data; None where it says nothing that can be believed.

        Raises StorageFailed when the disk itself gives up.
        """
        with speaking_of(self._vault_path), open_plain(self.path_of(name)) as file:
            start = file.read(HEAD_BYTES)
            if len(start) < HEAD_BYTES:
                return None
            start += file.read(min(record_end(start), _LONGEST_RECORD_BYTES) - HEAD_BYTES)
            size = os.fstat(file.fileno()).st_size
        unsealed = self._seal.unsealed(start)
        if unsealed is None:
            return None
        fits = name == self.name_of(unsealed.record.item_id, unsealed.record.sha256)
        return Described(unsealed.record, unsealed.text, fits=fits, whole=size == whole_bytes(start))

    def text_in(self, name: str) -> str | None:
        """The record as it is sealed in the object of that name; None where that is not there or not as it was."""
        try:
            unsealed = self.unsealed(name, name)
        except (ObjectMissing, ObjectDamaged, VaultError):
            return None
        record = unsealed.record
        return unsealed.text if self.name_of(record.item_id, record.sha256) == name else None

    def data_of(self, unsealed: Unsealed, record: Record, shown: str) -> bytes:
        """The data of an object that belongs to `record`, hashed again. Raises as `authentic_data_of` does."""
        data = self.authentic_data_of(unsealed, record, shown)
        if sha256_hex(data) != record.sha256:
            raise ObjectDamaged(shown)
        return data

    def authentic_data_of(self, unsealed: Unsealed, record: Record, shown: str) -> bytes:
        """The same without the hash: the encryption binds every byte to the record.

        Raises ObjectSwapped, ObjectCutShort or ObjectDamaged.
        """
        if (unsealed.record.item_id, unsealed.record.sha256) != (record.item_id, record.sha256):
            raise ObjectSwapped(shown)
        data = self._seal.data(unsealed, record)
        if data is None and unsealed.is_cut_short:
            raise ObjectCutShort(shown)
        if data is None or len(data) != record.size_bytes:
            raise ObjectDamaged(shown)
        return data

    def drop_unacknowledged(self, name: str) -> None:
        """Take back an object that was never said to be saved."""
        self._drop(self.path_of(name))

    def remove(self, name: str) -> None:
        """Take an object that the book has let go off the disk, durably. Raises NotWritable or StorageFailed."""
        path = self.path_of(name)
        with speaking_of(self._vault_path):
            path.unlink(missing_ok=True)
            if path.parent.is_dir():
                sync_folder(path.parent)

    def names(self) -> Iterator[str]:
        """The name of everything that stands where objects stand; in a folder that is not its own, with that."""
        root = self._vault_path / OBJECTS_NAME
        if not root.exists():
            return
        with speaking_of(root):
            for shard in os.scandir(root):
                if shard.is_dir():
                    found = (entry.name for entry in os.scandir(shard))
                    yield from (n if n[:_SHARD_LETTERS] == shard.name else f"{shard.name}/{n}" for n in found)

    def _make_shard(self, path: Path) -> None:
        if not path.is_dir():
            make_folder(path)

    def _drop(self, *paths: Path) -> None:
        for path in paths:
            with suppress(OSError):
                path.unlink(missing_ok=True)
