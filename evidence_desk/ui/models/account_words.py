"""How accounts are said: the rows of their register, and where a service keeps the name that never changes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.accounts import Account, Identifier
from evidence_desk.domain.facts import IdentifierGuide, Service
from evidence_desk.ui.models.case_words import items_words
from evidence_desk.ui.models.register_model import Cell, Column, RegisterRow
from evidence_desk.ui.models.safe_text import left_to_right, safe_line

translate = QCoreApplication.translate
Services = Mapping[str, Service]

_GUIDANCE = "guidance"
_LASTING: Final = (
    Identifier.PERMANENT_ID, Identifier.PHONE, Identifier.HANDLE, Identifier.EMAIL, Identifier.WALLET,
)  # fmt: skip
"""What can be the one name of an account that stays, the best first; a link is of a post as often as of a person."""


def account_columns() -> tuple[Column, ...]:
    """Where, name and handle, permanent ID, items."""
    return (
        Column(title=translate("account_words", "Where"), share=112),
        Column(title=translate("account_words", "Name and handle"), share=192),
        Column(title=translate("account_words", "Permanent ID"), share=164),
        Column(title=translate("account_words", "Items"), trailing=True),
    )


def service_choices(services: Services) -> Iterator[tuple[str, str]]:
    """Every service where somebody can have an account, and its name."""
    for service in services.values():
        if service.identifiers:
            yield service.id, service.name


def place_words(account: Account, services: Services) -> str:
    """Facebook; the name that was typed; nothing where it was not said."""
    service = services.get(account.service)
    return service.name if service else safe_line(account.own_service or account.service)


def account_title(account: Account, services: Services) -> str:
    """Facebook account; New account."""
    place = place_words(account, services)
    if not place:
        return (
            translate("account_words", "New account") if account.is_untouched else translate("account_words", "Account")
        )
    return translate("account_words", "{service} account").format(service=place)


def lasting_part(service: Service | None) -> Identifier | None:
    """The part of an account that stays the same on a service; None where it gives none."""
    if service is None:
        return Identifier.PERMANENT_ID
    lasting = {guide.field for guide in service.identifiers if guide.permanent}
    return next((part for part in _LASTING if part in lasting), None)


def lasting_guide(service: Service | None) -> IdentifierGuide | None:
    """How to find that part."""
    part = lasting_part(service)
    guides = service.identifiers if service else ()
    return next((guide for guide in guides if guide.field is part and guide.permanent), None)


def part_name(part: Identifier) -> str:
    """What a part is called above its field."""
    return {
        Identifier.DISPLAY_NAME: translate("account_words", "Name shown"),
        Identifier.HANDLE: translate("account_words", "Handle"),
        Identifier.PERMANENT_ID: translate("account_words", "Permanent ID"),
        Identifier.LINK: translate("account_words", "Link to the profile"),
        Identifier.PHONE: translate("account_words", "Phone number"),
        Identifier.EMAIL: translate("account_words", "Email address"),
        Identifier.WALLET: translate("account_words", "Wallet"),
    }[part]


def kind_request(service: Service | None) -> tuple[str, str, str]:
    """Why the lasting name is asked for, where to find it on the service, and how; the last two may be empty."""
    asked = translate("account_words", "Could you look for it? No rush.")
    why = translate("account_words", "Names change. The police can find an account more surely by this.")
    guide = lasting_guide(service)
    if service is None or guide is None:
        return f"{asked} {why}", "", ""
    where = translate("account_words", "Where to find it on {service}").format(service=service.name)
    how = " ".join(translate(_GUIDANCE, line) for line in guide.how)
    return f"{asked} {why}", where, how


def not_found() -> str:
    """What stands in the place of a permanent ID that is missing."""
    return translate("account_words", "Not found yet")


def sharing_words() -> str:
    """What is said where two accounts look alike."""
    return translate(
        "account_words", "Two of these share a word or a link. That does not prove it is one person."
    )  # fmt: skip


def account_rows(accounts: Sequence[tuple[str, Account]], services: Services) -> list[RegisterRow]:
    """One row for each account, by its subject."""
    return [_row(subject, account, services) for subject, account in accounts]


def _row(subject: str, account: Account, services: Services) -> RegisterRow:
    place = place_words(account, services) or translate("account_words", "New")
    name, handle = safe_line(account.display_name), safe_line(account.handle)
    first, second = (name, left_to_right(handle) if handle else "") if name else (left_to_right(handle), "")
    lasting = _lasting_cell(account, services)
    count = len(account.exhibits)
    cells = (
        Cell(text=place, bold=True),
        Cell(text=first if name or handle else "", second=second),
        lasting,
        Cell(text=str(count) if count else "", ink="ink-2"),
    )
    spoken = [place, name, handle, _spoken_lasting(lasting), items_words(count) if count else ""]
    return RegisterRow(subject, cells, ", ".join(filter(None, spoken)))


def _lasting_cell(account: Account, services: Services) -> Cell:
    part = lasting_part(services.get(account.service))
    value = account.permanent_id or (getattr(account, part) if part else "")
    if value:
        return Cell(text=left_to_right(safe_line(value)))
    if part is None:
        return Cell(text=translate("account_words", "None there"), ink="ink-3")
    return Cell(chip=not_found())


def _spoken_lasting(cell: Cell) -> str:
    return translate("account_words", "permanent ID: {words}").format(words=cell.chip or cell.text)
