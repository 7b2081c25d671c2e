"""Which parts of which window were left out, for as long as the program runs.

Only in memory: a window's title can be evidence, and a list of what a person hides is nobody's business.
"""

from dataclasses import dataclass

from evidence_desk.capture.targets import OneWindow, Shot, Target
from evidence_desk.domain.evidence import Rectangle


@dataclass(frozen=True, slots=True)
class _Hidden:
    """What is known of one window: its own id outlives a title that counts messages, a title a window opened anew."""

    application: str
    titles: frozenset[str]
    ids: frozenset[str]
    parts: tuple[Rectangle, ...] = ()

    def is_same(self, other: "_Hidden") -> bool:
        return self.application == other.application and not (
            self.titles.isdisjoint(other.titles) and self.ids.isdisjoint(other.ids)
        )


class RememberedParts:
    """A window is known by its application and its id, or a title it had; parts count from the window's own corner."""

    def __init__(self) -> None:
        self._hidden: list[_Hidden] = []

    def __bool__(self) -> bool:
        return bool(self._hidden)

    def keep(self, shot: Shot, parts: tuple[Rectangle, ...], target: Target | None = None) -> None:
        """Remember these parts of the window pointed at; none forgets it. Screens are not remembered."""
        if shot.target.kind != "window":
            return
        now = _asked(shot.application, shot.window_title, target)
        before = [each for each in self._hidden if each.is_same(now)]
        self._hidden = [each for each in self._hidden if not each.is_same(now)]
        if parts:
            titles = now.titles.union(*(each.titles for each in before))
            ids = now.ids.union(*(each.ids for each in before))
            self._hidden.append(_Hidden(now.application, titles, ids, parts))

    def of(
        self, untrusted_application: str | None, untrusted_title: str | None, target: Target | None = None
    ) -> tuple[Rectangle, ...]:
        """What was left out of that window the last time."""
        asked = _asked(untrusted_application, untrusted_title, target)
        return next((each.parts for each in reversed(self._hidden) if each.is_same(asked)), ())


def _asked(application: str | None, title: str | None, target: Target | None) -> _Hidden:
    ids = frozenset({target.id}) if isinstance(target, OneWindow) else frozenset[str]()
    return _Hidden(application or "", frozenset({title or ""}), ids)
