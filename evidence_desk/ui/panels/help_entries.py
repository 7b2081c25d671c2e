"""One helpline: who it is, the number large, and what else is known of it."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.domain.facts import Page
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.messages import page_not_opened
from evidence_desk.ui.models.help_words import HelpEntry, HelpNumber, going_to, visit_words
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Rule
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.number_label import NumberLabel
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel


class HelpAsking(QObject):
    """What the person asks of any entry; one for a whole page."""

    copied = Signal(str)
    """The number to put where it can be pasted from."""
    page_asked = Signal(object)
    """The entry's PageLine."""


class NumberLine(QWidget):
    """A number with *Copy* beside it; before a number to write to stands that it is one."""

    def __init__(self, look: Appearance, asking: HelpAsking, number: HelpNumber, size: TextSize) -> None:
        super().__init__()
        self._number = number
        self._asking = asking
        self.label = NumberLabel(number.number, number.spoken, size)
        self.copy = Button(look, self.tr("Copy {number}").format(number=number.number), "copy", size="small-icon")
        self.copy.clicked.connect(self._on_copy)
        asking.copied.connect(self._on_copied)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        if number.says:
            row.addWidget(PlainLabel(number.says, TextSize.SMALL, ink="2"))
        row.addWidget(self.label)
        row.addWidget(self.copy)

    @Slot()
    def _on_copy(self) -> None:
        self._asking.copied.emit(self._number.number)
        announce(self.copy, self.tr("Copied: {number}").format(number=self._number.number))

    @Slot(str)
    def _on_copied(self, number: str) -> None:
        """The tick is on the last that was copied."""
        self.copy.set_icon("check" if number == self._number.number else "copy")


class PageTrouble(QWidget):
    """Says that no browser took a page, and gives its address to copy; not there before."""

    def __init__(self, look: Appearance, page: Page) -> None:
        super().__init__()
        address = WrappedLabel(page.url, TextSize.SMALL)
        address.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Note(look, page_not_opened()))
        column.addWidget(address)
        self.hide()

    def say(self, pressed: QWidget) -> None:
        """To eye and ear."""
        self.show()
        announce(pressed, page_not_opened())


class PageLine(QWidget):
    """*Open page*, and beside it where that goes."""

    def __init__(self, look: Appearance, asking: HelpAsking, name: str, page: Page, *, is_narrow: bool) -> None:
        super().__init__()
        self.page = page
        self.open = Button(look, self.tr("Open page"), "open", kind="quiet", size="small-link")
        self.open.setAccessibleName(self.tr("Open page: {name}").format(name=name))
        self.open.setAccessibleDescription(visit_words(page))
        self.open.clicked.connect(lambda: asking.page_asked.emit(self))
        self._trouble = PageTrouble(look, page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        going = PlainLabel(going_to(page), TextSize.SMALL, ink="3", wraps=True)
        directions = QBoxLayout.Direction
        beside = QBoxLayout(directions.TopToBottom if is_narrow else directions.LeftToRight)
        beside.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeading)
        beside.addWidget(going, int(not is_narrow))
        beside.setSpacing(0 if is_narrow else 12)
        column.addLayout(beside)
        column.addWidget(self._trouble)

    def show_trouble(self) -> None:
        """No browser took it: give the address to copy."""
        self._trouble.say(self.open)


class HelpBlock(QWidget):
    """An entry of the first card: the number under the name, larger than anything else."""

    def __init__(self, look: Appearance, asking: HelpAsking, entry: HelpEntry) -> None:
        super().__init__()
        self.numbers = [NumberLine(look, asking, number, TextSize.TITLE) for number in entry.numbers]
        self.pages = _pages(look, asking, entry, is_narrow=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(entry.name, TextSize.SMALL, bold=True, wraps=True))
        for number in self.numbers:
            column.addWidget(number, 0, Qt.AlignmentFlag.AlignLeading)
        for part in (*_sentences(entry), *self.pages):
            column.addWidget(part)


class HelpRow(QWidget):
    """An entry of any other card: its words, and its numbers at the end of the row."""

    def __init__(self, look: Appearance, asking: HelpAsking, entry: HelpEntry) -> None:
        super().__init__()
        self.numbers = [NumberLine(look, asking, number, TextSize.SECTION) for number in entry.numbers]
        self.pages = _pages(look, asking, entry, is_narrow=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        inside = QVBoxLayout()
        inside.setContentsMargins(15, 12, 15, 12)
        inside.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(PlainLabel(entry.name, bold=True, wraps=True), 1)
        numbers = QVBoxLayout()
        numbers.setSpacing(4)
        for number in self.numbers:
            numbers.addWidget(number, 0, Qt.AlignmentFlag.AlignTrailing)
        top.addLayout(numbers)
        inside.addLayout(top)
        for part in (*_sentences(entry), *self.pages):
            inside.addWidget(part)
        column.addLayout(inside)


def _sentences(entry: HelpEntry) -> Iterator[QWidget]:
    """Who it is for, and under it all the rest."""
    first, *others = entry.lines
    yield PlainLabel(first, TextSize.SMALL, ink="2", wraps=True)
    if others:
        yield PlainLabel(" ".join(others), TextSize.SMALL, ink="3", wraps=True)


def _pages(look: Appearance, asking: HelpAsking, entry: HelpEntry, *, is_narrow: bool) -> list[PageLine]:
    return [PageLine(look, asking, entry.name, entry.page, is_narrow=is_narrow)] if entry.page else []
