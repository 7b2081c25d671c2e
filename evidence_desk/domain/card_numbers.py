"""Numbers of payment cards: found in any text, and cut to their last four digits."""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import decimal

Span = tuple[int, int]

LAST: Final = 4
_HIDDEN: Final = "•••• "
_FEWEST, _MOST = 13, 19
"""How many digits a card number has (ISO/IEC 7812-1)."""
_NETWORK: Final = re.compile(r"220[0-4]|22[2-9]|2[3-7]|3[0-9]|4|5|6|81|82|9792")
"""What the numbers of the card networks begin with; other long numbers are accounts, codes and phones."""
_BLANK: Final = r"[ \u00a0\u2000-\u200a\u202f\u3000]"
_APART: Final = rf"(?:{_BLANK}?[.\-\u2010-\u2015\u2212]{_BLANK}?|{_BLANK}{{1,2}})"
_RUN: Final = re.compile(rf"\d+(?:{_APART}\d+)*")
"""Digits, perhaps in groups as people read them from a card; on lines or behind commas they are a list of numbers."""
_IN_GROUP, _IN_LAST_GROUP = range(3, 7), range(1, 7)
"""Groups of two are dates and sort codes."""
_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST_WORD: Final = 25
"""Longer ones with letters in them are what chains of blocks call their payments."""
_IBAN: Final = re.compile(r"\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]){11,30}\b")
_MOST_ODD: Final = 9


def without_card_number(text: str) -> str:
    """The text with each card number as “•••• 1111”."""
    spared = [found.span() for found in _IBAN.finditer(text) if _is_iban(found[0])]
    spared += [found.span() for found in _WORD.finditer(text) if _is_no_number(found[0])]
    shown, done = [], 0
    for start, end in _cards(text):
        if not any(first <= start < last for first, last in spared):
            digits = "".join(filter(str.isdecimal, text[start:end]))
            shown += [text[done:start], _HIDDEN + digits[-LAST:]]
            done = end
    return "".join([*shown, text[done:]])


def last_four(text: str) -> str:
    """The last four digits of what is in the card's own field; fewer stay as they are."""
    digits = "".join(filter(str.isdecimal, text))
    return digits[-LAST:] if len(digits) > LAST else text


def _cards(text: str) -> Iterator[tuple[int, int]]:
    """Where in the text each card number begins and ends."""
    for run in _RUN.finditer(text):
        groups = [(run.start() + found.start(), run.start() + found.end()) for found in re.finditer(r"\d+", run[0])]
        place = 0
        while place < len(groups):
            fits = [last for last in _lasts(groups, place) if _is_card_in(text, groups[place : last + 1])]
            last = max(fits, default=None)
            if last is not None:
                yield groups[place][0], groups[last][1]
            place = place + 1 if last is None else last + 1


def _lasts(groups: Sequence[Span], first: int) -> Iterator[int]:
    """Which groups a card number that begins in one of them could end in."""
    yield first
    digits = 0
    for place in range(first, len(groups) - 1):
        length = groups[place][1] - groups[place][0]
        digits += length
        if length not in _IN_GROUP or digits > _MOST:
            return
        if groups[place + 1][1] - groups[place + 1][0] in _IN_LAST_GROUP:
            yield place + 1


def _is_card_in(text: str, groups: Sequence[Span]) -> bool:
    digits = "".join(text[start:end] for start, end in groups)
    return _is_card("".join(str(decimal(digit)) for digit in digits))


def _is_no_number(word: str) -> bool:
    return len(word) > _LONGEST_WORD and not word.isdecimal()


def _is_card(digits: str) -> bool:
    """Length, network and check digit (Luhn, ISO/IEC 7812-1 annex B)."""
    return _FEWEST <= len(digits) <= _MOST and _NETWORK.match(digits) is not None and _checks(digits)


def _checks(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        worth = int(digit) * (1 + place % 2)
        total += worth - _MOST_ODD if worth > _MOST_ODD else worth
    return total % 10 == 0


def _is_iban(text: str) -> bool:
    """ISO 13616: the check digits of the whole number, letters counted from 10, leave 1 of 97."""
    number = text.replace(" ", "").upper()
    moved = number[4:] + number[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1
