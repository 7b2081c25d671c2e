"""Text from outside can be read and can do nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.ui.models.safe_text import isolated, left_to_right, safe_line
from tests.ui.room_samples import HOSTILE_TITLES

_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"


@given(st.text(st.characters()))
def test_nothing_unseen_is_left(untrusted_text: str) -> None:
    """Whatever comes in, what goes out is letters, signs, spaces and joiners on one line."""
    shown = safe_line(untrusted_text)
    assert not [c for c in shown if unicodedata.category(c) in _UNSEEN and c not in _JOINERS]


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_what_can_be_seen_stays(text: str) -> None:
    """Letters, numbers, punctuation and emoji of every script pass unchanged."""
    assert safe_line(text) == text


@given(st.text(st.characters()))
def test_safe_text_is_safe_already(untrusted_text: str) -> None:
    """Showing something shown changes nothing more."""
    assert safe_line(safe_line(untrusted_text)) == safe_line(untrusted_text)


def test_a_turned_file_name_is_written_out() -> None:
    """A right-to-left override can't make .exe look like .png."""
    assert safe_line("invoice\u202egnp.exe") == "invoice\\u202egnp.exe"
    assert safe_line("\U000e0041") == "\\U000e0041"


def test_a_tower_of_accents_is_cut_to_three() -> None:
    """More would be painted over the rows above and below."""
    assert safe_line("e" + "\u0301" * 200 + "x") == "e" + "\u0301" * 3 + "x"


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_no_isolate_can_be_closed_from_inside(title: str) -> None:
    """The fence round a title has exactly one end."""
    assert isolated(safe_line(title)).count("\u2069") == 1
    assert left_to_right(safe_line(title)).count("\u2069") == 1
