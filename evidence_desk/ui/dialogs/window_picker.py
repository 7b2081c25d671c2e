"""Asks one question: which window? Previews stay covered."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.capture.targets import NORMAL, Window
from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.late_dialog import LateDialog
from evidence_desk.ui.dialogs.window_tile_delegate import RING_ROOM, TILE_WIDTH
from evidence_desk.ui.dialogs.window_tiles import WindowTiles
from evidence_desk.ui.dialogs.window_tiles_model import CLOSED, WindowTilesModel, title_of
from evidence_desk.ui.dialogs.window_words import Purpose, lead_words, promise_words
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button, press_focused
from evidence_desk.ui.widgets.find_field import FindField
from evidence_desk.ui.widgets.fitting import fitted
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.focus_ring import FocusRing
from evidence_desk.ui.widgets.mirrored import margins_for
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.switch import Switch

_SIZE = (1024, 696)
_EDGE = 24
_SCROLL_BAR = 12
_LOOKS_AGAIN_AFTER_MS = 1_500


class WindowPicker(LateDialog):
    """Shows the windows it is given; `refresh_asked` says that they may have changed since."""

    window_chosen = Signal(Window)
    """The one to be saved."""
    watch_chosen = Signal(Window)
    scroll_chosen = Signal(Window)
    refresh_asked = Signal()
    keep_screen_chosen = Signal(bool)
    look_asked = Signal(Window, QSize)
    """What the window looks like now is wanted, at most so large in the display's pixels."""

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._windows: tuple[Window, ...] = ()
        self._looking: str | None = None
        self._purpose, self._is_cared = Purpose.SAVE, False
        self._promise, _icon = promise_words(Purpose.SAVE, cares=False)
        self._watching = QTimer(self, interval=_LOOKS_AGAIN_AFTER_MS)
        # The capture bar stays on top too; on a small screen it would lie on Save.
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowTitle(self.tr("Desk"))
        self.setAccessibleName(self.tr("Which window?"))
        self.setProperty("ground", "surface")
        self._model = WindowTilesModel(self)
        self._find = FindField(look, self.tr("Find a window"))
        self._count = PlainLabel(self.tr("Looking for windows…"), TextSize.SMALL, ink="2")
        self._empty = PlainLabel("", ink="2", wraps=True)
        self._tiles = WindowTiles(look, self._model)
        self._around = Switch(look, self.tr("Also keep the whole screen"))
        self._save = Button(look, self._promise, "capture", kind="main")
        self._cancel = Button(look, self.tr("Cancel"))
        self._leave = Button(look, actions[ActionId.LEAVE].text(), "leave", kind="leave")
        self._leave.clicked.connect(actions[ActionId.LEAVE].trigger)
        self._ring = FocusRing(application, look, self)
        self._lay_out()
        self._connect()
        self._on_look_changed()
        self._show_found()

    def set_windows(self, windows: Sequence[Window]) -> None:
        """Show these, and those gone since as closed; the choice stays if its window is still there, else none is."""
        first, chosen = not self._windows, self._chosen()
        there = {window.id: window for window in windows if not window.own}
        # What is shown keeps its place: a tile that moved under the pointer would be the wrong one.
        known = [there.get(each.id) or replace(each, state=CLOSED, covered=None) for each in self._windows]
        shown = {each.id for each in known}
        now = (*known, *(window for window in there.values() if window.id not in shown))
        if first or now != self._windows:
            self._windows = now
            self._show_found()
        if not first:
            self._choose(chosen.id if chosen and chosen.id in there else "")
        if first and there and (self._leave.hasFocus() or self.focusWidget() is None):
            self._tiles.setFocus(Qt.FocusReason.TabFocusReason)

    def show_keeps_screen(self, *, keeps: bool) -> None:
        """Show whether the whole screen is kept with the window."""
        self._around.setChecked(keeps)

    def set_care(self, *, cared: bool) -> None:
        """Under care no window shows itself, and the chosen one is shown for its parts to be marked; that is all."""
        self._is_cared = cared
        if cared and self._purpose is not Purpose.SAVE:
            self.reject()
        self._on_look_over()
        self._lead.setText(lead_words(cares=cared))
        self._ask_what_is_saved()

    @Slot(str, QImage)
    def show_preview(self, window_id: str, picture: QImage) -> None:
        """Show what was asked for, unless the key was let go meanwhile."""
        if window_id == self._looking:
            self._model.set_preview(window_id, picture)

    @override
    def open(self) -> None:
        """Ask anew which window to save: nothing is known yet of what is open."""
        self.open_for(Purpose.SAVE)

    def open_for(self, purpose: Purpose) -> None:
        """Ask anew; each purpose has its answer."""
        self._purpose = purpose
        self._ask_what_is_saved()
        self._windows = ()
        self._find.clear()
        super().open()
        self._watching.start()

    def _ask_what_is_saved(self) -> None:
        self._promise, icon = promise_words(self._purpose, cares=self._is_cared)
        self._save.set_name(self._promise)
        self._save.set_icon(icon)
        for part in self._around_parts:
            part.setHidden(self._is_cared or self._purpose is not Purpose.SAVE)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watching.stop()
        self._on_look_over()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.refresh_asked.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc cancels, Enter saves or presses a button, and a letter typed on a tile goes on in the field."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not press_focused(self):
                self._on_save()
        elif event.text().isalnum() and not self._find.hasFocus():
            self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._find.insert(event.text())
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(0)
        first = QHBoxLayout()
        first.addWidget(PlainLabel(self.tr("Which window?"), TextSize.TITLE), 1)
        first.addWidget(self._leave)
        head.addLayout(first)
        self._lead = PlainLabel(lead_words(cares=False), ink="2", wraps=True, key=self.tr("Space"))
        head.addWidget(self._lead)
        finding = QHBoxLayout()
        finding.addWidget(FlowRow((self._find, self._count), gap=12, last_at_end=True))
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addStretch()
        foot.addWidget(self._cancel)
        foot.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _EDGE, 0, _EDGE)
        column.setSpacing(16)
        around = self._around_row()
        for row in (head, finding, around, foot):
            row.setContentsMargins(_EDGE, 0, _EDGE, 0)
        column.addLayout(head)
        column.addLayout(finding)
        column.addWidget(self._empty)
        column.addLayout(self._framed_tiles(), 1)
        column.addLayout(around)
        column.addLayout(foot)
        for before, after in zip(self._tab_stops(), self._tab_stops()[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def _around_row(self) -> QHBoxLayout:
        row, words = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(12)
        words.setSpacing(0)
        hint = self.tr("It shows the window was really there. Both are saved together.")
        name, why = (
            PlainLabel(self._around.accessibleName(), wraps=True),
            PlainLabel(hint, TextSize.SMALL, ink="2", wraps=True),
        )
        self._around_parts: tuple[QWidget, ...] = (self._around, name, why)
        words.addWidget(name)
        words.addWidget(why)
        row.addWidget(self._around)
        row.addLayout(words, 1)
        return row

    def _framed_tiles(self) -> QHBoxLayout:
        """Tiles start on the same line as the words; their rings and the scroll bar lie in the margins."""
        self._empty.setContentsMargins(_EDGE, 0, _EDGE, 0)
        frame = QHBoxLayout()
        frame.setContentsMargins(margins_for(self, _EDGE - RING_ROOM, 0, _EDGE - RING_ROOM - _SCROLL_BAR, 0))
        frame.addWidget(self._tiles)
        return frame

    def _tab_stops(self) -> list[QWidget]:
        return [self._leave, self._find, self._tiles, self._around, self._cancel, self._save]

    def _connect(self) -> None:
        self._find.textChanged.connect(self._show_found)
        self._tiles.selectionModel().selectionChanged.connect(self._on_choice_changed)
        self._tiles.doubleClicked.connect(self._on_save)
        self._tiles.look_asked.connect(self._on_look_asked)
        self._tiles.look_over.connect(self._on_look_over)
        self._around.clicked.connect(self.keep_screen_chosen)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._on_save)
        self._look.changed.connect(self._on_look_changed)
        self._watching.timeout.connect(self._on_watching)

    def _show_found(self) -> None:
        words = self._find.text().casefold()
        found = [window for window in self._windows if words in f"{window.title}\n{window.application}".casefold()]
        self._model.set_rows(found)
        others = self.tr("This program's own windows are never saved.")
        count = sum(window.state != CLOSED for window in self._windows)
        counted = self.tr("1 window.") if count == 1 else self.tr("{count} windows.").format(count=count)
        self._count.setText(f"{counted} {others}")
        nothing = self.tr("Nothing matches.") if self._windows else self.tr("No other windows are open.")
        self._empty.setText(nothing)
        self._empty.setVisible(not found)
        self._tiles.setVisible(bool(found))
        self._choose(next((window.id for window in found if window.state == NORMAL), ""))
        self._on_choice_changed()

    def _choose(self, window_id: str) -> None:
        index = self._model.index_of(window_id)
        if index.isValid():
            self._tiles.setCurrentIndex(index)
            self._tiles.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            self._tiles.selectionModel().clearSelection()

    def _chosen(self) -> Window | None:
        index = self._tiles.currentIndex()
        return self._model.window(index) if self._tiles.selectionModel().isSelected(index) else None

    @Slot(Window)
    def _on_look_asked(self, window: Window) -> None:
        if self._is_cared:
            return
        self._looking = window.id
        side = self._look.theme.px(TILE_WIDTH)
        self.look_asked.emit(window, QSize(side, side) * self.devicePixelRatio())

    @Slot()
    def _on_watching(self) -> None:
        """Windows come and go; not while one is looked at, which a new list would cover."""
        if self._looking is None:
            self.refresh_asked.emit()

    @Slot()
    def _on_look_over(self) -> None:
        """Covered at once, and what may still come is not shown."""
        self._looking = None
        self._model.cover()

    @Slot()
    def _on_choice_changed(self) -> None:
        chosen = self._chosen()
        savable = chosen is not None and chosen.state == NORMAL
        self._save.setEnabled(savable)
        self._save.setAccessibleDescription(f"{self._promise}: {title_of(chosen)}" if chosen else "")

    @Slot()
    def _on_save(self, _index: QModelIndex | None = None) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.state == NORMAL:
            self.accept()
            {
                Purpose.SAVE: self.window_chosen,
                Purpose.WATCH: self.watch_chosen,
                Purpose.SCROLL: self.scroll_chosen,
            }[self._purpose].emit(chosen)

    @Slot()
    def _on_look_changed(self) -> None:
        px = self._look.theme.px
        self._find.setFixedWidth(px(TILE_WIDTH))
        self.resize(fitted(self, px(_SIZE[0]), px(_SIZE[1])))
