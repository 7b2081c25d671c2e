"""The whole program off the screen: real vault, real threads, a painted screen."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.capture.targets import AllScreens, OneWindow
from evidence_desk.domain.checklists import StepState
from evidence_desk.domain.custody import VAULT_LOG, LogId
from evidence_desk.domain.errors import VaultBusy
from evidence_desk.domain.refusals import NoWayHere, WindowMinimised
from evidence_desk.export.recipients import Recipient
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.ui.actions import ROOMS, ActionId
from evidence_desk.ui.screen_here import ScreenHere
from evidence_desk.vault.vault import open_reader
from tests.ui.conftest import theme_of
from tests.ui.desk_program import Start, capture, forget, press, say_where, words
from tests.ui.painted_screen import PaintedScreen, window
from tests.ui.spoken import nameless_parts, names
from tests.ui.wholeness import faults


def test_the_first_start_makes_nothing_before_it_is_asked(start: Start, vault_path: Path) -> None:
    program = start()

    assert not vault_path.exists()
    assert not program.bar.isVisible()
    assert "Nothing saved yet" in words(program.window)
    assert program.window.windowTitle() == "Desk"


def test_start_saving_makes_the_first_case_and_shows_the_bar(program: Program, vault_path: Path) -> None:
    assert "0 saved in Case 1" in words(program.bar)
    assert program.window.top.case.accessibleName() == "Case: Case 1"
    assert (vault_path / "vault.json").exists()


def test_saved_means_that_another_reader_finds_it(program: Program, qtbot: QtBot, vault_path: Path) -> None:
    seen: list[int] = []

    def look(_item: object) -> None:
        with open_reader(vault_path) as reader:
            case = reader.cases.last_used()
            assert case is not None
            seen.append(len(reader.items.of_case(case.id)))

    program.operations.item_kept.connect(look)
    capture(program, qtbot)

    assert seen == [1]
    assert "1 saved" in words(program.bar)
    assert "The one item is sealed and readable" in words(program.window.status)


def test_a_window_is_chosen_and_saved(program: Program, qtbot: QtBot, screen: PaintedScreen) -> None:
    with qtbot.waitSignal(program.operations.windows_listed):
        program.actions[ActionId.CAPTURE_WINDOW].trigger()
    with qtbot.waitSignal(program.operations.item_kept):
        press(qtbot, program.picker, "Save this window")
    with qtbot.waitSignal(program.operations.item_kept):
        press(qtbot, program.bar, "Capture")

    assert screen.taken[::2] == [OneWindow("0x1"), OneWindow("0x1")]
    assert set(screen.taken[1::2]) == {AllScreens()}, "the whole screen goes with each"
    assert "Chat 1" in [item.window_title for item in program.state.newest]


def test_a_refusal_says_why_keeps_nothing_and_is_in_the_history(
    program: Program, qtbot: QtBot, screen: PaintedScreen, vault_path: Path
) -> None:
    screen.refusal = WindowMinimised("0x1")
    with qtbot.waitSignal(program.operations.item_not_kept):
        press(qtbot, program.bar, "Capture")
    program.close()
    with open_reader(vault_path) as reader:
        events = [event.event for event in reader.custody.events(VAULT_LOG)]

    assert "Not saved." in words(program.bar)
    assert "The window is minimised. Open it, then press Capture." in words(program.bar)
    assert "capture refused" in events
    assert not program.state.count


def test_without_a_screen_that_can_be_read_the_window_opens_and_says_why(
    start: Callable[[ScreenHere], Program], qtbot: QtBot
) -> None:
    program = start(ScreenHere(None, NoWayHere("grim"), new_item_id=new_item_id, surroundings=surroundings()))
    with qtbot.waitSignal(program.operations.case_opened):
        press(qtbot, program.window.first_start, "Start saving")
    with qtbot.waitSignal(program.operations.item_not_kept):
        press(qtbot, program.bar, "Capture")

    assert "This desktop (Wayland) gives no pictures of the screen" in words(program.bar)


def test_looking_shows_the_picture_and_is_in_the_history(program: Program, qtbot: QtBot) -> None:
    program.window.open_room(ActionId.EVIDENCE)
    capture(program, qtbot)
    detail = program.rooms.evidence.detail
    with qtbot.waitSignal(program.operations.picture_read) as read:
        detail.picture.look_asked.emit()
    picture = read.args[1]

    assert isinstance(picture, QImage)
    assert (picture.width(), picture.height()) == (40, 30)
    qtbot.waitUntil(lambda: "looked" in words(detail).lower() or "viewed" in words(detail).lower())


def test_a_ticked_step_is_kept_and_counted(program: Program, qtbot: QtBot, vault_path: Path) -> None:
    program.window.open_room(ActionId.SUSPEND)
    panel = program.rooms.lists[next(iter(program.rooms.lists))]
    with qtbot.waitSignal(program.operations.step_changed) as changed:
        qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    mark = changed.args[0]
    program.close()
    with open_reader(vault_path) as reader:
        case = reader.cases.last_used()
        assert case is not None
        kept = reader.steps.marks(case.id)

    assert kept[mark.step_id].state is StepState.DONE
    assert "1 of " in program.window.list.chosen_row().accessibleName()


def test_capture_proof_saves_and_names_the_proof(program: Program, qtbot: QtBot) -> None:
    say_where(program, qtbot, "facebook")
    program.window.open_room(ActionId.SUSPEND)
    with qtbot.waitSignals([program.operations.item_kept, program.operations.step_changed]):
        press(qtbot, program.window, "Capture proof")
    marks = list(program.state.marks.values())

    assert [mark.proof for mark in marks] == [item.id for item in program.state.newest]
    assert marks[0].state is StepState.TODO


def test_hand_over_counts_what_was_saved_since_it_was_last_seen(program: Program, qtbot: QtBot) -> None:
    program.window.open_room(ActionId.HAND_OVER)
    before = words(program.rooms.hand_over)
    program.window.open_room(ActionId.EVIDENCE)
    capture(program, qtbot)
    program.window.open_room(ActionId.HAND_OVER)
    with qtbot.waitSignal(program.operations.item_kept):
        press(qtbot, program.bar, "Capture")

    assert "There is nothing to hand over yet." in before
    assert "2 items, as they were saved" in words(program.rooms.hand_over)
    assert program.window.focusWidget() is program.rooms.hand_over.who.police


def test_a_folder_is_made_checked_and_in_the_history(
    program: Program, qtbot: QtBot, vault_path: Path, tmp_path: Path
) -> None:
    capture(program, qtbot)
    program.window.open_room(ActionId.HAND_OVER)
    panel, place = program.rooms.hand_over, tmp_path / "stick"
    place.mkdir()
    panel.set_place(place, 10**9)
    press(qtbot, panel, "Make the folder")
    qtbot.waitUntil(panel.result.isVisible, timeout=30_000)
    assert "Your folder is ready" in words(panel)
    press(qtbot, panel, "Make another")
    panel.who.choices[Recipient.HELPLINE].click()
    press(qtbot, panel, "Make the folder")
    qtbot.waitUntil(panel.result.isVisible, timeout=30_000)
    assert "for a helpline." in words(panel)
    program.close()
    with open_reader(vault_path) as reader:
        case = reader.cases.last_used()
        assert case is not None
        events = [event for event in reader.custody.events(LogId(case.id)) if event.event == "exported"]

    assert [event.detail["recipient"] for event in events] == ["police", "helpline"]
    assert sorted(each.name for each in place.iterdir()) == sorted(str(event.detail["folder"]) for event in events)
    assert [len(list(each.glob("data/originals/*"))) for each in sorted(place.iterdir())] == [1, 0]


def test_a_place_that_can_not_be_used_says_why(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    capture(program, qtbot)
    program.window.open_room(ActionId.HAND_OVER)
    panel = program.rooms.hand_over
    panel.set_place(tmp_path / "gone", 10**9)
    press(qtbot, panel, "Make the folder")
    qtbot.waitUntil(lambda: "is not there any more" in words(panel), timeout=30_000)

    assert not panel.result.isVisible()


def test_nothing_is_made_where_the_chosen_place_is_on_another_disk_by_then(
    program: Program, qtbot: QtBot, tmp_path: Path, other_disk: Path
) -> None:
    """As on the empty folder that a stick was mounted on, after it was pulled."""
    capture(program, qtbot)
    program.window.open_room(ActionId.HAND_OVER)
    panel, place, folders = program.rooms.hand_over, tmp_path / "stick", program._hand_over._operation
    place.symlink_to(other_disk)
    with qtbot.waitSignal(folders.place_measured):
        folders.measure(place)
    place.unlink()
    place.mkdir()
    press(qtbot, panel, "Make the folder")
    qtbot.waitUntil(lambda: "is not there any more" in words(panel))
    assert not list(place.iterdir())

    with qtbot.waitSignal(folders.place_measured):
        folders.measure(place)  # it is chosen once more
    press(qtbot, panel, "Make the folder")
    qtbot.waitUntil(panel.result.isVisible)
    assert list(place.iterdir())


def test_the_next_start_shows_what_was_kept(start: Start, program: Program, qtbot: QtBot, qapp: QApplication) -> None:
    for _ in range(3):
        capture(program, qtbot)
    program.close()
    forget(qapp, program)
    again = start()
    with qtbot.waitSignal(again.operations.seals_checked):
        pass

    assert "All 3 items sealed and readable" in words(again.window.status)
    assert "3 saved in Case 1" in words(again.bar)


def test_a_damaged_object_is_named_and_the_rest_goes_on(
    start: Start, program: Program, qtbot: QtBot, qapp: QApplication, vault_path: Path
) -> None:
    capture(program, qtbot)
    capture(program, qtbot)
    program.close()
    victim = next(path for path in sorted((vault_path / "objects").rglob("*")) if path.is_file())
    victim.chmod(stat.S_IRUSR | stat.S_IWUSR)
    data = bytearray(victim.read_bytes())
    data[-1] ^= 1
    victim.write_bytes(data)
    forget(qapp, program)
    again = start()
    with qtbot.waitSignal(again.operations.seals_checked):
        pass

    assert "1 item can't be read" in words(again.window.status)
    press(qtbot, again.window.status, "Look")
    assert again.rooms.evidence.detail.listed is not None
    assert again.rooms.evidence.detail.listed.state == "unreadable"


def test_a_second_copy_is_told_so(start: Start, program: Program) -> None:
    with pytest.raises(VaultBusy):
        start()


def test_a_desk_that_cannot_be_opened_says_why_in_the_window(
    start: Start, program: Program, qapp: QApplication, vault_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program.close()
    header = json.loads((vault_path / "vault.json").read_text())
    (vault_path / "vault.json").write_text(json.dumps(header | {"format": "evidence-desk-vault/99"}))
    forget(qapp, program)
    again = start()

    assert "The desk can't be opened now" in words(again.window)
    assert again.exit_code == 1
    assert capsys.readouterr().err.strip()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_page_is_whole_and_every_control_has_a_name(
    program: Program, qtbot: QtBot, qapp: QApplication, scale: float
) -> None:
    capture(program, qtbot)
    program.look.show_in(theme_of(qapp, scale=scale))
    for room in ROOMS:
        program.window.open_room(room)
        qapp.processEvents()
        found = {kind: what for kind, what in faults(program.window).items() if kind != "nameless"}

        assert not found, room
        assert not nameless_parts(program.window), room


def test_what_a_screen_reader_is_told(program: Program, qtbot: QtBot, qapp: QApplication) -> None:
    program.window.open_room(ActionId.EVIDENCE)
    capture(program, qtbot)
    say_where(program, qtbot, "facebook")
    qapp.processEvents()
    told = names(program.window)

    assert "Leave now" in told
    assert "Capture" in told
    assert "Evidence, 1 item" in told
    assert any(name.startswith("Suspend accounts, 0 of ") and name.endswith(" done") for name in told)
    assert any("sealed" in name.lower() and "covered" in name.lower() for name in told)


def test_leaving_hides_at_once_and_loses_nothing(program: Program, qtbot: QtBot, vault_path: Path) -> None:
    program.window.open_room(ActionId.EVIDENCE)
    capture(program, qtbot)
    program.rooms.evidence.detail.start_note()
    qtbot.keyClicks(qtbot_focus(program), "typed and not said")
    program.operations.capture(AllScreens())
    program.actions[ActionId.LEAVE].trigger()
    visible = [each for each in (program.window, program.bar) if each.isVisible()]
    program.close()
    with open_reader(vault_path) as reader:
        case = reader.cases.last_used()
        assert case is not None
        items = reader.items.of_case(case.id)
        events = [event.event for event in reader.custody.events(LogId(case.id))]

    assert not visible
    assert len(items) == 2
    assert "typed and not said" in [item.note for item in items]
    assert events.count("captured") == 2


@pytest.fixture
def other_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on another device than the test's own."""
    memory = Path("/dev/shm")  # noqa: S108 — another device is all that is wanted
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("needs a second device")
    folder = memory / f"evidence-desk-test-{os.getpid()}"
    folder.mkdir()
    yield folder
    folder.rmdir()


def qtbot_focus(program: Program) -> object:
    """Where the keyboard is."""
    return program.window.focusWidget()


@pytest.mark.expects_log("a fault of the program")
def test_our_own_fault_is_said_where_it_was_asked_and_the_next_press_works(
    program: Program, qtbot: QtBot, screen: PaintedScreen
) -> None:
    screen.refusal = ZeroDivisionError()  # type: ignore[assignment]
    with qtbot.waitSignal(program.operations.item_not_kept):
        press(qtbot, program.bar, "Capture")
    assert "Nothing that was saved is lost" in words(program.bar)
    assert program.window.banner.text() == ""

    screen.refusal = None
    with qtbot.waitSignal(program.operations.item_kept):
        press(qtbot, program.bar, "Capture")


def test_commands_of_other_processes_find_a_door(program: Program, vault_path: Path) -> None:
    assert (vault_path / "desk.sock").is_socket()
    program.close()
    assert not (vault_path / "desk.sock").exists()


def test_core_files_are_forbidden(desk_home: Path) -> None:
    """In a process of its own: the limit can't be taken back."""
    code = "import resource; from evidence_desk.process import settle; settle()"
    asked = "; print(resource.getrlimit(resource.RLIMIT_CORE))"
    told = subprocess.run([sys.executable, "-c", code + asked], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "(0, 0)"


def test_own_windows_are_not_offered(program: Program, qtbot: QtBot, screen: PaintedScreen) -> None:
    screen.shown = (window(1), window(2, own=True))
    with qtbot.waitSignal(program.operations.windows_listed):
        program.actions[ActionId.CAPTURE_WINDOW].trigger()

    assert "1 window." in words(program.picker)
