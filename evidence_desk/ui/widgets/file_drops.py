"""Files dragged onto a room: what is taken, and a hint over the room while they hang there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.icons import paint_icon
from evidence_desk.ui.tokens import TextSize

_EDGE, _CORNER, _ICON, _GAP = 16.0, 12.0, 32, 8
_WRAPS: Final = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def local_files(dragged: QMimeData) -> list[Path]:
    """The files of this computer among what is dragged; addresses elsewhere, words and pictures are passed over."""
    urls = (url for url in dragged.urls() if url.isLocalFile() and not url.host())
    return [Path(place) for url in urls if (place := url.toLocalFile())]


class FileDrops(QObject):
    """Hears what is dragged over a room; its text fields leave files to the room, and take words as ever."""

    dropped = Signal(object)
    """A list of Paths."""

    def __init__(self, look: Appearance, room: QWidget, fields: Sequence[QWidget]) -> None:
        super().__init__(room)
        self._room = room
        self.hint = DropHint(look, room)
        for watched in (room, *fields):
            watched.installEventFilter(self)

    def set_on(self, *, on: bool) -> None:
        """Take files, or none; then nothing that is dragged over the room is taken."""
        self._room.setAcceptDrops(on)
        self.hint.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._room:
            return self._left_to_the_room(event)
        match event:
            case QDragEnterEvent() | QDragMoveEvent():
                self._show(event)
            case QDropEvent():
                self._take(event)
            case _ if event.type() is QEvent.Type.Resize:
                self.hint.setGeometry(self._room.rect())
                return False
            case _ if event.type() in {QEvent.Type.DragLeave, QEvent.Type.Hide}:
                self.hint.hide()
                return False
            case _:
                return False
        return True

    def _left_to_the_room(self, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or not local_files(event.mimeData()) or not self._room.acceptDrops():
            return False
        event.ignore()
        return True

    def _show(self, event: QDropEvent) -> None:
        if self._takes(event):
            self.hint.cover(self._room)
        else:
            event.ignore()

    def _take(self, event: QDropEvent) -> None:
        self.hint.hide()
        if self._takes(event):
            self.dropped.emit(local_files(event.mimeData()))
        else:
            event.ignore()

    def _takes(self, event: QDropEvent) -> bool:
        """A copy and nothing else: whoever holds the file must not think that it may go there."""
        copies = event.possibleActions() & Qt.DropAction.CopyAction
        if not copies or not self._room.acceptDrops() or not local_files(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True


class DropHint(QWidget):
    """Lies over the room and takes neither the pointer nor the keyboard."""

    def __init__(self, look: Appearance, room: QWidget) -> None:
        super().__init__(room)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.words())
        self.setAccessibleDescription(self.meaning())
        self.hide()
        look.changed.connect(self.update)

    def words(self) -> str:
        """What it says."""
        return self.tr("Let go to add the files")

    def meaning(self) -> str:
        """What letting go does to the files."""
        return self.tr("The desk keeps a copy. Your files stay where they are.")

    def cover(self, room: QWidget) -> None:
        """Lie over all of the room."""
        if self.isHidden():
            self.setGeometry(room.rect())
            self.raise_()
            self.show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(theme.colour("accent-soft"))
        painter.drawRoundedRect(place, _CORNER, _CORNER)
        side, room = theme.px(_ICON), place.adjusted(_EDGE, 0, -_EDGE, 0)
        texts = [
            (self.words(), theme.font(TextSize.SECTION, bold=True), "accent-ink"),
            (self.meaning(), theme.font(TextSize.BODY), "ink-2"),
        ]
        heights = [QFontMetrics(font).boundingRect(room.toRect(), _WRAPS, words).height() for words, font, _ in texts]
        top = max(place.center().y() - (side + sum(heights) + _GAP * len(texts)) / 2, place.top())
        paint_icon(
            painter, "plus", QRectF(place.center().x() - side / 2, top, side, side), theme.colour("accent-ink")
        )  # fmt: skip
        top += side + _GAP
        for (words, font, ink), height in zip(texts, heights, strict=True):
            painter.setPen(theme.colour(ink))
            painter.setFont(font)
            painter.drawText(QRectF(room.left(), top, room.width(), height), _WRAPS, words)
            top += height + _GAP
