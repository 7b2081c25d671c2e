"""The timeline in the whole program: it follows what is saved, written and ticked, and leads to each of them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.domain.checklists import StepState
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Report
from evidence_desk.domain.timeline import EventId, Lane, Timeline, Track
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.panels.timeline_panel import TimelinePanel
from tests.fake_clock import START, FakeClock
from tests.ui.desk_program import capture, press, tell


def told(panel: TimelinePanel) -> list[str]:
    return [f"{each.happened}/{'/'.join(each.exhibits)}" for each in panel.model.events]


def told_openly(panel: TimelinePanel, item_id: str) -> bool:
    return any(each.owner == item_id and not each.is_shut for each in panel.model.events if each.lane is Lane.SAVED)


def follow(program: Program, qtbot: QtBot, event_id: str) -> None:
    """Press Enter on a row."""
    panel = program.rooms.timeline
    program.window.open_room(ActionId.TIMELINE)
    qtbot.waitUntil(lambda: panel.model.row_of(EventId(event_id)) is not None)
    panel.list.choose_row(panel.model.row_of(EventId(event_id)))
    QTest.keyClick(panel.list, Qt.Key.Key_Return)


def test_the_timeline_follows_and_leads_on(program: Program, qtbot: QtBot, clock: FakeClock) -> None:
    panel = program.rooms.timeline
    program.actions[ActionId.TIMELINE].trigger()
    assert panel.empty.isVisible()
    assert panel.empty.capture.hasFocus() or panel.isAncestorOf(program.window.focusWidget())
    with qtbot.waitSignal(program.operations.item_kept):
        press(qtbot, panel, "Capture")
    qtbot.waitUntil(lambda: told(panel) == ["saved/EX-001"])
    assert panel.list.isVisible()

    tell(program, qtbot, country="GB", services=("facebook",), posted="yes", paid="yes")
    clock.advance(60)
    item = program.state.newest[0]
    with qtbot.waitSignal(program.writing.written) as kept:
        paid = Payment(method="bank-transfer", paid_ns=START.utc_ns - 10**12, zone=START.zone, exhibits=(item.id,))
        program.writing.keep(paid)
    payment = kept.args[0].id
    plan = program.plan.now()
    assert plan is not None
    step = next(each for each in plan.order if each.list_id == "report" and each.deadline is not None)
    with qtbot.waitSignal(program.operations.step_changed):
        program.operations.change_step(step.id, StepState.DONE)
    with qtbot.waitSignal(program.writing.written) as kept:
        program.writing.keep(Report(to="Facebook", step=step.id, asked_ns=clock.now().utc_ns, zone=START.zone))
    report = kept.args[0].id
    wanted = {"saved/EX-001", "paid/EX-001", "done/", "asked/", "ends/"}
    qtbot.waitUntil(lambda: wanted <= set(told(panel)))
    assert any(each.lane is Lane.DATES for each in panel.model.events)

    for event_id, room in (
        (f"saved/{item.id}", ActionId.EVIDENCE),
        (f"paid/{payment}", ActionId.PAID),
        (f"step/{step.id}", ActionId.REPORT),
        (f"asked/{report}", ActionId.REPORT),
    ):
        follow(program, qtbot, event_id)
        assert program.window.current_room is room, event_id
    assert program.rooms.payments.subject == payment

    qtbot.waitUntil(lambda: program.background.is_idle)
    told_before = Timeline(panel.model.events, {}, (), Track.of(()), clock.now().utc_ns, START.zone)
    program.care.operation.flag(item.id, flagged=True)
    qtbot.waitUntil(lambda: item.id in program.state.registers.shut)
    program.window.open_room(ActionId.TIMELINE)
    assert not told_openly(panel, item.id), "its title is not shown until the case has been read anew"
    program.timeline._on_read(program.state.case.id, told_before)
    assert not told_openly(panel, item.id), "nor does it come back with what was read before"
    qtbot.waitUntil(lambda: [each.is_shut for each in panel.model.events if each.owner == item.id] == [True])

    capture(program, qtbot)  # elsewhere: it is there when somebody looks
    program.window.open_room(ActionId.TIMELINE)
    qtbot.waitUntil(lambda: "saved/EX-002" in told(panel))
    program.operations.case_left.emit()
    assert not panel.model.events, "nor until another case is open"
    with qtbot.waitSignal(program.operations.case_opened):
        program._cases.new("Another")
    assert not panel.model.events
    program.window.open_room(ActionId.TIMELINE)
    assert panel.empty.isVisible()
