"""Watching one window or screen: a thread of its own looks, the case thread keeps what it saw."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from evidence_desk.capture.change_source import Watched
from evidence_desk.capture.targets import OneScreen, Screen
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.refusals import NoSuchScreen
from evidence_desk.domain.watches import Ending, WatchEnded, WatchLimits
from evidence_desk.ui.background import Background, nothing
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.workflows.capture_evidence import Capturer
from evidence_desk.workflows.watch_history import end_watch, write_down
from evidence_desk.workflows.watch_news import Paused, Resumed, WatchNews, WatchRequest
from evidence_desk.workflows.watch_screen import Watch, begin_watch


@dataclass(frozen=True, slots=True)
class ScreenNamed:
    """The screen of that name, or the first one where the display has no such name."""

    name: str


class WatchOperation(QObject):
    """One watch at a time. Each method returns at once; its answer is one of the signals, on the main thread."""

    began = Signal()
    not_begun = Signal(object)
    """The DeskError."""
    kept = Signal(object, int)
    """The Item, once it survives a power cut, and how many pictures this watch has kept with it."""
    paused = Signal(object)
    """The CaptureRefused: why there is nothing to see for now."""
    resumed = Signal()
    ended = Signal(object)
    """The WatchEnded; everything is kept by then."""

    def __init__(self, background: Background, desk: CaseDesk, new_item_id: Callable[[], ItemId]) -> None:
        super().__init__()
        self._background = background
        self._desk = desk
        self._new_item_id = new_item_id
        self._watch: Watch | None = None
        self._is_busy = False
        self._unwanted: Ending | DeskError | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is watched, or about to be."""
        return self._is_busy

    def start(self, target: Watched | ScreenNamed, limits: WatchLimits) -> None:
        """Watch, unless something is watched already."""
        if self._is_busy:
            return
        self._is_busy, self._unwanted = True, None

        def begin() -> tuple[Watch, Capturer]:
            capturer, case = self._desk.capturing()
            found = _screen(capturer, target) if isinstance(target, ScreenNamed) else target
            return begin_watch(capturer, WatchRequest(case, found, limits, str(self._new_item_id()))), capturer

        self._background.on_case_thread(begin, self._on_begun, self._on_not_begun)

    @Slot()
    def stop(self, why: Ending | DeskError = Ending.STOPPED) -> None:
        """Take no more pictures; those taken are still kept, where under-18 care does not refuse that."""
        self._unwanted = self._unwanted or why
        if self._watch is not None:
            self._watch.stop(why)

    def _on_begun(self, begun: tuple[Watch, Capturer]) -> None:
        watch, capturer = begun
        self._watch = watch
        if self._unwanted is not None:
            watch.stop(self._unwanted)
        self._background.on_own_thread(
            lambda: self._run(watch, capturer), nothing, self._on_lost, end=lambda: watch.stop(Ending.DESK_LEFT)
        )
        self.began.emit()

    def _on_not_begun(self, error: DeskError) -> None:
        self._is_busy = False
        self.not_begun.emit(error)

    def _run(self, watch: Watch, capturer: Capturer) -> None:
        """On the watch's own thread. What is written last is asked for here: the window may not listen any more."""
        watch.run(lambda news: self._write(watch, capturer, news))

        def end() -> WatchEnded:
            ended = watch.ended
            end_watch(capturer.vault, watch.request, ended)
            return ended

        self._background.on_case_thread(end, self._on_ended, self._on_lost)

    def _write(self, watch: Watch, capturer: Capturer, news: WatchNews) -> None:
        """On the watch's own thread: one short job for the case thread."""

        def write() -> tuple[Item | None, int]:
            try:
                item = write_down(capturer, watch.request, news)
            except DeskError as error:
                watch.stop(error)
                return None, 0
            if item is not None:
                watch.has_kept(item)
            return item, watch.ended.kept

        self._background.on_case_thread(write, lambda written: self._on_written(news, *written), watch.stop)

    def _on_written(self, news: WatchNews, item: Item | None, kept: int) -> None:
        if item is not None:
            self.kept.emit(item, kept)
        elif isinstance(news, Paused):
            self.paused.emit(news.why)
        elif isinstance(news, Resumed):
            self.resumed.emit()

    def _on_ended(self, ended: WatchEnded) -> None:
        self._watch, self._is_busy = None, False
        self.ended.emit(ended)

    def _on_lost(self, error: DeskError) -> None:
        """The history could not say how it ended; the person hears why."""
        kept = self._watch.ended if self._watch is not None else WatchEnded(0, 0, error)
        self._on_ended(WatchEnded(kept.kept, kept.size_bytes, error))


def _screen(capturer: Capturer, wanted: ScreenNamed) -> OneScreen:
    """Raises NoSuchScreen where there is none at all."""
    screens: tuple[Screen, ...] = capturer.backend.screens()
    if not screens:
        raise NoSuchScreen(1)
    named = [screen for screen in screens if screen.name == wanted.name]
    return OneScreen((named or list(screens))[0].number)
