"""What a list says of an item: little enough that a hundred thousand of them can be held at once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple, Self

from evidence_desk.domain.evidence import Item, ItemId, Origin, exhibit_name

LONGEST_LISTED_NAME = 300
LONGEST_LISTED_NOTE = 200
"""So many characters of a name and of a note are read for a list; the item itself has all of them."""


class SortKey(NamedTuple):
    """Larger is newer: nanoseconds since 1970 UTC as the device believed, then the exhibit's number."""

    utc_ns: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One item without its record. `target_kind` is empty where nothing was pointed at; `size_bytes` the original's.

    `utc_ns`, `zone` and `utc_offset_s` are those of the moment of its capture; `state`, `context` and `surrounds` those
    of `Item`.
    """

    id: ItemId
    number: int
    origin: Origin
    utc_ns: int
    zone: str
    utc_offset_s: int
    target_kind: str
    window_title: str | None
    original_name: str | None
    application: str | None
    size_bytes: int
    note: str = ""
    tags: tuple[str, ...] = ()
    state: str = "sealed"
    recovered: bool = False
    context: int | None = None
    surrounds: int | None = None

    @classmethod
    def of(cls, item: Item) -> Self:
        """The same item for a list, its words in full."""
        record = item.record
        return cls(
            id=item.id, number=item.number, origin=record.origin,
            utc_ns=record.captured.utc_ns, zone=record.captured.zone, utc_offset_s=record.captured.utc_offset_s,
            target_kind=record.target.kind if record.target else "",
            window_title=record.window_title, original_name=record.original_name, application=record.application,
            size_bytes=record.size_bytes, note=item.note, tags=item.tags, state=item.state, recovered=item.recovered,
            context=item.context, surrounds=item.surrounds,
        )  # fmt: skip

    @property
    def sort_key(self) -> SortKey:
        """Where it stands among the others."""
        return SortKey(self.utc_ns, self.number)

    @property
    def exhibit(self) -> str:
        """The number a person says aloud: EX-001."""
        return exhibit_name(self.number)

    @property
    def at(self) -> datetime:
        """The moment of its capture as an aware UTC datetime, to the microsecond."""
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=self.utc_ns // 1000)

    @property
    def local_at(self) -> datetime:
        """That moment as the device's own wall clock showed it."""
        return self.at.astimezone(timezone(timedelta(seconds=self.utc_offset_s), self.zone))
