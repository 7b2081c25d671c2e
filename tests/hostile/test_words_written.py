"""Every word in every part of every register: kept exactly or refused, and shown so that it can do nothing."""

import contextlib
import json
from dataclasses import fields

import pytest

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import OwnStep
from evidence_desk.domain.errors import TextRefused
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.guidance.text_facts import TextKind
from evidence_desk.vault.vault import open_vault
from evidence_desk.workflows.open_case import open_case
from evidence_desk.workflows.write_down import write_down, written
from tests.commands.conftest import type_command, vault_path  # noqa: F401 — fixtures
from tests.hostile.test_words_typed import harmless
from tests.hostile.words import WORDS

KINDS = (Account, Payment, Report, Contact, OwnStep)
LISTS = ("account", "payment", "report", "contact")


def filled(kind, word):
    """An entry whose every text is that word, but for what is one of a few."""
    few = {"exhibits", "collected", "stopped", "outcome", "role", "list_id", "follow_up"}
    texts = {part.name for part in fields(kind) if part.type in {"str", str}} - few
    names = {"former_names": (word,)} if kind is Account else {}
    return kind(**dict.fromkeys(texts, word), **names)


@pytest.fixture
def kept(vault_path, clock):  # noqa: F811 — the fixtures
    """A case with each word that may be kept in every part of every register."""
    words = []
    with open_vault(vault_path, clock, create=True) as vault:
        case = open_case(vault, "Mine")
        for word in list(WORDS.values())[::5]:
            with contextlib.suppress(TextRefused):
                for kind in KINDS:
                    what = write_down(vault, case, filled(kind, word)).what
                    assert word.strip() in {getattr(what, "note", ""), ""} or kind is Payment
                words.append(word.strip())
        assert all(len(written(vault, case, kind)) >= len(words) for kind in KINDS)
    return words


def test_kept_as_they_are_and_shown_harmlessly(kept, type_command):  # noqa: F811 — the fixture
    assert len(kept) > 25
    listed = type_command("account", "list")
    assert harmless(listed.out)
    assert {word for word in kept if word} <= {entry["note"] for entry in listed.value}
    for name in LISTS:
        answer = type_command(name, "list", json=False)
        assert answer.code == 0, answer
        assert harmless(answer.out), name
        assert max(map(len, answer.out.decode().splitlines())) < 2_000, name
    for words in (["steps"], ["dates"], *(["text", kind.value] for kind in TextKind)):
        answer = type_command(*words, json=False)
        assert answer.code == 0, answer
        assert harmless(answer.out), words
        assert harmless(answer.err), words
        json.loads(type_command(*words).out)
    assert type_command("check").value["ok"]


@pytest.mark.parametrize("word", list(WORDS.values())[::23])
def test_typed_into_every_option(word, type_command):  # noqa: F811 — the fixture
    """One sentence or one entry, whatever is typed."""
    options = (
        ["account", "add", f"--name={word}", f"--link={word}"],
        ["account", "add", f"--service={word}"],
        ["payment", "add", f"--amount={word}"],
        ["payment", "add", f"--at={word}"],
        ["payment", "add", f"--zone={word}"],
        ["report", "add", f"--step={word}"],
        ["case", "answer", "--", word],
        ["help-lines", f"--country={word}"],
        ["text", "--", word],
        ["step", "add", "--", word],
    )
    for words in options:
        for as_json in (True, False):
            answer = type_command(*words, json=as_json)
            assert answer.code in {0, 1, 2}, words[:2]
            assert harmless(answer.out), words[:2]
            assert harmless(answer.err), words[:2]
