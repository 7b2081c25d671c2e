"""Nothing in the window is without a name, whichever room it is in."""

from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from evidence_desk.app import Program
from evidence_desk.ui.actions import APART, ROOMS


def whole(program: Program) -> list[QWidget]:
    """Every window of the program."""
    return [program.window, program.bar, program.picker, program.switching.title_dialog, program.switching.picker]


def test_every_button_says_what_it_does(program: Program) -> None:
    program.switching.title_dialog.ask_for_new("Case 2")
    seen = set()
    for room in (*ROOMS, *APART):
        program.window.open_room(room)
        buttons = [each for window in whole(program) for each in window.findChildren(QAbstractButton)]
        seen |= {each for each in buttons if each.isVisible() and not each.objectName().startswith("qt_")}
    nameless = [each for each in seen if not (each.accessibleName() or each.text()).strip()]

    assert len(seen) > 40
    assert [f"{type(each).__name__} in {type(each.parentWidget()).__name__}" for each in nameless] == []


def test_every_menu_and_every_action_says_what_it_does(program: Program) -> None:
    for room in (*ROOMS, *APART):
        program.window.open_room(room)
    menus = [each for window in whole(program) for each in window.findChildren(QMenu)]
    for menu in menus:
        menu.aboutToShow.emit()
    actions = [*program.window.actions(), *(action for menu in menus for action in menu.actions())]

    assert len(actions) > 20
    assert [each.objectName() for each in actions if not each.isSeparator() and not each.text().strip()] == []
    assert [[action.text() for action in each.actions()] for each in menus if not each.accessibleName()] == []
