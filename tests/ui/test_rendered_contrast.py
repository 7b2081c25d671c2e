"""Every text and every edge in every scheme, as far from its ground as WCAG 2.2 asks: measured from painted pixels."""

from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMenu, QTableView, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.domain.checklists import StepState
from evidence_desk.ui.actions import APART, ROOMS, ActionId
from evidence_desk.ui.dialogs.area_bar import AreaBar
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.panels.checklist_panel import ChecklistPanel
from evidence_desk.ui.remedies import Remedy
from evidence_desk.ui.tokens import Scheme
from evidence_desk.ui.widgets.marks import TICK_SIZE
from evidence_desk.ui.widgets.switch import Switch
from tests.ui.conftest import theme_of
from tests.ui.desk_program import Start, capture, say_where
from tests.ui.painted_screen import window as other_window
from tests.ui.rendered import (
    FINE,
    NEEDED_EDGE,
    RenderedText,
    contrast_in,
    edge_contrast,
    in_grey,
    picture,
    ratio,
    rendered_texts,
    stands_out,
)

FEWEST_TEXTS = 2
KEYBOARD = Qt.FocusReason.TabFocusReason


@pytest.fixture
def desk(program: Program, qtbot: QtBot) -> Program:
    """One item kept, one step done, one not for this person."""
    capture(program, qtbot)
    say_where(program, qtbot, "facebook", "instagram")
    panel = next(iter(program.rooms.lists.values()))
    for row, state in ((1, StepState.DONE), (2, StepState.SKIPPED)):
        step = panel.model.step_at(row)
        assert step is not None
        with qtbot.waitSignal(program.operations.step_changed):
            panel.step_marked.emit(step.step.id, state)
    return program


def in_every_scheme(program: Program, qapp: QApplication) -> Iterator[Scheme]:
    """The same desk in light, dark and high contrast."""
    for scheme in Scheme:
        program.look.show_in(theme_of(qapp, scheme))
        qapp.processEvents()
        yield scheme


def faint(name: str, window: QWidget) -> list[str]:
    """Texts of a window that can't be read well enough."""
    texts = rendered_texts(window)
    assert len(texts) >= FEWEST_TEXTS, name
    return [f"{name}: {text}" for text in texts if text.is_faint]


def surfaces(program: Program, qapp: QApplication) -> Iterator[tuple[str, QWidget]]:
    """Everything that can be on a screen beside the rooms."""
    yield "bar", program.bar
    program.bar.show_not_saved("That window is gone.", Remedy.CHOOSE_WINDOW)
    yield "bar, not saved", program.bar
    program.picker.set_windows((other_window(1), other_window(2)))
    program.switching.title_dialog.ask_for_new("Case 2")
    program.switching.title_dialog.show_trouble("Give it a name.")
    cases = program.window.top.cases
    area_bar = AreaBar(program.look, program.window)
    area_bar.fit()
    area_bar.show_trouble("Not saved. This disk is full.")
    captures = program.window.top.findChild(QMenu)
    assert isinstance(captures, QMenu)
    for name, surface in (
        ("window picker", program.picker),
        ("case title", program.switching.title_dialog),
        ("capture menu", captures),
        ("case menu", cases),
        ("area bar", area_bar),
    ):
        surface.show()
        qapp.processEvents()
        yield name, surface
        surface.hide()
    area_bar.deleteLater()


def test_every_text(desk: Program, qapp: QApplication) -> None:
    found: list[str] = []
    for scheme in in_every_scheme(desk, qapp):
        for room in (*ROOMS, *APART):
            desk.window.open_room(room)
            qapp.processEvents()
            found += faint(f"{scheme} {room}", desk.window)
        for name, surface in surfaces(desk, qapp):
            found += faint(f"{scheme} {name}", surface)
    desk.window.banner.say("Something went wrong.")
    desk.window.show_not_opened("It can't be opened.")
    for scheme in in_every_scheme(desk, qapp):
        found += faint(f"{scheme} not opened", desk.window)
    assert not sorted(set(found))


def test_the_first_window(start: Start, qapp: QApplication) -> None:
    program = start()
    assert not [line for scheme in in_every_scheme(program, qapp) for line in faint(scheme, program.window)]


def test_the_keyboard_is_seen_wherever_it_is(desk: Program, qapp: QApplication, qtbot: QtBot) -> None:
    """Beside the same place without it: a line at least one pixel wide round half of it changes by 3:1."""
    window = desk.window
    window.activateWindow()
    qtbot.waitActive(window)
    unseen, seen = [], 0
    for scheme in in_every_scheme(desk, qapp):
        known: set[QWidget] = set()
        for room in (ActionId.START, ActionId.EVIDENCE, ActionId.SUSPEND, ActionId.HAND_OVER, ActionId.SETTINGS):
            window.open_room(room)
            qapp.processEvents()
            for stop in set(stops(window)) - known:
                known.add(stop)
                seen += 1
                if changed_by_keyboard(window, stop, qapp) < half_round(stop):
                    unseen.append(f"{scheme} {room}: {type(stop).__name__} {stop.accessibleName()}")
    assert seen > 60
    assert not unseen


def changed_by_keyboard(window: MainWindow, stop: QWidget, qapp: QApplication) -> int:
    """How many pixels stand out once the keyboard is on a control."""
    elsewhere = window.top.capture if stop is window.top.leave else window.top.leave
    painted = []
    for focused in (stop, elsewhere, stop):  # the first brings it into view
        focused.setFocus(KEYBOARD)
        qapp.processEvents()
        painted.append(around(window, stop))
    return stands_out(*painted[1:])


def half_round(stop: QWidget) -> int:
    """Half the way round a control; in a list, round the smallest part of a row."""
    size = QSize(TICK_SIZE, TICK_SIZE) if isinstance(stop, QTableView) else stop.size()
    return min(size.width(), 300) + min(size.height(), 60)


def stops(window: QWidget) -> list[QWidget]:
    """What Tab can come to and what shows now, in no order."""
    children = [each for each in window.findChildren(QWidget) if each.isVisible() and each.isEnabled()]
    return [each for each in children if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.size().width() > 1]


def around(window: QWidget, stop: QWidget, margin: int = 6) -> Image.Image:
    """What is there for somebody who uses keys: Qt notes that with each of them, and off the screen there are none."""
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    place = QRect(stop.mapTo(window, QPoint(0, 0)), stop.size())
    return picture(window, part=place.adjusted(-margin, -margin, margin, margin))


def test_every_control_has_an_edge_or_a_ground_of_its_own(desk: Program, qapp: QApplication) -> None:
    weak, seen = [], 0
    for scheme in in_every_scheme(desk, qapp):
        for room in (*ROOMS, *APART):
            desk.window.open_room(room)
            qapp.processEvents()
            for control in edged(desk.window):
                seen += 1
                box = QRect(control.mapTo(desk.window, QPoint(0, 0)), control.size())
                if edge_contrast(desk.window, box) < NEEDED_EDGE:
                    weak.append(f"{scheme} {room}: {type(control).__name__} {control.accessibleName()}")
    assert seen > 90
    assert not weak


def edged(window: QWidget) -> list[QWidget]:
    """Controls that are known by their edge; a quiet or soft button is known by its words, a row by its list."""
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    found = [each for kind in kinds for each in window.findChildren(kind) if each.isVisible() and each.isEnabled()]
    found = [each for each in found if each.visibleRegion().boundingRect() == each.rect()]  # not scrolled away
    return [each for each in found if each.property("kind") in {"standard", "main", "leave", "choice"}] + [
        each for each in found if isinstance(each, (QComboBox, QLineEdit))
    ]


def test_nothing_is_said_by_colour_alone(desk: Program, qapp: QApplication) -> None:
    """Without any colour, what is chosen, done, skipped or on still differs from what is not."""
    for scheme in in_every_scheme(desk, qapp):
        alike = states_alike(desk, qapp)
        assert not alike, scheme


def states_alike(desk: Program, qapp: QApplication) -> list[str]:
    """Pairs of states that could be taken for one another."""
    window = desk.window
    window.open_room(ActionId.SUSPEND)
    window.top.leave.setFocus(KEYBOARD)
    panel = next(iter(desk.rooms.lists.values()))
    panel.list.choose_row(None)
    qapp.processEvents()
    places = {name: row_in(panel, state) for name, state in STATES.items()}
    rows = {name: row_picture(window, panel.list, row) for name, row in places.items()}
    panel.list.choose_row(places["to do"])
    qapp.processEvents()
    chosen = row_picture(window, panel.list, places["to do"])
    switch = Switch(desk.look, "x")
    switch.resize(switch.sizeHint())
    off = picture(switch)
    switch.setChecked(True)

    bar, tick = (0, 0, 3 * FINE, 64 * FINE), (0, 0, 44 * FINE, 64 * FINE)
    changed = {
        f"{one}, {other}": stands_out(rows[one].crop(tick), rows[other].crop(tick)) > 8 * FINE
        for one, other in (("done", "skipped"), ("done", "to do"), ("skipped", "to do"))
    }
    changed["chosen"] = stands_out(rows["to do"].crop(bar), chosen.crop(bar)) >= 3 * FINE * 64 * FINE * 0.9
    changed["on, off"] = stands_out(in_grey(off), in_grey(picture(switch))) > 50
    switch.deleteLater()
    return [pair for pair, differs in changed.items() if not differs]


STATES = {"done": StepState.DONE, "skipped": StepState.SKIPPED, "to do": StepState.TODO}


def row_in(panel: ChecklistPanel, state: StepState) -> int:
    """The first row of a list in that state."""
    steps = ((row, panel.model.step_at(row)) for row in range(panel.model.rowCount()))
    return next(row for row, step in steps if step is not None and step.state is state)


def row_picture(window: QWidget, rows: QWidget, row: int) -> Image.Image:
    """One row of a list without its colours."""
    place = rows.visualRect(rows.model().index(row, 0))  # type: ignore[attr-defined]
    corner = rows.viewport().mapTo(window, place.topLeft())  # type: ignore[attr-defined]
    return in_grey(picture(window, FINE, QRect(corner, QSize(400, place.height()))))


@pytest.mark.parametrize(("ink", "ground", "expected"), [("#767676", "#ffffff", 4.54), ("#000000", "#ffffff", 21.0)])
def test_the_measure_is_that_of_the_standard(ink: str, ground: str, expected: float) -> None:
    """A bar drawn in known colours has the contrast everybody else computes for them; a faint one is found."""
    image = Image.new("RGB", (60, 40), ground)
    ImageDraw.Draw(image).rectangle((10, 10, 14, 30), fill=ink)
    measured = contrast_in(image, QRect(0, 0, 60, 40))

    assert measured == pytest.approx(expected, abs=0.01)
    assert ratio((0, 0, 0), (255, 255, 255)) == pytest.approx(21.0)
    assert RenderedText("faint", QRect(0, 0, 60, 18), 4.4).is_faint
    assert not RenderedText("large", QRect(0, 0, 60, 32), 4.4).is_faint
