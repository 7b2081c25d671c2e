"""The card *Do one of these first*: whom to talk to, and where a picture is taken down."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.domain.facts import Page
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.care_words import CareEntry, CareKind, what_to_say
from evidence_desk.ui.models.help_words import HelpNumber, going_to, visit_words
from evidence_desk.ui.panels.help_entries import HelpAsking, NumberLine, PageTrouble
from evidence_desk.ui.regions import stand_in
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card, Rule
from evidence_desk.ui.widgets.column_row import ColumnRow
from evidence_desk.ui.widgets.flow_layout import drop
from evidence_desk.ui.widgets.plain_label import PlainLabel

_FOLD_BELOW = 400
_READABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class CareFirst(Card):
    """Rows are plain widgets and no view: there are few, and a screen reader finds words and buttons by itself."""

    def __init__(self, look: Appearance, asking: HelpAsking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._asking = asking
        self._shown: tuple[CareEntry, ...] = ()
        self._rows: list[CareRow] = []
        self.setAccessibleName(self.tr("Do one of these first"))
        title = PlainLabel(self.tr("Do one of these first"), TextSize.SECTION, wraps=True)
        title.setContentsMargins(23, 15, 23, 16)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(title)

    def set_entries(self, entries: Sequence[CareEntry]) -> None:
        """Show these; the same again moves nothing."""
        if tuple(entries) == self._shown:
            return
        self._shown = tuple(entries)
        drop(self._column, self._rows)
        self._rows = [CareRow(self._look, self._asking, entry) for entry in entries]
        for row in self._rows:
            self._column.addWidget(row)
            row.show()
        stand_in(self, [row.act for row in self._rows])

    def rows(self) -> list["CareRow"]:
        """The rows shown, in order."""
        return list(self._rows)

    def first_stop(self) -> QWidget | None:
        """What the keyboard comes to first."""
        return self._rows[0].act if self._rows else None


class CareRow(QWidget):
    """What to do, a quiet line, and at the end the number, the page or *What to say*; `act` is what is pressed."""

    def __init__(self, look: Appearance, asking: HelpAsking, entry: CareEntry) -> None:
        super().__init__()
        self.entry = entry
        self._look = look
        self._asking = asking
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(PlainLabel(entry.title, bold=True, wraps=True))
        self._words.addWidget(PlainLabel(entry.hint, TextSize.SMALL, ink="2", wraps=True))
        self.act, end = self._end()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(23, 11, 23, 12)
        self._inside.setSpacing(12)
        words = QWidget()
        words.setLayout(self._words)
        self._words.setContentsMargins(0, 0, 0, 0)
        self._inside.addWidget(ColumnRow(look, (words, end), (1, 0), _FOLD_BELOW))
        column.addLayout(self._inside)
        self._trouble: PageTrouble | None = None
        self.say: WhatToSay | None = None
        if entry.kind is CareKind.ADULT:
            self.say = WhatToSay(look, asking)
            self.say.hide()
            self._inside.addWidget(self.say)

    @property
    def page(self) -> Page:
        """The page it opens; only a row with one is asked for it."""
        if self.entry.page is None:
            raise ValueError("a row without a page")
        return self.entry.page

    def show_trouble(self) -> None:
        """No browser took it: give the address to copy."""
        if self._trouble is None:
            self._trouble = PageTrouble(self._look, self.page)
            self._inside.addWidget(self._trouble)
        self._trouble.say(self.act)

    def _end(self) -> tuple[QWidget, QWidget]:
        """What is pressed, and what stands at the end of the row."""
        entry, look = self.entry, self._look
        if entry.number:
            line = NumberLine(look, self._asking, HelpNumber(entry.number, "", entry.spoken), TextSize.SECTION)
            return line.copy, _at_its_size(line)
        if entry.page is not None:
            button = Button(look, self.tr("Open page"), "open", size="small")
            button.setAccessibleName(self.tr("Open page: {title}").format(title=entry.title))
            button.setAccessibleDescription(visit_words(entry.page))
            button.setToolTip(visit_words(entry.page))
            button.clicked.connect(lambda: self._asking.page_asked.emit(self))
            self._words.addWidget(PlainLabel(going_to(entry.page), TextSize.SMALL, ink="3", wraps=True))
        else:
            button = Button(look, self.tr("What to say"), size="small")
            button.clicked.connect(self._on_what_to_say)
        button.setAutoDefault(True)  # Enter presses it
        return button, _at_its_size(button)

    @Slot()
    def _on_what_to_say(self) -> None:
        if self.say is not None:
            self.say.setVisible(self.say.isHidden())
            if not self.say.isHidden():
                announce(self.say, self.say.text())


class WhatToSay(QWidget):
    """Two sentences to show to an adult, or to copy."""

    def __init__(self, look: Appearance, asking: HelpAsking) -> None:
        super().__init__()
        self._text = "\n".join(what_to_say())
        self._asking = asking
        words = PlainLabel(self._text, wraps=True)
        words.setTextInteractionFlags(_READABLE)
        words.setAccessibleName(self._text)
        self.copy = Button(look, self.tr("Copy these words"), "copy", size="small")
        self.copy.setAutoDefault(True)  # Enter presses it
        self.copy.clicked.connect(self._on_copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(words)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeading)

    def text(self) -> str:
        """The sentences."""
        return self._text

    @Slot()
    def _on_copy(self) -> None:
        self._asking.copied.emit(self._text)
        announce(self.copy, self.tr("Copied"))


def _at_its_size(part: QWidget) -> QWidget:
    """At the leading edge of a row that is wider than it."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch()
    return holder
