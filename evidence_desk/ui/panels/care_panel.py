"""Start here under care: short sentences, people first, and what is different now."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.domain.answers import Under18
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.care_words import CareEntry, changes
from evidence_desk.ui.panels.ages_card import AgesCard
from evidence_desk.ui.panels.care_first import CareFirst
from evidence_desk.ui.panels.help_entries import HelpAsking
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.column_row import ColumnRow
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.room_header import RoomHeader
from evidence_desk.ui.widgets.scrolled_column import column_of, fill_room

_SHARES = (584, 352)
_FOLD_BELOW = 760


class CarePanel(QWidget):
    """Shows what it is given; `asking` says what the person wants of a row."""

    change_requested = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asking = HelpAsking(self)
        self.calm = _calm_card(self)
        self.first = CareFirst(look, self.asking)
        self.changed = ChangesCard(look)
        self.answer = AgesCard(look)
        self.answer.change_asked.connect(self.change_requested)
        left, right = column_of((self.calm, self.first)), column_of((self.changed, self.answer))
        head = RoomHeader(self.tr("Start here"), self.tr("Short steps. Do them in any order, with someone if you can."))
        self._checked = PlainLabel("", TextSize.SMALL, ink="3", wraps=True)
        fill_room(self, (head, ColumnRow(look, (left, right), _SHARES, _FOLD_BELOW), self._checked))

    def set_help(self, entries: Sequence[CareEntry], number_to_ask: str, checked: str = "") -> None:
        """Show who helps in the person's country, and when that was checked."""
        self._checked.setText(checked)
        self._checked.setVisible(bool(checked))
        self.first.set_entries(entries)
        self.changed.set_number(number_to_ask)

    def set_answer(self, answer: Under18) -> None:
        """Show what was answered."""
        self.answer.set_answer(answer)

    def take_focus(self) -> None:
        """Put the keyboard on the first thing to do."""
        (self.first.first_stop() or self.answer.change).setFocus(Qt.FocusReason.OtherFocusReason)


class ChangesCard(Card):
    """What is different under care, in four lines."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What changes here"))
        column = QVBoxLayout(self)
        column.setContentsMargins(23, 23, 23, 23)
        column.setSpacing(16)
        column.addWidget(PlainLabel(self.tr("What changes here"), TextSize.SECTION, wraps=True))
        self._lines: list[PlainLabel] = []
        for icon, words in changes(""):
            line = PlainLabel(words, wraps=True)
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(Pictogram(look, icon), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(line, 1)
            column.addLayout(row)
            self._lines.append(line)

    def set_number(self, number_to_ask: str) -> None:
        """Say whom to ring."""
        for line, (_icon, words) in zip(self._lines, changes(number_to_ask), strict=True):
            line.setText(words)


def _calm_card(parent: QWidget) -> Card:
    card = Card(calm=True)
    column = QVBoxLayout(card)
    column.setContentsMargins(23, 19, 23, 19)
    column.setSpacing(4)
    column.addWidget(PlainLabel(parent.tr("This is not your fault. It was done to you."), TextSize.SECTION, wraps=True))
    more = parent.tr("Stop replying. Do not pay. Do not send more. You are not alone.")
    column.addWidget(PlainLabel(more, ink="2", wraps=True))
    return card
