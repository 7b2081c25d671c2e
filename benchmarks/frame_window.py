"""The real program on a case of many items, measured from inside; prints one JSON object.

Times are milliseconds of the main thread. A frame is what `repaint` takes: row data, delegate, drawing.
"""

import itertools
import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from evidence_desk import app
from evidence_desk.capture.targets import AllScreens
from evidence_desk.domain.verification import Report  # noqa: TC001
from evidence_desk.here import new_item_id, surroundings, system_clock
from evidence_desk.ui import neutral_application
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.screen_here import look_for_screen

_FRAMES = 300
_INSERTS = 30
_STEP_PIXELS = 700
_CHECK_AT_MOST_S = 900

Figures = dict[str, object]


class FirstPaint(QObject):
    """Notes when a widget was painted first."""

    def __init__(self) -> None:
        super().__init__()
        self.at: float | None = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        """Qt's own name."""
        if event.type() is QEvent.Type.Paint and self.at is None:
            self.at = time.perf_counter()
        return False


@dataclass
class Times:
    """Milliseconds of each try: by the clock, and of this thread's own work, which a busy machine does not lengthen."""

    clock: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    def add(self, job: Callable[[], object]) -> None:
        """Do it once more."""
        clock, work = time.perf_counter(), time.thread_time()
        job()
        self.clock.append((time.perf_counter() - clock) * 1000)
        self.work.append((time.thread_time() - work) * 1000)

    def spread(self) -> dict[str, float]:
        """Medians and 95th parts of a hundred."""
        kinds = (("", self.clock), ("work ", self.work))
        ends = {f"{kind}p95": round(statistics.quantiles(times, n=20)[-1], 2) for kind, times in kinds}
        return ends | {f"{kind}p50": round(statistics.median(times), 2) for kind, times in kinds}


def memory_mb() -> dict[str, int]:
    """Resident now, and the most it ever was."""
    status = Path("/proc/self/status").read_text()
    return {name: int(re.search(rf"{key}:\s+(\d+)", status)[1]) // 1024 for name, key in _MEMORY.items()}


_MEMORY = {"now": "VmRSS", "peak": "VmHWM"}


def frames(view: QAbstractItemView) -> dict[str, float]:
    """Scroll down page by page and then to places all over the list, each step painted."""
    bar, end = view.verticalScrollBar(), view.verticalScrollBar().maximum()
    near = [place * _STEP_PIXELS % max(1, end) for place in range(_FRAMES // 2)]
    far = [place * 7919 * _STEP_PIXELS % max(1, end) for place in range(_FRAMES // 2)]
    times = Times()
    for value in itertools.chain(near, far):
        QApplication.processEvents()

        def frame(value: int = value) -> None:
            bar.setValue(value)
            view.viewport().repaint()

        times.add(frame)
    return times.spread()


def until(true: Callable[[], bool], at_most_s: float) -> None:
    """Let the window live until something is so."""
    end = time.perf_counter() + at_most_s
    while not true():
        QApplication.processEvents()
        time.sleep(0.001)
        if time.perf_counter() > end:
            raise SystemExit("it took too long")


def inserts(program: app.Program) -> dict[str, object]:
    """Real captures: what each costs the main thread when it comes home, and with the painting after it."""
    slots, whole = Times(), Times()
    for _ in range(_INSERTS):
        item = program.background.run(lambda: program._desk.capture(AllScreens()))  # noqa: SLF001 — timed apart

        def arrive(item: object = item) -> None:
            slots.add(lambda: program.operations.item_kept.emit(item))
            QApplication.processEvents()

        whole.add(arrive)
    return {"slots": slots.spread(), "with_painting": whole.spread()}


def keys(view: QAbstractItemView) -> dict[str, float]:
    """Keys that look through the whole list."""
    pressed = {
        "End": Qt.Key.Key_End,
        "Home": Qt.Key.Key_Home,
        "PageDown": Qt.Key.Key_PageDown,
        "a letter": Qt.Key.Key_Z,
    }
    times = {name: Times() for name in pressed}
    for name, key in pressed.items():
        times[name].add(lambda key=key: QTest.keyClick(view, key))
    return {name: round(each.work[0], 2) for name, each in times.items()}


def measure(folder: Path) -> Figures:
    """Open, fill, scroll, capture, check."""
    screen = look_for_screen(os.environ, new_item_id, surroundings())
    application = neutral_application.application()
    program = app.Program(application, system_clock(), screen, folder / "vault", folder / "settings.json")
    try:
        return opened(program)
    finally:
        program.close()


def opened(program: app.Program) -> Figures:
    """What is measured while the window is open."""
    checked: list[Report] = []
    filled: list[float] = []
    program.operations.seals_checked.connect(checked.append)
    program.operations.seals_not_checked.connect(lambda error: sys.exit(str(error)))
    program._listing.all_read.connect(lambda: filled.append(time.perf_counter()))  # noqa: SLF001
    room, painted = program.rooms.evidence, FirstPaint()
    figures: Figures = {"memory before": memory_mb()}
    begun, work = time.perf_counter(), time.process_time()
    program.open()
    program.window.open_room(ActionId.EVIDENCE)
    room.list.viewport().installEventFilter(painted)
    until(lambda: painted.at is not None, 60)
    figures["first page"] = round(((painted.at or begun) - begun) * 1000, 1)
    figures["first page work"] = round((time.process_time() - work) * 1000, 1)
    figures["rows at first page"] = room.model.item_count()
    until(lambda: bool(filled), 120)
    figures["all rows"] = round((filled[0] - begun) * 1000, 1)
    figures["rows"] = room.model.item_count()
    figures["memory with all rows"] = memory_mb()
    figures["frames while checking"] = frames(room.list)
    figures["inserts while checking"] = inserts(program)
    until(lambda: bool(checked), _CHECK_AT_MOST_S)
    figures["checked after"] = round((time.perf_counter() - begun) * 1000)
    figures["problems"] = [problem.type for problem in checked[0].problems]
    figures["memory after the check"] = memory_mb()
    figures["frames"] = frames(room.list)
    figures["inserts"] = inserts(program)
    figures["keys"] = keys(room.list)
    figures["memory at the end"] = memory_mb()
    return figures


def plain_list(count: int) -> Figures:
    """The peer: Qt's own list of as many strings."""
    application = neutral_application.application()
    view, model = QListView(), QStringListModel([f"One of {count} lines, number {number}" for number in range(count)])
    view.setUniformItemSizes(True)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.resize(584, 600)
    view.setModel(model)
    painted = FirstPaint()
    view.viewport().installEventFilter(painted)
    begun = time.perf_counter()
    view.show()
    until(lambda: painted.at is not None, 60)
    figures: Figures = {"first page": round(((painted.at or begun) - begun) * 1000, 1), "frames": frames(view)}

    def insert() -> None:
        model.insertRows(0, 1)
        model.setData(model.index(0), "A new line")
        QApplication.processEvents()

    inserted = Times()
    for _ in range(_INSERTS):
        inserted.add(insert)
    figures["inserts"] = {"with_painting": inserted.spread()}
    figures["memory at the end"] = memory_mb()
    del application
    return figures


def whole_read(folder: Path) -> Figures:
    """The other peer: every item with all of its record at once, as an export reads them."""
    from evidence_desk.vault.vault import open_reader

    before = memory_mb()
    with open_reader(folder / "vault", find_missing=False) as reader:
        case = reader.cases.last_used()
        begun = time.perf_counter()
        items = reader.items.of_case(case.id)
        took = (time.perf_counter() - begun) * 1000
        return {"all items": round(took), "items": len(items), "memory before": before, "memory": memory_mb()}


def main() -> None:
    """Measure what was asked for and print it."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    found = {"window": measure, "whole": whole_read}[what](folder) if what != "plain" else plain_list(int(sys.argv[3]))
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
