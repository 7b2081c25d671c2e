"""The capture key: asked for at the start, said in the status line, changed in Settings, and what a press does."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from evidence_desk.capture.hotkey.choosing import Watch
from evidence_desk.capture.hotkey.chords import Chord
from evidence_desk.capture.hotkey.hotkey import Changed, Hotkey, HotkeyState, Pressed, Standing
from evidence_desk.capture.hotkey.wishes import OFF, wanted_chords
from evidence_desk.settings import HOTKEY, Settings
from evidence_desk.ui.background import Background

_RETRY_MS = 5000
OpenHotkey = Callable[[Pressed, Changed], Hotkey]
OpenWatch = Callable[[Callable[[], None], Callable[[], None]], Watch]
"""Given what to tell when the session was unlocked, and what when it is left."""


class CaptureKey(QObject):
    """Every signal comes on the main thread; the key itself is heard on a thread of its own."""

    pressed = Signal()
    standing_changed = Signal(object)
    """The Standing."""
    session_left = Signal()
    """The session was locked, or the computer goes to sleep."""

    def __init__(self, settings: Settings, background: Background, open_key: OpenHotkey, open_watch: OpenWatch) -> None:
        super().__init__()
        self._settings = settings
        self._background = background
        self._open_key = open_key
        self._open_watch = open_watch
        self._key: Hotkey | None = None
        self._watch: Watch | None = None
        self._is_resting = False
        # Whether another program let go of the key is known only by asking.
        self._retry = QTimer(self, interval=_RETRY_MS)
        self._retry.timeout.connect(self.ask_again)

    @property
    def standing(self) -> Standing:
        """How the key stands now."""
        return self._key.standing if self._key is not None else Standing(HotkeyState.OFF)

    @property
    def is_wanted(self) -> bool:
        """Whether the person wants a key at all."""
        return self._settings.get(HOTKEY) != OFF

    def start(self) -> None:
        """Ask for the key."""
        self._key = self._open_key(
            lambda: self._background.say(self.pressed.emit), lambda _standing: self._background.say(self._tell)
        )
        self._watch = self._open_watch(
            lambda: self._background.say(self.ask_again), lambda: self._background.say(self.session_left.emit)
        )
        self._tell()
        self._register()

    def stop(self) -> None:
        """Let go of the key; may be called twice."""
        self._retry.stop()
        for each in (self._watch, self._key):
            if each is not None:
                each.close()

    @Slot()
    def ask_again(self) -> None:
        """Ask for the same key: it may be free now, or have been lost while the session was locked."""
        if self._key is not None and not self._is_resting:
            self._key.again()

    @Slot()
    def rest(self) -> None:
        """Let go for a moment, so that the same keys can be pressed to choose them."""
        self._is_resting = True
        if self._key is not None:
            self._key.register(())

    @Slot()
    def resume(self) -> None:
        """Ask for the key that is set."""
        self._is_resting = False
        self._register()

    @Slot(object)
    def choose(self, chord: Chord) -> None:
        """Take another key from now on."""
        self._set(str(chord))

    @Slot()
    def choose_usual(self) -> None:
        """Go back to the first of the usual ones that is free."""
        self._set(HOTKEY.default)

    @Slot(bool)
    def want(self, wanted: bool) -> None:
        """Have a key, or none."""
        self._set(HOTKEY.default if wanted else OFF)

    def _set(self, value: str) -> None:
        self._settings.set(HOTKEY, value)
        self._register()

    def _register(self) -> None:
        if self._key is not None and not self._is_resting:
            self._key.register(wanted_chords(self._settings.get(HOTKEY)))

    @Slot()
    def _tell(self) -> None:
        if self._is_resting:
            return
        standing = self.standing
        if standing.state is HotkeyState.TAKEN:
            self._retry.start()
        else:
            self._retry.stop()
        self.standing_changed.emit(standing)
