"""What nobody sees is told from what everybody does; the same for pages, tables, sentences, texts and the window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.hidden_signs import Sign, is_plain, signs
from evidence_desk.domain.sentences import shown
from evidence_desk.export.words import visible
from evidence_desk.guidance.text_lines import one_line
from evidence_desk.ui.models.safe_text import safe_line

WAYS = pytest.mark.parametrize("way", [visible, shown, one_line, safe_line], ids=lambda way: way.__name__)
FILLERS = "\u3164\u115f\u1160\uffa0\u2800\u034f\u17b4\u17b5\u180b\ufe00\U000e0100\U000e01ef\U0001d159"
TURNS = "\u202e\u2066\u200f\u061c\x1b\ufeff\u200b\u00ad"


@WAYS
@pytest.mark.parametrize("hidden", [*FILLERS, *TURNS], ids=ascii)
def test_what_nobody_sees_is_written_out(way, hidden):
    assert hidden not in way(f"a{hidden}b")
    assert f"{ord(hidden):04x}" in way(f"a{hidden}b").lower()


@WAYS
@pytest.mark.parametrize("mark", ["\u0301", "\u0e47", "\u20dd", "\u0489"], ids=ascii)
@pytest.mark.parametrize("between", ["", "\u200d", "\u200c"], ids=ascii)
def test_no_way_lets_a_tower_of_marks_stand(way, mark, between):
    """Also of marks that Unicode gives no class to stack by, and of those with a joiner between."""
    assert way("e" + (mark + between) * 9).count(mark) <= 3


@WAYS
@pytest.mark.parametrize(
    "text", ["caf\u0065\u0301", "สวัสดีครับผู้ใหญ่", "नमस्ते", "❤\ufe0f", "1\ufe0f\u20e3", "字", "Hello, it is 5 o'clock."]
)
def test_what_people_write_stays(way, text):
    assert way(text) == text


@given(st.text())
def test_no_character_is_lost_and_plain_is_plain(text):
    found = list(signs(text))

    assert "".join(character for character, _ in found) == text
    assert not is_plain(text) or {sign for _, sign in found} <= {Sign.SEEN}
