"""A picture that stays covered until it is asked for, and holds no pixels while it is."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.icons import paint_icon
from evidence_desk.ui.theme import Theme
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.focus_ring import RING_PROPERTY

_CORNER = 8.0
_ICON = 20
_LINE_GAP = 4
_CAP_SIDE = 7


class Cover(QAbstractButton):
    """Space or a click asks to look (`look_asked`) or covers again (`covered`); the picture comes from outside.

    It is a button so that a screen reader says so, and can press it. A shut cover, such as an item flagged as under
    18, says why and never asks.
    """

    look_asked = Signal()
    covered = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._picture: QImage | None = None
        self._shut = ""
        self.setProperty(RING_PROPERTY, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.clicked.connect(self._turn)
        look.changed.connect(self._on_look_changed)
        self._name_state()

    @property
    def is_open(self) -> bool:
        """Whether a picture is shown now."""
        return self._picture is not None

    @property
    def is_shut(self) -> bool:
        """Whether it refuses to look."""
        return bool(self._shut)

    def show_picture(self, picture: QImage) -> None:
        """Show a decoded picture until `cover` is called; a shut cover stays shut."""
        if self._shut:
            return
        self._picture = picture
        self._name_state()
        self.update()

    def cover(self) -> None:
        """Drop the picture's pixels at once."""
        was_open = self.is_open
        self._picture = None
        self._name_state()
        self.update()
        if was_open:
            self.covered.emit()

    def shut(self, why: str) -> None:
        """Cover, say why in a few words, and refuse to look; an empty `why` allows looking again."""
        self.cover()
        self._shut = why
        self._name_state()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(320), self._look.theme.px(160))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._turn()  # at once: whoever looks wants no waiting for the key to come up
        elif event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_cover_ground(painter, rect, self._look.theme)
        if self._picture is not None:
            _paint_picture(painter, rect, self._picture)
        elif self._shut:
            _paint_words(painter, rect, self._look.theme, (self._shut,))
        else:
            _paint_words(painter, rect, self._look.theme, (self.tr("Covered"),))
            _paint_key(painter, rect, self._look.theme, (self.tr("Press"), self.tr("Space"), self.tr("to look")))

    @Slot()
    def _turn(self) -> None:
        if self.is_open:
            self.cover()
        elif not self._shut:
            self.look_asked.emit()

    def _name_state(self) -> None:
        covered = self._shut or self.tr("Covered picture. Press Space to look.")
        opened = self.tr("Picture, shown. Press Space to cover it.")
        self.setAccessibleName(opened if self.is_open else covered)

    @Slot()
    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()


def paint_cover_ground(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Draw the flat shape of a covered picture."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("cover-line"), 1))
    painter.setBrush(theme.colour("cover"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    painter.restore()


def paint_small_cover(painter: QPainter, rect: QRectF, theme: Theme, icon: str, word: str) -> None:
    """Draw a covered picture in a row: the kind's icon over one word, or over two lines."""
    paint_cover_ground(painter, rect, theme)
    painter.save()
    font = theme.font(TextSize.SMALL)
    font.setPixelSize(theme.px(12))
    painter.setFont(font)
    painter.setPen(theme.colour("cover-ink"))
    side, below = theme.px(16), theme.px(28 if "\n" in word else 18)
    height = side + below
    top = rect.center().y() - height / 2
    paint_icon(painter, icon, QRectF(rect.center().x() - side / 2, top, side, side), theme.colour("cover-ink"))
    words = QRectF(rect.left(), top + side, rect.width(), below)
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, word)
    painter.restore()


def _paint_picture(painter: QPainter, rect: QRectF, picture: QImage) -> None:
    room = rect.adjusted(1, 1, -1, -1)
    size = picture.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(0, 0, size.width(), size.height())
    target.moveCenter(room.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, picture)


def _paint_words(painter: QPainter, rect: QRectF, theme: Theme, words: tuple[str, ...]) -> None:
    """The icon and the first line, placed as if two lines followed the icon."""
    ink, side, line = theme.colour("cover-ink"), theme.px(_ICON), theme.line(TextSize.BODY)
    top = rect.center().y() - (side + 2 * line + _LINE_GAP) / 2
    paint_icon(painter, "eyeoff", QRectF(rect.center().x() - side / 2, top, side, side), ink)
    painter.setPen(ink)
    painter.setFont(theme.font(TextSize.SMALL, bold=True))
    painter.drawText(QRectF(rect.left(), top + side + _LINE_GAP, rect.width(), line), _CENTRED, words[0])


def _paint_key(painter: QPainter, rect: QRectF, theme: Theme, words: tuple[str, str, str]) -> None:
    font = theme.font(TextSize.SMALL)
    side, line = theme.px(_ICON), theme.line(TextSize.BODY)
    top = rect.center().y() - (side + 2 * line + _LINE_GAP) / 2 + side + _LINE_GAP + line
    widths = [QFontMetrics(font).horizontalAdvance(word) for word in words]
    gap = theme.px(_CAP_SIDE) + 4
    left = rect.center().x() - (sum(widths) + 2 * gap + 2 * (gap - 4)) / 2
    painter.setFont(font)
    painter.setPen(theme.colour("cover-ink"))
    painter.drawText(QRectF(left, top, widths[0] + 1, line), _CENTRED, words[0])
    cap_left = left + widths[0] + 4
    cap = QRectF(cap_left, top + 1, widths[1] + 2 * (gap - 4) + 4, line - 2)
    painter.drawText(QRectF(cap.right() + 4, top, widths[2] + 1, line), _CENTRED, words[2])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("control-line"), 1))
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(theme.colour("ink"))
    painter.drawText(cap, _CENTRED, words[1])


_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
