"""Which characters of a text from outside can't simply be seen, so that whoever shows it writes them out."""

import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from typing import Final

JOINERS: Final = frozenset("\u200c\u200d")
"""They shape letters and emoji into one sign, are not seen themselves, and can't turn a line round."""
_MARKS: Final = frozenset({"Mn", "Me"})
_MOST_MARKS: Final = 3
_FILLERS: Final = frozenset(
    map(
        chr,
        (
            0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x180E), 0x180F, 0x2800, 0x3164,
            *range(0xFE00, 0xFE0E), 0xFFA0, 0x16FE4, 0x1D159, *range(0xE0100, 0xE01F0),
        ),
    )
)  # fmt: skip
"""Letters and marks by Unicode's tables, and nothing to look at: names are made of them to look empty, or like another.

Most are among Default_Ignorable_Code_Point (Unicode 15, DerivedCoreProperties). The two that say how an emoji is drawn
are not here: they come with everybody's.
"""


class Sign(Enum):
    """How a character meets the eye."""

    SEEN = auto()
    HIDDEN = auto()
    """A control, a turn of direction, a blank other than a space, half a character, or a letter that shows nothing."""
    MARK_TOO_MANY = auto()
    """The fourth on one letter or a later one: a tower of them would cover the lines above and below."""


def signs(untrusted_text: str) -> Iterator[tuple[str, Sign]]:
    """Each character, and how it meets the eye. A joiner between marks does not begin another letter."""
    marks = 0
    for character in untrusted_text:
        if unicodedata.category(character) in _MARKS:
            marks += 1
        elif character not in JOINERS:
            marks = 0
        if marks > _MOST_MARKS:
            yield character, Sign.MARK_TOO_MANY
        else:
            is_seen = character.isprintable() and character not in _FILLERS
            yield character, Sign.SEEN if is_seen else Sign.HIDDEN


def is_plain(text: str) -> bool:
    """Whether every character is surely seen; nearly always so, and asked in a thirtieth of the time."""
    return text.isascii() and text.isprintable()
