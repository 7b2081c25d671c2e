"""One of several answers: a whole card to press, with its round mark, its name and what it means."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.marks import TICK_SIZE, paint_radio
from evidence_desk.ui.widgets.painted_button import mirrored

_HEIGHT, _PAD, _GAP, _CORNER = 72, 16, 12, 8.0


class ChoiceCard(QRadioButton):
    """Chosen shows as the mark, the 2 px edge and the soft fill; arrows move within the group."""

    def __init__(self, look: Appearance, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._look = look
        self._words = words
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look_changed)

    @override
    def sizeHint(self) -> QSize:
        theme = self._look.theme
        lines = (
            QFontMetrics(theme.font(TextSize.BODY, bold=True)).horizontalAdvance(self.text()),
            QFontMetrics(theme.font(TextSize.SMALL)).horizontalAdvance(self._words),
        )
        return QSize(2 * _PAD + theme.px(TICK_SIZE) + _GAP + max(lines) + 1, theme.px(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: QPoint, /) -> bool:
        """The whole card is the target."""
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        width = 2 if chosen else 1
        fill = "accent-soft" if chosen else "hover" if self.underMouse() else "surface"
        painter.setPen(QPen(theme.colour("accent" if chosen else "control-line"), width))
        painter.setBrush(theme.colour(fill))
        edge = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), _CORNER, _CORNER)
        side = theme.px(TICK_SIZE)
        pad = self._radio_pad()
        paint_radio(painter, self._place(pad, (self.height() - side) // 2, side, side), theme, chosen=chosen)
        self._paint_words(painter, pad + side + _GAP)

    def _radio_pad(self) -> int:
        """How far the mark stands from the edge."""
        return _PAD

    def _paint_words(self, painter: QPainter, left: int) -> None:
        theme = self._look.theme
        first, second = theme.line(TextSize.BODY), theme.line(TextSize.SMALL)
        top = (self.height() - first - second) // 2
        room = self.width() - left - _PAD
        for words, size, ink, place in (
            (self.text(), TextSize.BODY, "ink", self._place(left, top, room, first)),
            (self._words, TextSize.SMALL, "ink-2", self._place(left, top + first, room, second)),
        ):
            painter.setFont(theme.font(size, bold=size is TextSize.BODY))
            painter.setPen(theme.colour(ink))
            leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
            painter.drawText(place, leading | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, words)

    def _place(self, left: int, top: int, width: int, height: int) -> QRectF:
        return mirrored(self, left, top, width, height)

    @Slot()
    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
