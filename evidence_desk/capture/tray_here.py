"""Whether the desktop has a tray, asked without a window of our own."""

import sys
from collections.abc import Mapping

from evidence_desk.domain.refusals import NoDisplay, NoPortal

_WATCHER = "org.kde.StatusNotifierWatcher"


def tray_is_here(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """A tray in the manner of X11, or one that listens on the session bus; Windows and macOS always have one."""
    if platform != "linux":
        return True
    return _on_the_bus(environ) or _on_x11(environ)


def _on_the_bus(environ: Mapping[str, str]) -> bool:
    from jeepney import DBusErrorResponse, message_bus  # noqa: PLC0415 — on Linux only

    from evidence_desk.capture.hotkey.bus import Bus, session_address  # noqa: PLC0415

    try:
        bus = Bus(session_address(environ))
        try:
            (there,) = bus.call(message_bus, "NameHasOwner", "s", (_WATCHER,))
        finally:
            bus.close()
    except (NoPortal, DBusErrorResponse, TimeoutError):
        return False
    return bool(there)


def _on_x11(environ: Mapping[str, str]) -> bool:
    from evidence_desk.capture.x11.connection import Connection  # noqa: PLC0415 — 50 ms, on Linux only

    try:
        connection = Connection(environ.get("DISPLAY", ""))
    except NoDisplay:
        return False
    try:
        with connection.conversation():
            (manager,) = connection.atoms("_NET_SYSTEM_TRAY_S0")
            return bool(connection.core.GetSelectionOwner(manager).reply().owner)
    finally:
        connection.close()
