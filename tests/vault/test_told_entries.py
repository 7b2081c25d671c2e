"""What a history tells of entries; half a line tells nothing, and is no fault of whoever reads it."""

import json
from typing import Any

import pytest

from evidence_desk.domain.custody import CARRIED_OVER
from evidence_desk.vault.told_entries import ToldEntry, lines_for
from evidence_desk.vault.words_check import told_by

WRITTEN: dict[str, Any] = {"entry": "e", "kind": "account", "number": 1, "content": {"note": "x"}}


def line(event: str, at: Any = 5, **detail: Any) -> str:
    return json.dumps({"event": event, "item": None, "sha256": None, "moment": {"utc_ns": at}, "detail": detail})


def carried(body: str) -> str:
    return json.dumps({"event": CARRIED_OVER, "detail": {"line": json.loads(body)}})


def told(*bodies: str) -> dict[str, ToldEntry]:
    return told_by(bodies).entries


def test_the_last_line_counts_and_the_first_says_when_it_was_added():
    removed = {name: WRITTEN[name] for name in ("entry", "kind", "number")}
    again = WRITTEN | {"content": {"note": "y"}}
    lines = [line("entry written", 5, **WRITTEN), line("entry removed", 6, **removed)]

    assert told(*lines) == {"e": ToldEntry("account", 1, '{"note":"x"}', 5, 6, is_removed=True)}
    assert told(*lines, line("entry written", 7, **again)) == {"e": ToldEntry("account", 1, '{"note":"y"}', 5, 7)}


def test_a_line_that_is_carried_over_tells_what_the_former_one_told():
    body = line("entry written", 5, **WRITTEN)

    assert told(carried(body)) == told(body) == {"e": ToldEntry("account", 1, '{"note":"x"}', 5, 5)}


@pytest.mark.parametrize("is_removed", [True, False])
def test_what_is_told_again_is_told_exactly(is_removed):
    entry = ToldEntry("payment", 7, '{"a":[1,"b"]}', 3, 9, is_removed)

    assert told(*(line(event, 99, **detail) for event, detail in lines_for("e", entry))) == {"e": entry}


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
