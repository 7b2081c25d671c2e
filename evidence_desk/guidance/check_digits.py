"""What phone numbers, IBANs and wallet addresses say of themselves: their lengths and their own checks."""

import re
from typing import Final

from evidence_desk.domain.translating import QT_TRANSLATE_NOOP

_NO_COUNTRY: Final = QT_TRANSLATE_NOOP("hints", "Best is the whole number, with + and the country first, such as +44.")
_NO_PHONE: Final = QT_TRANSLATE_NOOP("hints", "Phone numbers have digits. Some have a + in front.")
_NOT_POSSIBLE: Final = QT_TRANSLATE_NOOP("hints", "It looks too short or too long for a phone number.")
_BITCOIN: Final = QT_TRANSLATE_NOOP(
    "hints", "A Bitcoin address has its own check, and this one does not fit it. One sign may be off."
)
_ETHEREUM: Final = QT_TRANSLATE_NOOP("hints", "These addresses start with 0x. Then come 40 letters and digits.")

_BITCOIN_SHAPE: Final = re.compile(r"(?:bc1|[13])[A-Za-z0-9]{20,90}", re.IGNORECASE)
_NEWER_BITCOIN: Final = re.compile(r"bc1p[02-9ac-hj-np-z]{20,90}", re.IGNORECASE)
_ETHEREUM_SHAPE: Final = re.compile(r"0x[0-9a-fA-F]{40}")


def phone_trouble(text: str, country: str) -> str | None:
    """What is unusual about a phone number; `country` (ISO 3166) is where one without + is from, or empty."""
    import phonenumbers  # noqa: PLC0415 — its tables take a sixth of a second, and only this needs them

    region = country.upper() if country.upper() in phonenumbers.SUPPORTED_REGIONS else None
    if region is None and not text.startswith(("+", "00")):
        return _NO_COUNTRY if re.search(r"\d", text) else _NO_PHONE
    try:
        number = phonenumbers.parse(f"+{text[2:]}" if text.startswith("00") else text, region)
    except phonenumbers.NumberParseException:
        return _NO_PHONE
    return None if phonenumbers.is_possible_number(number) else _NOT_POSSIBLE


def iban_fits(plain: str) -> bool:
    """Whether an IBAN without spaces has the check digits (ISO 13616) it should."""
    from stdnum import iban  # noqa: PLC0415 — only a person who writes one down needs it

    return iban.is_valid(plain, check_country=False)


def wallet_trouble(text: str) -> str | None:
    """What is unusual about a wallet's address, where it looks like one that is known.

    Bitcoin's older addresses (Base58Check) and bc1q… (BIP 173) have a check; of bc1p… (BIP 350), Ethereum's and
    others only the shape is looked at.
    """
    from stdnum import bitcoin  # noqa: PLC0415 — only a person who writes one down needs it

    if text.lower().startswith("0x"):
        return None if _ETHEREUM_SHAPE.fullmatch(text) else _ETHEREUM
    if not _BITCOIN_SHAPE.fullmatch(text) or _NEWER_BITCOIN.fullmatch(text):
        return None
    return None if bitcoin.is_valid(text) else _BITCOIN
