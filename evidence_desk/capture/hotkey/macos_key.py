"""The key on macOS: Carbon's RegisterEventHotKey, which asks for no permission. Written from its headers; not run."""

import ctypes
from collections.abc import Callable, Sequence
from ctypes import CFUNCTYPE, POINTER, byref, c_int32, c_uint32, c_void_p
from typing import Any, Protocol

from evidence_desk.capture.hotkey.chords import Chord, Modifier
from evidence_desk.capture.hotkey.hotkey import Changed, HotkeyState, Pressed, Standing

EVENT_HOT_KEY_EXISTS = -9878
"""eventHotKeyExistsErr, CarbonEventsCore.h."""
_EXCLUSIVE = 1
_KEYBOARD_CLASS = int.from_bytes(b"keyb", "big")
_HOT_KEY_PRESSED = 5
_SIGNATURE = int.from_bytes(b"desk", "big")
_CARBON = "/System/Library/Frameworks/Carbon.framework/Carbon"
_MODIFIERS = {Modifier.META: 0x0100, Modifier.SHIFT: 0x0200, Modifier.ALT: 0x0800, Modifier.CTRL: 0x1000}
"""cmdKey, shiftKey, optionKey, controlKey of Events.h. As in Qt's portable text, Ctrl is the Command key: see below."""
_QT_SWAPS = {Modifier.CTRL: Modifier.META, Modifier.META: Modifier.CTRL}
_ANSI_KEYS = {
    "A": 0x00, "S": 0x01, "D": 0x02, "F": 0x03, "H": 0x04, "G": 0x05, "Z": 0x06, "X": 0x07, "C": 0x08, "V": 0x09,
    "B": 0x0B, "Q": 0x0C, "W": 0x0D, "E": 0x0E, "R": 0x0F, "Y": 0x10, "T": 0x11, "1": 0x12, "2": 0x13, "3": 0x14,
    "4": 0x15, "6": 0x16, "5": 0x17, "9": 0x19, "7": 0x1A, "8": 0x1C, "0": 0x1D, "O": 0x1F, "U": 0x20, "I": 0x22,
    "P": 0x23, "L": 0x25, "J": 0x26, "K": 0x28, "N": 0x2D, "M": 0x2E, "Space": 0x31, "F17": 0x40, "F18": 0x4F,
    "F19": 0x50, "F20": 0x5A, "F5": 0x60, "F6": 0x61, "F7": 0x62, "F3": 0x63, "F8": 0x64, "F9": 0x65, "F11": 0x67,
    "F13": 0x69, "F16": 0x6A, "F14": 0x6B, "F10": 0x6D, "F12": 0x6F, "F15": 0x71, "Ins": 0x72, "Home": 0x73,
    "PgUp": 0x74, "Del": 0x75, "F4": 0x76, "End": 0x77, "F2": 0x78, "PgDown": 0x79, "F1": 0x7A, "Left": 0x7B,
    "Right": 0x7C, "Down": 0x7D, "Up": 0x7E,
}  # fmt: skip
"""kVK_… of HIToolbox/Events.h: places on the keyboard, whatever is written on them."""


class CarbonCalls(Protocol):
    """What is asked of macOS; all of it on the main thread, whose loop delivers the key."""

    def register(self, key_code: int, modifiers: int) -> int:
        """RegisterEventHotKey, exclusively; the OSStatus, 0 when it is ours."""
        ...

    def unregister(self) -> None:
        """UnregisterEventHotKey."""
        ...

    def close(self) -> None:
        """RemoveEventHandler."""
        ...


class MacHotkey:
    """Everything happens on the main thread. Carbon tells a press once, however long the key is held."""

    def __init__(self, connect: Callable[[Pressed], CarbonCalls], pressed: Pressed, changed: Changed) -> None:
        """`connect` installs the handler that calls what it is given."""
        self._calls = connect(pressed)
        self._changed = changed
        self._standing = Standing(HotkeyState.OFF)
        self._chords: tuple[Chord, ...] = ()
        self._closed = False

    @property
    def standing(self) -> Standing:
        """How the key stands now."""
        return self._standing

    def register(self, chords: Sequence[Chord]) -> None:
        """Ask for the first that is free."""
        self._let_go()
        self._chords = tuple(chords)
        state = HotkeyState.NO_SUCH_KEY if chords else HotkeyState.OFF
        for chord in chords:
            code = _ANSI_KEYS.get(chord.key)
            if code is None:
                continue
            status = self._calls.register(code, sum(_MODIFIERS[_QT_SWAPS.get(each, each)] for each in chord.held))
            if status == 0:
                self._tell(Standing(HotkeyState.READY, chord))
                return
            state = HotkeyState.TAKEN if status == EVENT_HOT_KEY_EXISTS else HotkeyState.REFUSED
        self._tell(Standing(state, next(iter(chords), None)))

    def again(self) -> None:
        """Ask for the same once more."""
        self.register(self._chords)

    def close(self) -> None:
        """Let go of the key."""
        if not self._closed:
            self._closed = True
            self._let_go()
            self._calls.close()

    def _let_go(self) -> None:
        if self._standing.state is HotkeyState.READY:
            self._calls.unregister()
            self._standing = Standing(HotkeyState.WAITING, self._standing.chord)

    def _tell(self, standing: Standing) -> None:
        if standing != self._standing:
            self._standing = standing
            self._changed(standing)


class _EventType(ctypes.Structure):
    _fields_ = (("event_class", c_uint32), ("event_kind", c_uint32))


class _HotKeyId(ctypes.Structure):
    _fields_ = (("signature", c_uint32), ("id", c_uint32))


_Handler = CFUNCTYPE(c_int32, c_void_p, c_void_p, c_void_p)


class Carbon:
    """The real calls, through ctypes; the framework is loaded when it is made, on macOS only."""

    def __init__(self, pressed: Pressed) -> None:
        self._library: Any = ctypes.CDLL(_CARBON)
        self._library.GetApplicationEventTarget.restype = c_void_p
        self._library.InstallEventHandler.argtypes = (
            c_void_p, _Handler, c_uint32, POINTER(_EventType), c_void_p, POINTER(c_void_p),
        )  # fmt: skip
        self._library.RegisterEventHotKey.argtypes = (
            c_uint32, c_uint32, _HotKeyId, c_void_p, c_uint32, POINTER(c_void_p),
        )  # fmt: skip
        self._library.UnregisterEventHotKey.argtypes = (c_void_p,)
        self._library.RemoveEventHandler.argtypes = (c_void_p,)
        self._target = c_void_p(self._library.GetApplicationEventTarget())
        self._key = c_void_p()
        self._handler = c_void_p()

        def heard(_call: object, _event: object, _data: object) -> int:
            pressed()
            return 0

        self._heard = _Handler(heard)  # kept as long as Carbon may call it
        kind = _EventType(_KEYBOARD_CLASS, _HOT_KEY_PRESSED)
        self._library.InstallEventHandler(self._target, self._heard, 1, byref(kind), None, byref(self._handler))

    def register(self, key_code: int, modifiers: int) -> int:
        """The OSStatus."""
        name = _HotKeyId(_SIGNATURE, 1)
        register = self._library.RegisterEventHotKey
        return int(register(key_code, modifiers, name, self._target, _EXCLUSIVE, byref(self._key)))

    def unregister(self) -> None:
        """Let go of the key."""
        self._library.UnregisterEventHotKey(self._key)

    def close(self) -> None:
        """Hear nothing more."""
        self._library.RemoveEventHandler(self._handler)
