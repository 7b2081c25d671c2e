"""Which way of taking pictures works here, and why not the others."""

import sys
from collections.abc import Mapping

from evidence_desk.capture.backend import Backend
from evidence_desk.domain.errors import NotOnThisSystem
from evidence_desk.domain.refusals import NoDisplay, WaylandNotYet


def open_backend(environ: Mapping[str, str], *, keep_redirected: bool = False) -> Backend:
    """Open the display the environment names.

    `keep_redirected` is for a program that stays: every window is then ready to be pictured at any moment, whatever
    covers it. Raises NotOnThisSystem, WaylandNotYet, NoDisplay or DisplayNotReadable.
    """
    check_display(environ)
    # xcffib exists on Linux only and takes 50 ms to import.
    from evidence_desk.capture.x11.backend import X11Backend  # noqa: PLC0415

    return X11Backend(environ["DISPLAY"], keep_redirected=keep_redirected)


def check_display(environ: Mapping[str, str], platform: str = sys.platform) -> None:
    """Raise unless the environment names an X11 display; whether it answers is not asked."""
    if platform != "linux":
        raise NotOnThisSystem("taking pictures of the screen")
    # Under Wayland an X11 server only knows its own clients: the picture would be a half-truth.
    if environ.get("WAYLAND_DISPLAY") or environ.get("XDG_SESSION_TYPE") == "wayland":
        raise WaylandNotYet
    if not environ.get("DISPLAY"):
        raise NoDisplay
