"""What the sealed files say of themselves, read without their data."""

from collections.abc import Callable
from dataclasses import dataclass, field

from evidence_desk.domain.errors import StorageFailed
from evidence_desk.vault.objects import Described, Objects, place_of

OnProgress = Callable[[int, int], None]
"""(done, all), once for each file."""


@dataclass(slots=True)
class Survey:
    """The files by their items; `cut_short` are among them. `unreadable` are places of files that tell nothing."""

    files: dict[str, Described] = field(default_factory=dict)
    cut_short: set[str] = field(default_factory=set)
    unreadable: list[str] = field(default_factory=list)


def survey(objects: Objects, on_progress: OnProgress | None = None) -> Survey:
    """Ask every file that stands where sealed files stand."""
    found, names = Survey(), sorted(objects.names())
    for done, name in enumerate(names, 1):
        _ask(objects, name, found)
        if on_progress is not None:
            on_progress(done, len(names))
    return found


def _ask(objects: Objects, name: str, found: Survey) -> None:
    try:
        file = objects.described(name)
    except StorageFailed:
        file = None
    if file is None or not file.fits:
        found.unreadable.append(place_of(name))
        return
    found.files[file.record.item_id] = file
    if not file.whole:
        found.cut_short.add(file.record.item_id)
