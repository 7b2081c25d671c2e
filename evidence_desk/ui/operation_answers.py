"""What is told of the desk on the main thread: what was asked for is there, or is not, and why."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage


class OperationAnswers(QObject):
    """Each is heard by whoever shows it; none of another case than the one shown."""

    case_opened = Signal(object)
    """A CaseView: the desk was started, or something else changed it."""
    case_not_opened = Signal(object)
    """The DeskError."""
    news_came = Signal(object)
    """CaseNews: something else changed the case that is shown."""
    case_left = Signal()
    """Another case is about to be shown: what was typed in this one is told now, and none of it stays in view."""
    item_kept = Signal(object)
    """The Item, once it survives a power cut."""
    item_not_kept = Signal(object)
    parts_needed = Signal(object, object, object)
    """Under care a press shows its picture first: its Aim, how it was pressed, and what is to be done with the Item."""
    item_changed = Signal(object)
    """The Item with its new note or tags."""
    words_changed = Signal(object, object)
    """The Item as it was and as it is, told before `item_changed`; only where a note or a tag is another."""
    step_turned = Signal(object, object)
    """The StepMark as it was, or None, and as it is, told before `step_changed`."""
    item_removed = Signal(object)
    """The Item that is gone; steps that it proved have lost their proof."""
    item_troubled = Signal(str, object)
    """The item's id and the DeskError."""
    picture_read = Signal(str, QImage)
    """The item's id and its decoded picture; null when it can't be decoded."""
    item_read = Signal(object)
    """The Item that was asked for, with all of its record."""
    history_read = Signal(str, object)
    """The item's id and its CustodyEvents, oldest first."""
    step_changed = Signal(object)
    """The StepMark."""
    step_not_changed = Signal(str, object)
    """The step's id and the DeskError."""
    windows_listed = Signal(object)
    """The Windows, topmost first."""
    seals_read = Signal(int, int)
    """How many of how many items were read back so far."""
    seals_checked = Signal(object)
    """The Report."""
    unreadable_found = Signal(object)
    """The Listed that a check could not read."""
    seals_not_checked = Signal(object)
    """The DeskError that ended the check."""
    failed = Signal(object)
    """A DeskError that belongs to no place of its own."""
