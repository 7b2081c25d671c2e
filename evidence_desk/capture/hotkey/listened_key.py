"""What keys that are heard on a thread of their own have in common, however they are asked for."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from evidence_desk.capture.hotkey.chords import Chord
from evidence_desk.capture.hotkey.holding import Holding
from evidence_desk.capture.hotkey.hotkey import Changed, HotkeyState, Pressed, Standing
from evidence_desk.capture.hotkey.listener import Listener


class ListenedKey(ABC):
    """Satisfies `evidence_desk.capture.hotkey.hotkey.Hotkey`; everything but its methods runs on the listener's thread.

    Who inherits starts the listener when it is ready.
    """

    def __init__(self, pressed: Pressed, changed: Changed) -> None:
        self._pressed = pressed
        self._changed = changed
        self._standing = Standing(HotkeyState.OFF)
        self._chords: tuple[Chord, ...] = ()
        self._holding = Holding()
        self._listener = Listener("desk-key", self._serve)

    @property
    def standing(self) -> Standing:
        """How the key stands now."""
        return self._standing

    def register(self, chords: Sequence[Chord]) -> None:
        """Ask for a key, the first chord before the others."""
        wanted = tuple(chords)
        self._listener.ask(lambda: self._register(wanted))

    def again(self) -> None:
        """Ask for the same once more."""
        self._listener.ask(self._again)

    def close(self) -> None:
        """Let go of the key and of whoever tells of it."""
        self._listener.close()

    @abstractmethod
    def _serve(self) -> None:
        """What the thread does until the listener is closing."""

    @abstractmethod
    def _register(self, chords: tuple[Chord, ...]) -> None:
        """Ask for one of these in place of any before; none lets go of the key."""

    @abstractmethod
    def _again(self) -> None:
        """Ask once more for what was asked for last."""

    def _down(self, at_ms: int) -> None:
        """The key is down, as it was told; that may be a repeat."""
        if self._holding.is_press(at_ms):
            self._pressed()

    def _tell(self, standing: Standing) -> None:
        if standing != self._standing:
            self._standing = standing
            if not self._listener.is_closing:
                self._changed(standing)
