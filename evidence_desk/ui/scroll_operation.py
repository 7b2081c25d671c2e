"""A scroll: short looks at a window on the case thread, and the joined picture drawn beside everything else."""

import uuid

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from evidence_desk.capture.targets import OneWindow
from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Item
from evidence_desk.ui.background import Background
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.vault_reading import VaultReading
from evidence_desk.workflows.capture_evidence import Capturer
from evidence_desk.workflows.join_scroll import draw_plan, keep_drawn
from evidence_desk.workflows.keep_scroll import Look, ScrollPlan, ScrollRequest, ScrollSession

_BETWEEN_LOOKS_MS = 60
_Begun = tuple[ScrollSession, Capturer]
_Joined = tuple[ScrollPlan, tuple[Item, ...]]


class ScrollOperation(QObject):
    """One scroll at a time. Every look is a task of its own, so that whatever else is pressed goes in between."""

    looked = Signal(object, int, int)
    """The Look, how many were kept so far, and how many gaps there are now."""
    over = Signal(object)
    """Nothing more is looked at: the DeskError that ended it, or None. What was kept is being joined."""
    joined = Signal(object, object)
    """The CaseId, and the joined Items: none where there was nothing to join."""
    not_joined = Signal(object)
    """The DeskError; every original is kept."""

    def __init__(
        self,
        background: Background,
        desk: CaseDesk,
        reads: VaultReading,
    ) -> None:
        super().__init__()
        self._background = background
        self._desk = desk
        self._reads = reads
        self._scroll: _Begun | None = None
        self._is_looking = False
        self._is_wanted = False
        self._timer = QTimer(self, interval=_BETWEEN_LOOKS_MS)
        self._timer.timeout.connect(self._on_time)

    @property
    def is_running(self) -> bool:
        """Whether a window is looked at, or will be."""
        return self._is_wanted

    def begin(self, window_id: str) -> None:
        """Look at a window again and again, and keep what it shows in the case shown now."""

        def begin() -> _Begun:
            capturer, case = self._desk.capturing()
            request = ScrollRequest(case, OneWindow(window_id), str(uuid.uuid4()))
            return ScrollSession(capturer, request), capturer

        def begun(scroll: _Begun) -> None:
            if self._is_wanted:
                self._scroll, self._is_looking = scroll, False
                self._timer.start()

        if not self._is_wanted:
            self._is_wanted = True
            self._background.on_case_thread(begin, begun, self._end)

    @Slot()
    def finish(self) -> None:
        """Look no more, and join what was kept."""
        if self._is_wanted:
            self._end(None)

    @Slot()
    def stop(self) -> None:
        """Look no more; nothing is joined, and every original stays."""
        self._is_wanted = False
        self._timer.stop()
        self._scroll = None

    @Slot()
    def _on_time(self) -> None:
        if not self._background.is_listening:
            self.stop()
        if self._scroll is None or self._is_looking:
            return
        self._is_looking = True
        scroll = self._scroll
        session = scroll[0]
        self._background.on_case_thread(
            lambda: (session.look(), session.kept, session.gaps),
            lambda seen: self._on_looked(scroll, *seen),
            lambda error: self._end(error) if self._scroll is scroll else None,
        )

    def _on_looked(self, scroll: _Begun, look: Look, kept: int, gaps: int) -> None:
        if self._scroll is scroll:
            self._is_looking = False
            self.looked.emit(look, kept, gaps)

    def _end(self, error: DeskError | None) -> None:
        scroll = self._scroll
        self.stop()
        self.over.emit(error)
        if scroll is not None:
            self._background.on_work_thread(lambda: self._join(*scroll), self._say_joined, self.not_joined.emit)

    def _join(self, session: ScrollSession, capturer: Capturer) -> _Joined:
        """On a work thread; looks that were asked for are taken before it."""
        plan = self._background.run(session.plan)
        if not plan.maps or not self._background.is_listening:
            return plan, ()
        with self._reads.open() as reader:
            drawn = draw_plan(reader, plan, capturer.clock.now, capturer.new_item_id)
        return plan, self._background.run(lambda: keep_drawn(capturer, plan, drawn))

    def _say_joined(self, answer: _Joined) -> None:
        plan, items = answer
        self.joined.emit(CaseId(plan.request.case.id), items)
