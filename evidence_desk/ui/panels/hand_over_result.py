"""A folder that was made: where it is, how it can be checked, and what its seal shows and does not."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.export.hand_over import HandOver
from evidence_desk.export.recipients import Recipient
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.hand_over_words import checked_words, folder_words, shortcomings
from evidence_desk.ui.panels.hand_over_cards import card_column
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.column_row import ColumnRow
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.icon_line import IconLine
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel

_SHARES = (584, 352)
_FOLD_BELOW = 720
_BIG_ICON = 32


class HandOverResult(ColumnRow):
    """Shown only after every file was read again and matched."""

    open_asked = Signal(object)
    another_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        self._ready = _Ready(look)
        left, right = QWidget(), QWidget()
        super().__init__(look, (left, right), _SHARES, _FOLD_BELOW, parent)
        _fill(left, self._ready)
        _fill(right, self._checking(look), self._showing(look))
        self.open, self.another = self._ready.open, self._ready.another
        self._ready.open_asked.connect(self.open_asked)
        self.another.clicked.connect(self.another_asked)

    def show_result(self, hand_over: HandOver) -> None:
        """Show a finished folder."""
        self._ready.show_result(hand_over)
        self._key.set_words(self.tr("The key of your desk"), hand_over.signed_by)

    def show_trouble(self, sentence: str) -> None:
        """Say what could not be done with the finished folder; it stands there all the same."""
        self._ready.show_trouble(sentence)

    def _checking(self, look: Appearance) -> Card:
        card = Card()
        column = card_column(card)
        column.addWidget(PlainLabel(self.tr("How they can check it"), TextSize.SECTION, wraps=True))
        read = self.tr("It says what this is and how to check it.")
        column.addWidget(IconLine(look, "file", self.tr("Open READ-ME-FIRST"), read))
        tools = self.tr("Common tools work too. The lines to type are in READ-ME-FIRST.")
        column.addWidget(IconLine(look, "settings", self.tr("Experts"), tools))
        self._key = IconLine(look, "key", "", "")
        column.addWidget(self._key)
        ask = self.tr("Read it to them, by phone or face to face. It shows that the folder is from you.")
        column.addWidget(PlainLabel(ask, TextSize.SMALL, ink="3", wraps=True))
        return card

    def _showing(self, look: Appearance) -> Card:
        card = Card()
        column = card_column(card)
        column.addWidget(PlainLabel(self.tr("What the seal shows"), TextSize.SECTION, wraps=True))
        for icon, title, words in (
            (
                "check",
                self.tr("It shows"),
                self.tr("Nothing in this folder changed after it was sealed with this key."),
            ),
            (
                "minus",
                self.tr("It does not show"),
                self.tr("That the messages are true, who typed them, or that this computer's clock was right."),
            ),
            ("clock", self.tr("Time"), self.tr("This computer's clock. Nobody else has checked it.")),
        ):
            column.addWidget(IconLine(look, icon, title, words))
        return card


class _Ready(Card):
    """The result itself, and what to do with it."""

    open_asked = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._folder_path = Path()
        self._title = PlainLabel(self.tr("Your folder is ready"), TextSize.SECTION, wraps=True)
        self._checked = PlainLabel("", ink="2", wraps=True)
        self._folder = IconLine(look, "folder", "", "")
        self._short = Note(look)
        self._trouble = Note(look)
        self.open = Button(look, self.tr("Open the folder"), kind="main")
        self.another = Button(look, self.tr("Make another"))
        self.open.clicked.connect(self._on_open)
        bare = self.tr("Pictures inside are not covered. Give it only to people you trust.")
        self._bare = Note(look, bare, kind="plain", icon="eye")
        words = QVBoxLayout()
        words.setSpacing(16)
        words.addWidget(self._title)
        words.addWidget(self._checked)
        words.addWidget(self._folder)
        words.addWidget(self._short)
        words.addWidget(FlowRow((self.open, self.another)))
        words.addWidget(self._trouble)
        words.addWidget(self._bare)
        row = QHBoxLayout(self)
        row.setContentsMargins(23, 23, 23, 23)
        row.setSpacing(16)
        row.addWidget(Pictogram(look, "done", "accent-ink", pixels=_BIG_ICON), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_result(self, hand_over: HandOver) -> None:
        """Show a finished folder."""
        self._folder_path = hand_over.folder_path
        self._checked.setText(checked_words(hand_over))
        self._folder.set_words(*folder_words(hand_over))
        self._trouble.hide()
        self._bare.setVisible(hand_over.items > 0 and hand_over.recipient is not Recipient.HELPLINE)
        short = shortcomings(hand_over)
        self._short.set_text(short)
        self._short.setVisible(bool(short))
        announce(self.open, " ".join(filter(None, (self._title.text() + ".", self._checked.text(), short))))

    def show_trouble(self, sentence: str) -> None:
        """Say what could not be done with it."""
        self._trouble.set_text(sentence)
        self._trouble.show()
        announce(self.open, sentence)

    @Slot()
    def _on_open(self) -> None:
        self._trouble.hide()
        self.open_asked.emit(self._folder_path)


def _fill(side: QWidget, *cards: Card) -> None:
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for card in cards:
        column.addWidget(card)
    column.addStretch()
