"""A row to go somewhere by: a name, perhaps an icon, and at its end how much is there."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.icons import ICON_SIZE, paint_icon
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.marks import ROW_BAR

_ROW, _SIDE, _GAP = 40, 12, 8


@dataclass(frozen=True, slots=True)
class Tally:
    """What stands at the end of a row: as written, and as a screen reader says it."""

    written: str = ""
    spoken: str = ""
    finished: bool = False


class NavRow(QAbstractButton):
    """40 high. Chosen = soft fill, 3 px bar and semibold, so not by colour alone.

    A screen reader hears one of several. Tab stops at the chosen row only, arrow keys move among its fellows.
    """

    def __init__(self, look: Appearance, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._tally = Tally()
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # what makes it one of several; the group it is put in does the rest
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.toggled.connect(self._on_toggled)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name_it()
        look.changed.connect(self._on_look_changed)

    def set_tally(self, tally: Tally) -> None:
        """Show another tally."""
        self._tally = tally
        self._name_it()
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        theme = self._look.theme
        words = QFontMetrics(theme.font(TextSize.BODY, bold=True)).horizontalAdvance(self.text())
        tally = QFontMetrics(theme.font(TextSize.SMALL, bold=True)).horizontalAdvance(self._tally.written)
        tick = theme.px(16) + 4 if self._tally.finished else 0
        return QSize(self._words_start() + words + tally + theme.px(_GAP + _SIDE) + tick, theme.px(_ROW))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        self._paint_ground(painter)
        painter.resetTransform()
        self._paint_words(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        theme = self._look.theme
        if not self.isChecked() and not self.underMouse():
            return
        painter.setBrush(theme.colour("accent-soft" if self.isChecked() else "hover"))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        if self.isChecked():
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, 4, ROW_BAR, self.height() - 8), 1.5, 1.5)

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._look.theme
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if self._icon:
            icon_at = self._placed(theme.px(_SIDE), theme.px(ICON_SIZE), mirrored=mirrored)
            icon_ink = theme.colour("accent-ink" if self.isChecked() else "ink-3")
            paint_icon(painter, self._icon, icon_at, icon_ink, mirrored=mirrored)
        painter.setPen(theme.colour("accent-ink" if self.isChecked() else "ink"))
        painter.setFont(theme.font(TextSize.BODY, bold=self.isChecked()))
        taken = self._paint_tally(painter, mirrored=mirrored) + theme.px(_GAP + _SIDE)
        words = self._placed(self._words_start(), self.width() - self._words_start() - taken, mirrored=mirrored)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(words.width()))
        # The painter itself turns left to right in a mirrored layout.
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_tally(self, painter: QPainter, *, mirrored: bool) -> float:
        """Draw it at the trailing edge and say how wide it is."""
        theme = self._look.theme
        painter.save()
        painter.setFont(theme.font(TextSize.SMALL, bold=self.isChecked()))
        if not self.isChecked():
            painter.setPen(theme.colour("ink-3"))
        width = float(painter.fontMetrics().horizontalAdvance(self._tally.written))
        place = self._placed(self.width() - theme.px(_SIDE) - width, width + 1, mirrored=mirrored)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._tally.written)
        if self._tally.finished:
            side = theme.px(16)
            width += side + 4
            tick = self._placed(self.width() - theme.px(_SIDE) - width, side, mirrored=mirrored)
            tick = QRectF(tick.left(), (self.height() - side) / 2, side, side)
            paint_icon(painter, "check", tick, theme.colour("accent-ink"))
        painter.restore()
        return width

    def _words_start(self) -> int:
        return self._look.theme.px(_SIDE + (ICON_SIZE + _GAP if self._icon else 0))

    def _placed(self, start: float, width: float, *, mirrored: bool) -> QRectF:
        """A box counted from the leading edge: icons square in the middle, words the full height."""
        left = self.width() - start - width if mirrored else start
        if width == self._look.theme.px(ICON_SIZE):
            return QRectF(
                QPointF(left, (self.height() - width) / 2), QPointF(left + width, (self.height() + width) / 2)
            )
        return QRectF(left, 0, width, self.height())

    def _name_it(self) -> None:
        spoken = self._tally.spoken
        self.setAccessibleName(f"{self.text()}, {spoken}" if spoken else self.text())

    @Slot(bool)
    def _on_toggled(self, checked: bool) -> None:
        """Qt itself moves the stop only along with the keyboard."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if checked else Qt.FocusPolicy.ClickFocus)

    @Slot()
    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
