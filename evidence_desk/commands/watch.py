"""`watch`."""

import queue
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, NoReturn

import click

from evidence_desk.capture.change_source import Watched
from evidence_desk.capture.targets import OneScreen, OneWindow
from evidence_desk.commands.seconds import SecondsType
from evidence_desk.commands.session import Session, case_option, pass_session
from evidence_desk.commands.shapes import item_shape
from evidence_desk.domain.errors import DeskError, VaultBusy
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.sentences import sentence
from evidence_desk.domain.times import NANOSECONDS
from evidence_desk.domain.watches import MEGABYTE, Ending, WatchEnded, WatchLimits, ending_template
from evidence_desk.here import new_item_id
from evidence_desk.settings import WATCH_AT_MOST, WATCH_MOST_MB, Settings, default_settings_path
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.open_case import case_to_write_in
from evidence_desk.workflows.watch_history import end_watch, write_down
from evidence_desk.workflows.watch_news import Paused, Resumed, Taken, WatchNews, WatchRequest
from evidence_desk.workflows.watch_room import FellBehind
from evidence_desk.workflows.watch_screen import Watch, begin_watch

_LOOKS_UP_EVERY_S = 0.2
_STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@dataclass(frozen=True, slots=True)
class Wish:
    """A watch as it was typed."""

    window: str | None
    screen: int | None
    for_s: float | None
    at_most: int | None
    note: str
    tags: tuple[str, ...]
    case_name: str | None
    goes_on_from: str | None = None

    def target(self) -> Watched:
        """What is pointed at; raises click.UsageError unless it is exactly one thing."""
        chosen: list[Watched] = [] if self.window is None else [OneWindow(self.window)]
        chosen += [] if self.screen is None else [OneScreen(self.screen)]
        if len(chosen) != 1:
            raise click.UsageError("Choose one of --window and --screen.")
        return chosen[0]

    def request(self, vault: Vault) -> WatchRequest:
        """The request, in the case that was named or the one used last."""
        settings = Settings(default_settings_path())
        at_most = self.at_most or max(1, settings.get(WATCH_AT_MOST))
        limits = WatchLimits(at_most, max(1, settings.get(WATCH_MOST_MB)) * MEGABYTE, self.for_s)
        case = case_to_write_in(vault, self.case_name)
        return WatchRequest(case, self.target(), limits, str(new_item_id()), self.note, self.tags, self.goes_on_from)

    def arguments(self) -> list[str]:
        """The same watch, typed again."""
        typed = ["watch"]
        typed += [f"--screen={self.screen}"] if self.screen is not None else []
        typed += [f"--window={self.window}"] if self.window is not None else []
        typed += [f"--for={self.for_s}"] if self.for_s is not None else []
        typed += [f"--at-most={self.at_most}"] if self.at_most is not None else []
        typed += [f"--case={self.case_name}"] if self.case_name is not None else []
        typed += [f"--goes-on-from={self.goes_on_from}"] if self.goes_on_from is not None else []
        return [*typed, f"--note={self.note}", *(f"--tag={tag}" for tag in self.tags)]


@click.command()
@click.option("--window", metavar="ID", help="One window, even when others cover it.")
@click.option("--screen", type=click.IntRange(min=1), metavar="N", help="One screen.")
@click.option("--for", "for_s", type=SecondsType(least=0.1), metavar="S", help="So many seconds; else until Ctrl+C.")
@click.option("--at-most", type=click.IntRange(min=1), metavar="N", help="At most so many pictures.")
@click.option("--note", default="", metavar="T", help="Your own words about each picture.")
@click.option("--tag", "tags", multiple=True, metavar="T", help="A tag for each; may be given several times.")
@click.option("--goes-on-from", metavar="SERIES", help="A watch that was cut off: the history ends it.")
@case_option
@pass_session
def watch(session: Session, /, **wish: Any) -> None:  # noqa: ANN401
    """Keep every change of one window or screen, until it is stopped."""
    wanted = Wish(**wish)
    wanted.target()
    _Watching(session, wanted).run()


class _Watching:
    """One watch: its own thread looks, the thread of the command has everything written down and says so."""

    def __init__(self, session: Session, wish: Wish) -> None:
        self._session = session
        self._wish = wish
        self._news: queue.SimpleQueue[WatchNews | None] = queue.SimpleQueue()
        self._is_stopped = False
        self._taken = 0

    def run(self) -> None:
        """Watch to the end, and say how it went. Raises DeskError when it ended otherwise than was asked for."""
        began_ns = self._session.desk.clock.now().monotonic_ns
        is_taken_over = False
        with self._hearing_stops():
            watch = self._session.desk.work(self._begin, create=True)
            try:
                self._follow(watch)
                self._session.desk.work(lambda vault: end_watch(vault, watch.request, watch.ended))
            except VaultBusy:
                is_taken_over = True  # a window opened meanwhile
        # From here on Ctrl+C means what it means to any command that a window carries out.
        if is_taken_over:
            self._say_lost(watch.ended)
            if not self._is_stopped and watch.ended.why is Ending.STOPPED:
                self._go_on_there(watch, self._session.desk.clock.now().monotonic_ns - began_ns)
        if isinstance(watch.ended.why, DeskError):
            raise watch.ended.why
        self._session.caller.warn(ending_template(watch.ended).format(kept=watch.ended.kept))

    def _begin(self, vault: Vault) -> Watch:
        capturer = self._session.desk.capturer_for(vault, self._session.caller.display)
        return begin_watch(capturer, self._wish.request(vault))

    def _follow(self, watch: Watch) -> None:
        with ThreadPoolExecutor(1, "desk-watch") as beside:
            running = beside.submit(watch.run, self._hear)
            running.add_done_callback(lambda _ended: self._news.put(None))
            try:
                while self._write(watch, self._next(watch)):
                    pass
            finally:
                watch.stop()
        running.result()

    def _hear(self, news: WatchNews) -> None:
        self._taken += isinstance(news, Taken)
        self._news.put(news)

    def _next(self, watch: Watch) -> list[WatchNews | None]:
        """What came, all of it that is there; looks up now and then whether anybody still waits."""
        while True:
            if self._is_stopped or self._session.caller.gone():
                watch.stop()
            try:
                found = [self._news.get(timeout=_LOOKS_UP_EVERY_S)]
            except queue.Empty:
                continue
            while not self._news.empty():
                found.append(self._news.get())
            return found

    def _write(self, watch: Watch, found: list[WatchNews | None]) -> bool:
        """Have it written down in one go and say what is kept; False after the last."""
        news = [each for each in found if each is not None]
        kept: list[Item] = []
        try:
            if news:
                self._session.desk.work(lambda vault: self._write_down(vault, watch, news, kept))
        except VaultBusy:
            raise
        except DeskError as error:
            watch.stop(error)
        finally:
            for item in kept:
                self._session.answer(item_shape(item, watch.request.case), f"Saved {item.exhibit}.")
        for each in news:
            self._say_state(each)
        return None not in found

    def _write_down(self, vault: Vault, watch: Watch, news: list[WatchNews], kept: list[Item]) -> None:
        capturer = self._session.desk.capturer_for(vault, self._session.caller.display)
        for each in news:
            item = write_down(capturer, watch.request, each)
            if item is not None:
                watch.has_kept(item)
                kept.append(item)

    def _say_state(self, news: WatchNews) -> None:
        if isinstance(news, Paused):
            self._session.caller.warn(f"Nothing to see for now. {sentence(news.why)}")
        elif isinstance(news, Resumed):
            self._session.caller.warn("Watching again.")
        elif isinstance(news, FellBehind):
            self._session.caller.warn(f"Saving took long: nothing was seen for {news.for_s:.1f} seconds.")

    def _say_lost(self, ended: WatchEnded) -> None:
        """The window has the vault now, so what was taken last has no place to go."""
        lost = self._taken - ended.kept
        if lost:
            words = "picture that was" if lost == 1 else "pictures that were"
            self._session.caller.warn(f"{lost} {words} taken while the desk was being opened could not be saved.")

    def _go_on_there(self, watch: Watch, passed_ns: int) -> NoReturn:
        """In the same case, whichever was opened last by now; the history says where one ends and the other begins."""
        left = replace(
            self._wish,
            for_s=None if self._wish.for_s is None else max(0.1, self._wish.for_s - passed_ns / NANOSECONDS),
            at_most=None if self._wish.at_most is None else max(1, self._wish.at_most - watch.ended.kept),
            case_name=str(watch.request.case.id),
            goes_on_from=watch.request.series,
        )
        raise click.exceptions.Exit(self._session.again(left.arguments()))

    @contextmanager
    def _hearing_stops(self) -> Iterator[None]:
        """In a process of its own: Ctrl+C ends the watch and nothing else; what was seen is kept first."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {each: signal.signal(each, self._on_stop) for each in _STOPS}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    def _on_stop(self, _number: int, _frame: object) -> None:
        """Between any two steps of the main thread: nothing is touched here that could be held."""
        self._is_stopped = True
