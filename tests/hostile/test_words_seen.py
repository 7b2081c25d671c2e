"""Every word as the window shows it: one line that nobody can turn round, and never read as markup."""

import pytest

from evidence_desk.ui.models.evidence_facts import facts
from evidence_desk.ui.models.evidence_words import item_title, second_line, short_title, spoken, tag_words
from evidence_desk.ui.models.safe_text import safe_line
from evidence_desk.ui.widgets.plain_tooltip import plain_tooltip
from tests.hostile.words import TABLES
from tests.ui.room_samples import item, listed

TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
ADDED_BY_US = set("\u2066\u2068\u2069")


def is_one_safe_line(line: str) -> bool:
    """No line end, no control, nothing that turns the line round but the fences that we put there ourselves."""
    return len(line.splitlines()) <= 1 and not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in TURNING for c in line)


def without_fences(text: str) -> str:
    return "".join(c for c in text if c not in ADDED_BY_US)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: next(iter(table)))
def test_every_line_of_an_item(table):
    for name, word in table.items():
        word = word[:20_000]  # noqa: PLW2901 — no way in lets more through
        known = {"window_title": word, "application": word, "original_name": word, "note": word, "tags": (word,)}
        shown = listed(1, **known)
        lines = [item_title(shown), short_title(shown), second_line(shown), tag_words(word), safe_line(word)]
        assert all(map(is_one_safe_line, lines)), name
        told = [spoken(shown), *(line for fact in facts(item(1, warnings=(word,), **known)) for line in fact.lines)]
        assert all(is_one_safe_line(without_fences(line)) for line in told), name
        assert len(short_title(shown)) <= 120, name
        assert spoken(shown).count("\u2068") == spoken(shown).count("\u2069"), name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: next(iter(table)))
def test_a_tip_is_never_markup_of_theirs(table):
    for name, word in table.items():
        tip = plain_tooltip(word)
        assert "<img" not in tip.lower(), name
        assert "<script" not in tip.lower(), name
        assert "<a " not in tip.lower(), name
