"""The key on an X server: grabbed on every root, with every mix of locks, over a connection of its own."""

from typing import Any

import xcffib
from xcffib import xproto

from evidence_desk.capture.hotkey.chords import Chord
from evidence_desk.capture.hotkey.hotkey import Changed, HotkeyState, Pressed, Standing
from evidence_desk.capture.hotkey.listened_key import ListenedKey
from evidence_desk.capture.hotkey.x11_keyboard import Keyboard, KeyGrabs
from evidence_desk.domain.refusals import NoDisplay

_NO_GRABS = KeyGrabs((), ())


class X11Hotkey(ListenedKey):
    """The connection is made by the caller's thread and used by the listener's alone from then on."""

    def __init__(self, display_name: str, pressed: Pressed, changed: Changed) -> None:
        """Connect; raises NoDisplay."""
        try:
            self._raw: Any = xcffib.Connection(display_name)
        except (xcffib.XcffibException, UnicodeEncodeError) as error:
            raise NoDisplay from error
        super().__init__(pressed, changed)
        self._core = self._raw.core
        self._roots = [int(each.root) for each in self._raw.setup.roots]
        self._held: Chord | None = None
        self._grabs = _NO_GRABS
        self._keyboard_changed = False
        self._listener.start()

    def _serve(self) -> None:
        try:
            while not self._listener.is_closing:
                self._hear()
                self._listener.wait(self._raw.get_file_descriptor())
        except xcffib.XcffibException:
            self._tell(Standing(HotkeyState.LOST, self._standing.chord))
        finally:
            # Never from another thread while this one may wait in it.
            self._raw.disconnect()

    def _hear(self) -> None:
        """Everything the server has said so far; a changed keyboard is read once, however much was said of it."""
        while True:
            event = self._next_event()
            if event is not None:
                self._take(event)
            elif self._keyboard_changed:
                self._keyboard_changed = False
                self._again()
            else:
                return

    def _next_event(self) -> object | None:
        """Errors of requests nobody waited for arrive as events too, and mean nothing here."""
        while True:
            try:
                event: object | None = self._raw.poll_for_event()
            except xcffib.Error:
                continue
            return event

    def _take(self, event: object) -> None:
        if isinstance(event, xproto.KeyPressEvent):
            self._down(int(event.time))
        elif isinstance(event, xproto.KeyReleaseEvent):
            self._holding.release(int(event.time))
        elif isinstance(event, xproto.MappingNotifyEvent):
            self._keyboard_changed = True

    def _register(self, chords: tuple[Chord, ...]) -> None:
        self._chords = chords
        if self._held not in chords:
            self._held = None
        self._again()

    def _again(self) -> None:
        """Hold the first chord that can be had, on the keyboard as it is now; a key that is held stays the key."""
        keyboard = Keyboard(self._core, self._raw.setup)
        state = HotkeyState.NO_SUCH_KEY if self._chords else HotkeyState.OFF
        for chord in dict.fromkeys(each for each in (self._held, *self._chords) if each is not None):
            wanted = keyboard.grabs(chord)
            if wanted.keycodes and self._take_hold(wanted):
                self._held = chord
                self._tell(Standing(HotkeyState.READY, chord))
                return
            if wanted.keycodes:
                state = HotkeyState.TAKEN
        self._held = None
        self._let_go(self._grabs, _NO_GRABS)
        self._tell(Standing(state, next(iter(self._chords), None)))

    def _take_hold(self, wanted: KeyGrabs) -> bool:
        """Grab all of it and let go of what was held before; or, where somebody else has some of it, of this."""
        if wanted == self._grabs:
            return True
        mode = xproto.GrabMode.Async
        cookies = [
            self._core.GrabKey(False, root, mask, code, mode, mode, is_checked=True)
            for root in self._roots
            for code, mask in wanted.pairs()
        ]
        refused = [cookie for cookie in cookies if not _is_granted(cookie)]
        kept, gone = (self._grabs, wanted) if refused else (wanted, self._grabs)
        self._let_go(gone, kept)
        return not refused

    def _let_go(self, gone: KeyGrabs, kept: KeyGrabs) -> None:
        still = set(kept.pairs())
        for root in self._roots:
            for code, mask in gone.pairs():
                if (code, mask) not in still:
                    self._core.UngrabKey(code, root, mask)
        self._raw.flush()
        self._grabs = kept


def _is_granted(cookie: Any) -> bool:  # noqa: ANN401 — xcffib has no types
    """Every answer is read, so that none is taken for an event later."""
    try:
        cookie.check()
    except xproto.AccessError:
        return False
    return True
