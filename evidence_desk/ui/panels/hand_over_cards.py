"""The card that says who a folder is for, and what all cards of the room are built of."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.export.recipients import Recipient
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.hand_over_parts import choice_words
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.choice_card import ChoiceCard
from evidence_desk.ui.widgets.plain_label import PlainLabel

_NUMBER = 24


class NumberedHead(QWidget):
    """A card's title behind its place in the order."""

    def __init__(self, look: Appearance, number: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(_Number(look, number), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(PlainLabel(title, TextSize.SECTION, wraps=True), 1)


class WhoCard(Card):
    """Everybody a folder can be made for; none of them is recommended."""

    chosen = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = {recipient: ChoiceCard(look, *choice_words(recipient)) for recipient in Recipient}
        self.police = self.choices[Recipient.POLICE]
        self.police.setChecked(True)
        group = QButtonGroup(self)
        group.buttonToggled.connect(self._on_toggled)
        column = card_column(self)
        column.addWidget(NumberedHead(look, "1", self.tr("Who is it for?")))
        choices = QVBoxLayout()
        choices.setSpacing(8)
        for choice in self.choices.values():
            group.addButton(choice)
            choices.addWidget(choice)
        column.addLayout(choices)
        again = self.tr("You can make another folder at any time. Nothing is sent. You choose who gets it.")
        column.addWidget(PlainLabel(again, TextSize.SMALL, ink="3", wraps=True))
        column.addStretch()

    @property
    def recipient(self) -> Recipient:
        """Who was chosen."""
        return next(recipient for recipient, choice in self.choices.items() if choice.isChecked())

    @Slot()
    def _on_toggled(self, _button: QAbstractButton, on: bool) -> None:
        if on:
            self.chosen.emit()


class _Number(QWidget):
    """A number in a circle."""

    def __init__(self, look: Appearance, number: str) -> None:
        super().__init__()
        self._look = look
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(_NUMBER), self._look.theme.px(_NUMBER))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("sunken"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(theme.colour("ink-2"))
        painter.setFont(theme.font(TextSize.SMALL, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._number)


def card_column(card: Card) -> QVBoxLayout:
    """The inside of a card: 16 from its edge, 16 between parts."""
    column = QVBoxLayout(card)
    column.setContentsMargins(15, 15, 15, 15)
    column.setSpacing(16)
    return column
