"""Pictures of an X11 display: screens as they are shown, windows as they truly are."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

import xcffib

from evidence_desk.capture.change_source import ChangeSource, Watched
from evidence_desk.capture.pairs import Pair, grab_both_in_turn
from evidence_desk.capture.targets import NORMAL, ActiveWindow, OneWindow, Screen, Shot, Target, Window
from evidence_desk.capture.x11.clients import active_window
from evidence_desk.capture.x11.damage_source import DamageSource
from evidence_desk.capture.x11.display import NAME, Display
from evidence_desk.capture.x11.screen_picture import picture_screens
from evidence_desk.capture.x11.screens import desktop
from evidence_desk.capture.x11.window_list import list_windows, one_window
from evidence_desk.capture.x11.window_picture import parse_window, picture_pair, picture_window
from evidence_desk.domain.errors import NotOnThisSystem
from evidence_desk.domain.refusals import NoActiveWindow

if TYPE_CHECKING:  # its bus takes 45 ms to import
    from evidence_desk.capture.login_session import LoginSession


class X11Backend:
    """Satisfies `evidence_desk.capture.backend.Backend` for one X11 display."""

    def __init__(self, display_name: str, *, keep_redirected: bool, login: "LoginSession | None" = None) -> None:
        """Connect; raises NoDisplay or DisplayLost. `login` is asked at every picture, and closed in the end.

        With `keep_redirected` the server keeps the whole picture of every window from now on, and shared memory is
        ready, so that the first shot is as quick as the others. A server that can't keep them still shows its screens;
        a window is refused when it is asked for.
        """
        self._display_name = display_name
        self._display = Display(display_name)
        self._display.login = login
        self._connection = self._display.connection
        if keep_redirected:
            with self._connection.conversation():
                with suppress(NotOnThisSystem):
                    self._display.arming.keep_all()
                self._display.reader.warm_up()

    @property
    def name(self) -> str:
        return NAME

    @property
    def version(self) -> str:
        return self._display.version

    def screens(self) -> tuple[Screen, ...]:
        with self._connection.conversation():
            return desktop(self._connection).screens

    def windows(self) -> tuple[Window, ...]:
        with self._connection.conversation():
            return list_windows(self._display)

    def active_window(self) -> Window:
        with self._connection.conversation():
            return one_window(self._display, self._active())

    def _active(self) -> int:
        window = active_window(self._connection)
        if window is None:
            raise NoActiveWindow
        return window

    def change_source(self, target: Watched) -> ChangeSource | None:
        """Satisfies `evidence_desk.capture.change_source.NoticesChanges`, on a connection of its own."""
        with self._connection.conversation():
            is_told = all(self._connection.has(each) for each in ("damage", "xfixes"))
            wanted = parse_window(self._connection, target.id) if isinstance(target, OneWindow) else target
            drawing = self._display.answering.drawing
        if not is_told:
            return None
        if not isinstance(wanted, int):
            return DamageSource(self._display_name, wanted)
        return DamageSource(
            self._display_name, wanted, drew=lambda: drawing.add(wanted), closed=lambda: drawing.discard(wanted)
        )

    @contextmanager
    def grab(self, target: Target) -> Iterator[Shot]:
        with ExitStack() as held:
            with self._display.picturing():
                shot = self._take(target, held)
                held.callback(shot.frame.pixels.release)
            yield shot

    @contextmanager
    def grab_pair(self, target: OneWindow | ActiveWindow) -> Iterator[Pair]:
        """A window and all screens, read in one breath; see `evidence_desk.capture.pairs.SeesBoth`.

        Over the wire nothing is read in one breath: there the screens come after the window, and say so.
        """
        with self._connection.conversation():
            is_of_one_moment = self._display.reader.is_of_one_moment
        with ExitStack() as held:
            if not is_of_one_moment:
                yield held.enter_context(grab_both_in_turn(self, target))
                return
            with self._display.picturing():
                pair = picture_pair(self._display, self._window(target), held)
                held.callback(pair.window.frame.pixels.release)
                if isinstance(pair.context, Shot):
                    held.callback(pair.context.frame.pixels.release)
            yield pair

    def _window(self, target: OneWindow | ActiveWindow) -> int:
        return parse_window(self._connection, target.id) if isinstance(target, OneWindow) else self._in_use()

    def _in_use(self) -> int:
        """The window that has the focus; where that is one of ours, the topmost other one that can be seen."""
        window, own = self._active(), self._display.own
        if not own.owns(own.clients(), window):
            return window
        others = (each for each in list_windows(self._display) if not each.own and each.state == NORMAL)
        return next((parse_window(self._connection, each.id) for each in others), window)

    def _take(self, target: Target, held: ExitStack) -> Shot:
        match target:
            case OneWindow() | ActiveWindow():
                return picture_window(self._display, self._window(target), held)
            case _:
                return picture_screens(self._display, target, held)

    def close(self) -> None:
        with suppress(xcffib.XcffibException):
            self._display.close()
