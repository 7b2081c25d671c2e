"""Windows and macOS as their vendors describe them; neither is run here."""

import queue
from collections.abc import Callable

import pytest

from evidence_desk.capture.hotkey.chords import KEYS, chord_from, usual_chords
from evidence_desk.capture.hotkey.hotkey import Hotkey, HotkeyState
from evidence_desk.capture.hotkey.macos_key import EVENT_HOT_KEY_EXISTS, MacHotkey
from evidence_desk.capture.hotkey.windows_key import (
    ERROR_HOTKEY_ALREADY_REGISTERED,
    HOTKEY_ID,
    MOD_NOREPEAT,
    WM_HOTKEY,
    WindowsHotkey,
)
from tests.capture.hotkey.keyboards import Ears

F9, F8 = (chord_from(text) for text in ("Ctrl+Shift+F9", "Ctrl+Shift+F8"))


class DocumentedWindows:
    """RegisterHotKey and a thread's queue, as their pages say."""

    def __init__(self) -> None:
        self.messages: queue.Queue[tuple[int, int]] = queue.Queue()
        self.held: tuple[int, int] | None = None
        self.others: set[tuple[int, int]] = set()

    def thread_id(self) -> int:
        return 7

    def register(self, modifiers: int, virtual_key: int) -> int:
        assert self.held is None, "one id names one key of a thread"
        if (modifiers & ~MOD_NOREPEAT, virtual_key) in self.others:
            return ERROR_HOTKEY_ALREADY_REGISTERED
        self.held = modifiers, virtual_key
        return 0

    def unregister(self) -> None:
        self.held = None

    def next_message(self) -> tuple[int, int]:
        return self.messages.get(timeout=60)

    def post(self, thread_id: int, message: int) -> None:
        assert thread_id == 7
        self.messages.put((message, 0))

    def press(self) -> None:
        self.messages.put((WM_HOTKEY, HOTKEY_ID))


class DocumentedCarbon:
    """RegisterEventHotKey with kEventHotKeyExclusive, as its header says."""

    def __init__(self, pressed: Callable[[], None]) -> None:
        self.press = pressed
        self.held: tuple[int, int] | None = None
        self.others: set[tuple[int, int]] = set()
        self.closed = 0

    def register(self, key_code: int, modifiers: int) -> int:
        assert self.held is None
        if (modifiers, key_code) in self.others:
            return EVENT_HOT_KEY_EXISTS
        self.held = modifiers, key_code
        return 0

    def unregister(self) -> None:
        assert self.held is not None
        self.held = None

    def close(self) -> None:
        self.closed += 1


System = DocumentedWindows | DocumentedCarbon
_WINDOWS_F9, _MAC_F9 = (0x2 | 0x4, 0x78), (0x100 | 0x200, 0x65)
_WINDOWS_F8, _MAC_F8 = (0x2 | 0x4, 0x77), (0x100 | 0x200, 0x64)


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture(params=["windows", "macos"])
def both(request: pytest.FixtureRequest, ears: Ears):
    """A hotkey on a system, and the system."""
    if request.param == "windows":
        system: System = DocumentedWindows()
        key: Hotkey = WindowsHotkey(system, ears.pressed, ears.changed)
    else:
        made: list[DocumentedCarbon] = []

        def connect(pressed: Callable[[], None]) -> DocumentedCarbon:
            made.append(DocumentedCarbon(pressed))
            return made[0]

        key = MacHotkey(connect, ears.pressed, ears.changed)
        system = made[0]
    yield key, system
    key.close()
    key.close()
    assert system.held is None


def of_system(system: System, windows: tuple[int, int], mac: tuple[int, int]) -> tuple[int, int]:
    return windows if isinstance(system, DocumentedWindows) else mac


def test_it_is_heard(both, ears: Ears) -> None:
    key, system = both
    key.register([F9, F8])
    ears.wait_for(HotkeyState.READY, F9)
    system.press()
    ears.wait_for_presses(1)

    assert system.held == of_system(system, (_WINDOWS_F9[0] | MOD_NOREPEAT, _WINDOWS_F9[1]), _MAC_F9)


def test_the_first_free_one_is_taken(both, ears: Ears) -> None:
    key, system = both
    system.others = {of_system(system, _WINDOWS_F9, _MAC_F9)}
    key.register([F9, F8])
    ears.wait_for(HotkeyState.READY, F8)


def test_a_taken_key_is_said_and_had_when_it_is_asked_for_again(both, ears: Ears) -> None:
    key, system = both
    system.others = {of_system(system, _WINDOWS_F9, _MAC_F9)}
    key.register([F9])
    ears.wait_for(HotkeyState.TAKEN, F9)
    system.others = set()
    key.again()
    ears.wait_for(HotkeyState.READY, F9)
    key.again()
    key.register([F8])
    ears.wait_for(HotkeyState.READY, F8)
    key.register([])
    ears.wait_for(HotkeyState.OFF)


def test_a_key_macos_does_not_have(ears: Ears) -> None:
    key = MacHotkey(DocumentedCarbon, ears.pressed, ears.changed)
    pause = chord_from("Ctrl+Alt+Pause")
    key.register([pause])
    ears.wait_for(HotkeyState.NO_SUCH_KEY, pause)
    key.close()


@pytest.mark.parametrize("name", sorted(KEYS))
def test_windows_knows_every_key(name: str) -> None:
    from evidence_desk.capture.hotkey.windows_key import _VIRTUAL_KEYS

    assert name in _VIRTUAL_KEYS or len(name) == 1


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_no_usual_key_types_a_letter(platform: str) -> None:
    """Ctrl+Alt is AltGr on Windows and types the euro sign; with Shift or a function key it types nothing."""
    assert all(str(chord) != "Ctrl+Alt+E" for chord in usual_chords(platform))
