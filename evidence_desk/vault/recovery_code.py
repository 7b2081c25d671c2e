"""The recovery code: 130 random bits that a person can write down, read out and type back."""

import secrets
from typing import Final

BITS = 130
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U."""
_VALUES: Final = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_LETTERS = 26
_CHECK_LETTERS = 2
_CHECK = 1021
"""A prime below 32 * 32: no single wrong letter, and no two neighbours changed round, leave the remainder as it was."""
_GROUP = 4
_BETWEEN = frozenset("-\u2010\u2011\u2012\u2013\u2014_.·")


def new_number() -> int:
    """130 bits nobody can guess."""
    return secrets.randbits(BITS)


def encoded(number: int) -> str:
    """The code of a number below 2^130: 26 letters and 2 that check them, in seven groups of four."""
    letters = _in_letters(number, _LETTERS) + _in_letters(number % _CHECK, _CHECK_LETTERS)
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def number_of(untrusted_text: str) -> int | None:
    """The number of a code as somebody typed it; None where it is no code, as with one wrong letter."""
    typed = [c for c in untrusted_text.upper() if not c.isspace() and c not in _BETWEEN]
    if len(typed) != _LETTERS + _CHECK_LETTERS or not all(c in _VALUES for c in typed):
        return None
    number, check = _value(typed[:_LETTERS]), _value(typed[_LETTERS:])
    return number if number % _CHECK == check else None


def _in_letters(number: int, count: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def _value(letters: list[str]) -> int:
    value = 0
    for letter in letters:
        value = value * 32 + _VALUES[letter]
    return value
