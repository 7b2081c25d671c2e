"""The seal: one canonical text that names every file, every item and where the history stood, and is then signed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from evidence_desk.domain.custody import Head, LogId
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.hashes import Json, canonical_json
from evidence_desk.domain.times import Moment, utc_text
from evidence_desk.sealing.merkle import merkle_root
from evidence_desk.sealing.schemas import checked_seal

FORMAT = "evidence-desk folder 1"
PART_FORMAT = "evidence-desk folder 2"
"""Of a folder that holds a part of a case, without its history; what only knows the first one must not judge it."""

LARGEST_SEAL_BYTES = 48 * 2**20
MOST_EVENTS = 1_000_000
MOST_FOLDERS = 100
MOST_VALUES = 2_500_000
"""What a seal may make the reader hold; 100,000 items need 38 MB and 1.9 million."""

_FORMAT_FAMILY = "evidence-desk folder "
_FORMATS = frozenset({FORMAT, PART_FORMAT})


@dataclass(frozen=True, slots=True)
class SealedFile:
    """How long a file is and its SHA-256."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SealedItem:
    """One exhibit. `file` is where its original lies in the folder, or None when it is not in it."""

    number: int
    id: str
    sha256: str
    size_bytes: int
    captured_at: str
    file: str | None

    @classmethod
    def of(cls, item: Item, file: str | None) -> "SealedItem":
        """The item as the seal names it."""
        record = item.record
        return cls(item.number, item.id, record.sha256, record.size_bytes, utc_text(record.captured.at), file)

    def leaf(self) -> bytes:
        """What the tree holds of the item: enough to know it again, nothing that says what it shows."""
        return canonical_json({"id": self.id, "number": self.number, "sha256": self.sha256})

    def as_json(self) -> dict[str, Json]:
        """The item's object in the seal."""
        return {
            "number": self.number,
            "id": self.id,
            "sha256": self.sha256,
            "bytes": self.size_bytes,
            "captured_at": self.captured_at,
            "file": self.file,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Everything one signature stands for. `files` is every file but the seal's own three and the tag manifest.

    With the `is_part` of a case that one recipient gets goes no history; `log` says where that stood all the same.
    """

    case_id: str
    reference: str
    recipient: str
    sealed: Moment
    program: str
    signed_by: str
    items: tuple[SealedItem, ...]
    log: Head
    vault_log: Head
    files: Mapping[str, SealedFile]
    is_part: bool = False

    def as_json(self) -> dict[str, Json]:
        """The seal's object; root and counts always follow from the rest."""
        return {
            "format": PART_FORMAT if self.is_part else FORMAT,
            "case": {"id": self.case_id, "reference": self.reference},
            "recipient": self.recipient,
            "sealed": self.sealed.as_json(),
            "program": self.program,
            "signed_by": self.signed_by,
            "items": [item.as_json() for item in self.items],
            "merkle_root": merkle_root(item.leaf() for item in self.items).hex(),
            "log": {"count": self.log.count, "hash": self.log.hash},
            "vault_log": {"count": self.vault_log.count, "hash": self.vault_log.hash},
            "counts": {
                "items": len(self.items),
                "originals": sum(item.file is not None for item in self.items),
                "files": len(self.files),
                "bytes": sum(file.size_bytes for file in self.files.values()),
            },
            "files": {path: {"bytes": file.size_bytes, "sha256": file.sha256} for path, file in self.files.items()},
        }

    def to_bytes(self) -> bytes:
        """The only way this seal can be written."""
        return canonical_json(self.as_json())


class UnusableSealError(ValueError):
    """`type` is the problem's, the text one sentence."""

    def __init__(self, problem_type: str, sentence: str) -> None:
        super().__init__(sentence)
        self.type = problem_type


def parse_seal(untrusted: bytes) -> Seal:
    """The seal these bytes are, when they are exactly what `Seal.to_bytes` writes; raises UnusableSealError."""
    if len(untrusted) > LARGEST_SEAL_BYTES or sum(map(untrusted.count, (b",", b":", b"[", b"{"))) > MOST_VALUES:
        raise UnusableSealError("refused", "The seal is too large to be one of ours.")
    try:
        value = json.loads(untrusted, parse_float=_refuse, parse_constant=_refuse)
        _known_format(value)
        seal = _seal(checked_seal(value))
    except UnusableSealError:
        raise
    except (ValueError, RecursionError) as error:
        raise UnusableSealError("seal_broken", "The seal is not written as a seal is.") from error
    if seal.to_bytes() != untrusted:
        raise UnusableSealError("seal_broken", "The seal contradicts itself.")
    return seal


def _known_format(value: object) -> None:
    found = value.get("format") if isinstance(value, dict) else None
    if isinstance(found, str) and found.startswith(_FORMAT_FAMILY) and found not in _FORMATS:
        raise UnusableSealError("newer_format", "This folder was made by a newer version. Update, then check it again.")


def _seal(value: dict[str, Any]) -> Seal:
    return Seal(
        case_id=value["case"]["id"],
        reference=value["case"]["reference"],
        recipient=value["recipient"],
        sealed=Moment.from_json(value["sealed"]),
        program=value["program"],
        signed_by=value["signed_by"],
        items=tuple(_item(item) for item in value["items"]),
        log=Head(LogId(value["case"]["id"]), value["log"]["count"], value["log"]["hash"]),
        vault_log=Head(LogId("vault"), value["vault_log"]["count"], value["vault_log"]["hash"]),
        files={path: SealedFile(file["bytes"], file["sha256"]) for path, file in value["files"].items()},
        is_part=value["format"] == PART_FORMAT,
    )


def _item(value: dict[str, Any]) -> SealedItem:
    return SealedItem(
        value["number"], value["id"], value["sha256"], value["bytes"], value["captured_at"], value["file"]
    )


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)
