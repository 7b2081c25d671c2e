"""The capture key and the tray as the window shows them, and what their presses do."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.capture.hotkey.choosing import Watch
from evidence_desk.capture.hotkey.chords import Chord, ChordTrouble, chord_from, usual_chords
from evidence_desk.capture.hotkey.hotkey import Changed, HotkeyState, Pressed, Standing
from evidence_desk.settings import HOTKEY, Settings
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.background import Background
from evidence_desk.ui.connections.capture_key import CaptureKey
from evidence_desk.ui.panels.status_line import StatusLine
from evidence_desk.ui.widgets.key_recorder import KeyRecorder
from evidence_desk.vault.vault import open_reader
from tests.ui.desk_program import Start, words

E = chord_from("Ctrl+Alt+E")


def press_keys(widget: KeyRecorder, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, held)


CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def recorder(look: Appearance, qtbot: QtBot) -> KeyRecorder:
    made = KeyRecorder(look)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.setFocus()
    return made


def test_the_next_keys_are_the_new_key(recorder: KeyRecorder, qtbot: QtBot) -> None:
    with qtbot.waitSignal(recorder.recording_began):
        recorder.click()
    asking = recorder.accessibleName()
    heard: list[object] = []
    recorder.recording_ended.connect(lambda: heard.append("ended"))
    recorder.chord_chosen.connect(heard.append)
    press_keys(recorder, Qt.Key.Key_S, CTRL | ALT)

    assert asking == "Press the new keys…"
    assert heard == ["ended", chord_from("Ctrl+Alt+S")]
    assert recorder.accessibleName() == "Change"


@pytest.mark.parametrize(
    ("key", "held", "trouble"),
    [
        (Qt.Key.Key_Print, Qt.KeyboardModifier.NoModifier, ChordTrouble.PRINT_SCREEN),
        (Qt.Key.Key_F2, CTRL | ALT, ChordTrouble.NEVER_ARRIVES),
        (Qt.Key.Key_S, CTRL, ChordTrouble.WANTED_ELSEWHERE),
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, ChordTrouble.NEEDS_HOLDING),
        (Qt.Key.Key_Eacute, CTRL | ALT, ChordTrouble.NO_KEY),
    ],
)
def test_an_impossible_key_is_refused_and_it_still_listens(
    recorder: KeyRecorder, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, trouble: ChordTrouble
) -> None:
    recorder.click()
    with qtbot.waitSignal(recorder.chord_refused) as refused, qtbot.assertNotEmitted(recorder.chord_chosen):
        press_keys(recorder, key, held)

    assert refused.args == [trouble]
    assert recorder.is_recording


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Tab])
def test_escape_or_going_on_keeps_the_old_key(recorder: KeyRecorder, qtbot: QtBot, key: Qt.Key) -> None:
    recorder.click()
    press_keys(recorder, Qt.Key.Key_Control, CTRL)
    with qtbot.assertNotEmitted(recorder.chord_chosen):
        press_keys(recorder, key)
        recorder.clearFocus()

    assert not recorder.is_recording


def test_shortcuts_of_the_window_wait_while_it_listens(recorder: KeyRecorder) -> None:
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_1, CTRL)
    override.ignore()
    recorder.event(override)
    before = override.isAccepted()
    recorder.click()
    recorder.event(override)

    assert (before, override.isAccepted()) == (False, True)


@pytest.mark.parametrize("state", list(HotkeyState))
def test_the_status_line_says_how_the_key_stands(look: Appearance, qtbot: QtBot, state: HotkeyState) -> None:
    line = StatusLine(look)
    qtbot.addWidget(line)
    line.resize(1280, 40)
    line.show()
    line.show_key(Standing(state, E))
    said = words(line)
    buttons = [each for each in line.findChildren(type(line._key_button)) if each.isVisible()]

    assert "key" in said.lower()
    assert ("Ctrl+Alt+E" in said) == (state in {HotkeyState.READY, HotkeyState.NO_SUCH_KEY})
    assert said.split(" | ")[-1] in line.accessibleName()
    wants_another = state in {HotkeyState.TAKEN, HotkeyState.NO_SUCH_KEY}
    assert [each.accessibleName() for each in buttons] == ["Choose another capture key"] * wants_another


def test_a_desktops_own_words_for_a_key_are_plain(look: Appearance, qtbot: QtBot) -> None:
    line = StatusLine(look)
    qtbot.addWidget(line)
    line.resize(1280, 40)
    line.show_key(Standing(HotkeyState.READY, E, "Press <b>\u202ex</b>"))

    assert "\u202e" not in line.accessibleName()


class KeyInHand:
    """A hotkey whose system answers as the test says."""

    def __init__(self, pressed: Pressed, changed: Changed) -> None:
        self.pressed = pressed
        self.changed = changed
        self.standing = Standing(HotkeyState.OFF)
        self.asked: list[tuple[Chord, ...]] = []
        self.free = True
        self.closed = False

    def register(self, chords: Sequence[Chord]) -> None:
        self.asked.append(tuple(chords))
        state = (HotkeyState.READY if self.free else HotkeyState.TAKEN) if chords else HotkeyState.OFF
        self.standing = Standing(state, next(iter(chords), None))
        self.changed(self.standing)

    def again(self) -> None:
        self.register(self.asked[-1])

    def close(self) -> None:
        self.closed = True


class Desk:
    """A capture key over such a hotkey."""

    def __init__(self, settings_path: Path) -> None:
        self.background = Background()
        self.settings = Settings(settings_path)
        self.keys: list[KeyInHand] = []
        self.watches: list[Callable[[], None]] = []
        self.key = CaptureKey(self.settings, self.background, self._open_key, self._open_watch)
        self.told: list[Standing] = []
        self.key.standing_changed.connect(self.told.append)

    @property
    def hand(self) -> KeyInHand:
        return self.keys[0]

    def _open_key(self, pressed: Pressed, changed: Changed) -> KeyInHand:
        self.keys.append(KeyInHand(pressed, changed))
        return self.keys[-1]

    def _open_watch(self, unlocked: Callable[[], None], _left: Callable[[], None]) -> Watch:
        self.watches.append(unlocked)
        return Watch()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path):
    made = Desk(tmp_path / "settings.json")
    yield made
    made.key.stop()
    made.background.shut_down()


def test_the_usual_keys_are_asked_for_and_a_choice_is_kept(desk: Desk, qtbot: QtBot) -> None:
    desk.key.start()
    chosen = chord_from("Ctrl+Alt+Shift+K")
    desk.key.choose(chosen)
    qtbot.waitUntil(lambda: bool(desk.told) and desk.told[-1].chord == chosen)
    desk.key.want(False)
    off = desk.key.is_wanted
    desk.key.want(True)

    import sys

    assert desk.hand.asked == [usual_chords(sys.platform), (chosen,), (), usual_chords(sys.platform)]
    assert not off
    assert desk.settings.get(HOTKEY) == ""


@pytest.mark.parametrize("value", ["nonsense", "Print", "Ctrl+Alt+F1", "Q"])
def test_a_settings_file_cannot_ask_for_an_impossible_key(desk: Desk, value: str) -> None:
    import sys

    desk.settings.set(HOTKEY, value)
    desk.key.start()

    assert desk.hand.asked == [usual_chords(sys.platform)]


def test_while_keys_are_chosen_the_key_rests(desk: Desk, qtbot: QtBot) -> None:
    desk.key.start()
    qtbot.waitUntil(lambda: bool(desk.told) and desk.told[-1].state is HotkeyState.READY)
    desk.key.rest()
    desk.key.ask_again()
    desk.key.resume()
    qtbot.waitUntil(lambda: desk.told[-1].state is HotkeyState.READY)

    assert desk.hand.asked[1] == ()
    assert len(desk.hand.asked) == 3
    assert HotkeyState.OFF not in [each.state for each in desk.told[1:]]


def test_a_taken_key_is_asked_for_again_and_after_an_unlock(desk: Desk, qtbot: QtBot) -> None:
    desk.key._retry.setInterval(1)
    desk.key.start()
    desk.hand.free = False
    desk.key.choose(E)
    qtbot.waitUntil(lambda: desk.told[-1].state is HotkeyState.TAKEN)
    desk.hand.free = True
    qtbot.waitUntil(lambda: desk.told[-1].state is HotkeyState.READY)
    asked = len(desk.hand.asked)
    desk.watches[0]()
    qtbot.waitUntil(lambda: len(desk.hand.asked) > asked)
    desk.key.stop()

    assert desk.hand.closed


def triggers(vault_path: Path) -> list[str | None]:
    with open_reader(vault_path) as reader:
        case = reader.cases.last_used()
        assert case is not None
        return [item.record.trigger for item in reader.items.of_case(case.id)]


def test_the_first_press_opens_the_first_case(start: Start, qtbot: QtBot, vault_path: Path) -> None:
    program = start()
    with qtbot.waitSignals([program.operations.item_kept] * 2):
        program.outside.key.pressed.emit()
        program.outside.key.pressed.emit()

    assert triggers(vault_path) == ["hotkey", "hotkey"]
    assert "2 saved" in words(program.bar)


def test_the_tray_saves_opens_and_leaves(program: Program, qtbot: QtBot, vault_path: Path) -> None:
    save, opened, _rule, leave = program.outside.tray.menu.actions()
    with qtbot.waitSignal(program.operations.item_kept):
        save.trigger()
    program.window.showMinimized()
    opened.trigger()
    kept, shown = triggers(vault_path), not program.window.isMinimized()
    with qtbot.waitSignal(program.leaving.left):
        leave.trigger()

    assert (kept, shown) == (["tray"], True)
    assert [each.text() for each in (save, opened, leave)] == ["Save what is on screen", "Open the desk", "Leave now"]
    assert program.outside.tray.icon.toolTip() == "Desk"
    assert not program.outside.tray.icon.isVisible()


def test_the_status_line_leads_to_the_choice(program: Program, qtbot: QtBot) -> None:
    program.window.status.key_choice_asked.emit()
    panel = program.rooms.settings

    assert program.window.current_room is ActionId.SETTINGS
    assert panel.rows()[panel.cards.currentIndex()].text() == "Saving"
    assert "No capture key here. Use the bar" in program.window.status.accessibleName()


def test_check_this_desk_shows_rows_and_covered_pictures(program: Program, qtbot: QtBot) -> None:
    page, panel = program.rooms.settings.examine, program.rooms.settings
    program.window.open_room(ActionId.SETTINGS)
    panel.choose(len(panel.rows()) - 1)
    page.check.click()
    qtbot.waitUntil(lambda: page.check.isEnabled() and len(page.rows) > 5, timeout=20_000)
    first = page.rows[0]
    assert first.cover is not None
    covered = first.cover.is_open
    QTest.keyClick(first.cover, Qt.Key.Key_Space)
    looked = first.cover.is_open
    panel.choose(0)

    assert (covered, looked, first.cover.is_open) == (False, True, False)
    assert [row.found.name for row in page.rows][:2] == ["screen", "window"]
    assert "Test picture of “Whole screen”" in first.cover.accessibleName()
    assert program.outside._examining._operation.picture("screen") is None
    assert "Works" in first.accessibleName()
