"""Flesch-Kincaid grade: roughly the school year in which a text is read with ease.

Syllables are counted by syllapy, which has a dictionary of English words; a word that it does not know is sounded out.
textstat, which has the whole formula, looks its words up in a corpus that it fetches from the network when it runs.
"""

import re

import syllapy

_SENTENCE_END = re.compile(r"[.!?:](?:\s|$)")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'.@-]*")
_VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """At least one; a word of several parts is the sum of them."""
    parts = re.split(r"[^a-z']+", word.lower().strip("'."))
    return max(1, sum(syllapy.count(part) or _sounded(part) for part in parts if part))


def _sounded(word: str) -> int:
    """Groups of vowels, without a silent e or ed."""
    if re.search(r"[^td]ed$", word) or (word.endswith("e") and not word.endswith("le")):
        word = word.removesuffix("d").removesuffix("e")
    return len(_VOWELS.findall(word))


def grade(text: str) -> float:
    """0.39 words a sentence + 11.8 syllables a word - 15.59; ValueError where there are no words."""
    words = _WORD.findall(text)
    if not words:
        raise ValueError(text)
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    sounds = sum(map(syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * sounds / len(words) - 15.59
