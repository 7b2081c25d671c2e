"""One conversation with an X server: pipelined questions, errors as types, and never a wait without an end."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import xcffib
from xcffib import composite, damage, randr, res, screensaver, shape, shm, xfixes, xproto

from evidence_desk.capture.x11.patience import PatientConnection
from evidence_desk.domain.errors import NotOnThisSystem
from evidence_desk.domain.refusals import DisplayLost, NoDisplay

_FIT_A_PACKET = 256
"""Requests of at most 40 bytes that surely fit into the 16,384 bytes libxcb sends at once."""

_EXTENSIONS = {
    "composite": (composite, (0, 4)),
    "damage": (damage, (1, 1)),
    "xfixes": (xfixes, (5, 0)),
    "shm": (shm, ()),
    "randr": (randr, (1, 5)),
    "shape": (shape, ()),
    "res": (res, (1, 2)),
    "screensaver": (screensaver, (1, 1)),
}


def _nothing() -> None:
    """Nothing is to be asked."""


class Connection:
    """The core protocol and those extensions the server has; requests are made through `core` and `extension`."""

    def __init__(self, display_name: str) -> None:
        """Connect; raises NoDisplay, or DisplayLost."""
        try:
            # xcffib says that it is typed and is not; from here on it is Any.
            raw: Any = PatientConnection(display_name)
        except (xcffib.XcffibException, UnicodeEncodeError) as error:
            raise NoDisplay from error
        self.raw = raw
        self.core = raw.core
        self.setup = raw.setup
        self.root_screen = raw.setup.roots[raw.pref_screen]
        self.root = int(self.root_screen.root)
        self._lock = threading.RLock()
        self._atoms: dict[str, int] = {}
        self._atom_names: dict[int, str] = {}
        self.readable_depths: set[int] = set()
        with self.answered():
            self._extensions = self._find_extensions()

    def _find_extensions(self) -> dict[str, Any]:
        """A request to an extension the server lacks would end the connection, so each is asked for first."""
        names = {name: module.key.name for name, (module, _) in _EXTENSIONS.items()}
        asked = {name: self.core.QueryExtension(len(wire), wire) for name, wire in names.items()}
        there = [name for name, cookie in asked.items() if cookie.reply().present]
        found = {name: self.raw(_EXTENSIONS[name][0].key) for name in there}
        versions = [found[name].QueryVersion(*_EXTENSIONS[name][1]) for name in there]
        self.replies(versions)
        return found

    @contextmanager
    def conversation(self, ask_ahead: Callable[[], object] = _nothing) -> Iterator[None]:
        """Have the display to ourselves for a while, one thread at a time; raises DisplayLost when it is gone.

        `ask_ahead` may ask, not answer: it is called before the display has shown that it is there.
        """
        with self._lock, self.answered():
            self._forget_events()
            self._await_answer(ask_ahead)
            yield

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Ask the display on a connection that one thread has to itself to hear events; none is forgotten.

        Raises DisplayLost when the display is gone.
        """
        with self.answered():
            self._await_answer()
            yield

    @staticmethod
    @contextmanager
    def answered() -> Iterator[None]:
        """Raise DisplayLost where the block finds that the display is gone."""
        try:
            yield
        except xcffib.XcffibException as error:
            raise DisplayLost from error

    def _forget_events(self) -> None:
        """Nobody is waiting for what came since the last conversation."""
        while self._next_event():
            pass

    def _next_event(self) -> bool:
        """Take one event, if there is one. Late errors of requests nobody waited for arrive as events too."""
        try:
            return self.raw.poll_for_event() is not None
        except xcffib.Error:
            return True

    def _await_answer(self, ask_ahead: Callable[[], object] = _nothing) -> None:
        """Find out that the display is held by another program before anything else is awaited or changed."""
        is_there = self.core.GetInputFocus()
        ask_ahead()
        is_there.reply()

    def readable(self, timeout_ms: float) -> bool:
        """Wait until the server has said something, at most that long."""
        return bool(self.raw.readable(timeout_ms))

    def wait_for_event(self, timeout_ms: float) -> bool:
        """Whether an event came within that time; which one does not matter to anybody here."""
        return self._next_event() or (self.readable(timeout_ms) and self._next_event())

    def has(self, extension: str) -> bool:
        """Whether the server has the extension, named as its module in xcffib."""
        return extension in self._extensions

    def extension(self, name: str) -> Any:  # noqa: ANN401 — xcffib has no types
        """The extension's requests; raises NotOnThisSystem."""
        if name not in self._extensions:
            raise NotOnThisSystem(f"X11 extension {name}")
        return self._extensions[name]

    @staticmethod
    def replies(cookies: Sequence[Any]) -> list[Any]:
        """Every reply in order, None where the server refused; all are read, so none stays behind."""
        found = []
        for cookie in cookies:
            try:
                found.append(cookie.reply())
            except xcffib.Error:
                found.append(None)
        return found

    @staticmethod
    def all_replies(cookies: Sequence[Any]) -> list[Any]:
        """Every reply in order; all are read before the first refusal is raised as xcffib.Error."""
        found, refusals = [], []
        for cookie in cookies:
            try:
                found.append(cookie.reply())
            except xcffib.Error as error:
                refusals.append(error)
        for refusal in refusals:
            raise refusal
        return found

    def atoms(self, *names: str) -> tuple[int, ...]:
        """The server's numbers for those names."""
        missing = [name for name in names if name not in self._atoms]
        with self.raw.unheard():
            asked = [self.core.InternAtom(False, len(name), name) for name in missing]
            self._atoms.update((name, cookie.reply().atom) for name, cookie in zip(missing, asked, strict=True))
        return tuple(self._atoms[name] for name in names)

    def atom_names(self, atoms: Sequence[int]) -> tuple[str, ...]:
        """The names behind those numbers."""
        missing = [atom for atom in atoms if atom not in self._atom_names]
        with self.raw.unheard():
            asked = [self.core.GetAtomName(atom) for atom in missing]
            for atom, cookie in zip(missing, asked, strict=True):
                self._atom_names[atom] = cookie.reply().name.buf().decode("latin-1")
        return tuple(self._atom_names[atom] for atom in atoms)

    @contextmanager
    def one_breath(self, requests: int) -> Iterator[None]:
        """The server carries out the few requests of the block one after the other, with nobody's in between.

        All of them leave in one packet, the letting go too, and no answer is awaited inside: were the display held
        while Python waits for its own lock, a window of ours that waits for the display would keep both for ever.
        More requests than fit into a packet are made without holding anything.
        """
        self.raw.flush()
        if requests <= _FIT_A_PACKET:
            self.core.GrabServer()
        try:
            yield
        finally:
            if requests <= _FIT_A_PACKET:
                self.core.UngrabServer()
            self.raw.flush()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else changes anything on the display meanwhile; for a few milliseconds only.

        Never while a window of this process is shown (see `one_breath`).
        """
        self.core.GrabServer()
        try:
            yield
        finally:
            self.core.UngrabServer()
            self.raw.flush()

    @property
    def server_version(self) -> str:
        """The maker's name for the server and its release number."""
        vendor = self.setup.vendor.buf().decode("latin-1")
        return f"{vendor} {self.setup.release_number}"

    def close(self) -> None:
        """Disconnect; the server then ends all that was asked in this name, redirection too."""
        with self._lock:
            self.raw.disconnect()


VIEWABLE = int(xproto.MapState.Viewable)
INPUT_OUTPUT = int(xproto.WindowClass.InputOutput)
