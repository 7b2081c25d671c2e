"""Text from outside, made harmless to show: what can't be seen or would turn a line round is written out."""

import unicodedata
from typing import Final

from evidence_desk.domain.hidden_signs import JOINERS, Sign, is_plain, signs
from evidence_desk.domain.sentences import escaped

FIRST_STRONG_ISOLATE: Final = "\u2068"
LEFT_TO_RIGHT_ISOLATE: Final = "\u2066"
POP_ISOLATE: Final = "\u2069"


def safe_line(untrusted_text: str) -> str:
    """The text as one line: control, direction and other unseen characters as escapes, marks thinned.

    More than three combining marks in a row would reach into the lines above and below; the rest of them are left out.
    """
    if is_plain(untrusted_text):
        return untrusted_text
    return "".join([_shown(character, sign) for character, sign in signs(untrusted_text)])


def isolated(text: str) -> str:
    """The text fenced off, so that its direction does not reach the words round it (Unicode UAX #9)."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def left_to_right(code: str) -> str:
    """A code, number or fingerprint that reads from left to right in every layout."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{code}{POP_ISOLATE}"


def _shown(character: str, sign: Sign) -> str:
    if sign is Sign.MARK_TOO_MANY:
        return ""
    is_blank = sign is Sign.HIDDEN and unicodedata.category(character) == "Zs"
    return character if sign is Sign.SEEN or is_blank or character in JOINERS else escaped(character)
