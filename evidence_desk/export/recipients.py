"""Who a folder can be made for."""

from enum import StrEnum

from evidence_desk.domain.errors import RecipientNotYet


class Recipient(StrEnum):
    """A kind of reader; each gets what they need and no more."""

    POLICE = "police"
    SOLICITOR = "solicitor"
    BANK = "bank"
    PLATFORM = "platform"
    HELPLINE = "helpline"


_MADE_NOW = frozenset({Recipient.POLICE})


def recipient_of(untrusted_name: str) -> Recipient:
    """The recipient of that name; raises RecipientNotYet for those not served yet, and for any other name."""
    try:
        recipient = Recipient(untrusted_name)
    except ValueError as error:
        raise RecipientNotYet(untrusted_name) from error
    if recipient not in _MADE_NOW:
        raise RecipientNotYet(recipient)
    return recipient
