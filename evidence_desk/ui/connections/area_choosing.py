"""An area, or parts of a window to leave out: the still picture, the windows it is shown in, what becomes of both."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from evidence_desk.capture.cover import intersection
from evidence_desk.capture.still import Still, counted_from
from evidence_desk.capture.target_still import TargetStill
from evidence_desk.capture.targets import ActiveWindow, OneWindow, Region, Shot, Target
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import ScreensChanged
from evidence_desk.domain.written_errors import CareNeedsParts
from evidence_desk.ui.aim import Aim
from evidence_desk.ui.area_operation import AreaOperation, AreaPress, Then
from evidence_desk.ui.dialogs.area_picker import AreaPicker
from evidence_desk.ui.dialogs.area_selection import AreaSelection, first_selection
from evidence_desk.ui.dialogs.esc_listener import EscListener
from evidence_desk.ui.messages import message
from evidence_desk.ui.remembered_parts import RememberedParts

_SETTLED_AFTER_MS = 300


class AreaChoosing(QObject):
    """One still at a time, in memory only; it is released when it was saved from, cancelled or left."""

    area_kept = Signal(object)
    """The Aim at the same area, to be taken again."""
    target_kept = Signal(object)
    """The Aim at a window or screen that was kept without some parts."""
    nothing_remembered = Signal(object, str)
    """The target, of which nothing was ever left out, and how it was pressed."""

    def __init__(self, picker: AreaPicker, operation: AreaOperation, esc_listener: EscListener) -> None:
        super().__init__(picker)
        self.remembered = RememberedParts()
        self._target: Target | None = None
        self._trigger = "button"
        self._only_remembered = False
        self._again: Aim | None = None
        self._then: Then = None
        self._picker = picker
        self._operation = operation
        self._esc_listener = esc_listener
        self._still: Still | None = None
        self._asked: AreaPress | None = None
        self._asked_of: Still | None = None
        self._before: Rectangle | None = None
        self._trouble = ""
        self._is_wanted = False
        # Screens change in several steps.
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_AFTER_MS)
        self._settling.timeout.connect(self._freeze)
        picker.save_asked.connect(self._on_save_asked)
        picker.cancelled.connect(self._on_cancelled)
        picker.screens_changed.connect(self._on_screens_changed)
        operation.frozen.connect(self._on_frozen)
        operation.not_frozen.connect(self.stop)
        operation.kept.connect(self._on_kept)
        operation.not_kept.connect(self._on_not_kept)

    @Slot()
    def choose(self, trigger: str = "button", *, then: Then = None) -> None:
        """Ask which area; `then` is done with the Item."""
        self._begin(None, trigger, then=then)

    def show_again(self, aim: Aim, trigger: str, *, then: Then = None) -> None:
        """Ask before what was aimed at is kept: its box, and the parts left out of it before, are marked already."""
        area = isinstance(aim.target, Region)
        self._begin(None if area else aim.target, trigger, again=aim, then=then)

    def set_care(self, *, cared: bool) -> None:
        """Under care nothing is saved before the person said what shows."""
        self._picker.set_care(cared=cared)

    def leave_out(self, target: Target, trigger: str = "button", *, only_remembered: bool = False) -> None:
        """Ask which parts of a window or of the screens to leave out; those of the last time are marked already.

        With `only_remembered` nothing is asked where there are none of the last time.
        """
        self._begin(target, trigger, only_remembered=only_remembered)

    def _begin(
        self,
        target: Target | None,
        trigger: str,
        *,
        only_remembered: bool = False,
        again: Aim | None = None,
        then: Then = None,
    ) -> None:
        if not self._is_wanted:
            self._target, self._trigger, self._only_remembered = target, trigger, only_remembered
            self._again, self._then = again, then
            self._is_wanted = True
            self._freeze()

    @Slot()
    def _freeze(self) -> None:
        self._operation.freeze(self._target)

    @Slot()
    def stop(self) -> None:
        """Nothing more is chosen; an area whose saving was asked for is still saved."""
        self._is_wanted = False
        self._trouble = ""
        self._settling.stop()
        self._let_go()

    def _let_go(self) -> None:
        self._picker.close()
        still, self._still = self._still, None
        if still is None:
            return
        if self._asked is None:
            still.release()
        else:  # it is being saved from
            self._operation.let_go(still)

    @Slot(object)
    def _on_frozen(self, still: Still) -> None:
        if not self._is_wanted:
            still.release()
            return
        marked = self._marked(still)
        if self._only_remembered and marked is not None and not marked.left_out and self._target is not None:
            still.release()
            self._is_wanted = False
            self.nothing_remembered.emit(self._target, self._trigger)
            return
        self._still, self._asked = still, None
        self._picker.open(still, self._before, self._trouble, marked=marked)
        self._trouble = ""

    def _left_out_before(self, shot: Shot) -> tuple[Rectangle, ...]:
        if self._again is not None and self._again.leave_out:
            return self._again.leave_out
        return self.remembered.of(shot.application, shot.window_title, self._target)

    def _marked(self, still: Still) -> AreaSelection | None:
        """All of the target, or the area that is kept again, and in it what was left out the last time."""
        screens = tuple(Rectangle(each.x, each.y, each.width, each.height) for each in still.screens)
        if isinstance(still, TargetStill):
            shot = still.target
            there = _on_desktop(shot.target.geometry, self._left_out_before(shot))
            seen = tuple(common for each in there if (common := intersection(each, still.box)))
            return AreaSelection(screens, still.box, seen, fresh=False, fixed=True)
        if self._again is None or not isinstance(self._again.target, Region):
            return None
        area = self._again.target.rectangle
        first = first_selection(screens, screens[0], area)
        parts = tuple(_on_desktop(area, self._again.leave_out))
        return replace(first, left_out=parts, fresh=False) if first.box == area else None

    @Slot(object, object)
    def _on_save_asked(self, area: Rectangle, left_out: tuple[Rectangle, ...]) -> None:
        if self._still is not None:
            self._asked = AreaPress(area, left_out, self._trigger, self._picker.nothing_shows, self._then)
            self._asked_of = self._still
            self._operation.keep(self._still, self._asked)

    @Slot(bool)
    def _on_cancelled(self, by_esc: bool) -> None:
        if by_esc:
            self._esc_listener.listen()
        self.stop()

    @Slot()
    def _on_kept(self) -> None:
        """Also where the still went while it was saved from, because the screens changed."""
        asked, self._asked = self._asked, None
        still, self._asked_of = self._asked_of, None
        self.stop()
        if asked is None:
            return
        area, left_out = asked.area, asked.left_out
        if isinstance(still, TargetStill):
            self._on_target_kept(still, counted_from(still.target.target.geometry, left_out))
            return
        self._before = area
        self.area_kept.emit(Aim(Region(area), counted_from(area, left_out)))

    def _on_target_kept(self, still: TargetStill, parts: tuple[Rectangle, ...]) -> None:
        """A window is remembered by its name and shown before it is kept again; a screen is known by its place."""
        self.remembered.keep(still.target, parts, self._target)
        if self._target is not None:
            is_window = isinstance(self._target, OneWindow | ActiveWindow)
            self.target_kept.emit(Aim(self._target, () if is_window else parts))

    @Slot(object)
    def _on_not_kept(self, error: DeskError) -> None:
        self._asked = self._asked_of = None
        if isinstance(error, ScreensChanged):
            self._on_screens_changed()
        else:
            if isinstance(error, CareNeedsParts):
                self._picker.set_care(cared=True)  # it was answered only after the picture stood still
            self._picker.show_not_saved(message(error))

    @Slot()
    def _on_screens_changed(self) -> None:
        """The still shows screens that are not there any more: a new one is needed."""
        if self._is_wanted:
            self._let_go()
            self._trouble = message(ScreensChanged())
            self._settling.start()


def _on_desktop(corner: Rectangle, parts: Iterable[Rectangle]) -> Iterator[Rectangle]:
    """What was counted from that corner."""
    return (Rectangle(each.x + corner.x, each.y + corner.y, each.width, each.height) for each in parts)
