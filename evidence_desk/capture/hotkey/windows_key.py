"""The key on Windows: RegisterHotKey on a thread with a message queue. Written from the vendor's pages; not run."""

import ctypes
import threading
from collections import deque
from collections.abc import Sequence
from ctypes import byref, c_int, c_int32, c_size_t, c_ssize_t, c_uint32, c_void_p
from typing import Any, Protocol

from evidence_desk.capture.hotkey.chords import FUNCTION_KEYS, Chord, Modifier
from evidence_desk.capture.hotkey.hotkey import Changed, HotkeyState, Pressed, Standing

HOTKEY_ID = 1
WM_HOTKEY, WM_QUIT, WM_WISH = 0x0312, 0x0012, 0x8000
"""winuser.h; WM_WISH is WM_APP, which is free for a program's own use."""
MOD_NOREPEAT = 0x4000
ERROR_HOTKEY_ALREADY_REGISTERED = 1409
_MODIFIERS = {Modifier.ALT: 0x0001, Modifier.CTRL: 0x0002, Modifier.SHIFT: 0x0004, Modifier.META: 0x0008}
_VIRTUAL_KEYS = {
    "Space": 0x20, "PgUp": 0x21, "PgDown": 0x22, "End": 0x23, "Home": 0x24, "Left": 0x25, "Up": 0x26, "Right": 0x27,
    "Down": 0x28, "Ins": 0x2D, "Del": 0x2E, "Pause": 0x13,
    **{name: 0x70 + place for place, name in enumerate(FUNCTION_KEYS)},
}  # fmt: skip
"""Virtual-key codes; a letter or digit is its own ASCII code."""
_GOODBYE_S = 3.0
_START_S = 5.0


class Message(ctypes.Structure):
    """`MSG` of winuser.h."""

    _fields_ = (
        ("window", c_void_p),
        ("message", c_uint32),
        ("w_param", c_size_t),
        ("l_param", c_ssize_t),
        ("time", c_uint32),
        ("x", c_int32),
        ("y", c_int32),
        ("private", c_uint32),
    )


class KeyCalls(Protocol):
    """What is asked of Windows."""

    def thread_id(self) -> int:
        """GetCurrentThreadId; makes the thread's message queue too."""
        ...

    def register(self, modifiers: int, virtual_key: int) -> int:
        """RegisterHotKey for this thread; 0, or the error's number."""
        ...

    def unregister(self) -> None:
        """UnregisterHotKey."""
        ...

    def next_message(self) -> tuple[int, int]:
        """GetMessageW: the message and its first word; waits."""
        ...

    def post(self, thread_id: int, message: int) -> None:
        """PostThreadMessageW."""
        ...


class WindowsHotkey:
    """MOD_NOREPEAT makes a held key one press, and a hot key outlives a locked session, so nothing is asked twice."""

    def __init__(self, calls: KeyCalls, pressed: Pressed, changed: Changed) -> None:
        self._calls = calls
        self._pressed = pressed
        self._changed = changed
        self._standing = Standing(HotkeyState.OFF)
        self._chords: tuple[Chord, ...] = ()
        self._wishes: deque[tuple[Chord, ...]] = deque()
        self._registered = False
        self._closed = False
        self._thread_id = 0
        self._listens = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="desk-key", daemon=True)
        self._thread.start()
        self._listens.wait(_START_S)

    @property
    def standing(self) -> Standing:
        """How the key stands now."""
        return self._standing

    def register(self, chords: Sequence[Chord]) -> None:
        """Ask for the first that is free."""
        self._wishes.append(tuple(chords))
        self._calls.post(self._thread_id, WM_WISH)

    def again(self) -> None:
        """Ask for the same once more."""
        self.register(self._chords)

    def close(self) -> None:
        """Let go of the key."""
        if not self._closed:
            self._closed = True
            self._calls.post(self._thread_id, WM_QUIT)
            self._thread.join(_GOODBYE_S)

    def _serve(self) -> None:
        self._thread_id = self._calls.thread_id()
        self._listens.set()
        message = 0
        while message != WM_QUIT:
            message, word = self._calls.next_message()
            if message == WM_HOTKEY and word == HOTKEY_ID:
                self._pressed()
            while message == WM_WISH and self._wishes:
                self._register(self._wishes.popleft())
        self._let_go()

    def _register(self, chords: tuple[Chord, ...]) -> None:
        self._let_go()
        self._chords = chords
        held = [each for each in chords if each == self._standing.chord]  # a key that works stays the key
        for chord in dict.fromkeys([*held, *chords]):
            modifiers = sum(_MODIFIERS[each] for each in chord.held) | MOD_NOREPEAT
            error = self._calls.register(modifiers, _VIRTUAL_KEYS.get(chord.key) or ord(chord.key))
            if not error:
                self._registered = True
                self._tell(Standing(HotkeyState.READY, chord))
                return
        state = HotkeyState.TAKEN if chords else HotkeyState.OFF
        self._tell(Standing(state, next(iter(chords), None)))

    def _let_go(self) -> None:
        if self._registered:
            self._calls.unregister()
            self._registered = False

    def _tell(self, standing: Standing) -> None:
        if standing != self._standing:
            self._standing = standing
            self._changed(standing)


class User32:
    """The real calls, through ctypes; the libraries are loaded when it is made, on Windows only."""

    def __init__(self) -> None:
        load: Any = vars(ctypes)["WinDLL"]
        self._last_error: Any = vars(ctypes)["get_last_error"]
        self._user32: Any = load("user32", use_last_error=True)
        self._kernel32: Any = load("kernel32", use_last_error=True)
        self._user32.RegisterHotKey.argtypes = (c_void_p, c_int, c_uint32, c_uint32)
        self._user32.UnregisterHotKey.argtypes = (c_void_p, c_int)
        self._user32.GetMessageW.argtypes = (c_void_p, c_void_p, c_uint32, c_uint32)
        self._user32.PeekMessageW.argtypes = (c_void_p, c_void_p, c_uint32, c_uint32, c_uint32)
        self._user32.PostThreadMessageW.argtypes = (c_uint32, c_uint32, c_size_t, c_ssize_t)

    def thread_id(self) -> int:
        """PeekMessageW makes the queue, so that nothing posted from now on is lost."""
        self._user32.PeekMessageW(byref(Message()), None, 0, 0, 0)
        return int(self._kernel32.GetCurrentThreadId())

    def register(self, modifiers: int, virtual_key: int) -> int:
        """0, or the error's number."""
        granted = self._user32.RegisterHotKey(None, HOTKEY_ID, modifiers, virtual_key)
        return 0 if granted else int(self._last_error()) or ERROR_HOTKEY_ALREADY_REGISTERED

    def unregister(self) -> None:
        """Let go."""
        self._user32.UnregisterHotKey(None, HOTKEY_ID)

    def next_message(self) -> tuple[int, int]:
        """An error of GetMessageW counts as the end of the queue."""
        message = Message()
        got = int(self._user32.GetMessageW(byref(message), None, 0, 0))
        return (int(message.message), int(message.w_param)) if got > 0 else (WM_QUIT, 0)

    def post(self, thread_id: int, message: int) -> None:
        """Wake the thread."""
        self._user32.PostThreadMessageW(thread_id, message, 0, 0)
