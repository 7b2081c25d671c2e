"""What a person wrote down in a told case: entries by register and number, and what was said of ages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence_desk.domain.hashes import Json, canonical_json

NOT_ASKED, FLAG, ANSWERS = "not asked", "flag", "answers"

Key = tuple[str, int]
"""Register and number."""


@dataclass
class ToldRegisters:
    """`entries` have their content and whether they were taken out; `events` are those of the case."""

    events: list[str]
    entries: dict[Key, tuple[Mapping[str, Json], bool]] = field(default_factory=dict)
    under18: str = NOT_ASKED

    def written(self, kind: str, content: Mapping[str, Json]) -> None:
        number = max((number for of, number in self.entries if of == kind), default=0) + 1
        self.entries[kind, number] = (content, False)
        self.events.append("entry written")

    def changed(self, key: Key, content: Mapping[str, Json]) -> None:
        if self.entries[key] != (content, False):
            self.entries[key] = (content, False)
            self.events.append("entry written")

    def taken_out(self, key: Key) -> None:
        content, is_removed = self.entries[key]
        if not is_removed:
            self.entries[key] = (content, True)
            self.events.append("entry removed")

    def put_back(self, key: Key) -> None:
        self.changed(key, self.entries[key][0])

    def answered(self, content: Mapping[str, Json]) -> None:
        kept = [key for key, (_, is_removed) in sorted(self.entries.items()) if key[0] == ANSWERS and not is_removed]
        if kept:
            self.changed(kept[-1], content)
        else:
            self.written(ANSWERS, content)

    def ages_answered(self, answer: str) -> None:
        if answer != self.under18:
            self.under18 = answer
            self.events.append("ages answered")

    def flagged(self, item_id: str, *, on: bool) -> None:
        flags = [
            key for key, (content, _) in sorted(self.entries.items()) if key[0] == FLAG and content["item"] == item_id
        ]
        if not on:
            for key in flags:
                self.taken_out(key)
        elif flags:
            self.put_back(flags[-1])
        else:
            self.written(FLAG, {"item": item_id})

    @property
    def needs_care(self) -> bool:
        """Whether nothing is kept that nobody looked at first."""
        return self.under18 in {"yes", "not sure"}

    def flags(self) -> set[str]:
        """The items that are flagged, also such as are not here any more."""
        known = ((key[0], content, is_removed) for key, (content, is_removed) in self.entries.items())
        return {str(content["item"]) for kind, content, is_removed in known if kind == FLAG and not is_removed}

    def here(self) -> list[tuple[str, int, bytes]]:
        """Every entry that was not taken out."""
        return [
            (kind, number, canonical_json(content))
            for (kind, number), (content, is_removed) in sorted(self.entries.items())
            if not is_removed
        ]

    def seen(self) -> tuple[object, ...]:
        entries = (
            (kind, number, canonical_json(content), is_removed)
            for (kind, number), (content, is_removed) in sorted(self.entries.items())
        )
        return (self.under18, *entries)
