"""Accounts: who is doing this, as far as can be seen."""

from dataclasses import dataclass
from enum import StrEnum

from evidence_desk.domain.written import Written


class Identifier(StrEnum):
    """What an account is known by; the names of the parts of `Account`."""

    DISPLAY_NAME = "display_name"
    HANDLE = "handle"
    PERMANENT_ID = "permanent_id"
    LINK = "link"
    PHONE = "phone"
    EMAIL = "email"
    WALLET = "wallet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Written):
    """One account of the person who threatens. `service` is a ServiceId or, in `own_service`, a name they typed.

    `former_names` are names it had before; `exhibits` are ids of items that show it.
    """

    service: str = ""
    own_service: str = ""
    display_name: str = ""
    handle: str = ""
    permanent_id: str = ""
    link: str = ""
    phone: str = ""
    email: str = ""
    wallet: str = ""
    former_names: tuple[str, ...] = ()
    note: str = ""
    exhibits: tuple[str, ...] = ()
