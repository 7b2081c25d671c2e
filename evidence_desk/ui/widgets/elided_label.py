"""A line of text that ends in … when there is no room; the whole of it stays in the tooltip."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.plain_tooltip import tell_in_full


class ElidedLabel(PlainLabel):
    """Never asks for more than a few letters; only for text that is told in full somewhere else too."""

    def __init__(
        self,
        text: str = "",
        size: TextSize = TextSize.BODY,
        *,
        ink: str = "",
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, size, ink=ink, bold=bold, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        few = self.fontMetrics().horizontalAdvance("…") * 3
        whole = super().minimumSizeHint()
        return QSize(min(few, whole.width()), whole.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    @override
    def setText(self, text: str, /) -> None:
        super().setText(text)
        self._tell()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        aligned = self.alignment() | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(self.contentsRect()), aligned | Qt.TextFlag.TextSingleLine, self._elided())

    def _tell(self) -> None:
        tell_in_full(self, self.text() if self._elided() != self.text() else "")

    def _elided(self) -> str:
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
