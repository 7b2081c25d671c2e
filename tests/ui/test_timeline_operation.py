"""Reading the timeline behind the window: one reading at a time, and never one too few."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.errors import DeskError, NoVault, ProgramFault, ReadOnlyVault
from evidence_desk.ui.background import Background
from evidence_desk.ui.timeline_operation import TimelineOperation
from evidence_desk.ui.vault_reading import VaultReading
from tests.fake_clock import FakeClock
from tests.ui.timeline_samples import timeline


class HeldBackground(Background):
    """Work that ends when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[tuple[Callable[[Any], None], Callable[[DeskError], None]]] = []

    def on_work_thread(
        self, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[DeskError], None]
    ) -> None:
        del job
        self.held.append((done, failed))


@pytest.mark.parametrize("fails", [False, True])
def test_what_is_asked_for_meanwhile_is_read_once_more_of_the_case_asked_for_last(
    qapp: object, clock: FakeClock, *, fails: bool
) -> None:
    background, told = HeldBackground(), []
    operation = TimelineOperation(background, VaultReading(Path("vault")), clock, None)
    operation.read.connect(lambda case_id, _timeline: told.append(case_id))
    operation.failed.connect(lambda _error: told.append("failed"))
    for name in ("a", "b", "c"):
        operation.ask(CaseId(name))
    assert len(background.held) == 1

    done, failed = background.held[0]
    failed(ReadOnlyVault(Path("vault"))) if fails else done(timeline())
    assert len(background.held) == 2
    background.held[1][0](timeline())
    background.shut_down()

    assert told == ["failed" if fails else "a", "c"]
    assert len(background.held) == 2


def test_after_a_fault_of_ours_it_is_read_again(
    qtbot: QtBot, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What went wrong once is said once, and is not waited for."""
    background, told = Background(), list[DeskError]()
    operation = TimelineOperation(background, VaultReading(tmp_path / "vault"), clock, None)
    operation.failed.connect(told.append)
    with monkeypatch.context() as broken, qtbot.waitSignal(operation.failed):
        broken.setattr("evidence_desk.ui.vault_reading.open_reader", None)
        operation.ask(CaseId("a"))
    with qtbot.waitSignal(operation.failed):
        operation.ask(CaseId("a"))
    background.shut_down()

    assert [type(each) for each in told] == [ProgramFault, NoVault]
