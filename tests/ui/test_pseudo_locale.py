"""The whole window in a language nobody speaks: nothing is left untranslated, and nothing is cut."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.capture.targets import AllScreens, OneWindow
from evidence_desk.domain.accounts import Account
from evidence_desk.domain.checklists import ListId, StepState
from evidence_desk.domain.errors import DiskFull, VaultDamaged
from evidence_desk.domain.payments import Payment, Stopped
from evidence_desk.domain.refusals import WindowMinimised
from evidence_desk.ui.actions import APART, ROOMS, ActionId
from evidence_desk.ui.messages import message
from evidence_desk.ui.panels.case_button import CaseButton
from tests.ui.desk_program import Start
from tests.ui.dialogs.test_area_picker import BOX, still_of
from tests.ui.painted_screen import PaintedScreen
from tests.ui.pseudo_locale import pseudo, pseudo_language, untranslated
from tests.ui.spoken import parts
from tests.ui.text_recorder import TextRecorder
from tests.ui.wholeness import cut_buttons, cut_labels, outside

DATA = re.compile(
    r"Case \d|Chat \d|telegram|EX-\d+|CASE-\d+-\w+"  # what the person and other programs call things
    r"|[0-9a-f]{4,}|[\w-]*/[\w./-]+|https://\S+|[a-z0-9-]+(\.[a-z0-9-]+)+"  # fingerprints, paths, addresses, sites
    r"|\bUTC\b|\bGMT\b|\bCET\b|\bGBP\b|Ctrl\+[\dNI,]|Shift\+F6|F6"  # zones, money and keys
    r"|(\d )?\b(byte|kB|MB|GB)\b"  # what QLocale calls a size
)
_LAID_OUT_AFTER = 30
_ACCEPT = QFileDialog.DialogLabel.Accept


@dataclass
class Findings:
    """What was not translated, and where."""

    plain: dict[str, set[str]] = field(default_factory=dict)
    cut: dict[str, list[str]] = field(default_factory=dict)
    key: str = ""
    """The fingerprint of the desk's key, which is painted in pieces."""

    def assert_none(self) -> None:
        """Fail with everything found, each text once."""
        seen: set[str] = set()
        lines = []
        for where, texts in (self.plain | {f"cut in {place}": set(cut) for place, cut in self.cut.items()}).items():
            lines += [f"{where}: {text}" for text in sorted(texts - seen)]
            seen |= texts
        assert not lines, "\n".join(lines)

    def read(self, where: str, texts: Iterable[tuple[str, str]]) -> None:
        """Look through texts."""
        plain = {f"{kind}: {text}" for kind, text in texts if text not in self.key and untranslated(text, DATA)}
        self.plain[where] = self.plain.get(where, set()) | plain

    def look(self, where: str, window: QWidget) -> None:
        """Measure a window, and read everything that is said in it; the words do not depend on the direction."""
        cut: list[str] = []
        for _ in range(_LAID_OUT_AFTER):
            QApplication.processEvents()
            cut = cut_labels(window) + cut_buttons(window) + outside(window) + _cut_paintings(window)
            if not cut:
                break
        if window.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            self.read(where, [*_written(window), *_spoken(window), *_painted(window)])
        if cut:
            self.cut[where] = cut


def _written(window: QWidget) -> Iterator[tuple[str, str]]:
    """Every text a widget holds, shown now or later."""
    for each in (window, *window.findChildren(QWidget)):
        if each.objectName().startswith("qt_") and isinstance(each, QMenu):
            continue
        name = type(each).__name__
        yield f"{name} tooltip", re.sub("<[^>]*>", "", each.toolTip())
        yield f"{name} name", each.accessibleName()
        yield f"{name} description", each.accessibleDescription()
        yield f"{name} title", each.windowTitle()
        if isinstance(each, QLabel | QAbstractButton):
            yield f"{name} text", each.text()
        if isinstance(each, QLineEdit):
            yield f"{name} placeholder", each.placeholderText()
        if isinstance(each, QComboBox):
            yield from ((f"{name} item", each.itemText(row)) for row in range(each.count()))
    for action in window.findChildren(QAction):
        yield "action text", action.text()
        yield "action tooltip", re.sub("<[^>]*>", "", action.toolTip())


def _spoken(window: QWidget) -> Iterator[tuple[str, str]]:
    """What a screen reader tells of what is visible."""
    for part in parts(window):
        for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
            yield f"spoken {kind.name}", part.text(kind)


def _painted(window: QWidget) -> Iterator[tuple[str, str]]:
    """Every run of text that is drawn, by delegates too."""
    recorder = TextRecorder(window.width(), window.height())
    window.render(recorder, QPoint(0, 0))
    yield from (("painted", words) for words in recorder.painted.words())


def _cut_paintings(window: QWidget) -> list[str]:
    """What buttons draw by hand and is drawn short or reaches past their edge; a case's title may be cut."""
    buttons = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
    found = []
    for button in buttons:
        recorder = TextRecorder(button.width(), button.height())
        button.render(recorder, QPoint(0, 0))
        for text in recorder.painted.texts:
            past = text.box.left() < -1 or text.box.right() > button.width() + 1
            short = "…" in text.words and "…" not in button.text() and not isinstance(button, CaseButton)
            found += [f"{type(button).__name__}: {text.words}"] if past or short else []
    return found


@pytest.fixture(params=["left to right", "right to left"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """The made-up language, in both directions of writing."""
    if request.param == "right to left":
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    with pseudo_language(qapp):
        yield request.param
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_translation_is_longer_and_holds_no_plain_letter() -> None:
    made = pseudo("{count} items, as they were saved")

    assert "{count}" in made
    assert len(made) >= 1.4 * len("{count} items, as they were saved")
    assert untranslated(made.replace("{count}", "3"), DATA) == []
    assert untranslated("⟦ñóţ⟧ forgotten, EX-014 of Case 1", DATA) == ["forgotten", "of"]


def test_the_whole_window(
    language: str, qapp: QApplication, start: Start, qtbot: QtBot, screen: PaintedScreen, tmp_path: Path
) -> None:
    program = start()
    found = Findings()
    found.look("first start", program.window)
    with qtbot.waitSignal(program.operations.seals_checked):
        program.window.first_start.start.click()
    _rooms(program, found, "empty")
    _use(program, qtbot)
    _rooms(program, found, "in use")
    _bar(program, qtbot, found, screen)
    _menus(program, found)
    _files(program, qtbot, found, tmp_path)
    _dialogs(program, qtbot, found)
    _area(qapp, program, found)
    _folder(program, qtbot, found, tmp_path)
    _troubles(program, qtbot, found)
    found.assert_none()


def test_a_desk_that_can_not_be_opened(qapp: QApplication, start: Start, vault_path: Path) -> None:
    vault_path.mkdir(parents=True)
    (vault_path / "vault.json").write_text("{}")
    found = Findings()
    with pseudo_language(qapp):
        found.look("not opened", start().window)
    found.assert_none()


def _rooms(program: Program, found: Findings, state: str) -> None:
    for room in (*ROOMS, *APART):
        program.window.open_room(room)
        found.look(f"{room}, {state}", program.window)


def _use(program: Program, qtbot: QtBot) -> None:
    """Two items, one with words about it; a step done with proof, one put aside."""
    for target in (AllScreens(), OneWindow("0x1")):
        with qtbot.waitSignal(program.operations.item_kept):
            program.operations.capture(target)
    program.window.open_room(ActionId.EVIDENCE)
    detail = program.rooms.evidence.detail
    assert detail.item is not None
    with qtbot.waitSignals([program.operations.item_changed] * 2):
        detail.note_edited.emit(detail.item.id, "123")
        detail.tag_added.emit(detail.item.id, "456")
    with qtbot.waitSignal(program.operations.picture_read):
        detail.turn()
    panel = program.rooms.lists[ListId("suspend")]
    steps = [row.step.id for row in map(panel.model.step_at, range(panel.model.rowCount())) if row is not None]
    with qtbot.waitSignals([program.operations.step_changed] * 3):
        panel.step_marked.emit(steps[0], StepState.DONE)
        panel.step_marked.emit(steps[1], StepState.SKIPPED)
        program.operations.name_proof(steps[0], detail.item.id)
    panel.choose(steps[0])
    _write_down(program, qtbot)


def _write_down(program: Program, qtbot: QtBot) -> None:
    """An account of each sort, and payments in every state, with all that can be said of them in view."""
    accounts = (Account(service="facebook", handle="123"), Account(service="tiktok"), Account(service="whatsapp"))
    methods = ("bank-transfer", "card", "western-union", "bitcoin", "steam-gift-card")
    paid = [
        Payment(method=method, stopped=state.value, amount_minor=100, currency="GBP", paid_ns=10**18, zone="UTC")
        for method, state in zip(methods, Stopped, strict=True)
    ]
    with qtbot.waitSignals([program.writing.written] * (len(accounts) + len(paid))):
        for each in (*accounts, *paid):
            program.writing.keep(each)
    for panel in (program.rooms.accounts, program.rooms.payments):
        panel.list.choose_row(0)
        panel.detail.more.click()


def _bar(program: Program, qtbot: QtBot, found: Findings, screen: PaintedScreen) -> None:
    bar = program.bar
    found.look("bar, saved", bar)
    bar.show_counting(5, first=True)
    found.look("bar, counting", bar)
    bar.stop_counting(cancelled=True)
    screen.refusal = WindowMinimised("0x1")
    with qtbot.waitSignal(program.operations.item_not_kept):
        program.operations.capture(AllScreens())
    screen.refusal = None
    found.look("bar, not saved", bar)
    bar.face.say_saving()
    found.look("bar, saving", bar)
    bar.set_small(True)
    found.look("bar, small", bar)
    bar.set_small(False)


def _menus(program: Program, found: Findings) -> None:
    owners = (program.window, program.bar)
    for menu in [menu for owner in owners for menu in owner.findChildren(QMenu)]:
        menu.aboutToShow.emit()
        for action in menu.actions():
            found.read("menu", [("entry", action.text()), ("tip", action.toolTip()), ("title", menu.title())])


def _dialogs(program: Program, qtbot: QtBot, found: Findings) -> None:
    title = program.switching.title_dialog
    title.ask_for_new("123")
    found.look("new case", title)
    title.field.clear()
    with qtbot.waitSignal(program._cases.title_refused):
        title.give.click()
    found.look("no title", title)
    title.reject()
    title.ask_for_other("123")
    found.look("rename", title)
    title.reject()
    program.switching.picker.ask([])
    found.look("no case found", program.switching.picker)
    program.switching.picker.reject()
    with qtbot.waitSignal(program.operations.windows_listed):
        program.actions[ActionId.CAPTURE_WINDOW].trigger()
    found.look("window picker", program.picker)
    program.picker.reject()
    program.window.open_room(ActionId.HAND_OVER)
    program.rooms.hand_over.place_requested.emit()
    (chooser,) = program.window.findChildren(QFileDialog)
    found.read("folder chooser", [("title", chooser.windowTitle())])
    chooser.reject()


def _files(program: Program, qtbot: QtBot, found: Findings, tmp_path: Path) -> None:
    """One that is kept unopened, one that is refused, and the hint while they are dragged."""
    panel = program.rooms.evidence
    program.window.open_room(ActionId.EVIDENCE)
    (tmp_path / "1.pdf").write_bytes(b"%PDF-1")
    program.adding._operation.progressed.connect(lambda _adding: found.look("files are added", program.window))
    with qtbot.waitSignal(program.adding._operation.ended, timeout=20_000):
        program.adding._add([tmp_path / "1.pdf", tmp_path / "2.pdf"], None)
    qtbot.waitUntil(lambda: panel.detail.picture.is_shut)
    panel.drops.hint.cover(panel)
    found.look("files are added", program.window)
    panel.drops.hint.hide()
    found.look("a file was added", program.window)
    panel.adding.leave()
    program.actions[ActionId.ADD_FILES].trigger()
    found.look("the question before files", program.window)
    program.rooms.start.question.put_off.emit()
    (chooser,) = panel.findChildren(QFileDialog)
    found.read("files chooser", [("title", chooser.windowTitle()), ("add", chooser.labelText(_ACCEPT))])
    chooser.reject()


def _area(application: QApplication, program: Program, found: Findings) -> None:
    picker = program.area_picker
    picker.open(still_of(application), BOX)
    for surface in picker.surfaces():
        found.look("area", surface)
    picker.show_not_saved(message(DiskFull("/1")))
    found.look("area not saved", picker.surfaces()[0])
    picker.close()


def _folder(program: Program, qtbot: QtBot, found: Findings, tmp_path: Path) -> None:
    panel, place = program.rooms.hand_over, tmp_path / "1"
    place.mkdir()
    panel.set_place(place, 10**9)
    found.look("a place is chosen", program.window)
    panel.where.set_working(working=True)
    found.look("a folder begins", program.window)
    panel.folder_requested.emit(place)
    qtbot.waitUntil(panel.result.isVisible, timeout=30_000)
    found.key = next(each.text() for each in panel.result.findChildren(QLabel) if each.text().startswith("SHA256:"))
    found.look("a folder is there", program.window)
    panel.result.another_asked.emit()
    panel.folder_requested.emit(tmp_path / "2")
    qtbot.waitUntil(lambda: not panel.where.is_working)
    found.look("no folder", program.window)


def _troubles(program: Program, qtbot: QtBot, found: Findings) -> None:
    """What went wrong with an item, a step, the whole."""
    program.window.open_room(ActionId.EVIDENCE)
    detail = program.rooms.evidence.detail
    assert detail.item is not None
    with qtbot.waitSignal(program.operations.item_troubled):
        detail.tag_added.emit(detail.item.id, "x" * 61)
    detail.start_note()
    detail.tags.start_adding()
    found.look("an item in trouble", program.window)
    program.operations.failed.emit(VaultDamaged("/1", "123"))
    program._whole.on_broken(ZeroDivisionError())
    found.look("our fault", program.window)
    program.operations.seals_not_checked.emit(DiskFull("/1"))
    found.look("not checked", program.window)
