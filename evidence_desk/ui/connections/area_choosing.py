"""An area: the still picture, the windows it is chosen in, and what becomes of both."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from evidence_desk.capture.still import Still, counted_from
from evidence_desk.capture.targets import Region
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import ScreensChanged
from evidence_desk.ui.aim import Aim
from evidence_desk.ui.area_operation import AreaOperation
from evidence_desk.ui.dialogs.area_picker import AreaPicker
from evidence_desk.ui.dialogs.esc_listener import EscListener
from evidence_desk.ui.messages import message

_SETTLED_AFTER_MS = 300


class AreaChoosing(QObject):
    """One still at a time, in memory only; it is released when it was saved from, cancelled or left."""

    area_kept = Signal(object)
    """The Aim at the same area, to be taken again."""

    def __init__(self, picker: AreaPicker, operation: AreaOperation, esc_listener: EscListener) -> None:
        super().__init__(picker)
        self._picker = picker
        self._operation = operation
        self._esc_listener = esc_listener
        self._still: Still | None = None
        self._asked: tuple[Rectangle, tuple[Rectangle, ...]] | None = None
        self._before: Rectangle | None = None
        self._trouble = ""
        self._is_wanted = False
        # Screens change in several steps.
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_AFTER_MS)
        self._settling.timeout.connect(operation.freeze)
        picker.save_asked.connect(self._on_save_asked)
        picker.cancelled.connect(self._on_cancelled)
        picker.screens_changed.connect(self._on_screens_changed)
        operation.frozen.connect(self._on_frozen)
        operation.not_frozen.connect(self.stop)
        operation.kept.connect(self._on_kept)
        operation.not_kept.connect(self._on_not_kept)

    @Slot()
    def choose(self) -> None:
        """Ask which area."""
        if not self._is_wanted:
            self._is_wanted = True
            self._operation.freeze()

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
        # While it is being saved from, the case thread needs its pixels; they go when it is done.
        if still is not None and self._asked is None:
            still.release()

    @Slot(object)
    def _on_frozen(self, still: Still) -> None:
        if not self._is_wanted:
            still.release()
            return
        self._still, self._asked = still, None
        self._picker.open(still, self._before, self._trouble)
        self._trouble = ""

    @Slot(object, object)
    def _on_save_asked(self, area: Rectangle, left_out: tuple[Rectangle, ...]) -> None:
        if self._still is not None:
            self._asked = (area, left_out)
            self._operation.keep(self._still, area, left_out)

    @Slot(bool)
    def _on_cancelled(self, by_esc: bool) -> None:
        if by_esc:
            self._esc_listener.listen()
        self.stop()

    @Slot()
    def _on_kept(self) -> None:
        asked, self._asked = self._asked, None
        self.stop()
        if asked is not None:
            area, left_out = asked
            self._before = area
            self.area_kept.emit(Aim(Region(area), counted_from(area, left_out)))

    @Slot(object)
    def _on_not_kept(self, error: DeskError) -> None:
        self._asked = None
        if isinstance(error, ScreensChanged):
            self._on_screens_changed()
        else:
            self._picker.show_not_saved(message(error))

    @Slot()
    def _on_screens_changed(self) -> None:
        """The still shows screens that are not there any more: a new one is needed."""
        if self._is_wanted:
            self._let_go()
            self._trouble = message(ScreensChanged())
            self._settling.start()
