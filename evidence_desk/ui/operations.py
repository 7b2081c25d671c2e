"""What a button can ask for: a workflow on the right thread, and the event that says how it went."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QImage

from evidence_desk.capture.targets import Target, Window
from evidence_desk.domain.arrivals import NOT_SAID
from evidence_desk.domain.cases import Case, CaseId
from evidence_desk.domain.checklists import StepId, StepMark, StepState
from evidence_desk.domain.custody import CustodyEvent
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Item, ItemId, Record, Rectangle
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.verification import Report
from evidence_desk.domain.written_errors import CareNeedsParts
from evidence_desk.ui.aim import Aim
from evidence_desk.ui.background import Background, Failed, nothing
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.case_view import CaseNews, CaseView
from evidence_desk.ui.operation_answers import OperationAnswers
from evidence_desk.ui.picture_decoding import decoded
from evidence_desk.ui.vault_reading import VaultReading
from evidence_desk.workflows.capture_evidence import CaptureRequest, Kept

T = TypeVar("T")
_Turned = tuple[StepMark | None, StepMark]
_STEPS_OF_PROGRESS = 50
_REST_MS = 2000


class Abandoned(Exception):  # noqa: N818 — nothing is wrong: the window is gone and nobody waits
    """Ends long reading work when the window has closed."""


class Operations(OperationAnswers):
    """Each method returns at once; its answer is one of the signals, on the main thread."""

    def __init__(self, background: Background, desk: CaseDesk, reads: VaultReading) -> None:
        super().__init__()
        self._resting = QTimer(self, singleShot=True, interval=_REST_MS)
        self._resting.timeout.connect(self._on_resting)
        for changed in (self.item_kept, self.item_changed, self.item_removed, self.step_changed):
            changed.connect(lambda _change: self._resting.start())
        self._background = background
        self._desk = desk
        self._reads = reads
        self._shown: CaseId | None = None

    @Slot()
    def start(self) -> None:
        """Open the first case."""
        self._background.on_case_thread(self._desk.start, self.case_opened.emit, self.case_not_opened.emit)

    @Slot()
    def refresh(self) -> None:
        """Show the case as it is now; it may have come while the first window was still waiting."""

        def told(news: CaseView | CaseNews | None) -> None:
            if news is not None and self._shown not in {None, news.case.id}:
                self.refresh()  # another case was entered meanwhile
            elif isinstance(news, CaseNews):
                self.news_came.emit(news)
            elif news is not None:
                self.case_opened.emit(news)

        self._background.on_case_thread(self._desk.news, told, self.failed.emit)

    def enter(self, case_id: CaseId) -> None:
        """Say which case is shown now: what is asked from here on belongs to it, what was asked before to the other."""
        if case_id != self._shown:
            if self._shown is not None:
                self.case_left.emit()
            self._shown = case_id
            self._background.on_case_thread(lambda: self._desk.enter(case_id), nothing, self.failed.emit)

    def capture(
        self, target: Target, leave_out: tuple[Rectangle, ...] = (), trigger: str | None = None, *, context: bool = True
    ) -> None:
        """Keep one picture; `trigger` says how it was pressed. Without `context` nothing around a window is kept."""
        saved = self.saying_saved()

        def asked(case: Case) -> CaptureRequest:
            return CaptureRequest(case, target, leave_out=leave_out, trigger=trigger, context=context)

        failed = self.asking_for_parts(Aim(target, leave_out), trigger)
        self.in_case(lambda: self._desk.capture(asked, saved), self.say_kept, failed)

    def asking_for_parts(
        self, aim: Aim, trigger: str | None, then: Callable[[Item], None] | None = None
    ) -> Callable[[DeskError], None]:
        """What hears why a press kept nothing; under care `then` is done once the person kept it all the same."""

        def failed(error: DeskError) -> None:
            if isinstance(error, CareNeedsParts):
                self.parts_needed.emit(aim, trigger, then)
            else:
                self.item_not_kept.emit(error)

        return failed

    def saying_saved(self) -> Callable[[Item], None]:
        """What tells the window, from the case thread, that an item is saved; nobody in another case hears of it."""
        case_id = self._shown

        def say(item: Item) -> None:
            self._background.say(lambda: self.item_kept.emit(item) if self._shown == case_id else None)

        return say

    def say_kept(self, kept: Kept) -> None:
        """The item itself is heard of already; now there is the screen around it, and a number to find that by."""
        if kept.context is not None:
            self.item_kept.emit(kept.context)
            self.item_changed.emit(kept.item)

    def capture_proof(self, target: Target, step_id: StepId, leave_out: tuple[Rectangle, ...] = ()) -> None:
        """Keep one picture and name it as the proof of a step."""
        saved = self.saying_saved()

        def asked(case: Case) -> CaptureRequest:
            return CaptureRequest(case, target, leave_out=leave_out, trigger="button")

        def keep() -> tuple[Kept, _Turned | DeskError]:
            kept = self._desk.capture(asked, saved)
            try:
                return kept, self._turned(step_id, lambda: self._desk.name_proof(step_id, kept.item.id))
            except DeskError as error:
                return kept, error

        def kept(answer: tuple[Kept, _Turned | DeskError]) -> None:
            found, named = answer
            self.say_kept(found)
            if isinstance(named, DeskError):
                self.step_not_changed.emit(step_id, named)
            else:
                self._say_turned(named)

        failed = self.asking_for_parts(Aim(target, leave_out), "button", lambda item: self.name_proof(step_id, item.id))
        self.in_case(keep, kept, failed)

    def list_windows(self, windows: Callable[[], tuple[Window, ...]]) -> None:
        """Ask the display what can be chosen."""
        self._background.on_work_thread(windows, self.windows_listed.emit, self.item_not_kept.emit)

    def look(self, item_id: ItemId) -> None:
        """Read and decode the item's picture; looking is a line in its history."""
        case_id = self._shown

        def shown(picture: QImage) -> None:
            if case_id == self._shown:
                self.picture_read.emit(item_id, picture)

        def not_shown(error: DeskError) -> None:
            if case_id == self._shown:
                self.item_troubled.emit(item_id, error)

        def read() -> tuple[Record, bytes]:
            return self._desk.item(item_id).record, self._desk.original(item_id)

        def decode(kept: tuple[Record, bytes]) -> None:
            self._background.on_work_thread(lambda: decoded(*kept), shown, not_shown)

        self.in_case(read, decode, self._troubled(item_id))

    def read_item(self, item_id: ItemId) -> None:
        """Read all that is known of an item, and its own lines in the history."""

        def read(known: tuple[Item, tuple[CustodyEvent, ...]]) -> None:
            item, events = known
            self.item_read.emit(item)
            self.history_read.emit(item_id, events)

        self.in_case(lambda: self._desk.known_of(item_id), read, self._troubled(item_id))

    def set_note(self, item_id: ItemId, untrusted_note: str) -> None:
        """Keep the person's note."""
        self._change(item_id, lambda: self._desk.set_note(item_id, untrusted_note))

    def add_tag(self, item_id: ItemId, untrusted_tag: str) -> None:
        """Keep one more tag."""
        self._change(item_id, lambda: self._desk.add_tag(item_id, untrusted_tag))

    def remove_tag(self, item_id: ItemId, tag: str) -> None:
        """Take a tag away."""
        self._change(item_id, lambda: self._desk.remove_tag(item_id, tag))

    def remove(self, item_id: ItemId, untrusted_reason: str = NOT_SAID) -> None:
        """Remove an item for good."""
        self.in_case(
            lambda: self._desk.remove(item_id, untrusted_reason), self.item_removed.emit, self._troubled(item_id)
        )

    def change_step(self, step_id: StepId, state: StepState, *, note: str | None = None) -> None:
        """Keep what the person said of a step; a note that is None stays as it was."""
        self._turn(step_id, lambda: self._desk.change_step(step_id, state, note=note))

    def name_proof(self, step_id: StepId, proof: ItemId | None) -> None:
        """Keep which item proves a step, or that none does."""
        self._turn(step_id, lambda: self._desk.name_proof(step_id, proof))

    def _turn(self, step_id: StepId, job: Callable[[], StepMark]) -> None:
        self.in_case(
            lambda: self._turned(step_id, job),
            self._say_turned,
            lambda error: self.step_not_changed.emit(step_id, error),
        )

    def _turned(self, step_id: StepId, job: Callable[[], StepMark]) -> _Turned:
        """On the case thread: a step before a change and after it."""
        return self._desk.mark(step_id), job()

    def _say_turned(self, turned: _Turned) -> None:
        self.step_turned.emit(*turned)
        self.step_changed.emit(turned[1])

    @Slot()
    def check_seals(self) -> None:
        """Read every item back and check the whole vault against itself."""

        def check() -> Report:
            with self._reads.open() as reader:
                return reader.check(self._say_progress)

        self._background.on_work_thread(check, self._say_checked, self.seals_not_checked.emit)

    def _say_checked(self, report: Report) -> None:
        """Name the items that can't be read before it is said that the check is over."""
        shown = self._shown

        def say(items: tuple[Listed, ...]) -> None:
            if self._shown != shown:
                self._say_checked(report)  # another case was entered meanwhile
                return
            if items:
                self.unreadable_found.emit(items)
            self.seals_checked.emit(report)

        self._background.on_case_thread(
            lambda: self._desk.found_unreadable(report.problems), say, self.seals_not_checked.emit
        )

    @Slot()
    def _on_resting(self) -> None:
        if not self._background.is_listening:
            return
        self._background.on_case_thread(self._desk.rest, nothing, self.failed.emit)

    def _say_progress(self, done: int, total: int) -> None:
        """On a work thread; raises Abandoned to end the work when the window is gone."""
        if not self._background.is_listening:
            raise Abandoned
        if done % max(1, total // _STEPS_OF_PROGRESS) == 0:
            self._background.say(lambda: self.seals_read.emit(done, total))

    def _change(self, item_id: ItemId, job: Callable[[], Item]) -> None:
        def change() -> tuple[Item, Item]:
            return self._desk.item(item_id), job()

        def changed(items: tuple[Item, Item]) -> None:
            before, after = items
            if before != after:
                self.words_changed.emit(before, after)
            self.item_changed.emit(after)

        self.in_case(change, changed, self._troubled(item_id))

    def in_case(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed,
        late: Callable[[T], None] = nothing,
        late_failed: Failed | None = None,
    ) -> None:
        """On the case thread, for the case shown now. Nothing of it is shown in another; a failure is still said.

        An answer that comes when another case is shown goes to `late`, a failure to `late_failed` or the window.
        """
        shown, elsewhere = self._shown, late_failed or self.failed.emit
        self._background.on_case_thread(
            job,
            lambda answer: done(answer) if self._shown == shown else late(answer),
            lambda error: failed(error) if self._shown == shown else elsewhere(error),
        )

    def _troubled(self, item_id: ItemId) -> Callable[[DeskError], None]:
        return lambda error: self.item_troubled.emit(item_id, error)
