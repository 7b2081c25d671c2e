"""Asking the desktop, once and from our own window, whether pictures of the screen may be taken."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Protocol

from evidence_desk.domain.refusals import CaptureRefused

_TO_ANSWER_S = 120.0


class Permission(Protocol):
    """What a person is asked once."""

    def is_answered(self) -> bool:
        """Whether they have said yes or no before."""
        ...

    def ask(self, parent_window: str) -> None:
        """Have the desktop ask; returns when they said yes. Raises CaptureRefused."""
        ...


class PortalPermission:
    """The Screenshot portal's. Desktops ask only the program whose window has the keyboard."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        from evidence_desk.capture.wayland.portal import Portal  # noqa: PLC0415 — loaded where a portal is used

        self._portal = Portal(environ, watchdog_s=_TO_ANSWER_S)

    def is_answered(self) -> bool:
        with suppress(CaptureRefused):
            return self._portal.is_answered()
        return False

    def ask(self, parent_window: str) -> None:
        """There is no other way to ask than to take a picture; it is dropped, and its file is gone."""
        self._portal.hand_out(parent_window).frame.pixels.release()
