"""The first line of the capture bar: dots, Capture, what it saves, what it saved, Leave now."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.bar_grip import BarGrip
from evidence_desk.ui.panels.bar_menu import BarMenu, BarTarget
from evidence_desk.ui.panels.bar_watch import BarWatch
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.choice_button import ChoiceButton
from evidence_desk.ui.widgets.elided_label import ElidedLabel
from evidence_desk.ui.widgets.mirrored import margins_for
from evidence_desk.ui.widgets.pictogram import Pictogram

_WIDTH, _SMALL_WIDTH = 784, 196
_CHOICE_WIDTH = 176
_BRIEF_WIDTH = 80
_GAPS = 84
"""Margins and spaces between all parts of the whole form."""


class BarFace(QWidget):
    """Whole, brief and small form; all are there all the time and one is shown.

    The brief form is the whole one for screens that are too narrow for it: icons with their names kept for screen
    readers, but Leave now keeps its word.
    """

    capture_asked = Signal(BarTarget)
    window_choice_asked = Signal()
    area_choice_asked = Signal()
    delay_asked = Signal(int)
    cancel_asked = Signal()
    finish_asked = Signal()
    refit_asked = Signal()
    watch_asked = Signal(BarTarget)
    """What Capture saves now is to be watched."""

    def __init__(self, look: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._target = BarTarget.SCREEN
        self._words = ("", "", "")
        self._seconds: int | None = None
        self._scrolled: tuple[str, str, bool] | None = None
        self._is_watching = self._is_cared = False
        self._is_brief = False
        self._choice_width = _CHOICE_WIDTH
        self.grip = BarGrip(look)
        capture, leave = self.tr("Capture"), actions[ActionId.LEAVE].text()
        self._capture = Button(look, capture, "capture", kind="main")
        self._capture_small = Button(look, capture, "capture", kind="main", size="icon")
        cancel = self.tr("Cancel")
        self._cancel = Button(look, cancel)
        self._cancel_small = Button(look, cancel, "close", size="icon")
        finish = self.tr("Finish")
        self._finish = Button(look, finish, kind="main")
        self._finish_small = Button(look, finish, "check", kind="main", size="icon")
        self._choose = ChoiceButton(look, "", "screen")
        self.menu = self._menu = BarMenu(look, self)
        self._icon = Pictogram(look, "done", "accent-ink", pixels=16)
        self._status = ElidedLabel("", TextSize.SMALL, ink="2")
        self._watch = Button(look, self.tr("Watch"), "watch")
        self._watch.setToolTip(self._menu.watch.text())
        self.watching = BarWatch(look)
        self._leave = Button(look, leave, "leave", kind="leave")
        self._leave_small = Button(look, leave, "leave", kind="leave", size="icon")
        self._lay_out()
        self._connect(actions)
        self.set_target(BarTarget.SCREEN)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @property
    def target(self) -> BarTarget:
        """What Capture saves now."""
        return self._target

    @Slot(BarTarget)
    def set_target(self, target: BarTarget) -> None:
        """Aim at the whole screen, or at the window or the area that was chosen last."""
        self._target = target
        name = self._menu.name(target)
        self._choose.set_name(name)
        self._choose.setText("" if self._is_brief else name)
        self._choose.setToolTip(name if self._is_brief else "")
        self._choose.setAccessibleName(self.tr("What to save: {what}").format(what=name))
        self._choose.set_icon(self._menu.icon_name(target))

    def set_last_area(self, *, there: bool) -> None:
        """Offer the same area again."""
        self._menu.set_last_area(there=there)

    def count(self, seconds: int | None) -> None:
        """Say how long it still takes, with Cancel in Capture's place; None when nothing is awaited any more."""
        self._seconds = seconds
        self._show_buttons()
        self._show_words()

    def show_scrolling(self, words: str, small_words: str, *, is_gap: bool = False) -> None:
        """Say how far a scroll has come, with Finish in Capture's place and room for words; until `end_scroll`."""
        self._show_scrolled((words, small_words, is_gap))

    def end_scroll(self) -> None:
        """Show Capture again, and what was said before."""
        self._show_scrolled(None)

    @property
    def is_watching(self) -> bool:
        """Whether a watch is shown."""
        return self._is_watching

    def set_care(self, *, cared: bool) -> None:
        """Show Choose area in Capture's place; Watch is off, and its row in the menu says why."""
        self._is_cared = cared
        name, icon = (self.tr("Choose area"), "area") if cared else (self.tr("Capture"), "capture")
        for button in (self._capture, self._capture_small):
            button.set_name(name)
            button.set_icon(icon)
        self._menu.set_care(cared=cared)
        self._on_look_changed()
        self.refit_asked.emit()

    def set_watching(self, *, watching: bool) -> None:
        """Show what is watched in the place of what will be saved."""
        self._is_watching = watching
        self._menu.set_watching(watching=watching)
        self._show_buttons()
        self._show_words()

    def _show_scrolled(self, scrolled: tuple[str, str, bool] | None) -> None:
        self._scrolled = scrolled
        self._show_buttons()
        self._show_words()
        self.refit_asked.emit()

    def say(self, icon: str, words: str, small_words: str) -> None:
        """Show an answer; with an icon it is a good one."""
        self._words = (icon, words, small_words)
        self._show_words()

    @Slot()
    def say_saving(self) -> None:
        """Show that an answer is still to come."""
        self._icon.hide()
        self._status.setText("…" if self._is_small() else self.tr("Saving…"))
        self._status.set_ink("2")

    def set_small(self, small: bool, *, brief: bool = False) -> None:
        """Show the small form or the whole one, that one in brief where it has to be."""
        self._is_brief = brief and not small
        self._choose.setFixedWidth(self._look.theme.px(_BRIEF_WIDTH) if self._is_brief else self._choice_width)
        self.set_target(self._target)
        self._leave_small.setVisible(small)
        for part in (self._choose, self._leave):
            part.setHidden(small)
        self._show_buttons()
        self._show_words()

    def take_form(self, *, small: bool, room: int) -> int:
        """Take the small form, or the whole one, in brief where it would not fit; how wide it is then, in pixels."""
        brief = self.least_width() > room
        self.set_small(small, brief=brief)
        needed = self.minimumSizeHint().width() if small else self.least_width(brief=brief)
        return max(min(self._look.theme.px(_SMALL_WIDTH if small else _WIDTH), room), needed)

    def least_width(self, *, brief: bool = False) -> int:
        """What the whole form takes in any state, in brief or not, with a few letters of what it says."""
        capture = self._capture_small if brief else self._capture
        parts: tuple[QWidget, ...] = (self.grip, capture, self._icon, self._leave, *(() if brief else (self._watch,)))
        taken = sum(max(part.sizeHint().width(), part.minimumWidth()) for part in parts)
        taken += self._look.theme.px(_BRIEF_WIDTH) if brief else self._choice_width
        words = 4 * QFontMetrics(self._look.theme.font(TextSize.SMALL, bold=True)).horizontalAdvance("…")
        return taken + words + _GAPS

    def counting_words(self, seconds: int) -> str:
        """How long it still takes."""
        words = self.tr("Saving in 1 second") if seconds == 1 else self.tr("Saving in {seconds} seconds")
        return words.format(seconds=seconds)

    def _is_small(self) -> bool:
        return not self._leave_small.isHidden()

    def _show_buttons(self) -> None:
        small, counting = self._is_small() or self._is_brief, self._seconds is not None
        scrolling = self._scrolled is not None and not counting
        self._finish.setVisible(not small and scrolling)
        self._finish_small.setVisible(small and scrolling)
        self._choose.setHidden(self._is_small() or scrolling or (self._is_watching and not counting))
        self._watch.setHidden(small or counting or scrolling or self._is_watching or self._is_cared)
        self._capture.setVisible(not small and not counting and not scrolling)
        self._capture_small.setVisible(small and not counting and not scrolling)
        self._cancel.setVisible(not small and counting)
        self._cancel_small.setVisible(small and counting)

    def _show_words(self) -> None:
        icon, words, small_words = self._words
        small, good = self._is_small(), icon not in {"", "lock"}
        if self._scrolled is not None:
            words, small_words, is_gap = self._scrolled
            icon, good = ("warning" if is_gap else "scroll"), False
        if self._seconds is not None:
            icon, words, small_words = "delay", self.counting_words(self._seconds), str(self._seconds)
            good = False
        watching = self._is_watching and self._seconds is None and self._scrolled is None
        self.watching.setVisible(watching)
        self.watching.set_small(small=small, brief=self._is_brief)
        self._status.setHidden(watching)
        self._icon.setVisible((bool(icon) or small) and not watching)
        inks = {"delay": "ink-2", "scroll": "ink-2", "lock": "ink-2", "warning": "amber-icon"}
        self._icon.set_icon(icon or "done", inks.get(icon, "accent-ink"))
        self._status.setText(small_words if small else words)
        self._status.setAccessibleName(words)
        is_bold = bool(icon) or small
        self._status.set_ink("accent" if good or (small and icon not in inks) else "2", bold=is_bold)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(margins_for(self, 4, 8, 8, 8))
        row.setSpacing(8)
        capturing = (self._capture, self._capture_small, self._cancel, self._cancel_small)
        for part in (self.grip, *capturing, self._finish, self._finish_small, self._choose):
            row.addWidget(part)
        row.addWidget(self._watch)
        row.addSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._status, 1)
        row.addWidget(self.watching, 1)
        row.addWidget(self._leave)
        row.addWidget(self._leave_small)

    def _connect(self, actions: Actions) -> None:
        for button in (self._capture, self._capture_small):
            button.clicked.connect(lambda: self.capture_asked.emit(self._target))
        for button in (self._leave, self._leave_small):
            button.clicked.connect(actions[ActionId.LEAVE].trigger)
        for button in (self._cancel, self._cancel_small):
            button.clicked.connect(self.cancel_asked)
        for button in (self._finish, self._finish_small):
            button.clicked.connect(self.finish_asked)
        self._choose.clicked.connect(lambda: self._menu.open_under(self._choose, self._target))
        self._watch.clicked.connect(lambda: self.watch_asked.emit(self._target))
        self._menu.delay_chosen.connect(self.delay_asked)
        self._menu.chosen.connect(self._on_menu_chosen)

    @Slot(BarTarget)
    def _on_menu_chosen(self, target: BarTarget) -> None:
        if target is BarTarget.WINDOW:
            self.window_choice_asked.emit()
        elif target is BarTarget.AREA:
            self.area_choice_asked.emit()
        else:
            self.set_target(target)

    @Slot()
    def _on_look_changed(self) -> None:
        """Wide enough for either choice, so that nothing moves when it changes."""
        width = self._look.theme.px(_CHOICE_WIDTH)
        for target in BarTarget:
            self._choose.setText(self._menu.name(target))
            width = max(width, self._choose.sizeHint().width())
        self._choice_width = width
        self.set_small(self._is_small(), brief=self._is_brief)
        large = (self._capture, self._cancel, self._finish)
        for same in (large, (self._capture_small, self._cancel_small, self._finish_small)):
            # Nothing moves when one takes the other's place.
            wider = max(button.sizeHint().width() for button in same)
            for button in same:
                button.setFixedWidth(wider)
