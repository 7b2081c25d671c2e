"""Making a folder to hand over: long work beside everything else, that can be cancelled."""

import shutil
import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

import evidence_desk
from evidence_desk.domain.cases import Case
from evidence_desk.domain.times import Clock
from evidence_desk.export.hand_over import HandOver, HandOverProgress, HandOverRequest
from evidence_desk.export.place import device_of
from evidence_desk.export.recipients import Recipient
from evidence_desk.guidance.content import Content
from evidence_desk.ui.background import Background
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.vault_reading import VaultReading
from evidence_desk.workflows.export_case import Exporter, export_case

_STEPS_OF_PROGRESS = 100


class HandOverOperation(QObject):
    """One folder at a time. Its reading vault belongs to the work thread; only the history's line is written."""

    progressed = Signal(object)
    """A HandOverProgress."""
    made = Signal(object)
    """The HandOver."""
    not_made = Signal(object)
    """The DeskError; HandOverCancelled is one of them."""
    place_measured = Signal(object, object)
    """The Path, and its free bytes or None where that can't be told."""

    def __init__(
        self, background: Background, desk: CaseDesk, reads: VaultReading, clock: Clock, content: Content | None
    ) -> None:
        super().__init__()
        self._background = background
        self._desk = desk
        self._reads = reads
        self._clock = clock
        self._content = content
        self._cancelled = threading.Event()
        self._devices: dict[Path, int | None] = {}

    def make(
        self,
        case: Case,
        destination_path: Path,
        recipient: Recipient,
        *,
        leave_out_flagged: bool = False,
        no_items: bool = False,
    ) -> None:
        """Make the folder; items for it that are flagged as under 18 are refused unless they, or all, are left out."""
        self._cancelled = cancelled = threading.Event()
        request = HandOverRequest(
            case, recipient, destination_path,
            leave_out_flagged=leave_out_flagged, chosen=frozenset() if no_items else None,
            device=self._devices.get(destination_path),
        )  # fmt: skip

        def given_up() -> bool:
            return cancelled.is_set() or not self._background.is_listening

        def make() -> HandOver:
            with self._reads.open() as reader:
                exporter = Exporter(reader, self._clock, (), evidence_desk.__version__, content=self._content)
                return export_case(exporter, request, self._note, self._say_progress, given_up)

        self._background.on_work_thread(make, self.made.emit, self.not_made.emit)

    @Slot()
    def cancel(self) -> None:
        """Stop as soon as may be; nothing is left behind."""
        self._cancelled.set()

    def measure(self, place: Path) -> None:
        """Ask how much room there is; a stick or a network folder may be slow to answer."""

        def look() -> int | None:
            self._devices[place] = device_of(place)  # the place was chosen now
            return _free_bytes(place)

        self._background.on_work_thread(
            look, lambda free: self.place_measured.emit(place, free), self.not_made.emit
        )  # fmt: skip

    def _note(self, hand_over: HandOver) -> bool:
        return self._background.run(lambda: self._desk.note_hand_over(hand_over))

    def _say_progress(self, progress: HandOverProgress) -> None:
        """Some of it: thousands of answers would stand in line before the key that leaves."""
        if progress.done == progress.all or progress.done % max(1, progress.all // _STEPS_OF_PROGRESS) == 0:
            self._background.say(lambda: self.progressed.emit(progress))


def _free_bytes(place: Path) -> int | None:
    with suppress(OSError):
        return shutil.disk_usage(place).free
    return None
