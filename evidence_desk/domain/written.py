"""Dataclasses of plain values as the content of an entry, and back."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from evidence_desk.domain.hashes import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a person wrote down: every part is text, a number, a truth, or a tuple of texts, and has a default."""

    def as_json(self) -> dict[str, Json]:
        """Every part that is not as it would be untouched; an entry grows only by what was written."""
        untouched = type(self)()
        parts = {part.name: getattr(self, part.name) for part in fields(self)}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in parts.items()
            if value != getattr(untouched, name)
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Json]) -> Self:
        """The inverse of `as_json`; what a newer program wrote and this one does not know is left out."""
        known = {part.name for part in fields(cls)}
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in content.items() if name in known
        }
        return cls(**values)
