"""A language nobody speaks: every translated text comes back in accented letters, longer and in brackets.

No plain Latin letter is left in a translated text, so that one that is seen was never translated, or is data.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from typing_extensions import override

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "àƀçďéƒĝĥíĵķļɱñóþǫŕšťúṽŵẋýžÀƁÇĎÉƑĜĤÍĴĶĻṀÑÓÞǪŔŠŤÚṼŴẊÝŽ"
_LETTERS = str.maketrans(_PLAIN, _ACCENTED)
_KEPT = re.compile(r"(\{[^}]*\}|%L?[n0-9]+)")
_LONGER = 0.4
_VOWELS = "àéíóú"
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


def pseudo(text: str) -> str:
    """⟦…⟧ round the text, 40 % longer; places for facts stay as they are."""
    accented = "".join(part if _KEPT.fullmatch(part) else part.translate(_LETTERS) for part in _KEPT.split(text))
    return f"⟦{_lengthened(accented, round(len(text) * _LONGER))}⟧"


def _lengthened(text: str, by: int) -> str:
    """Vowels drawn out, as a longer language would be: words grow and still break into lines."""
    grown, left = [], by
    vowels = max(1, sum(character in _VOWELS for character in text))
    for character in text:
        share = -(-left // vowels) if character in _VOWELS else 0
        grown.append(character * (1 + share))
        left -= share
        vowels -= character in _VOWELS
    return "".join(grown)


class PseudoTranslator(QTranslator):
    """Answers for every text of every context, Qt's own among them."""

    @override
    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        return pseudo(sourceText) if sourceText.strip() else sourceText

    @override
    def isEmpty(self) -> bool:
        return False


@contextmanager
def pseudo_language(application: QCoreApplication, locale: str = "el_GR") -> Iterator[None]:
    """Everything built within is in that language, with dates of a language in other letters."""
    translator, before = PseudoTranslator(), QLocale()
    application.installTranslator(translator)
    QLocale.setDefault(QLocale(locale))
    try:
        yield
    finally:
        QLocale.setDefault(before)
        application.removeTranslator(translator)


def untranslated(text: str, data: re.Pattern[str]) -> list[str]:
    """Plain Latin words in a text that are no data."""
    return _LATIN_WORD.findall(data.sub(" ", text))
