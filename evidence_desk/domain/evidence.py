"""Evidence: one thing kept exactly as it was, and everything known about how it was kept."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, NewType, Self

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.times import Moment

ItemId = NewType("ItemId", str)
"""A UUIDv7 in its usual 36-character form."""

PNG = "image/png"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_MODIFIED_NS = 2**63
"""In the year 2262: what file systems count in."""
_PLAIN = frozenset({str, int, float, type(None)})
_TEXTS = ("item_id", "case_id", "kind", "sha256", "media_type", "system", "program_version")
_NUMBERS = ("size_bytes", "width", "height")
_NO_RECORD = "no record of an item"


class Origin(StrEnum):
    """How an item came to be here."""

    CAPTURED_HERE = "captured_here"
    IMPORTED = "imported"
    RECEIVED = "received"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Physical pixels; x and y are the upper left corner and may be negative."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class CaptureTarget:
    """What was pointed at: `kind` is "screens", "screen", "window" or "region"; geometry in desktop pixels."""

    kind: str
    geometry: Rectangle
    scale: float
    display: str


@dataclass(frozen=True, slots=True)
class Part:
    """Where a piece of a joined picture came from; nothing was resampled, so both rectangles have one size.

    `source` is a screen's name, or the id of the item a derived copy was joined from. `taken` counts from the
    source's own corner, `placed` from the joined picture's.
    """

    source: str
    taken: Rectangle
    placed: Rectangle


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every record says of the place it was made at; nothing that names the person or the computer."""

    system: str
    desktop: str | None
    program_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one capture knew at its moment. It travels inside the sealed object too, so an orphan keeps its story.

    `covered` is the part (0 to 1) of the target that other programs' windows hid from view, or None where the system
    can't tell. A text that could not be read is None, never guessed. `pixel_sha256` is the SHA-256 of the decoded
    RGB bytes, row by row without padding. `context_of` is the item whose surroundings this picture shows, taken in the
    same moment. `series` is one id for all items of one watch or one scroll. `trigger` is how it was pressed: "button",
    "bar", "hotkey", "tray", "command", "watch", "scroll", "drop" or None where it was not noted. A joined picture has
    `parts`, and `gaps` are the places in it that nothing was seen of. `original_name` and `original_modified_ns`
    (nanoseconds since 1970 UTC) are what the file system said of a file that was added; anybody can set both.
    """

    item_id: ItemId
    case_id: CaseId
    origin: Origin
    kind: str
    sha256: str
    pixel_sha256: str | None
    size_bytes: int
    media_type: str
    width: int
    height: int
    captured: Moment
    target: CaptureTarget | None = None
    covered: float | None = None
    own_windows_left_out: tuple[Rectangle, ...] = ()
    left_out: tuple[Rectangle, ...] = ()
    left_out_why: str | None = None
    backend: str | None = None
    backend_version: str | None = None
    window_title: str | None = None
    application: str | None = None
    url: str | None = None
    system: str
    desktop: str | None = None
    program_version: str
    original_name: str | None = None
    original_modified_ns: int | None = None
    parent: ItemId | None = None
    transform: str | None = None
    context_of: ItemId | None = None
    series: str | None = None
    trigger: str | None = None
    parts: tuple[Part, ...] = ()
    gaps: tuple[Rectangle, ...] = ()
    timestamp_state: str = "none"
    warnings: tuple[str, ...] = ()

    @property
    def original_modified_at(self) -> datetime | None:
        """What the file system said of an added file's last change, an aware UTC datetime; None where it is no time."""
        modified_ns = self.original_modified_ns
        if not isinstance(modified_ns, int) or not 0 <= modified_ns < _LAST_MODIFIED_NS:
            return None
        return _EPOCH + timedelta(microseconds=modified_ns // 1000)

    def as_json(self) -> dict[str, Any]:
        """The record as JSON types, by the names above."""
        named = ((name, getattr(self, name)) for name in self.__slots__)
        return {name: value if type(value) in _PLAIN else _to_json(value) for name, value in named}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """The inverse of `as_json`; unknown names are left for newer readers.

        Raises KeyError for a missing name, TypeError or ValueError for what can be no record of an item.
        """
        known = {name: value[name] for name in cls.__slots__ if name in value}
        texts, numbers = (value[name] for name in _TEXTS), (value[name] for name in _NUMBERS)
        if not (all(isinstance(each, str) for each in texts) and all(isinstance(each, int) for each in numbers)):
            raise TypeError(_NO_RECORD)
        bytes.fromhex(value["sha256"])
        known["origin"] = Origin(value["origin"])
        known["captured"] = Moment.from_json(value["captured"])
        known["target"] = _target(value.get("target"))
        known["own_windows_left_out"] = _rectangles(value.get("own_windows_left_out", ()))
        known["left_out"] = _rectangles(value.get("left_out", ()))
        known["parts"] = _parts(value.get("parts", ()))
        known["gaps"] = _rectangles(value.get("gaps", ()))
        known["warnings"] = tuple(value.get("warnings", ()))
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Item:
    """One exhibit of a case: its record, its number, and the person's own words about it.

    `state` is "sealed", or "unreadable" when its object is missing or damaged. `context` is the number of the exhibit
    that shows the whole screen around it, `surrounds` that of the one whose surroundings this one shows, if it is here.
    `joined` has the numbers of the exhibits that a joined picture was made of, those that are here. `sealed_text` is
    the record as it was sealed, with what only a newer program knows; empty where the item was in no book yet.
    """

    record: Record
    number: int
    note: str = ""
    tags: tuple[str, ...] = field(default=())
    state: str = "sealed"
    recovered: bool = False
    context: int | None = None
    surrounds: int | None = None
    joined: tuple[int, ...] = ()
    sealed_text: str = field(default="", repr=False)

    @property
    def id(self) -> ItemId:
        """The item's own identity, the same in every export."""
        return self.record.item_id

    @property
    def exhibit(self) -> str:
        """The number a person says aloud: EX-001."""
        return exhibit_name(self.number)

    @property
    def sealed_record(self) -> dict[str, Any]:
        """The whole record as JSON types: `record_json` of it has the hash that the history names."""
        sealed: dict[str, Any] = json.loads(self.sealed_text) if self.sealed_text else self.record.as_json()
        return sealed


def record_json(value: Mapping[str, Any]) -> str:
    """A record's JSON types as one line: sorted names, ASCII, no spaces. Raises ValueError or TypeError for others."""
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def exhibit_name(number: int) -> str:
    """EX-001, EX-002 …; four digits from 1,000 on."""
    return f"EX-{number:03d}"


def _to_json(value: object) -> object:
    match value:
        case Moment():
            return value.as_json()
        case Rectangle():
            return {"x": value.x, "y": value.y, "width": value.width, "height": value.height}
        case Part():
            return {"source": value.source, "taken": _to_json(value.taken), "placed": _to_json(value.placed)}
        case CaptureTarget():
            geometry = _to_json(value.geometry)
            return {"kind": value.kind, "geometry": geometry, "scale": value.scale, "display": value.display}
        case tuple():
            return [_to_json(part) for part in value]
    return value.value if isinstance(value, Origin) else value


def _target(value: Mapping[str, Any] | None) -> CaptureTarget | None:
    if value is None:
        return None
    return CaptureTarget(value["kind"], _rectangle(value["geometry"]), value["scale"], value["display"])


def _parts(values: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    return tuple(Part(part["source"], _rectangle(part["taken"]), _rectangle(part["placed"])) for part in values)


def _rectangles(values: Iterable[Mapping[str, int]]) -> tuple[Rectangle, ...]:
    return tuple(map(_rectangle, values))


def _rectangle(value: Mapping[str, int]) -> Rectangle:
    return Rectangle(value["x"], value["y"], value["width"], value["height"])
