"""A chord: keys held together, how it is written, and why some can't be the key that saves."""

from dataclasses import dataclass
from enum import StrEnum


class Modifier(StrEnum):
    """A key that is held while another is pressed, in the order it is written."""

    CTRL = "Ctrl"
    ALT = "Alt"
    SHIFT = "Shift"
    META = "Meta"


class ChordTrouble(StrEnum):
    """Why a chord can't be the key that saves."""

    NO_KEY = "no_key"
    """Only keys that are held, or a key that has no name here."""
    LEAVES = "leaves"
    """Esc is how a person leaves."""
    PRINT_SCREEN = "print_screen"
    """The system's own picture key: it would leave pictures lying about."""
    NEEDS_HOLDING = "needs_holding"
    """Without Ctrl, Alt or Meta the key could not be typed any more."""
    NEVER_ARRIVES = "never_arrives"
    """The system takes it before any program hears of it, though it may be had without an error."""
    WANTED_ELSEWHERE = "wanted_elsewhere"
    """Programs everywhere use it: copy, close, switch."""


FUNCTION_KEYS = tuple(f"F{number}" for number in range(1, 25))
LETTERS_AND_DIGITS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
OTHER_KEYS = ("Space", "Ins", "Del", "Home", "End", "PgUp", "PgDown", "Left", "Up", "Right", "Down", "Pause")
KEYS = frozenset({*FUNCTION_KEYS, *LETTERS_AND_DIGITS, *OTHER_KEYS})
"""Every key that can end a chord, by the names Qt's portable text has."""
_CONSOLE_KEYS = frozenset(FUNCTION_KEYS[:12])
_KEY_NAMES = {name.lower(): name for name in (*KEYS, "Esc", "Print", "SysReq")}
_MODIFIERS = {each.value.lower(): each for each in Modifier}


@dataclass(frozen=True, slots=True)
class Chord:
    """Keys held together with one that is pressed; `str` gives Qt's portable text, such as Ctrl+Alt+E."""

    held: frozenset[Modifier]
    key: str

    def __str__(self) -> str:
        return "+".join([*(each.value for each in Modifier if each in self.held), self.key])


def chord_from(untrusted_text: str) -> Chord | None:
    """The chord of a portable text, whatever the order and case of its words; None where it is none."""
    *held_words, key_word = [word.strip().lower() for word in untrusted_text.split("+")]
    held = [_MODIFIERS.get(word) for word in held_words]
    key = _KEY_NAMES.get(key_word)
    if key is None or None in held:
        return None
    return Chord(frozenset(each for each in held if each is not None), key)


def trouble_with(chord: Chord) -> ChordTrouble | None:
    """Why the chord can't be the key that saves; None where it can."""
    if chord.key == "Esc":
        return ChordTrouble.LEAVES
    if chord.key in {"Print", "SysReq"}:
        return ChordTrouble.PRINT_SCREEN
    if chord.key not in KEYS:
        return ChordTrouble.NO_KEY
    held = chord.held
    if not held & {Modifier.CTRL, Modifier.ALT, Modifier.META}:
        return ChordTrouble.NEEDS_HOLDING
    if {Modifier.CTRL, Modifier.ALT} <= held and chord.key in {*_CONSOLE_KEYS, "Del"}:
        return ChordTrouble.NEVER_ARRIVES
    return ChordTrouble.WANTED_ELSEWHERE if _is_wanted_elsewhere(chord) else None


def _is_wanted_elsewhere(chord: Chord) -> bool:
    """One key held with a letter is a command of nearly every program, Alt with F4 or Space one of every desktop."""
    one_held = len(chord.held) == 1
    return one_held and (chord.key not in FUNCTION_KEYS or (chord.held == {Modifier.ALT} and chord.key == "F4"))


def usual_chords(platform: str) -> tuple[Chord, ...]:
    """What is tried when the person chose none, the best first.

    On Windows Ctrl+Alt is AltGr, which types the euro sign, and on macOS the letter keys with Alt type too.
    """
    letters = ("Ctrl+Alt+E",) if platform == "linux" else ()
    texts = (*letters, "Ctrl+Shift+F9", "Ctrl+Shift+F8", "Ctrl+Shift+F7", "Ctrl+Alt+Shift+S")
    return tuple(chord for text in texts if (chord := chord_from(text)) is not None)
