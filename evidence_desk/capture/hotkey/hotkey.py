"""What every way to hear a key from any program promises."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from evidence_desk.capture.hotkey.chords import Chord


class HotkeyState(StrEnum):
    """How the key stands now."""

    OFF = "off"
    """Nobody asked for one."""
    WAITING = "waiting"
    """Asked for; the system has not answered yet, or is asking the person."""
    READY = "ready"
    TAKEN = "taken"
    """Another program has it; whether it let go is known only by asking `again`."""
    REFUSED = "refused"
    """The person or the system said no."""
    NO_SUCH_KEY = "no_such_key"
    """This keyboard can't type it."""
    NOT_HERE = "not_here"
    """This system has no way to give a key to a program."""
    LOST = "lost"
    """The system stopped answering."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the key stands. `chord` is the one that is held, or that was asked for first; None where there is none.

    `words` is how the system itself writes the key, where it decides on it; else the chord's own text.
    """

    state: HotkeyState
    chord: Chord | None = None
    words: str = ""

    @property
    def key(self) -> str:
        """What to call the key."""
        return self.words or (str(self.chord) if self.chord is not None else "")


Pressed = Callable[[], None]
Changed = Callable[[Standing], None]
"""Both are called on a thread of the hotkey's own, and must return soon."""


class Hotkey(Protocol):
    """One key, heard whichever program has the keyboard. A key that stays down is one press.

    `register` returns at once; how it went is told to `changed`, and again whenever that changes. After a change of
    the keyboard or a new start of the service behind it the key is asked for again by itself.
    """

    @property
    def standing(self) -> Standing:
        """How the key stands now."""
        ...

    def register(self, chords: Sequence[Chord]) -> None:
        """Ask for the first of these chords that is free, in place of any before; none lets go of the key."""
        ...

    def again(self) -> None:
        """Ask for the same once more: the session was unlocked, or another program may have let go of it."""
        ...

    def close(self) -> None:
        """Let go of the key and of everything else; may be called twice. Nothing is told afterwards."""
        ...
