"""Whether a key could be had, found out by having it for a moment."""

import sys
import threading
from collections.abc import Mapping, Sequence

from evidence_desk.capture.choosing import is_wayland
from evidence_desk.capture.hotkey.choosing import open_hotkey
from evidence_desk.capture.hotkey.chords import Chord
from evidence_desk.capture.hotkey.hotkey import HotkeyState, Standing
from evidence_desk.domain.refusals import NoPortal

_ANSWER_S = 3.0


def try_key(environ: Mapping[str, str], chords: Sequence[Chord], platform: str = sys.platform) -> Standing:
    """How the first free chord stands; it is let go at once.

    Where the desktop itself decides on keys, and may ask the person, it is only looked whether it does: WAITING.
    """
    if not chords:
        return Standing(HotkeyState.OFF)
    if platform == "linux" and is_wayland(environ):
        return Standing(HotkeyState.WAITING if _gives_keys(environ) else HotkeyState.NOT_HERE, chords[0])
    told = threading.Event()
    key = open_hotkey(environ, lambda: None, lambda _standing: told.set(), platform)
    try:
        key.register(chords)
        told.wait(_ANSWER_S)
        return key.standing
    finally:
        key.close()


def _gives_keys(environ: Mapping[str, str]) -> bool:
    from jeepney import DBusErrorResponse  # noqa: PLC0415 — on Linux only

    from evidence_desk.capture.hotkey.bus import Bus, session_address  # noqa: PLC0415
    from evidence_desk.capture.hotkey.portal_key import VERSION_OF, VERSION_QUESTION  # noqa: PLC0415

    try:
        bus = Bus(session_address(environ))
        try:
            bus.call(VERSION_OF, "Get", "ss", VERSION_QUESTION)
        finally:
            bus.close()
    except (NoPortal, DBusErrorResponse, TimeoutError):
        return False
    return True
