"""Asks one question: which part of the screen? A still picture on every display, and one box across them."""

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QApplication

from evidence_desk.capture.cover import intersection
from evidence_desk.capture.still import Still
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.area_gesture import AreaGesture, grip_at
from evidence_desk.ui.dialogs.area_keys import after_key, cursor_for
from evidence_desk.ui.dialogs.area_selection import AreaSelection, Point, first_selection
from evidence_desk.ui.dialogs.area_surface import AreaSurface
from evidence_desk.ui.dialogs.area_windows import AreaWindows
from evidence_desk.ui.dialogs.area_words import current_words
from evidence_desk.ui.widgets.button import press_focused

_SPOKEN_AFTER_MS = 400
_REACH, _SLOP = 12, 4


class AreaPicker(QObject):
    """Open from `open` to `close`. Saving is somebody else's: this says what was drawn, and stays until it is closed.

    The still belongs to whoever gave it; nothing here looks at it after `close`.
    """

    save_asked = Signal(object, object)
    """The area and the parts to leave out, Rectangles of the desktop."""
    cancelled = Signal(bool)
    """Whether with Esc."""
    screens_changed = Signal()

    def __init__(self, application: QApplication, look: Appearance) -> None:
        super().__init__()
        self._application = application
        self._look = look
        self._windows: AreaWindows | None = None
        self._selection: AreaSelection | None = None
        self._gesture: AreaGesture | None = None
        self._by_key = True
        self._working = False
        self._is_cared = False
        self._speaking = QTimer(self, singleShot=True, interval=_SPOKEN_AFTER_MS)
        self._speaking.timeout.connect(self._on_speaking)
        application.screenAdded.connect(self._on_screens_changed)
        application.screenRemoved.connect(self._on_screens_changed)

    @property
    def is_open(self) -> bool:
        """Whether the still picture is shown."""
        return self._windows is not None

    @property
    def selection(self) -> AreaSelection | None:
        """What is drawn now."""
        return self._selection

    def surfaces(self) -> list[AreaSurface]:
        """Its windows, the one with the bar first; none while it is closed."""
        return self._windows.surfaces if self._windows is not None else []

    def open(
        self,
        still: Still,
        before: Rectangle | None = None,
        trouble: str = "",
        *,
        marked: AreaSelection | None = None,
    ) -> None:
        """Show the still on every display, with the box drawn before if it still fits, and what went wrong if any.

        Where `marked` is given it is what is drawn already.
        """
        self.close()
        here = self._application.screenAt(QCursor.pos()) or self._application.primaryScreen()
        screens = sorted(self._application.screens(), key=lambda each: each is not here)
        self._windows = windows = AreaWindows(self._application, self._look, screens, still)
        for surface in windows.surfaces:
            surface.pressed.connect(partial(self._on_pressed, surface))
            surface.pointed.connect(partial(self._on_pointed, surface))
            surface.released.connect(self._on_released)
            surface.key_pressed.connect(self._on_key)
        for screen in screens:
            screen.geometryChanged.connect(windows.screens_moved)
        windows.screens_moved_away.connect(self._on_screens_changed)
        windows.stops.reached.connect(self._on_reached)
        windows.stops.left.connect(self._on_left_stops, Qt.ConnectionType.QueuedConnection)
        windows.stops.remove_asked.connect(self._on_remove_asked)
        windows.bar.set_care(cared=self._is_cared)
        windows.bar.nothing_shows_changed.connect(self._on_nothing_shows)
        windows.bar.leave_out_asked.connect(self._on_leave_out)
        windows.bar.cancel_asked.connect(lambda: self.cancelled.emit(False))
        windows.bar.save_asked.connect(self._on_save)
        self._by_key = True
        windows.show()
        places = [Rectangle(each.x, each.y, each.width, each.height) for each in still.screens]
        begin = next((place for place in places if intersection(place, windows.main.area())), places[0])
        self._show(marked or first_selection(places, begin, before))
        if trouble:
            self._say_trouble(trouble)

    def close(self) -> None:
        """Take every window away, and hold no pixels."""
        self._speaking.stop()
        windows, self._windows = self._windows, None
        self._selection = self._gesture = None
        self._working = False
        if windows is not None:
            windows.close()

    @property
    def nothing_shows(self) -> bool:
        """Whether the person said that no sexual picture shows in the box."""
        return self._windows is not None and self._windows.bar.nothing_shows

    def set_care(self, *, cared: bool) -> None:
        """Under care nothing is saved before a part is marked or it is ticked that no sexual picture shows."""
        if self._is_cared != cared:
            self._is_cared = cared
            if self._windows is not None:
                self._windows.bar.set_care(cared=cared)
                self._say_whether_to_save()

    def show_not_saved(self, sentence: str) -> None:
        """Say why nothing was saved, and go on: what was drawn is still there."""
        self._working = False
        self._say_trouble(self.tr("Not saved. {why}").format(why=sentence))

    def _say_trouble(self, words: str) -> None:
        if self._windows is not None:
            self._windows.bar.show_trouble(words)
            self._announce(words, at_once=True)

    def _show(self, selection: AreaSelection) -> None:
        if self._windows is None:
            return
        changed = selection != self._selection
        if self._selection is not None and not selection.shows_no_more_than(self._selection):
            self._windows.bar.tick(ticked=False)  # it was said of what was shown before
        self._selection = selection
        self._say_whether_to_save()
        self._windows.show_selection(selection, ring=self._by_key, at_rest=self._gesture is None)
        if changed:
            self._windows.bar.show_choosing()
            self._speaking.start()

    def _may_save(self) -> bool:
        return not self._is_cared or self.nothing_shows or (self._selection is not None and self._selection.leaves_out)

    def _say_whether_to_save(self) -> None:
        if self._windows is not None:
            specks = self._selection is not None and self._selection.leaves_out_specks
            self._windows.bar.set_may_save(may=self._may_save(), too_small=specks)

    @Slot(bool)
    def _on_nothing_shows(self, ticked: bool) -> None:
        self._say_whether_to_save()
        if self._windows is not None and not self._working:
            self._windows.bar.show_choosing()
        if self._windows is not None and not ticked and not self._may_save():
            self._announce(self._windows.bar.what_is_missing())

    def _announce(self, words: str, *, at_once: bool = False) -> None:
        if self._windows is not None:
            announce(self._windows.main, words, at_once=at_once)

    @Slot()
    def _on_speaking(self) -> None:
        """Once it rests: a key held down would be read out pixel by pixel."""
        if self._selection is not None:
            self._announce(current_words(self._selection))

    def _on_pressed(self, surface: AreaSurface, at: Point) -> None:
        if self._selection is None or self._working:
            return
        self._by_key = False
        if self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            self._show(gesture.to(at))
            return
        grip = grip_at(self._selection, at, round(_REACH * surface.ratio))
        self._gesture = AreaGesture(self._selection, grip, at, round(_SLOP * surface.ratio))
        self._show(self._gesture.to(at))

    def _on_pointed(self, surface: AreaSurface, at: Point) -> None:
        if self._gesture is not None:
            self._show(self._gesture.to(at))
        elif self._selection is not None:
            grip = grip_at(self._selection, at, round(_REACH * surface.ratio))
            surface.setCursor(cursor_for(grip.handle if grip else None))

    @Slot(object)
    def _on_released(self, at: Point) -> None:
        gesture = self._gesture
        if gesture is None:
            return
        last = gesture.to(at)
        if gesture.ends_with_release:
            self._gesture = None
            self._show(last)

    @Slot(QKeyEvent)
    def _on_key(self, event: QKeyEvent) -> None:
        if self._windows is None or self._selection is None or self._working:
            return
        self._by_key = True
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit(True)
        elif event.key() == Qt.Key.Key_N and self._is_cared:
            self._windows.bar.tick(ticked=not self._windows.bar.nothing_shows)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not press_focused(self._windows.main):
                self._on_save()
        else:
            after = after_key(self._selection, event.key(), event.modifiers())
            if after is not None:
                self._gesture = None
                self._show(after)

    @Slot()
    def _on_leave_out(self) -> None:
        if self._selection is not None and not self._working:
            self._show(self._selection.add_part())

    @Slot(int)
    def _on_remove_asked(self, part: int) -> None:
        if self._selection is not None and not self._working:
            self._show(self._selection.remove_part(part))

    @Slot(object)
    def _on_reached(self, part: int | None) -> None:
        if self._selection is not None:
            self._show(self._selection.choose(part))

    @Slot()
    def _on_left_stops(self) -> None:
        """Once the keyboard has arrived where it goes."""
        if self._selection is not None:
            self._show(self._selection)

    @Slot()
    def _on_save(self) -> None:
        if self._windows is None or self._selection is None or self._working:
            return
        if not self._may_save():
            self._announce(self._windows.bar.what_is_missing(), at_once=True)
        else:
            self._working = True
            self._windows.bar.show_working()
            self.save_asked.emit(self._selection.box, self._selection.left_out)

    @Slot()
    def _on_screens_changed(self) -> None:
        if self.is_open:
            self.screens_changed.emit()
