"""Hints: how an identifier or a number most often looks. They explain and never refuse."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final, TypeAlias

from evidence_desk.domain.accounts import Account, Identifier
from evidence_desk.domain.facts import FormatHint, MethodId, ServiceId
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP
from evidence_desk.guidance.check_digits import iban_fits, phone_trouble, wallet_trouble
from evidence_desk.guidance.content import Content

Translate: TypeAlias = Callable[[str], str]
"""Looks an English sentence of the context "hints" up in the person's language."""

LONGEST_LOOKED_AT: Final = 300
"""A text of more characters is not compared with any pattern, so that no pattern can take long."""

_LEAVE_IT: Final = QT_TRANSLATE_NOOP("hints", "You can leave it.")
_HAS_DIGITS: Final = QT_TRANSLATE_NOOP("hints", "This one has {count}.")
_SHORTER: Final = QT_TRANSLATE_NOOP("hints", "This one is shorter.")
_LONGER: Final = QT_TRANSLATE_NOOP("hints", "This one is longer.")
_DIFFERENT: Final = QT_TRANSLATE_NOOP("hints", "This one looks different.")
_LINK: Final = QT_TRANSLATE_NOOP("hints", "A link starts with https and has no spaces.")
_EMAIL: Final = QT_TRANSLATE_NOOP("hints", "An email address has one @ in the middle.")
_IBAN: Final = QT_TRANSLATE_NOOP(
    "hints", "An IBAN has its own check, and this one does not fit it. One sign may be off."
)
_CURRENCY: Final = QT_TRANSLATE_NOOP("hints", "Currencies have 3 letters, such as GBP, USD or EUR.")
_COUNTRY: Final = QT_TRANSLATE_NOOP("hints", "Countries have 2 letters here, such as GB or US.")
_LAST_FOUR: Final = QT_TRANSLATE_NOOP("hints", "These are the last 4 digits of a card.")
_FUTURE: Final = QT_TRANSLATE_NOOP("hints", "This is in the future.")

_IBAN_SHAPE: Final = re.compile(r"[A-Za-z]{2}[0-9]{2}[A-Za-z0-9]{11,30}")
_EMAIL_SHAPE: Final = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_LINK_SHAPE: Final = re.compile(r"https?://\S+")
_SHAPES: Final = {
    "currency": (re.compile(r"[A-Za-z]{3}"), _CURRENCY),
    "sent_from": (re.compile(r"[A-Za-z]{2}"), _COUNTRY),
    "sent_to": (re.compile(r"[A-Za-z]{2}"), _COUNTRY),
    "card_last_four": (re.compile(r"[0-9]{4}"), _LAST_FOUR),
}
_SPAN: Final = re.compile(r"(?P<least>[0-9]+) (?:to|or) (?P<most>[0-9]+)")
_NUMBER: Final = re.compile(r"[0-9]+")
_SPACES_AND_LINES: Final = re.compile(r"[\s-]")


def account_hint(
    content: Content, account: Account, field: str, *, country: str = "", translate: Translate = str
) -> str | None:
    """What to say below a field of an account (its name in `Identifier`), or None where nothing looks unusual.

    `country` (ISO 3166) is where a phone number without + is taken to be from.
    """
    text = str(getattr(account, field, "")).strip()
    if not text or field not in {each.value for each in Identifier}:
        return None
    service = content.services.get(ServiceId(account.service))
    guides = service.identifiers if service else ()
    hints = [guide.hint for guide in guides if guide.field == field and guide.hint]
    return _said(translate, _general_trouble(field, text, country) or _format_trouble(hints, text))


def payment_hint(
    content: Content, payment: Payment, field: str, *, now: datetime | None = None, translate: Translate = str
) -> str | None:
    """What to say below a field of a payment (its name in `Payment`), or None where nothing looks unusual.

    A moment is looked at only where `now` (aware) is given.
    """
    if field in {"paid_ns", "cancelled_ns"}:
        is_late = now is not None and getattr(payment, field) > now.timestamp() * 1e9
        return _said(translate, (_FUTURE,) if is_late else ())
    text = str(getattr(payment, field, "")).strip()
    if not text:
        return None
    if field == "reference":
        method = content.methods.get(MethodId(payment.method))
        hint = method.reference.hint if method and method.reference else None
        return _said(translate, _format_trouble([hint] if hint else [], text))
    if field == "to_account":
        return _said(translate, _account_trouble(text))
    shape, sentence = _SHAPES.get(field, (None, ""))
    return _said(translate, () if shape is None or shape.fullmatch(text) else (sentence,))


_Sentences: TypeAlias = tuple[str, ...]


def _said(translate: Translate, sentences: _Sentences) -> str | None:
    """The sentences and that it may stay, or nothing. A number stands after a bar: "This one has {count}.|9"."""
    if not sentences:
        return None
    parts = (sentence.partition("|") for sentence in (*sentences, _LEAVE_IT))
    return " ".join(translate(text).replace("{count}", count) for text, _, count in parts)


def _general_trouble(field: str, text: str, country: str) -> _Sentences:
    """What can be said of a field whatever the service is."""
    sentence: str | None = None
    if len(text) > LONGEST_LOOKED_AT:
        return ()
    if field == Identifier.PHONE:
        sentence = phone_trouble(text, country)
    elif field == Identifier.WALLET:
        sentence = wallet_trouble(text)
    elif field == Identifier.EMAIL:
        sentence = None if _EMAIL_SHAPE.fullmatch(text) else _EMAIL
    elif field == Identifier.LINK:
        sentence = None if _LINK_SHAPE.fullmatch(text) else _LINK
    return () if sentence is None else (sentence,)


def _account_trouble(text: str) -> _Sentences:
    """What can be said of the account or the address that money went to."""
    plain = _SPACES_AND_LINES.sub("", text[: LONGEST_LOOKED_AT + 1])
    if _IBAN_SHAPE.fullmatch(plain):
        return () if iban_fits(plain) else (_IBAN,)
    sentence = wallet_trouble(text) if len(text) <= LONGEST_LOOKED_AT else None
    return () if sentence is None else (sentence,)


def _format_trouble(hints: Iterable[FormatHint], text: str) -> _Sentences:
    """Nothing where any of the patterns fits the text or the text without its spaces; else the first one's words."""
    known = tuple(hints)
    plain = _SPACES_AND_LINES.sub("", text)
    if not known or len(text) > LONGEST_LOOKED_AT:
        return ()
    if any(re.fullmatch(hint.pattern, form) for hint in known for form in (text, plain)):
        return ()
    return known[0].says, _compared(known[0].says, plain)


def _compared(says: str, plain: str) -> str:
    """How the text differs from what the hint says of its length; of a link the hint means only a part."""
    span = _SPAN.search(says)
    numbers = [int(number) for number in _NUMBER.findall(says)]
    if span and "/" not in plain and not int(span["least"]) <= len(plain) <= int(span["most"]):
        return _SHORTER if len(plain) < int(span["least"]) else _LONGER
    if not span and len(numbers) == 1 and plain.isdecimal() and len(plain) != numbers[0]:
        return f"{_HAS_DIGITS}|{len(plain)}"
    return _DIFFERENT
