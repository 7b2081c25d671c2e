"""A still picture to choose from, and keeping an area of it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from evidence_desk.capture.still import Still
from evidence_desk.capture.target_still import TargetStill
from evidence_desk.capture.targets import Target
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Item, Rectangle
from evidence_desk.ui.background import nothing
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.operations import Operations

Then = Callable[[Item], None] | None


@dataclass(frozen=True, slots=True)
class AreaPress:
    """What was drawn, in desktop pixels, how that was pressed, and what is done with the Item on the main thread.

    `nothing_shows`: the person said that no sexual picture shows in it.
    """

    area: Rectangle
    left_out: tuple[Rectangle, ...]
    trigger: str | None = None
    nothing_shows: bool = False
    then: Then = None


class AreaOperation(QObject):
    """Each method returns at once. What is kept is also an `item_kept` of the operations, like every item."""

    frozen = Signal(object)
    """The Still; whoever hears it releases it."""
    not_frozen = Signal()
    """Why not is an `item_not_kept` of the operations."""
    kept = Signal()
    not_kept = Signal(object)
    """The DeskError; the still is as it was."""

    def __init__(self, desk: CaseDesk, operations: Operations) -> None:
        super().__init__()
        self._desk = desk
        self._operations = operations

    @Slot()
    def freeze(self, target: Target | None = None) -> None:
        """Take a still picture of all screens, or a TargetStill."""

        def failed(error: DeskError) -> None:
            self.not_frozen.emit()
            self._operations.item_not_kept.emit(error)

        self._operations.in_case(lambda: self._desk.freeze(target), self.frozen.emit, failed, late=Still.release)

    def keep(self, still: Still, press: AreaPress) -> None:
        """Keep an area, or the target of a TargetStill."""
        trigger, nothing_shows = press.trigger, press.nothing_shows

        def kept(item: Item) -> None:
            self.kept.emit()
            self._operations.item_kept.emit(item)
            if press.then is not None:
                press.then(item)

        def keep() -> Item:
            if isinstance(still, TargetStill):
                return self._desk.keep_without(still, press.left_out, trigger, nothing_shows=nothing_shows)
            return self._desk.keep_area(still, press.area, press.left_out, trigger, nothing_shows=nothing_shows)

        self._operations.in_case(keep, kept, self.not_kept.emit)

    def let_go(self, still: Still) -> None:
        """Nobody chooses from it any more: its pixels go, once what was asked of it before is done."""
        self._operations.in_case(still.release, nothing, self._operations.failed.emit)
