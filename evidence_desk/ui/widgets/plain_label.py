"""Text on the window: always plain, with the line height of the kit, and key caps where a key is named."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget
from typing_extensions import override

from evidence_desk.ui.tokens import TEXT_SIZES, TextSize

_CAP_SIDE, _CAP_ABOVE, _CAP_CORNER = 6.0, 1.0, 4.0
_WIDEST = 16_777_215


class PlainLabel(QLabel):
    """A label that never reads markup; `ink` is "", "2", "3", "accent" or "amber".

    `key` is a word of the text that is drawn as a key cap; leave a space on both sides of it, which grows by the cap's.
    """

    def __init__(
        self,
        text: str = "",
        size: TextSize = TextSize.BODY,
        *,
        ink: str = "",
        bold: bool = False,
        wraps: bool = False,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._heights: dict[tuple[int, str], int] = {}
        self._key = key
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("words", TextSize(size).value)
        self.setProperty("ink", ink)
        self.setProperty("bold", bold)
        self.setWordWrap(wraps)
        if wraps:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def set_ink(self, ink: str, *, bold: bool = False) -> None:
        """Change the text's colour and weight; dressing a label anew is slow, so not for nothing."""
        if (self.property("ink"), self.property("bold")) == (ink, bold):
            return
        self.setProperty("ink", ink)
        self.setProperty("bold", bold)
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_selectable():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, self.foregroundRole()))
        box = QRectF(self.contentsRect())
        layout, height = self._laid_out(box.width())
        top = box.top() + self._room_above(box.height() - height)
        layout.draw(painter, QPointF(box.left(), top))
        self._paint_key(painter, layout, QPointF(box.left(), top))

    @override
    def sizeHint(self) -> QSize:
        if self._is_selectable():
            return super().sizeHint()
        width = super().sizeHint().width() if self.wordWrap() else self._widest_line()
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        width = super().minimumSizeHint().width() if self.wordWrap() else self._widest_line()
        return QSize(width, self._line_height())

    @override
    def heightForWidth(self, width: int) -> int:
        if self._is_selectable():
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        room = width - margins.left() - margins.right() if self.wordWrap() else _WIDEST
        return self._height_in(room) + margins.top() + margins.bottom()

    @override
    def changeEvent(self, event: QEvent) -> None:
        self._heights.clear()
        super().changeEvent(event)

    def _height_in(self, room: int) -> int:
        """Layouts ask for the same few widths again and again."""
        text = self.text()
        height = self._heights.get((room, text))
        if height is None:
            height = self._heights[room, text] = -int(-self._laid_out(room)[1] // 1)
        return height

    def _is_selectable(self) -> bool:
        return bool(self.textInteractionFlags() & ~Qt.TextInteractionFlag.LinksAccessibleByMouse)

    def _line_height(self) -> int:
        metrics = TEXT_SIZES[self._size]
        return max(
            round(metrics.line * QFontInfo(self.font()).pixelSize() / metrics.pixels), self.fontMetrics().height()
        )

    def _widest_line(self) -> int:
        margins = self.contentsMargins()
        layout, _height = self._laid_out(_WIDEST)
        widths = [layout.lineAt(index).naturalTextWidth() for index in range(layout.lineCount())]
        return -int(-max(widths, default=0.0) // 1) + margins.left() + margins.right()

    def _laid_out(self, width: float) -> tuple[QTextLayout, float]:
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        # The layout says at which side the words stand, the words themselves in which direction they read.
        aligned = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        option = QTextOption(aligned & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        wrap = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if self.wordWrap() else QTextOption.WrapMode.ManualWrap
        option.setWrapMode(wrap)
        layout.setTextOption(option)
        layout.setFormats(self._room_round_key())
        height, line_height = 0.0, self._line_height()
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height + (line_height - line.height()) / 2))
            height += line_height
        layout.endLayout()
        return layout, height

    def _room_above(self, free: float) -> float:
        if self.alignment() & Qt.AlignmentFlag.AlignTop:
            return 0.0
        return free if self.alignment() & Qt.AlignmentFlag.AlignBottom else free / 2

    def _key_at(self) -> int:
        """Where the key's name starts in the text; 0 for no key."""
        return self.text().find(f" {self._key} ") + 1 if self._key else 0

    def _room_round_key(self) -> list[QTextLayout.FormatRange]:
        """The spaces beside the key, wider by what the cap takes of them."""
        start, ranges = self._key_at(), []
        for at in (start - 1, start + len(self._key)) if start else ():
            wider = QTextCharFormat()
            wider.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            wider.setFontLetterSpacing(_CAP_SIDE)
            beside = QTextLayout.FormatRange()
            beside.start, beside.length, beside.format = at, 1, wider
            ranges.append(beside)
        return ranges

    def _paint_key(self, painter: QPainter, layout: QTextLayout, origin: QPointF) -> None:
        start = self._key_at()
        line = layout.lineForTextPosition(start) if start else None
        if line is None or not line.isValid():
            return
        left, right = (_left_of(line, at) for at in (start, start + len(self._key)))
        cap = QRectF(min(left, right), line.y(), abs(right - left), line.height()).translated(origin)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Dark), 1))
        painter.drawRoundedRect(cap.adjusted(-_CAP_SIDE, -_CAP_ABOVE, _CAP_SIDE, _CAP_ABOVE), _CAP_CORNER, _CAP_CORNER)


def _left_of(line: QTextLine, position: int) -> float:
    """Where a letter starts; the binding answers with a pair that its stubs do not know."""
    found = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
