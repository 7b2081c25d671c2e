"""Flesch-Kincaid grade: roughly the school year in which a text is read with ease."""

import re

_SENTENCE_END = re.compile(r"[.!?:](?:\s|$)")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'.@-]*")
_VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """Count groups of vowels, without a silent e or ed; at least one."""
    plain = word.lower().strip("'.")
    if re.search(r"[^td]ed$", plain) or (plain.endswith("e") and not plain.endswith("le")):
        plain = plain.removesuffix("d").removesuffix("e")
    return max(1, len(_VOWELS.findall(plain)))


def grade(text: str) -> float:
    """0.39 words a sentence + 11.8 syllables a word - 15.59; ValueError where there are no words."""
    words = _WORD.findall(text)
    if not words:
        raise ValueError(text)
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    sounds = sum(map(syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * sounds / len(words) - 15.59
