"""How a payment is said at the head of its steps, and whom to ring about it."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.facts import Method, Phone
from evidence_desk.domain.money import amount_words
from evidence_desk.domain.payments import Collected, Payment
from evidence_desk.domain.times import Moment
from evidence_desk.ui.models.moment_words import near_time
from evidence_desk.ui.models.safe_text import left_to_right, safe_line

translate = QCoreApplication.translate

_GUIDANCE = "guidance"
PICKED_UP = frozenset({"cash transfer", "money transfer"})
"""Ways of paying where somebody collects the money."""
WITHOUT_A_BANK = frozenset({"cash transfer", "cash", "gift card", "crypto", "mobile money"})
"""Ways of paying where somebody else than a bank can stop the money, and is to be rung first."""


def method_words(payment: Payment, methods: Mapping[str, Method]) -> str:
    """Bank transfer; the name that was typed; nothing where it was not said."""
    method = methods.get(payment.method)
    return method.name if method else safe_line(payment.own_method or payment.method)


def payment_head(payment: Payment, methods: Mapping[str, Method], now: Moment) -> str:
    """Western Union, 250.00 GBP, today 19:52."""
    parts = [method_words(payment, methods)]
    if payment.amount_minor is not None:
        parts.append(left_to_right(amount_words(payment.amount_minor, payment.currency)))
    if payment.paid_at is not None:
        parts.append(near_time(payment.paid_at, now))
    return ", ".join(filter(None, parts))


def collected_choices() -> tuple[tuple[str, str], ...]:
    """Each answer and how it is said."""
    return (
        (Collected.NO.value, translate("payment_words", "No")),
        (Collected.YES.value, translate("payment_words", "Yes")),
        (Collected.NOT_SURE.value, translate("payment_words", "Not sure")),
    )


def reference_label(method: Method | None) -> str:
    """Receipt number (MTCN); nothing where such payments have no number."""
    if method is None or method.reference is None:
        return ""
    name = method.reference.name
    words = translate("payment_words", "Receipt number ({name})") if name.isupper() else "{name}"
    return words.format(name=name)


def bank_phone(bank: Method | None, country: str) -> Phone | None:
    """The short number for banks of a country; None where none is known."""
    phones = bank.phones if bank else ()
    return next((phone for phone in phones if country and phone.country == country), None)


def bank_words(phone: Phone | None) -> str:
    """Whom to ring, and whom never."""
    if phone is None:
        return translate(
            "payment_words", "Use the number on your card. Never use a number from the chat or a web search."
        )
    words = translate(
        "payment_words",
        "{number} puts you through to most big banks. Or use the number on your card. "
        "Never use a number from the chat or a web search.",
    )
    return words.format(number=left_to_right(phone.number))


def bank_says() -> str:
    """What a person can say to the bank."""
    return translate("payment_words", "“Someone threatened me. I sent money. Please try to stop it.”")


def phones_here(phones: tuple[Phone, ...], country: str) -> tuple[Phone, ...]:
    """The numbers good in a country; all of them, each with its own country, where none was said."""
    return tuple(each for each in phones if each.country is None or not country or each.country == country)


def phone_words(phone: Phone, country: str) -> str:
    """Western Union fraud line: 1-800-448-1492; with its country where the person has not said theirs."""
    name = translate(_GUIDANCE, phone.name)
    if phone.country is not None and not country:
        name = translate("payment_words", "{name} ({country})").format(name=name, country=phone.country)
    return translate("payment_words", "{name}: {number}").format(name=name, number=left_to_right(phone.number))
