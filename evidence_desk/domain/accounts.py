"""Accounts: who is doing this, as far as can be seen."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from evidence_desk.domain.written import Written

_WORD: Final = re.compile(r"[^\W\d_]{4,}|\d{4,}")
"""Shorter ones are in many names by chance."""
_OF_EVERYBODY: Final = frozenset(
    {"https", "http", "profile", "user", "account", "official", "real", "facebook", "mail"}
)


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

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was written yet."""
        return self == type(self)()


def same_account(account: Account, others: Iterable[Account]) -> tuple[Account, Identifier] | None:
    """The first of the others that is the same account, and by what: same service, same permanent ID or handle."""
    for other in others:
        if (other.service, other.own_service.casefold()) != (account.service, account.own_service.casefold()):
            continue
        for part in (Identifier.PERMANENT_ID, Identifier.HANDLE):
            own = _plain(getattr(account, part))
            if own and own == _plain(getattr(other, part)):
                return other, part
    return None


def share_something(accounts: Sequence[Account]) -> bool:
    """Whether two accounts have a word of their names or handles in common, or a link, phone, e-mail or wallet."""
    return any(_marks(one) & _marks(other) for one, other in combinations(accounts, 2))


def _plain(text: str) -> str:
    return text.strip().removeprefix("@").casefold()


def _marks(account: Account) -> frozenset[str]:
    """What could be seen at another account too."""
    names = " ".join([account.display_name, account.handle, *account.former_names]).casefold()
    words = frozenset(_WORD.findall(names)) - _OF_EVERYBODY
    whole = {_plain(text).rstrip("/") for text in (account.link, account.phone, account.email, account.wallet)}
    return words | (whole - {""})
