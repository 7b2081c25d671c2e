"""The recovery code: whatever is written down can be typed back, and a slip is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.vault.recovery_code import BITS, encoded, new_number, number_of

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SPELLINGS = str.maketrans({"0": "o", "1": "l"})
NUMBERS = st.integers(0, 2**BITS - 1)


@given(NUMBERS)
def test_a_code_is_read_back(number: int):
    code = encoded(number)

    assert number_of(code) == number
    assert [len(group) for group in code.split("-")] == [4] * 7
    assert set(code) <= {*LETTERS, "-"}


@given(NUMBERS, st.lists(st.sampled_from([" ", "  ", "\t", "-", "\n", "\u2013", "\xa0", ""]), min_size=28, max_size=28))
def test_case_blanks_and_letters_that_look_alike_do_not_matter(number: int, between: list[str]):
    letters = encoded(number).replace("-", "").lower().translate(SPELLINGS)

    assert number_of("".join(letter + blank for letter, blank in zip(letters, between, strict=True))) == number


@given(NUMBERS, st.integers(0, 27), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_noticed(number: int, place: int, letter: str):
    letters = list(encoded(number).replace("-", ""))
    is_same, letters[place] = letters[place] == letter, letter

    assert number_of("".join(letters)) == (number if is_same else None)


@given(NUMBERS, st.integers(0, 26))
def test_neighbours_changed_round_are_noticed(number: int, place: int):
    letters = list(encoded(number).replace("-", ""))
    is_same = letters[place] == letters[place + 1]
    letters[place : place + 2] = letters[place + 1], letters[place]

    assert number_of("".join(letters)) == (number if is_same else None)


@given(st.text(max_size=60))
def test_anything_else_is_no_code(text: str):
    number = number_of(text)

    assert number is None or number_of(encoded(number)) == number


@pytest.mark.parametrize("text", ["", "U" * 28, "0" * 27, "0" * 29, "ſ" * 28, "０" * 28, "\0" * 28])  # noqa: RUF001
def test_what_is_no_code(text):
    assert number_of(text) is None


def test_the_lowest_and_the_highest_are_as_the_page_says():
    assert encoded(0) == "0000-0000-0000-0000-0000-0000-0000"
    assert encoded(2**130 - 1).startswith("ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZ"[:31])
    assert new_number() != new_number()
