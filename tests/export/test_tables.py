"""Tables that no spreadsheet can be made to run, however it is set."""

import csv
import io
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence_desk.domain.cases import Case, CaseId
from evidence_desk.domain.custody import Head, LogId
from evidence_desk.domain.evidence import Item
from evidence_desk.export.contents import Contents, Exhibit
from evidence_desk.export.recipients import Recipient
from evidence_desk.export.tables import (
    INDEX_COLUMNS,
    LONGEST_CELL,
    STEP_COLUMNS,
    _row,
    index_csv,
    items_jsonl,
    neutral,
)
from tests.domain.records import RECORDS
from tests.fake_clock import START

STARTS = "=+-@\t\r\0＝＋－＠"  # noqa: RUF001 — full-width forms are read as the plain ones
NASTY = st.text(st.sampled_from([*STARTS, *" \n\"',;|:'\u00a0\u202e\ufeff\u200bab1(", "é", "字"]), max_size=12)
CONTENTS = Contents(
    case=Case(CaseId("case"), "CASE-001", "Case 1", START.at, 1),
    recipient=Recipient.POLICE,
    made=START,
    program_version="0.1.0",
    signed_by="SHA256:x",
    exhibits=(),
    steps=(),
    log=Head(LogId("case")),
)


def cells_as_read(row: bytes, delimiter: str) -> list[str]:
    """The cells as a spreadsheet set to this delimiter makes them out."""
    lines = list(csv.reader(io.StringIO(row.decode("utf-8-sig"), newline=""), delimiter=delimiter))
    assert len(lines) == 1
    return lines[0]


def starts_a_formula(cell: str) -> bool:
    return cell.lstrip().lstrip('"').lstrip()[:1] in set(STARTS) and bool(cell.strip().strip('"').strip())


PLAIN = st.text(st.sampled_from("ab1;, \"'=-+@x"), max_size=6)


@given(st.lists(PLAIN | NASTY | st.text(max_size=30), min_size=1, max_size=5))
@example(["a", "=1"])
@example(["", "", "-"])
@example(["a\nb", "c"])
@example(["x" * LONGEST_CELL, "y"])
@example(["x" * (LONGEST_CELL + 1)])
def test_a_row_that_is_looked_at_once_is_written_as_any_other(texts):
    one_by_one = io.StringIO(newline="")
    csv.writer(one_by_one, quoting=csv.QUOTE_ALL).writerow(map(neutral, texts))

    assert _row(texts) == one_by_one.getvalue().encode()


@given(st.lists(NASTY | st.text(max_size=30), min_size=1, max_size=4))
@example(["=cmd()|' /C calc'!A0"])
@example(["a;=1+1", '";=1+1', "x;\t@SUM(1)", "\u00a0=1", "\ufeff=1", "\u200b=1", "'=1"])
def test_no_cell_starts_a_formula(texts):
    row = _row(texts)

    assert [cell for cell in cells_as_read(row, ",") if starts_a_formula(cell)] == []
    assert [cell for cell in row.decode().split(";") if starts_a_formula(cell)] == []
    assert [cell for cell in cells_as_read(row, ";") if starts_a_formula(cell)] == []


@given(st.text(max_size=60))
def test_a_cell_is_one_line_without_hidden_characters(text):
    line = neutral(text)

    assert "\n" not in line
    assert all(c.isprintable() or c.isspace() or c in "\u200c\u200d" for c in line)


@given(st.text(st.characters(categories=["L", "N"]), max_size=60))
def test_plain_words_stay_as_they_are(text):
    assert neutral(text) == text or text[:1] in STARTS


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" \u00a0=1+1", " \u00a0'=1+1"),
        ("-5", "'-5"),
        ("\t=1", "'[U+0009]=1"),
        ("'quoted", "''quoted"),
        ("two\nlines", "two ⏎ lines"),
        ("a; -b", "a; '-b"),
        ("\u202eevil", "[U+202E]evil"),
        ("half \ud800", "half [U+D800]"),
        ("", ""),
    ],
)
def test_examples(text, cell):
    assert neutral(text) == cell


@given(
    st.integers(LONGEST_CELL - 3, LONGEST_CELL + 3) | st.sampled_from([16_000, 16_001, 10**6]),
    st.sampled_from("a;字😀"),
)
@example(20_000, "😀")
def test_no_cell_is_so_long_that_a_spreadsheet_breaks_it(length, letter):
    """What Excel moves into the next row could start a formula there. It counts as UTF-16 does: an emoji is two."""
    cell, fits = neutral(letter * length), as_excel_counts(letter * length) <= LONGEST_CELL

    assert as_excel_counts(cell) <= 32_767
    assert (cell == letter * length) == fits
    assert fits or all(f"{name}.jsonl" in cell[-100:] for name in ("items", "registers", "events"))


def as_excel_counts(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(RECORDS, st.booleans())
def test_any_record_makes_a_row_of_the_right_length_and_an_exact_line(record, is_readable):
    item = Item(record, 7, "note", ("a", "b"))
    contents = replaced(exhibits=[Exhibit(item, "data/originals/x" if is_readable else None)])

    head, row = index_csv(contents)
    assert head.startswith(b"\xef\xbb\xbf")
    (line,) = items_jsonl(contents)

    assert cells_as_read(head, ",") == list(INDEX_COLUMNS)
    assert len(cells_as_read(row, ",")) == len(INDEX_COLUMNS)
    assert json.loads(line)["record"] == json.loads(json.dumps(record.as_json()))


def replaced(**changes):
    return Contents(**{name: getattr(CONTENTS, name) for name in Contents.__slots__} | changes)


def test_steps_as_a_table(giver, place):
    text = (giver.gives(place).folder_path / "data/steps.csv").read_text(encoding="utf-8-sig")
    head, row = csv.reader(io.StringIO(text, newline=""))

    assert tuple(head) == STEP_COLUMNS
    step = giver.checklists[0].steps[0]
    assert row[1:] == [
        "done",
        giver.checklists[0].title,
        step.service,
        step.title,
        "Report number 1234",
        "EX-001",
        step.id,
    ]


def test_a_step_that_this_version_does_not_know_keeps_its_id(giver, place):
    known = giver.checklists
    giver.checklists = ()
    text = (giver.gives(place).folder_path / "data/steps.csv").read_text(encoding="utf-8-sig")
    _, row = csv.reader(io.StringIO(text, newline=""))

    assert row[1:] == ["done", "", "", "", "Report number 1234", "EX-001", known[0].steps[0].id]
