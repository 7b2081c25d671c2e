"""What a page says of the rest of a case where somebody does not get everything."""

from collections.abc import Iterator, Sequence
from typing import Final

from evidence_desk.domain.times import utc_text
from evidence_desk.export import words
from evidence_desk.export.contents import Contents, LeftOut
from evidence_desk.export.markup import Node, node

_ROWS: Final = 500


def left_out_tables(left_out: Sequence[LeftOut]) -> Iterator[Node]:
    """The exhibits that are not here: nothing of what they show, and all it takes to know them again.

    Some at a time, so that no case is too long for it.
    """
    names = ("Exhibit", "Kept (UTC, device clock)", "Size", "Fingerprint (SHA-256)")
    head = node("thead", node("tr", *(node("th", name, scope="col", class_="still") for name in names)))
    for start in range(0, len(left_out), _ROWS):
        yield node("table", head, node("tbody", *map(_row, left_out[start : start + _ROWS])))


def _row(left: LeftOut) -> Node:
    kept = utc_text(left.captured_at).replace("T", " ").replace("Z", " UTC")
    cells = (left.exhibit, kept, words.size_words(left.size_bytes), left.sha256)
    *short, fingerprint = cells
    return node("tr", *(node("td", cell, class_="still") for cell in short), node("td", fingerprint))


def history_elsewhere(contents: Contents) -> Node:
    """Where the history is, and by what it can be held against this folder."""
    broken = "It did not fit together when this folder was made: lines of it were lost or changed. "
    return node(
        "p",
        "" if contents.history_whole else broken,
        "The history of the case is not in this folder, because it tells of everything else too. A folder for the "
        f"police has it. When this folder was sealed it had {contents.log.count} lines, and the last one's "
        "fingerprint was ",
        node("code", contents.log.hash),
        ".",
        *(f" {sentence}" for sentence in contents.clock_changes.sentences()),
    )
