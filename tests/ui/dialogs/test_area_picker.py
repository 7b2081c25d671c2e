"""An area is chosen by keys alone, or with the pointer, and everything is named; nothing drawn is lost by a failure."""

from collections.abc import Iterator
from functools import cache

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.capture.still import Still
from evidence_desk.capture.targets import Frame, Screen, Shot
from evidence_desk.domain.evidence import CaptureTarget, Rectangle
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.area_picker import AreaPicker
from evidence_desk.ui.dialogs.area_selection import AreaSelection
from evidence_desk.ui.dialogs.area_stops import AreaStop
from evidence_desk.ui.dialogs.area_surface import AreaSurface
from evidence_desk.ui.tokens import Scheme
from tests.fake_clock import START
from tests.ui.conftest import theme_of
from tests.ui.wholeness import faults

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
BOX = Rectangle(200, 150, 300, 240)
LEFT_OUT = Rectangle(275, 210, 150, 120)


@cache
def pattern(width: int, height: int) -> bytes:
    """Pixels that tell where they are."""
    places = ((x, y) for y in range(height) for x in range(width))
    return b"".join(bytes((x % 256, y % 256, 64 + (x // 256) * 16 + y // 256, 0)) for x, y in places)


def still_of(application: QApplication) -> Still:
    """A picture of the screen Qt knows, every pixel told by its place."""
    place = application.primaryScreen().geometry()
    width, height = place.width(), place.height()
    pixels = pattern(width, height)
    target = CaptureTarget("screens", Rectangle(0, 0, width, height), 1.0, "P-1")
    frame = Frame(memoryview(pixels), width, height, 4 * width)
    shot = Shot(
        frame=frame, target=target, covered=0.0, window_title=None, application=None,
        own_windows_left_out=(), warnings=(), backend="painted", backend_version="1",
    )  # fmt: skip
    return Still(START, shot, (Screen(1, "P-1", 0, 0, width, height, 1.0, primary=True),))


@pytest.fixture
def still(qapp: QApplication) -> Still:
    return still_of(qapp)


@pytest.fixture
def picker(qapp: QApplication, look: Appearance, still: Still, qtbot: QtBot) -> Iterator[AreaPicker]:
    made = AreaPicker(qapp, look)
    made.open(still, BOX)
    qtbot.waitExposed(made.surfaces()[0])
    yield made
    made.close()


def surface(picker: AreaPicker) -> AreaSurface:
    """The window with the bar."""
    return picker.surfaces()[0]


def key(picker: AreaPicker, qtbot: QtBot, what: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN, times: int = 1) -> None:
    """Press a key where the keyboard is."""
    for _ in range(times):
        qtbot.keyClick(surface(picker).focusWidget(), what, modifiers)


def drawn(picker: AreaPicker) -> AreaSelection:
    """What is drawn now."""
    assert picker.selection is not None
    return picker.selection


def button(picker: AreaPicker, name: str) -> QAbstractButton:
    """The visible button of that name."""
    found = surface(picker).findChildren(QAbstractButton)
    return next(each for each in found if each.accessibleName() == name and each.isVisible())


def stops(picker: AreaPicker) -> list[str]:
    """What Tab goes through, by name, until it is back."""
    names: list[str] = []
    window: QWidget = surface(picker)
    while not names or window.focusWidget().accessibleName() != names[0]:
        names.append(window.focusWidget().accessibleName())
        window.focusNextChild()
    return names


def words(picker: AreaPicker) -> list[str]:
    """What can be read on the bar."""
    return [label.text() for label in surface(picker).findChildren(QLabel) if label.isVisible() and label.text()]


def test_it_begins_on_the_box_drawn_before(picker: AreaPicker) -> None:
    assert drawn(picker).box == BOX
    assert surface(picker).focusWidget().accessibleName() == "Area 300 by 240 at 200, 150"
    assert words(picker) == [
        "A still picture of your screen. Nothing is saved yet.",
        "Arrow keys move the box. Shift and arrow keys change its size.",
    ]


@pytest.mark.parametrize(
    ("what", "modifiers", "expected"),
    [
        (Qt.Key.Key_Left, PLAIN, Rectangle(199, 150, 300, 240)),
        (Qt.Key.Key_Right, CONTROL, Rectangle(210, 150, 300, 240)),
        (Qt.Key.Key_Up, PLAIN, Rectangle(200, 149, 300, 240)),
        (Qt.Key.Key_Down, CONTROL, Rectangle(200, 160, 300, 240)),
        (Qt.Key.Key_Right, SHIFT, Rectangle(200, 150, 301, 240)),
        (Qt.Key.Key_Left, SHIFT | CONTROL, Rectangle(200, 150, 290, 240)),
        (Qt.Key.Key_Down, SHIFT, Rectangle(200, 150, 300, 241)),
        (Qt.Key.Key_Up, SHIFT | CONTROL, Rectangle(200, 150, 300, 230)),
    ],
)
def test_arrows_move_and_size(
    picker: AreaPicker, qtbot: QtBot, what: Qt.Key, modifiers: Qt.KeyboardModifier, expected: Rectangle
) -> None:
    key(picker, qtbot, what, modifiers)

    assert drawn(picker).box == expected


def test_by_keys_alone_a_part_is_left_out_and_all_is_saved(picker: AreaPicker, qtbot: QtBot) -> None:
    key(picker, qtbot, Qt.Key.Key_Right, CONTROL)
    key(picker, qtbot, Qt.Key.Key_L)
    key(picker, qtbot, Qt.Key.Key_Down, CONTROL, times=2)
    key(picker, qtbot, Qt.Key.Key_Right, SHIFT)
    with qtbot.waitSignal(picker.save_asked) as saved:
        key(picker, qtbot, Qt.Key.Key_Return)

    assert saved.args == [Rectangle(210, 150, 300, 240), (Rectangle(285, 230, 151, 120),)]


def test_tab_goes_from_the_edge_to_the_parts_to_the_bar(picker: AreaPicker, qtbot: QtBot) -> None:
    key(picker, qtbot, Qt.Key.Key_L)
    key(picker, qtbot, Qt.Key.Key_L)
    key(picker, qtbot, Qt.Key.Key_Right)
    surface(picker).findChildren(AreaStop)[0].setFocus(Qt.FocusReason.TabFocusReason)

    assert stops(picker) == [
        "Area 300 by 240 at 200, 150",
        "Left out, part 1 of 2, 150 by 120 at 275, 210",
        "Left out, part 2 of 2, 150 by 120 at 276, 210",
        "Leave out a part",
        "Cancel",
        "Save",
    ]


def test_delete_takes_the_chosen_part_away_and_never_the_box(picker: AreaPicker, qtbot: QtBot) -> None:
    key(picker, qtbot, Qt.Key.Key_L)
    key(picker, qtbot, Qt.Key.Key_Delete)
    key(picker, qtbot, Qt.Key.Key_Delete)

    assert (drawn(picker).left_out, drawn(picker).box) == ((), BOX)
    assert surface(picker).focusWidget().accessibleName().startswith("Area")


def test_a_part_has_a_name_and_a_way_back_large_enough(picker: AreaPicker, qtbot: QtBot) -> None:
    key(picker, qtbot, Qt.Key.Key_L)
    remove = button(picker, "Do not leave out part 1")
    size = min(remove.width(), remove.height())
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)

    assert size >= 24
    assert drawn(picker).left_out == ()


def test_a_part_too_small_for_its_button_has_it_beside_itself(picker: AreaPicker, qtbot: QtBot) -> None:
    key(picker, qtbot, Qt.Key.Key_L)
    key(picker, qtbot, Qt.Key.Key_Left, SHIFT | CONTROL, times=20)
    remove = button(picker, "Do not leave out part 1")
    part = surface(picker).local(drawn(picker).left_out[0])

    assert drawn(picker).left_out[0].width == 1
    assert not remove.geometry().intersects(part)
    assert surface(picker).rect().contains(remove.geometry())


def test_esc_cancels_and_says_that_it_was_esc(picker: AreaPicker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picker.cancelled) as cancelled:
        key(picker, qtbot, Qt.Key.Key_Escape)

    assert cancelled.args == [True]


def test_enter_on_cancel_cancels(picker: AreaPicker, qtbot: QtBot) -> None:
    button(picker, "Cancel").setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.assertNotEmitted(picker.save_asked), qtbot.waitSignal(picker.cancelled) as cancelled:
        key(picker, qtbot, Qt.Key.Key_Return)

    assert cancelled.args == [False]


def drag(picker: AreaPicker, qtbot: QtBot, start: QPoint, end: QPoint) -> None:
    """Press, move, let go."""
    window = surface(picker)
    qtbot.mousePress(window, Qt.MouseButton.LeftButton, pos=start)
    for place in ((start + end) / 2, end):
        qtbot.mouseMove(window, place)
    qtbot.mouseRelease(window, Qt.MouseButton.LeftButton, pos=end)


def test_the_pointer_draws_moves_and_sizes(picker: AreaPicker, qtbot: QtBot) -> None:
    drag(picker, qtbot, QPoint(100, 90), QPoint(299, 289))
    first = drawn(picker).box
    drag(picker, qtbot, QPoint(200, 200), QPoint(230, 190))
    second = drawn(picker).box
    drag(picker, qtbot, QPoint(130 + 200, 80 + 200), QPoint(350, 300))

    assert first == Rectangle(100, 90, 200, 200)
    assert second == Rectangle(130, 80, 200, 200)
    assert drawn(picker).box == Rectangle(130, 80, 220, 220)


def test_two_clicks_draw_too(picker: AreaPicker, qtbot: QtBot) -> None:
    qtbot.mouseClick(surface(picker), Qt.MouseButton.LeftButton, pos=QPoint(50, 60))
    qtbot.mouseMove(surface(picker), QPoint(100, 100))
    qtbot.mouseClick(surface(picker), Qt.MouseButton.LeftButton, pos=QPoint(149, 179))

    assert drawn(picker).box == Rectangle(50, 60, 100, 120)


def test_leaving_out_by_pointer_draws_over_the_suggestion(picker: AreaPicker, qtbot: QtBot) -> None:
    key(picker, qtbot, Qt.Key.Key_Right)
    qtbot.mouseClick(button(picker, "Leave out a part"), Qt.MouseButton.LeftButton)
    hint = words(picker)[-1]
    drag(picker, qtbot, QPoint(300, 200), QPoint(339, 219))

    assert hint.startswith("Draw over what to leave out")
    assert drawn(picker).left_out == (Rectangle(300, 200, 40, 20),)
    assert drawn(picker).box == Rectangle(201, 150, 300, 240)


def test_what_is_painted(picker: AreaPicker, still: Still, qtbot: QtBot, qapp: QApplication) -> None:
    key(picker, qtbot, Qt.Key.Key_L)
    qapp.processEvents()
    painted = surface(picker).grab().toImage()
    source = QImage(still.frame.pixels, still.frame.width, still.frame.height, QImage.Format.Format_RGB32)
    inside, outside, left_out = QPoint(230, 190), QPoint(60, 60), QPoint(300, 300)

    for x in range(230, 260):
        assert painted.pixelColor(x, 190) == source.pixelColor(x, 190)
    assert painted.pixelColor(inside) == source.pixelColor(inside)
    ink, shown, dimmed = QColor("#1b2530"), source.pixelColor(outside), painted.pixelColor(outside)
    for of in (QColor.red, QColor.green, QColor.blue):
        assert abs(of(dimmed) - (0.38 * of(shown) + 0.62 * of(ink))) <= 1.5
    assert painted.pixelColor(left_out) == QColor("#27313b")
    assert {painted.pixelColor(190 + x, 200).name() for x in range(12)} >= {"#f4f6f8", "#1b2530"}


def test_only_what_changed_is_painted_again(picker: AreaPicker, qtbot: QtBot, qapp: QApplication) -> None:
    qapp.processEvents()
    watched = Paints()
    surface(picker).installEventFilter(watched)
    key(picker, qtbot, Qt.Key.Key_Right)
    qapp.processEvents()

    assert watched.painted
    assert all(QRect(185, 100, 335, 320).contains(part) for part in watched.painted)


class Paints(QObject):
    """Remembers what was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[QRect] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 — the name is Qt's
        if isinstance(event, QPaintEvent):
            self.painted.append(event.rect())
        return False


def test_a_failure_keeps_what_was_drawn(picker: AreaPicker, qtbot: QtBot) -> None:
    key(picker, qtbot, Qt.Key.Key_L)
    before = drawn(picker)
    key(picker, qtbot, Qt.Key.Key_Return)
    key(picker, qtbot, Qt.Key.Key_Right)
    while_saving = drawn(picker)
    picker.show_not_saved("This disk is full. Free some space, then try again.")
    told = words(picker)
    with qtbot.waitSignal(picker.save_asked) as again:
        key(picker, qtbot, Qt.Key.Key_Return)

    assert (while_saving, drawn(picker)) == (before, before)
    assert told[0] == "Not saved. This disk is full. Free some space, then try again."
    assert again.args == [before.box, before.left_out]


def test_it_is_announced_once_it_rests(
    picker: AreaPicker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    key(picker, qtbot, Qt.Key.Key_Right, times=9)
    qtbot.waitUntil(lambda: bool(said))

    assert said == ["Area 300 by 240 at 209, 150"]


def test_closing_lets_go_of_every_pixel(picker: AreaPicker, still: Still, qapp: QApplication) -> None:
    window = surface(picker)
    picker.close()
    still.release()

    assert not picker.is_open
    assert not window.isVisible()
    assert window._picture.isNull()


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_bar_is_whole_and_everything_has_a_name(
    picker: AreaPicker, look: Appearance, qapp: QApplication, qtbot: QtBot, scheme: Scheme, scale: float
) -> None:
    look.show_in(theme_of(qapp, scheme, scale))
    key(picker, qtbot, Qt.Key.Key_L)
    picker.show_not_saved("The disk reported a failure. Nothing is lost that was saved. Make a copy of the desk.")
    qapp.processEvents()
    bar = button(picker, "Save").parentWidget()

    assert not faults(surface(picker))
    assert surface(picker).rect().contains(bar.geometry())


def test_the_bar_moves_out_of_the_box_s_way(picker: AreaPicker, qtbot: QtBot, qapp: QApplication) -> None:
    bar = button(picker, "Save").parentWidget()
    below = bar.y()
    key(picker, qtbot, Qt.Key.Key_Down, CONTROL, times=60)

    assert below > surface(picker).height() / 2
    assert bar.y() < surface(picker).height() / 2
