"""Items of the history against those of the seal: what came in and was not removed must be there, and nothing else."""

from collections.abc import Iterator

from evidence_desk.domain.arrivals import ARRIVALS, DELETED, LOST
from evidence_desk.domain.custody import CustodyEvent, told_event
from evidence_desk.domain.evidence import exhibit_name
from evidence_desk.domain.sentences import shown
from evidence_desk.sealing.seal import Seal

_MOST_PROBLEMS = 20


class Comings:
    """Hears every line, then says which items of the seal and of the history do not fit."""

    def __init__(self, seal: Seal) -> None:
        self._sealed = {(item.id, item.sha256): item.number for item in seal.items}
        self._unseen = dict(self._sealed)
        self._here: dict[tuple[str, str], str] = {}
        self._returned: list[str] = []

    def hear(self, line: CustodyEvent) -> None:
        """One more line; only those that name an item and its hash say anything here."""
        event = told_event(line)
        if event.item is None or event.sha256 is None:
            return
        who = (event.item, event.sha256)
        if event.event in ARRIVALS:
            self._unseen.pop(who, None)
            self._here[who] = _name(event)
        elif event.event in {DELETED, LOST} and self._here.pop(who, None) is None:
            self._returned.append(_name(event))

    def problems(self) -> Iterator[str]:
        """At most a handful of sentences, once every line was heard."""
        if self._unseen:
            yield f"The history does not say how {exhibit_name(min(self._unseen.values()))} came in."
        for exhibit in self._returned[:_MOST_PROBLEMS]:
            yield f"The history says that {exhibit} was removed, and not how it came in."
        known = self._here.keys() | self._unseen.keys()
        for number in sorted(number for who, number in self._sealed.items() if who not in known)[:_MOST_PROBLEMS]:
            yield f"The history says that {exhibit_name(number)} was removed. The seal lists it."
        for exhibit in sorted(name for who, name in self._here.items() if who not in self._sealed)[:_MOST_PROBLEMS]:
            yield f"{exhibit} came in by the history and was not removed. The seal does not list it."


def _name(event: CustodyEvent) -> str:
    said = event.detail.get("exhibit")
    return shown(said if isinstance(said, str) else str(event.item))
