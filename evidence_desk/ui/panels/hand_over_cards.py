"""The two cards that say who a folder is for and what will be inside."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.hand_over_words import HandOverContents, care_words, lines
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.card import Card, Rule
from evidence_desk.ui.widgets.choice_card import ChoiceCard
from evidence_desk.ui.widgets.icon_line import IconLine
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.tick_box import TickBox

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
    """Only those a folder can be made for; today the police."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.police = ChoiceCard(look, self.tr("Police"), self.tr("Everything"))
        self.police.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self.police)
        column = card_column(self)
        column.addWidget(NumberedHead(look, "1", self.tr("Who is it for?")))
        column.addWidget(self.police)
        again = self.tr("You can make another folder at any time. Nothing is sent. You choose who gets it.")
        column.addWidget(PlainLabel(again, TextSize.SMALL, ink="3", wraps=True))
        column.addStretch()


class InsideCard(Card):
    """What goes in, in the numbers of this case, under the one thing to know before."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bare = self.tr("In the folder, pictures are not covered. Anyone who opens it can see them.")
        column = card_column(self)
        column.addWidget(NumberedHead(look, "2", self.tr("What is inside")))
        column.addWidget(Note(look, bare, icon="eye"))
        self._care = Note(look)
        self._care.hide()
        column.addWidget(self._care)
        self._flagged = Note(look)
        self._goes_on = TickBox(look, "")
        column.addWidget(self._flagged)
        column.addWidget(self._goes_on, 0, Qt.AlignmentFlag.AlignLeading)
        self.set_flagged((), "")
        rows = QVBoxLayout()
        rows.setSpacing(7)
        self._lines: list[IconLine] = []
        for icon, title, words in lines(HandOverContents(0, 0, 0, 0)):
            line = IconLine(look, icon, title, words)
            self._lines.append(line)
            rows.addWidget(line)
            rows.addWidget(Rule())
        column.addLayout(rows)
        left_out = self.tr("We put in no name or address of yours. Pictures, titles and your own words may show them.")
        column.addWidget(PlainLabel(left_out, TextSize.SMALL, ink="3", wraps=True))
        column.addStretch()

    def set_contents(self, contents: HandOverContents) -> None:
        """Show this case's numbers, and what to know where somebody in its pictures is, or may be, under 18."""
        self._care.set_text(care_words(contents.under18))
        self._care.setVisible(bool(self._care.text()))
        for line, (_icon, title, words) in zip(self._lines, lines(contents), strict=True):
            line.set_words(title, words)

    @property
    def leaves_out_flagged(self) -> bool:
        """Whether the person said to go on without what is flagged."""
        return self._goes_on.isChecked()

    def set_flagged(self, exhibits: tuple[str, ...], ring_words: str) -> None:
        """Say which items are flagged as under 18 and not put in, and whom to ring."""
        one = self.tr("{exhibits} is flagged as under 18. It is not put in. {ring}")
        several = self.tr("{exhibits} are flagged as under 18. They are not put in. {ring}")
        words = (one if len(exhibits) == 1 else several).format(exhibits=", ".join(exhibits), ring=ring_words)
        if not exhibits or words != self._flagged.text():
            self._goes_on.setChecked(False)  # it was said of others
        self._flagged.set_text(words if exhibits else "")
        goes_on = (
            self.tr("Make the folder without them") if len(exhibits) > 1 else self.tr("Make the folder without it")
        )
        self._goes_on.setText(goes_on)
        self._goes_on.setAccessibleName(goes_on)
        for part in (self._flagged, self._goes_on):
            part.setVisible(bool(exhibits))


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
