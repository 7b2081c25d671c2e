"""What can be said of a step: done, not for me, undo, and which saved item proves it. It never scrolls away."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from evidence_desk.domain.checklists import StepState
from evidence_desk.domain.listed import Listed
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.checklist_words import end_action
from evidence_desk.ui.models.evidence_words import item_title
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.joined_buttons import JoinedButtons
from evidence_desk.ui.widgets.menu_entry import add_entry
from evidence_desk.ui.widgets.one_press import OnePress

_NEWEST_OFFERED = 20
_LONGEST_TITLE = 40


class ChecklistFoot(FlowRow):
    """Buttons for the state a step is in."""

    state_asked = Signal(StepState)
    proof_asked = Signal()
    proof_chosen = Signal(object)
    """The Listed, or None for no proof."""
    proof_search_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(gap=8, last_at_end=True, parent=parent)
        self._newest: Sequence[Listed] = ()
        self._count = 0
        self._has_proof = False
        self._press = OnePress(self)
        self.done = Button(look, self.tr("Done"), "check", kind="main")
        self.back = Button(look, end_action(StepState.DONE), "undo")
        self.proof = Button(look, self.tr("Capture proof"), "capture")
        self.choose = Button(look, self.tr("Choose a saved item as proof"), "down", size="narrow-icon")
        self.skip = Button(look, self.tr("Not for me"), kind="quiet")
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self.choose.accessibleName())
        self.menu.aboutToShow.connect(self._fill_menu)
        self.choose.setMenu(self.menu)
        self.proof.setToolTip(self.tr("Save what is on screen as proof of this step (P)"))
        self._lay_out()
        self._connect()

    def set_exhibits(self, newest: Sequence[Listed], count: int) -> None:
        """The newest items that can be a proof, and how many there are."""
        self._newest, self._count = newest, count

    def show_state(self, state: StepState, *, has_proof: bool) -> None:
        """Offer what fits the state; the keyboard goes from a button that goes to the one that comes in its place."""
        self._has_proof = has_proof
        had_keyboard = any(each.hasFocus() for each in (self.done, self.back, self.skip))
        self.back.set_name(end_action(state) or end_action(StepState.DONE))
        self.done.setVisible(state is StepState.TODO)
        self.back.setVisible(state is not StepState.TODO)
        self.skip.setVisible(state is StepState.TODO)
        self._proof_buttons.setVisible(state is not StepState.SKIPPED)
        if had_keyboard and not any(each.hasFocus() for each in (self.done, self.back, self.skip)):
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_to_another(self) -> None:
        """Another step is shown: every press is one of its own."""
        self._press.forget()

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.back if self.done.isHidden() else self.done

    def stops(self) -> tuple[QWidget, ...]:
        """Its buttons, in their order."""
        return (self.done, self.back, self.proof, self.choose, self.skip)

    def _lay_out(self) -> None:
        self._proof_buttons = JoinedButtons((self.proof, self.choose))
        for part in (self.done, self.back, self._proof_buttons, self.skip):
            self.flow.addWidget(part)

    def _connect(self) -> None:
        self.done.clicked.connect(lambda: self._ask(StepState.DONE))
        self.skip.clicked.connect(lambda: self._ask(StepState.SKIPPED))
        self.back.clicked.connect(lambda: self._ask(StepState.TODO))
        self.proof.clicked.connect(self.proof_asked)

    def say_done(self) -> None:
        """As if Done was pressed, with the keyboard on it."""
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask(StepState.DONE)

    def _ask(self, state: StepState) -> None:
        """Done and Undo stand in the same place: the second press of a double click undoes nothing."""
        if self._press.begins() or state is StepState.SKIPPED:
            self.state_asked.emit(state)

    @Slot()
    def _fill_menu(self) -> None:
        self.menu.clear()
        newest = sorted(self._newest, key=lambda item: item.number, reverse=True)[:_NEWEST_OFFERED]
        for item in newest:
            add_entry(self.menu, _menu_words(item), partial(self.proof_chosen.emit, item))
        if not newest:
            add_entry(self.menu, self.tr("Nothing is saved yet")).setEnabled(False)
        if self._count > len(newest):
            self.menu.addSeparator()
            add_entry(self.menu, self.tr("Find another…"), self.proof_search_asked.emit)
        if self._has_proof:
            self.menu.addSeparator()
            add_entry(self.menu, self.tr("No proof"), partial(self.proof_chosen.emit, None))


def _menu_words(item: Listed) -> str:
    """EX-014, Telegram chat; an ampersand of the title stays an ampersand."""
    title = item_title(item)
    shown = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
    return f"{item.exhibit}, {shown}".replace("&", "&&")
