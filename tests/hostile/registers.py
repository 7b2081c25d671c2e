"""Hostile words in the registers: in each part of an entry that holds text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Answers, OwnStep
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.domain.written import Written
from evidence_desk.vault.words import LONGEST_TITLE

REGISTERS: tuple[type[Written], ...] = (Account, Payment, Report, Contact, OwnStep, Answers)
NOT_WORDS = frozenset({"exhibits"})
"""Ids of items, which the vault looks for in the case."""


def text_parts(kind: type[Written]) -> tuple[str, ...]:
    """The parts of an entry that hold text, or several texts."""
    untouched = kind()
    known = ((part.name, getattr(untouched, part.name)) for part in fields(kind))
    return tuple(name for name, value in known if isinstance(value, str | tuple) and name not in NOT_WORDS)


def filled(kind: type[Written], words: Sequence[str]) -> Written:
    """An entry with one word in each part, in their order."""
    untouched: Any = kind()
    values: dict[str, Any] = {
        name: (word[:LONGEST_TITLE],) if isinstance(getattr(untouched, name), tuple) else word
        for name, word in zip(text_parts(kind), words, strict=False)
    }
    return kind(**values, **({"amount_minor": 5} if kind is Payment else {}))


def registered(words: Sequence[str]) -> Iterator[Written]:
    """Entries of every register in which every word is once, as far as it can be kept."""
    kept = [word for word in words if not re.search("[\0\ud800-\udfff]", word)]
    for kind in REGISTERS:
        width = len(text_parts(kind))
        for start in range(0, len(kept) if kind is not Answers else 1, width):
            yield filled(kind, kept[start : start + width])
