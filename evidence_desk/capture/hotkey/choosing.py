"""Which way of hearing a key works here."""

import sys
from collections.abc import Callable, Mapping, Sequence

from evidence_desk.capture.choosing import is_wayland
from evidence_desk.capture.hotkey.chords import Chord
from evidence_desk.capture.hotkey.hotkey import Changed, Hotkey, HotkeyState, Pressed, Standing
from evidence_desk.domain.refusals import NoDisplay


def open_hotkey(environ: Mapping[str, str], pressed: Pressed, changed: Changed, platform: str = sys.platform) -> Hotkey:
    """The way of this system; where there is none, one that says so. Nothing is asked for yet."""
    # What is loaded exists on its own system only.
    if platform == "win32":
        from evidence_desk.capture.hotkey.windows_key import User32, WindowsHotkey  # noqa: PLC0415

        return WindowsHotkey(User32(), pressed, changed)
    if platform == "darwin":
        from evidence_desk.capture.hotkey.macos_key import Carbon, MacHotkey  # noqa: PLC0415

        return MacHotkey(Carbon, pressed, changed)
    if is_wayland(environ):  # a key grabbed from an X server there is heard by X programs alone
        from evidence_desk.capture.hotkey.portal_key import PortalHotkey  # noqa: PLC0415

        return PortalHotkey(environ, pressed, changed)
    try:
        from evidence_desk.capture.hotkey.x11_key import X11Hotkey  # noqa: PLC0415

        return X11Hotkey(environ.get("DISPLAY", ""), pressed, changed)
    except NoDisplay:
        return NoHotkey(changed)


def open_watch(
    environ: Mapping[str, str], unlocked: Callable[[], None], left: Callable[[], None], platform: str = sys.platform
) -> "Watch":
    """What notices that the session was unlocked, or is left; nothing on systems whose keys outlive that."""
    if platform != "linux":
        return Watch()
    from evidence_desk.capture.hotkey.session_watch import SessionWatch  # noqa: PLC0415 — as above

    return SessionWatch(environ, unlocked, left)


class Watch:
    """Notices nothing."""

    def close(self) -> None:
        """Nothing to let go of."""


class NoHotkey:
    """Where no key can be had."""

    def __init__(self, changed: Changed) -> None:
        self._changed = changed
        self._standing = Standing(HotkeyState.NOT_HERE)

    @property
    def standing(self) -> Standing:
        """Always that there is none."""
        return self._standing

    def register(self, chords: Sequence[Chord]) -> None:
        """Say that there is none."""
        del chords
        self._changed(self._standing)

    def again(self) -> None:
        """Nothing changes here."""

    def close(self) -> None:
        """Nothing to let go of."""
