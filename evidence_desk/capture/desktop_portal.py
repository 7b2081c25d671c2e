"""The desktop's portal by its names, as pictures and the key ask for it, and how it says that it is not here."""

import secrets
from typing import Final

from jeepney import DBusAddress

APP_ID: Final = "org.evidencedesk.Desk"
BUS_NAME: Final = "org.freedesktop.portal.Desktop"
REQUEST: Final = "org.freedesktop.portal.Request"
REGISTRY: Final = "org.freedesktop.host.portal.Registry"
_PATH: Final = "/org/freedesktop/portal/desktop"
_ABSENCES: Final = frozenset(
    {"ServiceUnknown", "UnknownInterface", "UnknownMethod", "UnknownObject", "NameHasNoOwner", "InvalidArgs"}
)


def portal(interface: str) -> DBusAddress:
    """Where one interface of the portal is asked."""
    return DBusAddress(_PATH, bus_name=BUS_NAME, interface=interface)


def new_request(unique_name: str) -> tuple[str, str]:
    """A token nobody can guess, and the path at which the answer to it will come; `unique_name` is ours on the bus."""
    token = f"desk_{secrets.token_hex(16)}"
    return token, f"{_PATH}/request/{unique_name[1:].replace('.', '_')}/{token}"


def says_absent(error_name: str) -> bool:
    """Whether an error of the bus means that there is no such portal here, or that it does not know what was asked."""
    return error_name.rpartition(".")[2] in _ABSENCES
