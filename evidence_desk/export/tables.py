"""Tables for spreadsheets, and the exact records beside them.

A spreadsheet may take a text for a formula and run it, so the tables are reading copies: what could start a formula
gets an apostrophe, and invisible characters are shown as codes. The exact text is in `items.jsonl`,
`registers.jsonl` and `events.jsonl`.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from heapq import merge

from evidence_desk.domain.arrivals import Removal
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.mendings import LostItem
from evidence_desk.domain.times import utc_text
from evidence_desk.export import words
from evidence_desk.export.contents import Contents, Exhibit, LeftOut, StepTaken

# Excel splits at ";" in many countries, so a formula may start after one too; quotes and spaces before it change
# nothing. The last ones are the full-width and small forms, which are read as the plain ones, and the minus sign.
_FORMULA = re.compile(
    r"""(^|;)([\s"]*)(?=[=+\-@'\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212\u207a\u207b\u207c])"""
)
_FORMULA_IN_LINES = re.compile(r"""(?:^|;)[\s"]*[=+\-@']""", re.MULTILINE)
LONGEST_CELL = 32_000
"""In UTF-16 units, as spreadsheets count: an emoji is two."""
_CUT = " … (cut here; the whole text is in items.jsonl, registers.jsonl or events.jsonl)"
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the country's old encoding

INDEX_COLUMNS = (
    "exhibit", "file", "sha256", "pixel_sha256", "bytes", "media_type", "width", "height",
    "captured_utc", "captured_local", "zone", "utc_offset", "time_source",
    "origin", "kind", "what_was_captured", "covered", "own_windows_left_out", "left_out", "left_out_why",
    "window_title", "application", "url", "note", "tags", "state", "recovered", "warnings",
    "original_name", "backend", "system", "desktop", "program_version", "item_id", "taken_together", "trigger",
    "original_modified_utc",
    "removed_utc", "removed_why",
)  # fmt: skip
STEP_COLUMNS = ("changed_utc", "state", "list", "service", "step", "note", "proof", "step_id")


def index_csv(contents: Contents) -> Iterator[bytes]:
    """One row for each exhibit, and one for each that was removed, lost or left out, with what may be said of it."""
    here = ((exhibit.item.number, _index_row(exhibit)) for exhibit in contents.exhibits)
    gone = [(removal.number, _removed_row(removal)) for removal in contents.removed]
    gone += [(lost.number, _lost_row(lost)) for lost in contents.mendings.lost_items.values()]
    gone += [(left.number, _left_out_row(left)) for left in contents.left_out]
    return table(INDEX_COLUMNS, (row for _, row in merge(here, sorted(gone))))


def steps_csv(contents: Contents) -> Iterator[bytes]:
    """One row for each step the person said something of."""
    return table(STEP_COLUMNS, map(_step_row, contents.steps))


def items_jsonl(contents: Contents) -> Iterator[bytes]:
    """The exact record of each exhibit and the person's own words, one JSON object on a line."""
    for exhibit in contents.exhibits:
        line = json.dumps(_exact(exhibit), sort_keys=True, ensure_ascii=True, allow_nan=False)
        yield line.encode("ascii") + b"\n"


def neutral(untrusted_text: str) -> str:
    """The text as one line that no spreadsheet takes for a formula."""
    starts_invisibly = untrusted_text[:1] in {"\t", "\r", "\0"}
    line = words.visible(untrusted_text.replace("\n", " ⏎ "))
    line = ("'" if starts_invisibly else "") + _FORMULA.sub(r"\1\2'", line)
    return _short_enough(line)


def _short_enough(line: str) -> str:
    """Excel moves what is past 32,767 UTF-16 units of a cell into the next row, where it could start a formula."""
    if len(line) * 2 <= LONGEST_CELL:  # nearly always; no character is more than two units
        return line
    units = line.encode("utf-16-le")
    return line if len(units) <= 2 * LONGEST_CELL else units[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore") + _CUT


def table(columns: tuple[str, ...], rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """A header, then the rows, every cell made neutral; UTF-8 with a byte order mark."""
    yield _BYTE_ORDER_MARK.encode() + _row(columns)
    yield from map(_row, rows)


def _row(untrusted_cells: Iterable[str]) -> bytes:
    """The cells, each made neutral; a row in which nothing could be otherwise is looked at once, as nearly all are."""
    cells = list(untrusted_cells)
    together = "\n".join(cells)
    if together.count("\n") == len(cells) - 1 and _is_neutral(together):
        quoted = together.replace('"', '""').replace("\n", '","')
        return f'"{quoted}"\r\n'.encode("ascii")
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow(map(neutral, cells))
    return text.getvalue().encode()


def _is_neutral(lines: str) -> bool:
    """Whether `neutral` would change none of these lines; where it is False it may still be none."""
    is_plain = len(lines) <= LONGEST_CELL and lines.isascii() and lines.replace("\n", "").isprintable()
    return is_plain and _FORMULA_IN_LINES.search(lines) is None


def _index_row(exhibit: Exhibit) -> tuple[str, ...]:
    item = exhibit.item
    return (item.exhibit, exhibit.file or "", *_file_cells(item), *_time_cells(item), *_what_cells(item),
            *_word_cells(item, _state(exhibit)), *_origin_cells(item), "", "")  # fmt: skip


def _state(exhibit: Exhibit) -> str:
    """Why an original is not in the folder, or how its item stands."""
    if exhibit.is_flagged:
        return words.FLAGGED
    return exhibit.item.state if exhibit.file is not None else "could not be read"


def _removed_row(removal: Removal) -> tuple[str, ...]:
    known = {
        "exhibit": removal.exhibit, "sha256": removal.sha256, "bytes": str(removal.size_bytes), "state": "removed",
        "item_id": removal.item_id, "removed_utc": utc_text(removal.removed.at), "removed_why": removal.reason,
    }  # fmt: skip
    return tuple(known.get(column, "") for column in INDEX_COLUMNS)


def _lost_row(lost: LostItem) -> tuple[str, ...]:
    known = {"exhibit": lost.exhibit, "sha256": lost.sha256, "state": "lost", "item_id": lost.item_id}
    return tuple(known.get(column, "") for column in INDEX_COLUMNS)


def _left_out_row(left: LeftOut) -> tuple[str, ...]:
    known = {
        "exhibit": left.exhibit, "sha256": left.sha256, "bytes": str(left.size_bytes), "item_id": left.id,
        "captured_utc": utc_text(left.captured_at), "state": words.LEFT_OUT,
    }  # fmt: skip
    return tuple(known.get(column, "") for column in INDEX_COLUMNS)


def _file_cells(item: Item) -> tuple[str, ...]:
    record = item.record
    pixels = record.pixel_sha256 or words.NOT_KNOWN
    return (record.sha256, pixels, str(record.size_bytes), record.media_type, str(record.width), str(record.height))


def _time_cells(item: Item) -> tuple[str, ...]:
    captured = item.record.captured
    local = f"{captured.local_at:%Y-%m-%d %H:%M:%S}"
    offset = words.offset_words(captured)
    return (utc_text(captured.at), local, captured.zone, offset, words.clock_words(captured))


def _what_cells(item: Item) -> tuple[str, ...]:
    record = item.record
    own, left_out = words.rectangles_words(record.own_windows_left_out), words.rectangles_words(record.left_out)
    what = (record.origin.value, record.kind, words.target_words(record), words.covered_words(record))
    return (*what, own, left_out, record.left_out_why or "")


def _word_cells(item: Item, state: str) -> tuple[str, ...]:
    record = item.record
    seen = (record.window_title, record.application, record.url)
    own_words = (item.note, ", ".join(item.tags), state, "yes" if item.recovered else "no")
    return (*(text if text is not None else words.NOT_KNOWN for text in seen), *own_words, ", ".join(record.warnings))


def _origin_cells(item: Item) -> tuple[str, ...]:
    record = item.record
    backend = " ".join(filter(None, (record.backend, record.backend_version))) or words.NOT_KNOWN
    made_by = (backend, record.system, record.desktop or words.NOT_KNOWN, record.program_version)
    modified = utc_text(record.original_modified_at) if record.original_modified_at else ""
    return (record.original_name or "", *made_by, item.id, words.together_words(item), record.trigger or "", modified)


def _step_row(taken: StepTaken) -> tuple[str, ...]:
    mark, names = taken.mark, (taken.list_title, taken.service, taken.title)
    return (utc_text(mark.changed_at), mark.state.value, *names, mark.note, taken.proof, mark.step_id)


def _exact(exhibit: Exhibit) -> dict[str, object]:
    item = exhibit.item
    return {
        "exhibit": item.exhibit,
        "number": item.number,
        "file": exhibit.file,
        "note": item.note,
        "tags": list(item.tags),
        "recovered": item.recovered,
        "record": item.sealed_record,
    }
