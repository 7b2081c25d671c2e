"""What is said of a folder by who it is for: what each gets, and what is left out of it."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.translating import QT_TRANSLATE_NOOP
from evidence_desk.export.recipients import Recipient

translate = QCoreApplication.translate

Line = tuple[str, str, str]
"""Icon, words and more words."""

_CONTEXT: Final = "hand_over_parts"
_CHOICES: Final = {
    Recipient.POLICE: (
        QT_TRANSLATE_NOOP("hand_over_parts", "Police"),
        QT_TRANSLATE_NOOP("hand_over_parts", "Everything"),
    ),
    Recipient.SOLICITOR: (
        QT_TRANSLATE_NOOP("hand_over_parts", "Your solicitor"),
        QT_TRANSLATE_NOOP("hand_over_parts", "Everything"),
    ),
    Recipient.BANK: (
        QT_TRANSLATE_NOOP("hand_over_parts", "Bank"),
        QT_TRANSLATE_NOOP("hand_over_parts", "Payments and their proof"),
    ),
    Recipient.PLATFORM: (
        QT_TRANSLATE_NOOP("hand_over_parts", "Platform"),
        QT_TRANSLATE_NOOP("hand_over_parts", "Accounts and their proof"),
    ),
    Recipient.HELPLINE: (
        QT_TRANSLATE_NOOP("hand_over_parts", "Helpline"),
        QT_TRANSLATE_NOOP("hand_over_parts", "No pictures, short names"),
    ),
}
_MADE: Final = {
    Recipient.POLICE: QT_TRANSLATE_NOOP("hand_over_parts", "Made {day}, {time} {zone}, for the police."),
    Recipient.SOLICITOR: QT_TRANSLATE_NOOP("hand_over_parts", "Made {day}, {time} {zone}, for a solicitor."),
    Recipient.BANK: QT_TRANSLATE_NOOP("hand_over_parts", "Made {day}, {time} {zone}, for a bank."),
    Recipient.PLATFORM: QT_TRANSLATE_NOOP("hand_over_parts", "Made {day}, {time} {zone}, for a platform."),
    Recipient.HELPLINE: QT_TRANSLATE_NOOP("hand_over_parts", "Made {day}, {time} {zone}, for a helpline."),
}
_NAMED: Final = {
    Recipient.POLICE: QT_TRANSLATE_NOOP("hand_over_parts", "{folder}, for the police"),
    Recipient.SOLICITOR: QT_TRANSLATE_NOOP("hand_over_parts", "{folder}, for a solicitor"),
    Recipient.BANK: QT_TRANSLATE_NOOP("hand_over_parts", "{folder}, for a bank"),
    Recipient.PLATFORM: QT_TRANSLATE_NOOP("hand_over_parts", "{folder}, for a platform"),
    Recipient.HELPLINE: QT_TRANSLATE_NOOP("hand_over_parts", "{folder}, for a helpline"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What one recipient gets of a case: about how many bytes, how many items, and whether one of them is flagged."""

    size_bytes: int
    items: int
    has_flagged: bool = False


def choice_words(recipient: Recipient) -> tuple[str, str]:
    """Who it is for, and what they get in a few words."""
    name, gets = _CHOICES[recipient]
    return translate(_CONTEXT, name), translate(_CONTEXT, gets)


def made_template(recipient: Recipient) -> str:
    """Made {day}, {time} {zone}, for a bank."""
    return translate(_CONTEXT, _MADE[recipient])


def named_template(recipient: Recipient) -> str:
    """{folder}, for a bank: what the folder is called does not say it."""
    return translate(_CONTEXT, _NAMED[recipient])


def bank_line(payments: int) -> Line:
    """The payments that a bank gets."""
    if payments == 1:
        one = translate("hand_over_parts", "1 payment you wrote down")
        return "payments", one, translate("hand_over_parts", "As a table. Without your notes")
    several = translate("hand_over_parts", "{count} payments you wrote down").format(count=payments)
    more = translate("hand_over_parts", "All payments, also those made elsewhere. Without your notes")
    return "payments", several, more


def platform_line(accounts: int) -> Line:
    """The accounts that a platform gets."""
    one = translate("hand_over_parts", "1 account you wrote down")
    several = translate("hand_over_parts", "{count} accounts you wrote down").format(count=accounts)
    more = translate("hand_over_parts", "With their links. Without your notes")
    return "accounts", one if accounts == 1 else several, more


def helpline_lines(steps: str) -> tuple[Line, ...]:
    """What a helpline gets; `steps` is how many were taken."""
    written = translate("hand_over_parts", "Accounts, payments, reports and people who help. Names are first letters")
    return (
        ("evidence", translate("hand_over_parts", "A list of your items"), translate("hand_over_parts", "No pictures")),
        ("more", steps, translate("hand_over_parts", "With times. Without your notes")),
        ("edit", translate("hand_over_parts", "What you wrote down, in short"), written),
    )


def proof_line(recipient: Recipient, *, without_items: bool) -> Line:
    """The items that go with what was written down, or that none do."""
    if without_items:
        return "evidence", translate("hand_over_parts", "No items"), translate("hand_over_parts", "A list names them")
    payments = translate("hand_over_parts", "The items that show these payments")
    accounts = translate("hand_over_parts", "The items that show these accounts and your reports to platforms")
    title = payments if recipient is Recipient.BANK else accounts
    return "evidence", title, translate("hand_over_parts", "As they were saved")


def left_out_line() -> Line:
    """What none of them gets."""
    return (
        "eyeoff",
        translate("hand_over_parts", "Everything else is left out"),
        translate("hand_over_parts", "Also the history. A list says what is not there, by fingerprint"),
    )
