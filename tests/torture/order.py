"""The order of one kept item, call by call, as the shim noted it: what comes before "saved", and what must not."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.torture.children import Nursery
from tests.torture.shim import Call, noted

_STEPS = (
    ("the sealed file is written aside", r"write .*/incoming/\w+\.part"),
    ("the file is synced", r"fsync .*/incoming/\w+\.part"),
    ("the file is renamed to its place", r"rename .*/incoming/\w+\.part -> .*/objects/(\w\w)/\1\w+"),
    ("the folder is synced", r"fsync .*/objects/\w\w"),
    ("row and line are written to the book's log", r"pwrite64 .*/desk\.db-wal"),
    ("the book's log is synced", r"f(data)?sync .*/desk\.db-wal"),
    ("the head is told", r"write .*/head"),
    ("it is said", r"write <1>"),
)
_ROW = re.compile(_STEPS[4][1])


def out_of_order(children: Nursery, folder_path: Path, mutant: str | None = None) -> list[str]:
    """What is wrong with the order in which a program keeps its second item."""
    notes_path = folder_path / "notes"
    job = {"do": "captures", "vault": str(folder_path / "vault"), "count": 3, "notes": str(notes_path)}
    ended = children.run(**job, mutant=mutant)
    if ended.code:
        return [f"ended with {ended.code}: {ended.err}"]
    return list(_wrong(_between_promises(noted(notes_path))))


def _between_promises(calls: Sequence[Call]) -> list[str]:
    """The calls after the first promise, up to the second."""
    lines = [f"{call.name} {call.path}" for call in calls]
    said = [place for place, line in enumerate(lines) if line == "write <1>"]
    return lines[said[0] + 1 : said[1] + 1]


def _wrong(lines: Sequence[str]) -> Iterator[str]:
    place = 0
    for what, pattern in _STEPS:
        found = [at for at in range(place, len(lines)) if re.fullmatch(pattern, lines[at])]
        if not found:
            yield f"in its turn, this does not happen: {what}"
            continue
        place = found[0] + 1
    first_row = next((at for at, line in enumerate(lines) if _ROW.fullmatch(line)), len(lines))
    if not any(re.fullmatch(_STEPS[3][1], line) for line in lines[:first_row]):
        yield "the book is written before the file is safe in its place"
