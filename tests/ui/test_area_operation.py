"""A still picture in memory goes as soon as nobody needs it, wherever the person went meanwhile."""

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from evidence_desk.capture.still import Still, take_still
from evidence_desk.domain.cases import CaseId
from evidence_desk.ui.area_operation import AreaOperation, AreaPress
from evidence_desk.ui.background import Background
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.vault_reading import VaultReading
from tests.fake_clock import FakeClock
from tests.ui.painted_screen import PaintedScreen


class SlowDesk(CaseDesk):
    """Freezes a made-up screen and saves an area of it, each when it is let to."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(Path("nowhere"), clock, lambda _vault: pytest.fail("no picture"), lambda _vault: None)
        self.may_go_on = threading.Event()
        self.still = take_still(PaintedScreen(), clock)
        self.saw: list[bool] = []

    def enter(self, case_id: CaseId) -> None:
        """Any case is there."""

    def freeze(self, _target: object = None) -> Still:
        """The still, when it may."""
        self.may_go_on.wait(30)
        return self.still

    def keep_area(self, still: Still, *_drawn: object, **_said: object) -> Any:
        """Whether there is anything to save, when it may."""
        self.may_go_on.wait(30)
        self.saw.append(is_there(still))


def is_there(still: Still) -> bool:
    """Whether its pixels are still in memory."""
    return any(bytes(still.frame.pixels))


@pytest.fixture
def desk(clock: FakeClock) -> SlowDesk:
    return SlowDesk(clock)


@pytest.fixture
def operations(background: Background, desk: SlowDesk) -> Operations:
    made = Operations(background, desk, VaultReading(Path("nowhere")))
    made.enter(CaseId("first"))
    return made


def test_a_still_of_a_case_that_was_left_goes(
    background: Background, operations: Operations, desk: SlowDesk, qtbot: QtBot
) -> None:
    operation = AreaOperation(desk, operations)
    frozen = QSignalSpy(operation.frozen)
    operation.freeze()
    operations.enter(CaseId("second"))
    assert is_there(desk.still)
    desk.may_go_on.set()
    qtbot.waitUntil(lambda: not is_there(desk.still))

    assert frozen.count() == 0


def test_one_that_is_being_saved_from_goes_when_that_is_done(
    background: Background, operations: Operations, desk: SlowDesk, qtbot: QtBot
) -> None:
    operation = AreaOperation(desk, operations)
    operation.keep(desk.still, AreaPress(desk.still.whole, ()))
    operation.let_go(desk.still)
    operations.enter(CaseId("second"))
    desk.may_go_on.set()
    background.run(lambda: None)

    assert desk.saw == [True]
    assert not is_there(desk.still)
