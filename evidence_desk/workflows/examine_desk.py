"""Examine this desk: every way to save tried for real, its picture thrown away, and everything else saving leans on."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evidence_desk import paths
from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import look_for_backends, open_backend, permission_to_ask
from evidence_desk.capture.hotkey.chords import Chord, usual_chords
from evidence_desk.capture.hotkey.hotkey import HotkeyState, Standing
from evidence_desk.capture.hotkey.trying import try_key
from evidence_desk.capture.reserves import portal_here
from evidence_desk.capture.targets import NORMAL, AllScreens, Frame, OneWindow, Target
from evidence_desk.capture.tray_here import tray_is_here
from evidence_desk.capture.tried import MISSING, READY
from evidence_desk.domain.errors import DeskError, NotOnThisSystem
from evidence_desk.domain.examined import Examined, ExamState, Reason, Remedy, refused
from evidence_desk.domain.refusals import NoDisplay
from evidence_desk.domain.times import Clock
from evidence_desk.vault.cipher import cipher_version
from evidence_desk.vault.for_us_alone import open_to_others, stays_open

NO_ANSWER_S = 8.0
"""Longer than any way to save waits: one that gives up by itself tidies up, which an ended process can't."""
PICTURES = ("screen", "window")
"""The parts that come with a test picture."""
_LITTLE_BYTES, _TOO_LITTLE_BYTES = 1_000_000_000, 50_000_000

TakeLook = Callable[[str, Frame], None]
"""Is lent the test picture of a part; its pixels are gone when it returns."""


def look_away(_name: str, _frame: Frame) -> None:
    """For whoever wants no picture."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is examined. What an open desk knows itself is handed over: its backend, its key, the tray."""

    environ: Mapping[str, str]
    vault_path: Path
    clock: Clock
    backend: Backend | None = None
    standing: Standing | None = None
    tray: bool | None = None
    chords: Sequence[Chord] = field(default_factory=lambda: usual_chords(sys.platform))


def examine_desk(
    place: Place, take_look: TakeLook = look_away, *, no_answer_s: float = NO_ANSWER_S
) -> Iterator[Examined]:
    """Each part as soon as it is known, always in the same order. One that hangs is said to, and the others go on."""
    checks: Sequence[tuple[str, Callable[[], Sequence[Examined]]]] = (
        ("screen", lambda: _ways_to_save(place, take_look)),
        ("portal", lambda: _others(place)),
        ("hotkey", lambda: [_hotkey(place)]),
        ("tray", lambda: [_tray(place)]),
        ("permission", lambda: [_permission(place)]),
        ("folder", lambda: [_folder(place.vault_path)]),
        ("space", lambda: [_space(place.vault_path)]),
        ("sync", lambda: [_sync(place.vault_path)]),
        ("encryption", lambda: [_encryption()]),
        ("clock", lambda: [_clock(place.clock)]),
    )
    for name, check in checks:
        found = _within(no_answer_s, check)
        silent = [Examined(name, ExamState.FAILS, Reason.NO_ANSWER, Remedy.CHECK_AGAIN)]
        yield from silent if found is None else found


def _within(seconds: float, check: Callable[[], Sequence[Examined]]) -> Sequence[Examined] | None:
    """What the check finds, or None where it says nothing for that long; a fault of our own is raised here."""
    found: list[Sequence[Examined]] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            found.append(check())
        except BaseException as fault:  # noqa: BLE001 — it is raised again on the thread that asked
            faults.append(fault)

    thread = threading.Thread(target=run, name="desk-examine", daemon=True)
    thread.start()
    thread.join(seconds)
    if faults:
        raise faults[0]
    return found[0] if found else None


def _ways_to_save(place: Place, take_look: TakeLook) -> list[Examined]:
    """The whole screen and one window, through the way the desk would take."""
    try:
        backend = place.backend or open_backend(place.environ)
    except DeskError as error:
        state = ExamState.NOT_HERE if isinstance(error, NoDisplay | NotOnThisSystem) else ExamState.FAILS
        return [refused(name, error, state) for name in PICTURES]
    try:
        return [_screen(backend, take_look), _window(backend, take_look)]
    finally:
        if place.backend is None:
            backend.close()


def _screen(backend: Backend, take_look: TakeLook) -> Examined:
    try:
        return _tried("screen", Reason.SCREEN_FITS, backend, AllScreens(), take_look)
    except DeskError as error:
        return refused("screen", error)


def _window(backend: Backend, take_look: TakeLook) -> Examined:
    """The topmost window of another program; where there is none, nothing is known."""
    try:
        others = (each for each in backend.windows() if each.state == NORMAL and not each.own)
        first = next(others, None)
        if first is None:
            return Examined("window", ExamState.LOOK, Reason.NO_OTHER_WINDOW, Remedy.OPEN_A_PROGRAM)
        return _tried("window", Reason.WINDOW_FITS, backend, OneWindow(first.id), take_look)
    except DeskError as error:
        wayland = error.type == "no_windows_on_wayland"
        return refused("window", error, ExamState.NOT_HERE if wayland else ExamState.FAILS)


def _tried(name: str, reason: Reason, backend: Backend, target: Target, take_look: TakeLook) -> Examined:
    begun = time.monotonic()
    with backend.grab(target) as shot:
        took_ms = round((time.monotonic() - begun) * 1000)
        take_look(name, shot.frame)
        size = {"size": f"{shot.frame.width} \u00d7 {shot.frame.height}"}
    return Examined(name, ExamState.WORKS, reason, facts=size, took_ms=took_ms)


def _others(place: Place) -> list[Examined]:
    """The ways behind the one that is taken are looked for and not tried: some of them ask the person."""
    try:
        ways = look_for_backends(place.environ)
    except DeskError:
        ways = ()
    working = next((each.name for each in ways if each.state == READY), None)
    found = []
    for each in ways:
        if each.reason is not None:
            found.append(refused(each.name, each.reason, _state_of(each.state)))
        elif each.name != working:
            found.append(Examined(each.name, ExamState.NOT_NEEDED, Reason.IN_RESERVE))
        else:
            found.append(Examined(each.name, ExamState.WORKS, Reason.IN_USE))
    return found if any(each.name == "portal" for each in found) else [*found, _portal(place)]


def _state_of(tried: str) -> ExamState:
    return ExamState.NOT_HERE if tried == MISSING else ExamState.FAILS


def _portal(place: Place) -> Examined:
    """On X11 it is never asked; whether it is there is worth knowing."""
    if portal_here(place.environ):
        return Examined("portal", ExamState.NOT_NEEDED, Reason.IN_RESERVE)
    return Examined("portal", ExamState.NOT_NEEDED, Reason.NOT_MISSED)


_KEYS: Mapping[HotkeyState, tuple[ExamState, Reason, Remedy]] = {
    HotkeyState.READY: (ExamState.WORKS, Reason.KEY_HELD, Remedy.NOTHING),
    HotkeyState.TAKEN: (ExamState.LOOK, Reason.KEY_TAKEN, Remedy.CHOOSE_KEY),
    HotkeyState.OFF: (ExamState.NOT_NEEDED, Reason.KEY_OFF, Remedy.NOTHING),
    HotkeyState.WAITING: (ExamState.LOOK, Reason.KEY_ASKED_LATER, Remedy.OPEN_DESK),
    HotkeyState.REFUSED: (ExamState.LOOK, Reason.KEY_REFUSED, Remedy.USE_BAR),
    HotkeyState.NO_SUCH_KEY: (ExamState.LOOK, Reason.KEY_NOT_ON_KEYBOARD, Remedy.CHOOSE_KEY),
    HotkeyState.LOST: (ExamState.FAILS, Reason.KEY_LOST, Remedy.CHECK_AGAIN),
    HotkeyState.NOT_HERE: (ExamState.NOT_HERE, Reason.NO_KEYS_HERE, Remedy.USE_BAR),
}


def _hotkey(place: Place) -> Examined:
    """The open desk's own key, or one that is taken for a moment and let go."""
    standing = place.standing or try_key(place.environ, place.chords)
    state, reason, remedy = _KEYS[standing.state]
    if place.standing is None and standing.state is HotkeyState.READY:
        reason = Reason.KEY_FREE
    if place.standing is None and standing.state is HotkeyState.TAKEN:
        reason, remedy = Reason.KEY_IN_USE, Remedy.LOOK_BELOW
    return Examined("hotkey", state, reason, remedy, {"key": standing.key})


def _tray(place: Place) -> Examined:
    there = tray_is_here(place.environ) if place.tray is None else place.tray
    if there:
        return Examined("tray", ExamState.WORKS, Reason.TRAY_THERE)
    return Examined("tray", ExamState.NOT_HERE, Reason.NO_TRAY, Remedy.USE_BAR)


def _permission(place: Place) -> Examined:
    """Asked of the desktop, never of the person."""
    try:
        backend = place.backend or open_backend(place.environ)
    except DeskError as error:
        return refused("permission", error, ExamState.NOT_HERE)
    try:
        permission = permission_to_ask(place.environ, backend)
        if permission is None:
            return Examined("permission", ExamState.NOT_NEEDED, Reason.NOBODY_ASKS)
        if permission.is_answered():
            return Examined("permission", ExamState.WORKS, Reason.PERMISSION_ANSWERED)
        return Examined("permission", ExamState.LOOK, Reason.PERMISSION_OPEN, Remedy.OPEN_DESK)
    finally:
        if place.backend is None:
            backend.close()


def _folder(vault_path: Path) -> Examined:
    """Nothing is made: where there is no desk yet, its nearest folder is looked at."""
    if not os.access(_existing(vault_path), os.W_OK | os.X_OK):
        return Examined("folder", ExamState.FAILS, Reason.FOLDER_NOT_WRITABLE, Remedy.OTHER_PLACE)
    if stays_open(vault_path):
        return Examined("folder", ExamState.LOOK, Reason.DRIVE_OPEN_TO_OTHERS, Remedy.OTHER_DRIVE)
    if tuple(open_to_others(vault_path)):
        return Examined("folder", ExamState.LOOK, Reason.FOLDER_OPEN_TO_OTHERS, Remedy.SHUT_OUT_OTHERS)
    return Examined("folder", ExamState.WORKS, Reason.FOLDER_WRITABLE)


def _space(vault_path: Path) -> Examined:
    try:
        free = shutil.disk_usage(_existing(vault_path)).free
    except OSError:
        return Examined("space", ExamState.LOOK, Reason.SPACE_UNKNOWN)
    facts = {"free": _size(free)}
    if free >= _LITTLE_BYTES:
        return Examined("space", ExamState.WORKS, Reason.SPACE_ENOUGH, facts=facts)
    state = ExamState.LOOK if free >= _TOO_LITTLE_BYTES else ExamState.FAILS
    return Examined("space", state, Reason.SPACE_LOW, Remedy.FREE_SPACE, facts)


def _size(free: int) -> str:
    return f"{free // 10**9} GB" if free >= 10**9 else f"{free // 10**6} MB"


def _existing(path: Path) -> Path:
    return next((each for each in (path, *path.parents) if paths.answers(each.exists)), path)


def _sync(vault_path: Path) -> Examined:
    service = paths.synced_folder_name(vault_path)
    if service is None:
        return Examined("sync", ExamState.WORKS, Reason.NOT_SYNCED)
    return Examined("sync", ExamState.LOOK, Reason.SYNCED, Remedy.KNOW_OF_COPIES, {"service": service})


def _encryption() -> Examined:
    version = cipher_version()
    if version:
        return Examined("encryption", ExamState.WORKS, Reason.ENCRYPTS, facts={"version": version})
    return Examined("encryption", ExamState.FAILS, Reason.NO_CIPHER, Remedy.REINSTALL)


def _clock(clock: Clock) -> Examined:
    match clock.now().clock:
        case "synchronised":
            return Examined("clock", ExamState.WORKS, Reason.CLOCK_SYNCHRONISED)
        case "not synchronised":
            return Examined("clock", ExamState.LOOK, Reason.CLOCK_ALONE, Remedy.SET_CLOCK)
        case _:
            return Examined("clock", ExamState.LOOK, Reason.CLOCK_NOT_KNOWN, Remedy.COMPARE_CLOCK)
