"""Who a folder can be made for."""

from enum import StrEnum
from typing import Final

from evidence_desk.domain.errors import RecipientNotYet

_TABLES: Final = ("steps", "accounts", "payments", "reports", "contacts")


class Recipient(StrEnum):
    """A kind of reader; each gets what they need and no more."""

    POLICE = "police"
    SOLICITOR = "solicitor"
    BANK = "bank"
    PLATFORM = "platform"
    HELPLINE = "helpline"

    @property
    def gets_everything(self) -> bool:
        """Whether the whole case goes out, with its history; otherwise only what `sharing` lets through."""
        return self in {Recipient.POLICE, Recipient.SOLICITOR}

    @property
    def takes_chosen(self) -> bool:
        """Whether the person may say which items go out; otherwise all of them do, or none."""
        return self in {Recipient.BANK, Recipient.PLATFORM}

    @property
    def tables(self) -> tuple[str, ...]:
        """Which tables go out, and which parts of the page: "steps" and the names of registers."""
        if self is Recipient.BANK:
            return ("payments",)
        return ("accounts",) if self is Recipient.PLATFORM else _TABLES


def recipient_of(untrusted_name: str) -> Recipient:
    """The recipient of that name; raises RecipientNotYet for any other name."""
    try:
        return Recipient(untrusted_name)
    except ValueError as error:
        raise RecipientNotYet(untrusted_name) from error
