"""Every word, wherever it can be typed: refused with one sentence, or kept as it is and shown harmlessly."""

import contextlib
import json

import pytest

from evidence_desk.domain.errors import TextRefused
from evidence_desk.domain.sentences import sentence, shown
from evidence_desk.guidance.content import load_content
from evidence_desk.resources import resource_path
from evidence_desk.vault.vault import open_vault
from evidence_desk.vault.words import note_of, tag_of, title_of
from tests.commands.conftest import type_command, vault_path  # noqa: F401 — fixtures
from tests.hostile.words import TABLES, WORDS

STEP = load_content(resource_path("guidance")).lists[0].steps[0].id
PLACES = {
    "a command": lambda word: [word],
    "an option": lambda word: [f"--{word}"],
    "a case": lambda word: ["list", f"--case={word}"],
    "an exhibit": lambda word: ["show", "--", word],
    "a step": lambda word: ["step", "done", "--", word],
    "a list": lambda word: ["steps", f"--list={word}"],
    "a screen": lambda word: ["capture", f"--screen={word}"],
    "an area": lambda word: ["capture", f"--region={word}"],
    "a recipient": lambda word: ["export", f"--for={word}", "--to=."],
    "a place": lambda word: ["export", "--for=police", f"--to={word}"],
    "one word too many": lambda word: ["case", "list", "--", word],
    "a folder": lambda word: ["verify", "--", word],
}


def harmless(output: bytes) -> bool:
    """Whether every character of it can only be seen; lines apart."""
    return all(line.isprintable() for line in output.decode().split("\n"))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("table", TABLES, ids=lambda table: next(iter(table)))
def test_typed_where_something_else_is_expected(table, place, type_command):  # noqa: F811 — the fixture
    for name, word in table.items():
        for as_json in (False, True):
            answer = type_command(*PLACES[place](word), json=as_json)

            assert answer.code in {0, 1, 2}, name
            assert harmless(answer.out), name
            assert harmless(answer.err), name
            assert len(answer.out) + len(answer.err) < 2_000 + 20 * len(word), name
            if as_json and answer.out and answer.code < 2 and not answer.out.startswith(b"Usage:"):
                json.loads(answer.out)


def kept_or_refused(answer, name, said):
    """The word as it was kept, or None where it was refused with one sentence; anything else fails."""
    if answer.code == 0:
        return said(answer.value)
    assert answer.code == 1, (name, answer)
    assert answer.error["type"] == "text_refused", name
    assert answer.error["message"].count("\n") == 0
    return None


def test_kept_as_titles_and_notes_of_steps(type_command, vault_path, clock):  # noqa: F811 — the fixtures
    """Each word is read back exactly, and the lists and histories that then hold them all are harmless lines."""
    kept = []
    with open_vault(vault_path, clock, create=True) as vault:
        for word in WORDS.values():
            with contextlib.suppress(TextRefused):
                kept.append(vault.cases.new(word).title)
    for name, word in list(WORDS.items())[::9]:
        title = kept_or_refused(type_command("case", "new", "--", word), name, lambda value: value["title"])
        note = kept_or_refused(type_command("step", "done", STEP, f"--note={word}"), name, lambda value: value["note"])
        assert {title, note} <= {None, word.strip()}, name
        kept += [] if title is None else [title]

    assert len(kept) > 100
    assert [case["title"] for case in type_command("case", "list").value] == kept
    for words in (["case", "list"], ["log"], ["steps"], ["check"]):
        answer = type_command(*words, json=False)
        assert answer.code == 0, answer
        assert harmless(answer.out), words
        assert max(map(len, answer.out.decode().splitlines())) < 500
    assert type_command("check").value["ok"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: next(iter(table)))
def test_what_may_be_kept_can_be_kept(table):
    """The rule itself: no text passes that a file of UTF-8 could not hold, or that is longer than it may be."""
    for name, word in table.items():
        for rule, longest in ((title_of, 200), (tag_of, 60), (note_of, 20_000)):
            try:
                text = rule(word)
            except TextRefused as refusal:
                said = sentence(refusal)
                assert said.isprintable(), name
                assert len(said) < 300, name
            else:
                assert text == word.strip(), name
                assert text.encode().decode() == text, name
                assert len(text) <= longest, name
                assert "\0" not in text, name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: next(iter(table)))
def test_shown_is_one_short_harmless_line(table):
    for name, word in table.items():
        line = shown(word)
        assert line.isprintable(), name
        assert len(line) <= 200, name
