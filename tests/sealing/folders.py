"""Small sealed folders, written by the program's own writer, and ways to spoil them."""

import shutil
import struct
import uuid
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_desk.domain.cases import Case, CaseId
from evidence_desk.domain.custody import VAULT_LOG, CustodyEvent, Head, LogId, sealed
from evidence_desk.domain.evidence import PNG, Item, ItemId, Origin, Record
from evidence_desk.domain.hashes import key_fingerprint, sha256_hex
from evidence_desk.export.contents import Contents, Exhibit
from evidence_desk.export.folder import Staging
from evidence_desk.export.names import original_path
from evidence_desk.export.pages import EVENTS_NAME, bag_files
from evidence_desk.export.recipients import Recipient
from evidence_desk.sealing.history import history_line
from evidence_desk.sealing.verify import verify_folder
from evidence_desk.workflows.seal_folder import seal_folder
from tests.fake_clock import START

CASE = Case(CaseId("019ab3c2-7d10-7000-8000-00000000c0de"), "CASE-001-7K3M", "Case 1", START.at, 1)
VERSION = "0.1.0"


def tiny_png(width: int = 1, height: int = 1, colour: tuple[int, int, int] = (1, 2, 3)) -> bytes:
    """A real PNG of one colour."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + bytes(colour) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", zlib.compress(rows, 9)) + part(b"IEND", b"")


def item_of(data: bytes, number: int) -> Item:
    """An exhibit that says the truth about `data`."""
    record = Record(
        item_id=ItemId(str(uuid.UUID(int=number))),
        case_id=CASE.id,
        origin=Origin.CAPTURED_HERE,
        kind="picture",
        sha256=sha256_hex(data),
        pixel_sha256=None,
        size_bytes=len(data),
        media_type=PNG,
        width=1,
        height=1,
        captured=START,
        system="made up",
        program_version=VERSION,
    )
    return Item(record, number)


def history(items: Sequence[Item], key: Ed25519PrivateKey) -> list[CustodyEvent]:
    """One line for each item."""
    head, events = Head(LogId(CASE.id)), []
    for item in items:
        event = CustodyEvent(
            log=head.log, seq=head.count + 1, moment=START, actor="person", event="captured", item=item.id,
            sha256=item.record.sha256, detail={"exhibit": item.exhibit}, prev=head.hash,
        )  # fmt: skip
        events.append(sealed(event, key.sign))
        head = Head(head.log, event.seq, events[-1].hash)
    return events


def small_folder(
    place: Path,
    key: Ed25519PrivateKey,
    pictures: Sequence[bytes],
    *,
    events: Sequence[CustodyEvent] | None = None,
    more: dict[str, bytes] | None = None,
    **changes: object,
) -> Path:
    """A whole folder with these pictures, `more` files, and `changes` to what the seal is told."""
    items = [item_of(data, number) for number, data in enumerate(pictures, start=1)]
    lines = history(items, key) if events is None else events
    with Staging(place, CASE.reference) as staging:
        for item, data in zip(items, pictures, strict=True):
            staging.write(original_path(item), (data,))
        staging.write(EVENTS_NAME, map(history_line, lines))
        for path, data in (more or {}).items():
            staging.write(path, (data,))
        contents = Contents(
            case=CASE,
            recipient=Recipient.POLICE,
            made=START,
            program_version=VERSION,
            signed_by=key_fingerprint(key.public_key().public_bytes_raw()),
            exhibits=[Exhibit(item, original_path(item)) for item in items],
            steps=(),
            log=Head(LogId(CASE.id), len(lines), lines[-1].hash) if lines else Head(LogId(CASE.id)),
        )
        contents = replace(contents, **changes)  # type: ignore[arg-type]
        for path, parts in bag_files(contents, staging.written):
            staging.write(path, parts)
        seal_folder(staging, contents, Head(VAULT_LOG), key)
        return staging.finish([CASE.reference])


def copy_of(folder: Path, name: str = "copy") -> Path:
    """Another folder with the same bytes."""
    return Path(shutil.copytree(folder, folder.parent / name, symlinks=True))  # noqa: TID251 — nothing of it is evidence


def found(folder: Path) -> set[tuple[str, str]]:
    """The problems by type and path."""
    return {(problem.type, problem.path) for problem in verify_folder(folder).problems}
