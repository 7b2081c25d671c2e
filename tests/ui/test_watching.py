"""A watch in the whole program: chosen by its window, shown and stopped in the bar; its end loses nothing."""

from collections.abc import Callable
from contextlib import nullcontext

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.capture.change_source import change_source
from evidence_desk.capture.targets import OneScreen, OneWindow
from evidence_desk.domain.custody import CustodyEvent, LogId
from evidence_desk.domain.errors import DiskFull
from evidence_desk.domain.evidence import Item, Rectangle
from evidence_desk.domain.refusals import DisplayLost, WatchNeedsNoWindow, WindowGone, WindowMinimised
from evidence_desk.settings import WATCH_AT_MOST
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.own_windows import WithoutOwnWindows
from evidence_desk.ui.panels.bar_menu import BarTarget
from evidence_desk.vault.vault import open_reader
from tests.ui.desk_program import press, words
from tests.ui.painted_screen import PaintedScreen

PATIENCE_MS = 60_000


@pytest.fixture
def kept(program: Program) -> list[Item]:
    """What the window was told of."""
    found: list[Item] = []
    program.operations.item_kept.connect(found.append)
    return found


def watch(program: Program, qtbot: QtBot) -> None:
    """Choose the first window to be watched, and wait for its first picture."""
    program.actions[ActionId.WATCH].trigger()
    qtbot.waitUntil(lambda: program.picker._chosen() is not None, timeout=PATIENCE_MS)
    with qtbot.waitSignal(program._watching._operation.kept, timeout=PATIENCE_MS):
        press(qtbot, program.picker, "Watch this window")


def changes(program: Program, qtbot: QtBot, screen: PaintedScreen) -> None:
    """Another picture on the screen, kept."""
    with qtbot.waitSignal(program._watching._operation.kept, timeout=PATIENCE_MS):
        screen.paint += 7


def ends(program: Program, qtbot: QtBot, what: Callable[[], object]) -> None:
    with qtbot.waitSignal(program._watching._operation.ended, timeout=PATIENCE_MS):
        what()


def told(program: Program) -> list[CustodyEvent]:
    """What the history says of watches, once the program is closed."""
    path = program._vault_path
    program.close()
    with open_reader(path) as reader:
        logs = [LogId(case.id) for case in reader.cases.all()]
        return [event for log in logs for event in reader.custody.events(log) if event.event.startswith("watch")]


def test_a_window_is_watched_until_stop(
    program: Program, qtbot: QtBot, screen: PaintedScreen, kept: list[Item]
) -> None:
    watch(program, qtbot)
    changes(program, qtbot, screen)
    assert "Watching: Chat 1" in words(program.bar)
    assert "2 kept, at most 200" in words(program.bar)
    assert not program.actions[ActionId.WATCH].isEnabled()
    ends(program, qtbot, lambda: press(qtbot, program.bar, "Stop"))

    assert [item.record.trigger for item in kept] == ["watch", "watch"]
    assert len({item.record.series for item in kept}) == 1
    assert len({item.record.pixel_sha256 for item in kept}) == 2
    assert "2 saved in Case 1" in words(program.bar)
    assert program.actions[ActionId.WATCH].isEnabled()
    began, ended = told(program)
    assert (began.event, ended.event) == ("watch began", "watch ended")
    assert (began.detail["window"], began.detail["at_most"]) == ("0x1", 200)
    assert (ended.detail["why"], ended.detail["kept"]) == ("stopped", 2)
    assert began.detail["series"] == ended.detail["series"] == kept[0].record.series


def test_nothing_is_kept_while_nothing_changes(program: Program, qtbot: QtBot, kept: list[Item]) -> None:
    watch(program, qtbot)
    with qtbot.assertNotEmitted(program._watching._operation.kept, wait=700):
        pass

    assert len(kept) == 1


def test_capture_works_beside_it_and_says_so(program: Program, qtbot: QtBot, screen: PaintedScreen) -> None:
    watch(program, qtbot)
    with qtbot.waitSignal(program.operations.item_kept):
        press(qtbot, program.bar, "Capture")
    assert "2 saved" in words(program.bar)
    assert "Watching: Chat 1" in words(program.bar)
    changes(program, qtbot, screen)

    assert "2 kept, at most 200" in words(program.bar)


def test_esc_stops_it(program: Program, qtbot: QtBot) -> None:
    watch(program, qtbot)
    ends(program, qtbot, lambda: qtbot.keyClick(program.window, Qt.Key.Key_Escape))

    assert [event.detail.get("why") for event in told(program)] == [None, "stopped"]


def test_what_was_seen_is_kept_when_the_person_leaves(program: Program, qtbot: QtBot, screen: PaintedScreen) -> None:
    watch(program, qtbot)
    changes(program, qtbot, screen)
    program.leaving.leave()
    began, ended = told(program)

    assert (began.event, ended.detail["why"], ended.detail["kept"]) == ("watch began", "desk_left", 2)


def test_a_program_that_is_closed_ends_it(program: Program, qtbot: QtBot) -> None:
    watch(program, qtbot)

    assert [event.detail.get("why") for event in told(program)] == [None, "desk_left"]


def test_another_case_ends_it_and_gets_nothing_of_it(
    program: Program, qtbot: QtBot, screen: PaintedScreen, kept: list[Item]
) -> None:
    watch(program, qtbot)
    first = program.state.case
    ends(program, qtbot, lambda: program._cases.new("Case 2"))
    assert program.state.case is not None
    assert first is not None
    assert program.state.case.id != first.id
    assert program.state.count == 0
    events = told(program)

    assert {str(event.log) for event in events} == {str(first.id)}
    assert events[-1].detail["why"] == "case_left"


def test_it_stops_by_itself_when_enough_is_kept(program: Program, qtbot: QtBot, screen: PaintedScreen) -> None:
    program._settings.set(WATCH_AT_MOST, 2)
    watch(program, qtbot)
    with qtbot.waitSignal(program._watching._operation.ended, timeout=PATIENCE_MS):
        screen.paint += 1

    assert "Watching has stopped: 2 kept, and no more were wanted. Start it again to go on." in words(program.bar)
    assert told(program)[-1].detail["why"] == "count_reached"


@pytest.mark.parametrize("refusal", [WindowGone("0x1"), DisplayLost()], ids=["closed", "lost"])
def test_a_window_or_display_that_is_gone_ends_it_with_a_sentence(
    program: Program, qtbot: QtBot, screen: PaintedScreen, refusal: WindowGone | DisplayLost
) -> None:
    watch(program, qtbot)
    with qtbot.waitSignal(program._watching._operation.ended, timeout=PATIENCE_MS):
        screen.refusal = refusal

    assert "Watching has stopped, 1 kept." in words(program.bar)
    assert told(program)[-1].detail["why"] == refusal.type


def test_a_window_that_is_away_is_waited_for(program: Program, qtbot: QtBot, screen: PaintedScreen) -> None:
    watch(program, qtbot)
    with qtbot.waitSignal(program._watching._operation.paused, timeout=PATIENCE_MS):
        screen.refusal = WindowMinimised("0x1")
    assert "Waiting: Chat 1" in words(program.bar)
    with qtbot.waitSignal(program._watching._operation.resumed, timeout=PATIENCE_MS):
        screen.refusal = None
    assert "Watching: Chat 1" in words(program.bar)
    changes(program, qtbot, screen)

    assert [event.event for event in told(program)] == ["watch began", "watch paused", "watch resumed", "watch ended"]


def test_a_full_disk_ends_it_and_loses_nothing_saved(
    program: Program, qtbot: QtBot, screen: PaintedScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch(program, qtbot)

    def full(*_arguments: object, **_more: object) -> None:
        raise DiskFull("there")

    monkeypatch.setattr("evidence_desk.workflows.capture_evidence.Capturer.keep", full)
    with qtbot.waitSignal(program._watching._operation.ended, timeout=PATIENCE_MS):
        screen.paint += 1
    assert "This disk is full." in words(program.bar)
    monkeypatch.undo()

    last = told(program)[-1].detail
    assert (last["why"], last["kept"]) == ("disk_full", 1)


def test_what_cannot_be_watched_is_refused_in_the_bar(program: Program, qtbot: QtBot, screen: PaintedScreen) -> None:
    program.actions[ActionId.WATCH].trigger()
    qtbot.waitUntil(lambda: program.picker._chosen() is not None, timeout=PATIENCE_MS)
    screen.shown = ()
    with qtbot.waitSignal(program._watching._operation.not_begun, timeout=PATIENCE_MS):
        press(qtbot, program.picker, "Watch this window")

    assert "That window is gone." in words(program.bar)
    assert not program._watching._operation.is_busy
    assert told(program) == []


def test_a_window_of_which_parts_were_left_out_is_not_watched(program: Program, qtbot: QtBot) -> None:
    with program._screen.grab(OneWindow("0x1")) as shot:
        program._watching._parts.keep(shot, (Rectangle(1, 1, 5, 5),))
    program.actions[ActionId.WATCH].trigger()
    qtbot.waitUntil(lambda: program.picker._chosen() is not None, timeout=PATIENCE_MS)
    press(qtbot, program.picker, "Watch this window")

    assert "You left out parts of this window." in words(program.bar)
    assert not program._watching._operation.is_busy


def test_where_our_windows_would_come_and_go_nothing_is_watched() -> None:
    with pytest.raises(WatchNeedsNoWindow):
        change_source(WithoutOwnWindows(PaintedScreen(), nullcontext), OneScreen(1))


def test_the_bars_own_button_watches_what_the_bar_is_aimed_at(
    program: Program, qtbot: QtBot, screen: PaintedScreen, kept: list[Item]
) -> None:
    assert program.bar.face.target is BarTarget.SCREEN
    with qtbot.waitSignal(program._watching._operation.kept, timeout=PATIENCE_MS):
        press(qtbot, program.bar, "Watch")
    assert "Watching: Whole screen" in words(program.bar)
    ends(program, qtbot, lambda: press(qtbot, program.bar, "Stop"))

    assert told(program)[0].detail["screen"] == 1


def test_a_screen_reader_hears_the_beginning_and_the_end_and_no_picture(
    program: Program, qtbot: QtBot, screen: PaintedScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    say = QAccessible.updateAccessibility

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())
        say(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    watch(program, qtbot)
    changes(program, qtbot, screen)
    ends(program, qtbot, lambda: press(qtbot, program.bar, "Stop"))

    assert heard == [
        "Watching: Chat 1. Each change is saved.",
        "Watching has stopped. 2 kept.",
    ]
