"""What an X server's keyboard can type, and which of its lights must not matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from evidence_desk.capture.hotkey.chords import FUNCTION_KEYS, Chord, Modifier

_F1 = 0xFFBE
_KEYSYMS = {
    "Space": 0x20, "Ins": 0xFF63, "Del": 0xFFFF, "Home": 0xFF50, "End": 0xFF57, "PgUp": 0xFF55, "PgDown": 0xFF56,
    "Left": 0xFF51, "Up": 0xFF52, "Right": 0xFF53, "Down": 0xFF54, "Pause": 0xFF13,
    **{name: _F1 + place for place, name in enumerate(FUNCTION_KEYS)},
}  # fmt: skip
"""From X11/keysymdef.h; a letter or digit is its own ASCII code."""
_ALT, _META = (0xFFE9, 0xFFEA), (0xFFEB, 0xFFEC)
_NUM_LOCK, _SCROLL_LOCK = 0xFF7F, 0xFF14
_SHIFT_MASK, _CAPS_MASK, _CTRL_MASK = 1, 2, 4
_USUAL_ALT_MASK, _USUAL_META_MASK = 8, 64
_PLAIN_COLUMNS = (0, 2)
"""The first level of the first and of the second group (layout), in the core protocol's table."""


@dataclass(frozen=True, slots=True)
class KeyGrabs:
    """Everything that has to be asked for so that one chord is heard."""

    keycodes: tuple[int, ...]
    masks: tuple[int, ...]

    def pairs(self) -> list[tuple[int, int]]:
        """Keycode and modifier mask of each."""
        return [(code, mask) for code in self.keycodes for mask in self.masks]


class Keyboard:
    """The keyboard as it was when it was read; a MappingNotify event says that it may be another now."""

    def __init__(self, core: Any, setup: Any) -> None:  # noqa: ANN401 — xcffib has no types
        """Ask the server; raises xcffib.XcffibException."""
        self._first = int(setup.min_keycode)
        asked = core.GetKeyboardMapping(self._first, int(setup.max_keycode) - self._first + 1)
        held = core.GetModifierMapping().reply()
        mapping = asked.reply()
        self._width = int(mapping.keysyms_per_keycode)
        self._keysyms: list[int] = [int(each) for each in mapping.keysyms]
        width = int(held.keycodes_per_modifier)
        codes = [int(each) for each in held.keycodes]
        self._held = [codes[at : at + width] for at in range(0, len(codes), width)]

    def grabs(self, chord: Chord) -> KeyGrabs:
        """What to ask for; no keycodes where the key is not on this keyboard."""
        wanted = _KEYSYMS.get(chord.key) or ord(chord.key.lower())
        codes = range(self._first, self._first + len(self._keysyms) // self._width)
        found = tuple(code for code in codes if wanted in self._plain(code))
        return KeyGrabs(found, self._masks(chord))

    def _plain(self, keycode: int) -> Sequence[int]:
        row = self._row(keycode)
        return [row[column] for column in _PLAIN_COLUMNS if column < len(row)]

    def _row(self, keycode: int) -> Sequence[int]:
        start = (keycode - self._first) * self._width
        return self._keysyms[start : start + self._width]

    def _masks(self, chord: Chord) -> tuple[int, ...]:
        """The chord's own modifiers with every mix of the locks."""
        base = sum(self._mask_of(each) for each in chord.held)
        locks = {_CAPS_MASK, self._mask_with(_NUM_LOCK), self._mask_with(_SCROLL_LOCK)} - {0}
        free = sorted(lock for lock in locks if not lock & base)
        return tuple(base | sum(mix) for count in range(len(free) + 1) for mix in combinations(free, count))

    def _mask_of(self, modifier: Modifier) -> int:
        match modifier:
            case Modifier.CTRL:
                return _CTRL_MASK
            case Modifier.SHIFT:
                return _SHIFT_MASK
            case Modifier.ALT:
                return self._mask_with(*_ALT) or _USUAL_ALT_MASK
            case Modifier.META:
                return self._mask_with(*_META) or _USUAL_META_MASK

    def _mask_with(self, *keysyms: int) -> int:
        """The modifier that one of the keys sets; 0 where none does. The first three are never meant."""
        for place, codes in enumerate(self._held[3:], 3):
            if any(keysym in self._row(code) for code in codes if code for keysym in keysyms):
                return 1 << place
        return 0
