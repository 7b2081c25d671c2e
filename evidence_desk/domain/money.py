"""Amounts of money as whole numbers of the smallest unit: read from what people type, and written one way for all."""

import re
from dataclasses import dataclass
from typing import Final

from evidence_desk.domain.written_errors import NotAnAmount

# ISO 4217, list one: how many decimals a currency has where it is not two.
_DECIMALS: Final = {
    code: decimals
    for decimals, codes in {
        0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
        3: "BHD IQD JOD KWD LYD OMR TND",
        4: "CLF UYW",
        # No standard names these. Ether is counted in gwei, so that an amount stays a number every program can hold.
        6: "TRX USDC USDT",
        8: "BCH BTC DOGE LTC",
        9: "ETH SOL",
    }.items()
    for code in codes.split()
}
_USUAL_DECIMALS: Final = 2
_FEWEST_SHOWN: Final = 2
_SIGNS: Final = {"£": "GBP", "€": "EUR", "₹": "INR", "₱": "PHP", "₦": "NGN", "₿": "BTC", "¥": "JPY", "₩": "KRW"}
_DOLLARS: Final = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"})
_MOST: Final = 2**53 - 1
"""The largest whole number that JSON is read back with by every program (RFC 7493)."""
_SHAPE: Final = re.compile(
    r"(?P<before>[^\d\s.,'\u2019+-]{0,5})\.?\s*(?P<number>\d[\d.,'\u2019\s\u066b\u066c]*?)\s*(?P<after>[^\d\s.,'\u2019+-]{0,5})"
)
_LONGEST: Final = 60
"""More is no amount; a pattern and a number take their time with what somebody pasted."""
_CODE: Final = re.compile(r"[A-Z]{3}")
_GROUP: Final = 3
_WHOLE: Final = re.compile(r"\d+|\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}")
"""In one piece, or in groups; in India but the last of two."""


@dataclass(frozen=True, slots=True)
class Amount:
    """`minor` counts the smallest unit of `currency`, which is its code: 18000 GBP are 180 pounds."""

    minor: int
    currency: str


def decimals_of(currency: str) -> int:
    """How many decimals the currency has; two where nothing else is known."""
    return _DECIMALS.get(currency, _USUAL_DECIMALS)


def amount_of(untrusted_text: str, likely: str = "") -> Amount:
    """What was typed, such as “180.00 GBP”, “£180” or “1.234,50 eur”.

    `likely` is the currency where none is named; a bare $ is that too, where it is a dollar. Raises NotAnAmount.
    """
    text = untrusted_text.strip()
    found = _SHAPE.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or (found["before"] and found["after"]):
        raise NotAnAmount(untrusted_text)
    currency = _currency(found["before"] or found["after"], likely)
    minor = _minor(found["number"], decimals_of(currency)) if currency else None
    if minor is None or minor > _MOST:
        raise NotAnAmount(untrusted_text)
    return Amount(minor, currency)


def amount_words(minor: int, currency: str) -> str:
    """180.00 GBP: the same in every language, so that a bank abroad reads what was meant."""
    decimals = decimals_of(currency)
    sign = "-" if minor < 0 else ""
    whole, part = divmod(abs(minor), 10**decimals)
    if not decimals:
        return f"{sign}{whole} {currency}".strip()
    shown = f"{part:0{decimals}d}"
    if decimals > _FEWEST_SHOWN + 2:
        shown = shown[:_FEWEST_SHOWN] + shown[_FEWEST_SHOWN:].rstrip("0")
    return f"{sign}{whole}.{shown} {currency}".strip()


def _currency(untrusted_name: str, likely: str) -> str:
    """The code, or nothing where the name is none."""
    name = untrusted_name.upper()
    if name == "$":
        return likely if likely in _DOLLARS else "USD"
    code = _SIGNS.get(name, name) or likely
    return code if code in _DECIMALS or _CODE.fullmatch(code) else ""


def _minor(typed: str, decimals: int) -> int | None:
    """The number in the smallest unit; None where it says more than that can hold."""
    number = re.sub(r"['\u2019\s]", "", typed.replace("\u066b", ".").replace("\u066c", ","))
    whole, part = _split(number, decimals)
    if not _WHOLE.fullmatch(whole) or not re.fullmatch(r"\d*", part):
        return None
    kept, rest = part[:decimals], part[decimals:]
    if rest.strip("0"):
        return None
    return int(re.sub(r"[.,]", "", whole) + kept.ljust(decimals, "0"))


def _split(number: str, decimals: int) -> tuple[str, str]:
    """The whole part and the decimals. One mark with three digits behind it parts thousands, as most people mean it."""
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return number, ""
    mark = number[last]
    whole, part = number[:last], number[last + 1 :]
    groups = number.count(mark) > 1
    thousands = len(part) == _GROUP and whole.strip("0").isdecimal() and (decimals < _GROUP or mark == ",")
    if groups or thousands:
        return number, ""
    return whole, part
