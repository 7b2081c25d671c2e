"""What a folder begins with where the person said that somebody in its pictures is, or may be, under 18."""

from collections.abc import Mapping
from typing import Final

from evidence_desk.domain.answers import Under18

FIRST_WORDS: Final[Mapping[Under18, str]] = {
    Under18.YES: (
        "The person said that somebody in these pictures is under 18: please do not copy this folder or pass it on, "
        "but hand it to the police."
    ),
    Under18.NOT_SURE: (
        "The person is not sure whether everybody in these pictures is 18 or older: please do not copy this folder or "
        "pass it on before the police have said how."
    ),
}
"""One sentence for whoever receives it; there is none for any other answer."""


def first_words(under18: str) -> str:
    """The sentence for what was answered; empty where nothing is to be said."""
    return FIRST_WORDS.get(Under18(under18), "")
