"""What became of putting a desk back together: what was found, and what is missing by name."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from evidence_desk.domain.hashes import Json

BOOK_REBUILT = "book rebuilt"


@dataclass(frozen=True, slots=True)
class Missing:
    """What could not be found again. Items are named as CASE-001-7K3M/EX-014, files by their place in the vault.

    `files` are items whose sealed file is gone, `items` are known to the history alone. `notes` are of items and of
    entries. `words` are items whose note and tags, if they had any, are gone, `titles` cases whose title is. `entries`
    are named as CASE-001-7K3M/payment 2; `ages` are cases in which something else may have been said last of anyone
    under 18. `history_end_known` is False where nothing tells how far the history had come.
    """

    files: tuple[str, ...] = ()
    cut_short: tuple[str, ...] = ()
    unreadable_files: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    older_notes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    history_lines: int = 0
    history_end_known: bool = True

    @property
    def nothing(self) -> bool:
        """Whether everything is there again."""
        return self == Missing()

    def as_json(self) -> dict[str, Json]:
        """By the names above."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """The inverse of `as_json`."""
        parts: dict[str, Any] = {name: tuple(part) if isinstance(part, list) else part for name, part in value.items()}
        return cls(**parts)


@dataclass(frozen=True, slots=True)
class Recovery:
    """How it went: `why` names each reason by the word that `check` has for it; without one, nothing was done.

    `found_anew` counts items whose line in the history was lost, `lines_carried` lines found after a gap. `aside` is
    the folder in the vault that holds the damaged files.
    """

    why: tuple[str, ...] = ()
    cases: int = 0
    items: int = 0
    found_anew: int = 0
    lines_carried: int = 0
    aside: str = ""
    missing: Missing = Missing()

    @property
    def done(self) -> bool:
        """Whether anything was put back together."""
        return bool(self.why)

    def as_detail(self) -> dict[str, Json]:
        """As the vault's history keeps it."""
        return {
            "why": list(self.why),
            "cases": self.cases,
            "items": self.items,
            "found_anew": self.found_anew,
            "carried": self.lines_carried,
            "aside": self.aside,
            "missing": self.missing.as_json(),
        }

    @classmethod
    def from_detail(cls, detail: Mapping[str, Any]) -> Self:
        """The inverse of `as_detail`."""
        return cls(
            tuple(detail["why"]), detail["cases"], detail["items"], detail["found_anew"], detail["carried"],
            detail["aside"], Missing.from_json(detail["missing"]),
        )  # fmt: skip
