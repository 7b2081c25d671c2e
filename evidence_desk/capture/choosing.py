"""Which way of taking pictures works here, and why not the others."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.elsewhere import DESKTOPS, look_through, permission_of
from evidence_desk.capture.tried import MISSING, READY, Tried
from evidence_desk.domain.errors import DeskError, NotOnThisSystem
from evidence_desk.domain.refusals import NoDisplay

if TYPE_CHECKING:
    from evidence_desk.capture.wayland.permission import Permission

PORTAL = "portal"


def open_backend(environ: Mapping[str, str], *, keep_redirected: bool = False, platform: str = sys.platform) -> Backend:
    """Open the display the environment names.

    `keep_redirected` is for a program that stays: on X11 every window is then ready to be pictured at any moment,
    whatever covers it. Raises NotOnThisSystem, NoDisplay, DisplayLost, DisplayNotReadable or, on Wayland, why there is
    no way.
    """
    check_display(environ, platform)
    # Each backend loads what only its own system has.
    if platform in DESKTOPS:
        return DESKTOPS[platform]()
    if is_wayland(environ):
        from evidence_desk.capture.wayland.backend import WaylandBackend  # noqa: PLC0415

        return WaylandBackend(environ)
    # xcffib takes 50 ms to import.
    from evidence_desk.capture.x11.backend import X11Backend  # noqa: PLC0415

    if not keep_redirected:
        return X11Backend(environ["DISPLAY"], keep_redirected=False)
    from evidence_desk.capture.login_session import LoginSession  # noqa: PLC0415

    return X11Backend(environ["DISPLAY"], keep_redirected=True, login=LoginSession(environ))


def look_for_backends(environ: Mapping[str, str]) -> tuple[Tried, ...]:
    """Every way this kind of desktop could have, best first, each with its state and the reason why it is missing.

    No picture is taken. Raises NotOnThisSystem or NoDisplay where there is nothing to look at.
    """
    check_display(environ)
    if is_wayland(environ):
        from evidence_desk.capture.wayland.backend import ways_here  # noqa: PLC0415

        return ways_here(environ)
    try:
        backend = open_backend(environ)
    except DeskError as reason:
        return (Tried("x11", MISSING, reason),)
    if sys.platform in DESKTOPS:
        return (look_through(backend),)
    backend.close()
    return (Tried(backend.name, READY, None),)


def permission_to_ask(environ: Mapping[str, str], backend: Backend) -> "Permission | None":
    """What the person must allow once before this backend can take pictures; None where nobody is asked."""
    if sys.platform in DESKTOPS:
        return permission_of(backend)
    if not is_wayland(environ) or backend.name != PORTAL:
        return None
    from evidence_desk.capture.wayland.permission import PortalPermission  # noqa: PLC0415

    return PortalPermission(environ)


def is_wayland(environ: Mapping[str, str]) -> bool:
    """Whether this is a Wayland session. An X11 server beside it knows its own clients alone: half a truth."""
    return bool(environ.get("WAYLAND_DISPLAY")) or environ.get("XDG_SESSION_TYPE") == "wayland"


def check_display(environ: Mapping[str, str], platform: str = sys.platform) -> None:
    """Raise unless the environment names a display; whether it answers is not asked."""
    if platform in DESKTOPS:
        return
    if platform != "linux":
        raise NotOnThisSystem("taking pictures of the screen")
    if not is_wayland(environ) and not environ.get("DISPLAY"):
        raise NoDisplay
