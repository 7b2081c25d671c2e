"""What a history tells of entries; half a line tells nothing, and is no fault of whoever reads it."""

import json
from dataclasses import replace
from typing import Any

import pytest

from evidence_desk.domain.custody import CARRIED_OVER
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.vault.told_entries import ToldEntry, lines_for, said_by_row
from evidence_desk.vault.words_check import told_by

WRITTEN: dict[str, Any] = {"entry": "e", "kind": "account", "number": 1, "content": {"to": "x"}}


def line(event: str, at: Any = 5, **detail: Any) -> str:
    return json.dumps({"event": event, "item": None, "sha256": None, "moment": {"utc_ns": at}, "detail": detail})


def carried(body: str) -> str:
    return json.dumps({"event": CARRIED_OVER, "detail": {"line": json.loads(body)}})


def told(*bodies: str) -> dict[str, ToldEntry]:
    return told_by(bodies).entries


def test_the_last_line_counts_and_the_first_says_when_it_was_added():
    removed = {name: WRITTEN[name] for name in ("entry", "kind", "number")}
    again = WRITTEN | {"content": {"to": "y"}}
    lines = [line("entry written", 5, **WRITTEN), line("entry removed", 6, **removed)]

    assert told(*lines) == {"e": ToldEntry("account", 1, '{"to":"x"}', 5, 6, is_removed=True)}
    assert told(*lines, line("entry written", 7, **again)) == {"e": ToldEntry("account", 1, '{"to":"y"}', 5, 7)}


def test_a_line_that_is_carried_over_tells_what_the_former_one_told():
    body = line("entry written", 5, **WRITTEN)

    assert told(carried(body)) == told(body) == {"e": ToldEntry("account", 1, '{"to":"x"}', 5, 5)}


@pytest.mark.parametrize("note_sha256", ["", sha256_hex(b"x")])
@pytest.mark.parametrize("is_removed", [True, False])
def test_what_is_told_again_is_told_exactly(is_removed, note_sha256):
    entry = ToldEntry("payment", 7, '{"a":[1,"b"]}', 3, 9, is_removed, note_sha256)

    assert told(*(line(event, 99, **detail) for event, detail in lines_for("e", entry))) == {"e": entry}


NOTED = ToldEntry("account", 1, "{}", 5, 5, note_sha256=sha256_hex(b"x"))


def test_a_note_is_told_by_its_fingerprint_until_the_next_line_says_otherwise():
    told_so = line("entry written", 5, **(WRITTEN | {"content": {}, "note_sha256": sha256_hex(b"x")}))
    taken_out = line("entry removed", 6, entry="e", kind="account", number=1)

    assert told(told_so) == {"e": NOTED}
    assert told(told_so, taken_out) == {"e": replace(NOTED, changed_ns=6, is_removed=True)}
    without = line("entry written", 5, **(WRITTEN | {"content": {}}))
    assert told(told_so, without) == {"e": replace(NOTED, note_sha256="")}


def test_a_line_with_the_words_of_a_note_tells_the_same_and_the_words():
    """As the first ones had them."""
    (entry,) = told(line("entry written", 5, **(WRITTEN | {"content": {"note": "x"}}))).values()

    assert (entry, entry.note, entry.whole) == (NOTED, "x", '{"note":"x"}')


def test_a_row_says_what_its_line_said():
    row = said_by_row(ToldEntry("account", 1, '{"note":"x"}', 5, 5))

    assert row == NOTED
    assert NOTED.with_words_of(row).whole == row.whole == '{"note":"x"}'
    assert NOTED.with_words_of(said_by_row(ToldEntry("account", 1, '{"note":"y"}', 5, 5))).whole == "{}"


def test_a_removal_alone_has_no_content():
    assert told(line("entry removed", 6, entry="e", kind="account", number=1))["e"].content == ""


@pytest.mark.parametrize(
    "body",
    [
        line("entry written", "5", **WRITTEN),
        line("entry written", 5.5, **WRITTEN),
        line("entry written", 5, **(WRITTEN | {"number": "1"})),
        line("entry written", 5, **(WRITTEN | {"number": True})),
        line("entry written", 5, **(WRITTEN | {"content": None})),
        line("entry written", 5, **(WRITTEN | {"content": {"a": 1.5}})),
        line("entry written", 5, **(WRITTEN | {"content": [1]})),
        line("entry written", 5, **(WRITTEN | {"entry": ["e"]})),
        line("entry written", 5, **(WRITTEN | {"since_ns": None})),
        line("entry written", 5, **(WRITTEN | {"added_ns": {}})),
        line("entry written", 5, entry="e"),
        line("entry removed", 5, entry="e", kind="account"),
        line("entry written", 5, **WRITTEN).replace(": 5}", ": 1e999}"),
        line("ages answered", 5),
        "rubbish",
    ],
)
def test_half_a_line_tells_nothing(body):
    before = line("entry written", 1, **WRITTEN)

    assert told(body) == {}
    assert told(before, body) == told(before)
    assert told_by([body]).under18 == "not asked"
