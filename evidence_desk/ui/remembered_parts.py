"""Which parts of which window were left out, for as long as the program runs.

Only in memory: a window's title can be evidence, and a list of what a person hides is nobody's business.
"""

from evidence_desk.capture.targets import Shot
from evidence_desk.domain.evidence import Rectangle

_Key = tuple[str, str]


class RememberedParts:
    """Windows are told apart by application and title; parts count from the window's own corner."""

    def __init__(self) -> None:
        self._parts: dict[_Key, tuple[Rectangle, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._parts)

    def keep(self, shot: Shot, parts: tuple[Rectangle, ...]) -> None:
        """Remember these parts of that window; none forgets it. Screens are not remembered."""
        if shot.target.kind == "window":
            self._parts.pop(_key(shot), None)
            if parts:
                self._parts[_key(shot)] = parts

    def of(self, untrusted_application: str | None, untrusted_title: str | None) -> tuple[Rectangle, ...]:
        """What was left out of a window of that name the last time."""
        return self._parts.get((untrusted_application or "", untrusted_title or ""), ())

    def forget(self) -> None:
        """Know nothing more."""
        self._parts.clear()


def _key(shot: Shot) -> _Key:
    return (shot.application or "", shot.window_title or "")
