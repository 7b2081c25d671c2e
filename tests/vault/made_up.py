"""Cases and pictures made up for a test."""

import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evidence_desk.domain.cases import Case, CaseId
from evidence_desk.domain.evidence import PNG, Item, ItemId, Origin, Record
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.vault.driver import connect
from evidence_desk.vault.object_format import record_text
from evidence_desk.vault.vault import Vault, open_vault
from tests.fake_clock import START, FakeClock


def record_about(data: bytes, case_id: CaseId, **changes: Any) -> Record:
    """A record that describes `data` truly."""
    record = Record(
        item_id=ItemId(str(uuid.uuid4())),
        case_id=case_id,
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
        program_version="0",
    )
    return replace(record, **changes)


@dataclass
class Desk:
    """A vault that a test opens, closes and opens again."""

    path: Path
    clock: FakeClock

    def open(self) -> Vault:
        return open_vault(self.path, self.clock, create=True)

    def filled(self, *pictures: bytes) -> tuple[Case, list[Item]]:
        """A case with these pictures in it; the vault is closed again."""
        with self.open() as vault:
            case = vault.cases.last_used() or vault.cases.new("Case 1")
            items = [keep(vault, case, picture) for picture in pictures]
            return vault.cases.by_id(case.id), items

    def object_path(self, item: Item) -> Path:
        with self.open() as vault:
            return vault._parts.objects.path_of(vault._parts.objects.name_of(item.id, item.record.sha256))

    def rewrite_record(self, item: Item, data: bytes, **changes: Any) -> None:
        """Seal the item's file again with another record, and its row with it, as somebody with the key could."""
        record = replace(item.record, **changes)
        with self.open() as vault:
            objects = vault._parts.objects
            objects.path_of(objects.name_of(item.id, record.sha256)).unlink()
            objects.write(record, data)
        self.tamper(f"update items set record = '{record_text(record)}' where id = '{item.id}'")

    def tamper(self, *statements: str) -> None:
        """Change the book with its key and without its guards, as somebody with the whole account could."""
        with self.open() as vault:
            key = vault._identity.keys.database.hex()
        connection = connect(str(self.path / "desk.db"), isolation_level=None)
        connection.execute(f"pragma key = \"x'{key}'\"")
        guards = connection.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"drop trigger {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in guards:
            connection.execute(sql)
        connection.close()


def copied(source_path: Path, target_path: Path) -> None:
    """A copy of a vault nobody has open, each part for this account alone as it was made."""
    target_path.mkdir(mode=0o700)
    for path in sorted(source_path.rglob("*")):
        to_path = target_path / path.relative_to(source_path)
        if path.is_dir():
            to_path.mkdir(mode=0o700)
        else:
            to_path.touch(mode=0o600)
            to_path.write_bytes(path.read_bytes())


def keep(vault: Vault, case: Case, data: bytes, **words: Any) -> Item:
    return vault.keep(record_about(data, case.id), data, **words)


def types(problems: Any) -> list[str]:
    """The types of problems, in order, each once."""
    return list(dict.fromkeys(problem.type for problem in problems))
