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
        """The inverse of `as_json`; what a newer program wrote and this one does not know is left out.

        So is what is no text, number or truth where the part is one: a row can be changed by whoever has the key.
        """
        untouched = cls()
        known = {part.name for part in fields(cls)}
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in content.items() if name in known
        }
        return cls(**{name: value for name, value in values.items() if _fits(value, getattr(untouched, name))})


def _fits(value: object, untouched: object) -> bool:
    """Whether a value is of the kind that an untouched part is; None stands for a number that was not said."""
    if isinstance(untouched, tuple):
        return isinstance(value, tuple) and all(isinstance(each, str) for each in value)
    if untouched is None:
        return value is None or type(value) is int
    return type(value) is type(untouched)
