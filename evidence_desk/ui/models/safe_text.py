"""Text from outside, made harmless to show: what can't be seen or would turn a line round is written out."""

import unicodedata
from typing import Final

FIRST_STRONG_ISOLATE: Final = "\u2068"
LEFT_TO_RIGHT_ISOLATE: Final = "\u2066"
POP_ISOLATE: Final = "\u2069"

# They join letters and emoji into one sign and can't reorder anything.
_JOINERS: Final = frozenset("\u200c\u200d")
_NOT_SHOWN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_MOST_MARKS: Final = 3
_LAST_PLAIN: Final = 0xFFFF


def safe_line(untrusted_text: str) -> str:
    """The text as one line: control, direction and other unseen characters as escapes, marks thinned.

    More than three combining marks in a row would reach into the lines above and below; the rest of them are left out.
    """
    shown: list[str] = []
    marks = 0
    for character in untrusted_text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks <= _MOST_MARKS:
            shown.append(_escaped(character) if _unseen(character, category) else character)
    return "".join(shown)


def isolated(text: str) -> str:
    """The text fenced off, so that its direction does not reach the words round it (Unicode UAX #9)."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def left_to_right(code: str) -> str:
    """A code, number or fingerprint that reads from left to right in every layout."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{code}{POP_ISOLATE}"


def _unseen(character: str, category: str) -> bool:
    return category in _NOT_SHOWN and character not in _JOINERS


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= _LAST_PLAIN else f"\\U{code:08x}"
