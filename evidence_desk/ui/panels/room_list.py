"""The list of rooms at the left, each with how much is in it or how far it is."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.domain.checklists import Progress
from evidence_desk.ui.actions import ROOMS, TABLE, ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.icons import ICON_SIZE, paint_icon
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.card import Rule
from evidence_desk.ui.widgets.marks import ROW_BAR

_WIDTH = 256
_EDGE = 8
_ROW = 40
_GROUP_ENDS = (ActionId.EVIDENCE, ActionId.PAYMENTS)
_ICONS = {row.id: row.icon for row in TABLE}


@dataclass(frozen=True, slots=True)
class Tally:
    """What stands at the end of a room's row: as written, and as a screen reader says it."""

    written: str = ""
    spoken: str = ""
    finished: bool = False


class RoomList(QFrame):
    """One button for each room; arrows move, and the room chosen is checked."""

    room_chosen = Signal(ActionId)

    def __init__(self, look: Appearance, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("region", "rooms")
        self.setAccessibleName(self.tr("Rooms"))
        self._group = QButtonGroup(self)
        self._rows = {room: RoomRow(look, room, actions) for room in ROOMS}
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 12, _EDGE, 12)
        column.setSpacing(0)
        for room, row in self._rows.items():
            self._group.addButton(row)
            column.addWidget(row)
            if room in _GROUP_ENDS:
                column.addSpacing(8)
                column.addWidget(_inset_rule())
                column.addSpacing(7)
            row.clicked.connect(lambda _checked=False, room=room: self.room_chosen.emit(room))
        column.addStretch()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def choose(self, room: ActionId) -> None:
        """Mark the room that is open."""
        self._rows[room].setChecked(True)

    def chosen_row(self) -> QWidget:
        """Where the keyboard lands when it comes to the rooms."""
        return next((row for row in self._rows.values() if row.isChecked()), self._rows[ActionId.EVIDENCE])

    def set_count(self, room: ActionId, count: int) -> None:
        """How many things are in a room."""
        spoken = self.tr("1 item") if count == 1 else self.tr("{count} items").format(count=count)
        self._set_tally(room, Tally(str(count), spoken) if count else Tally())

    def set_progress(self, room: ActionId, progress: Progress) -> None:
        """How far a checklist is."""
        spoken = self.tr("{done} of {all} done").format(done=progress.done, all=progress.all)
        finished = progress.done == progress.all > 0
        self._set_tally(room, Tally(f"{progress.done}/{progress.all}", spoken, finished))

    def _set_tally(self, room: ActionId, tally: Tally) -> None:
        self._rows[room].set_tally(tally)
        self._on_look_changed()

    def rows(self) -> list[QWidget]:
        """The rooms in the order shown."""
        return list(self._rows.values())

    @Slot()
    def _on_look_changed(self) -> None:
        """As wide as the kit has it, or as the longest name needs."""
        margins = self.contentsMargins()
        needed = max(row.sizeHint().width() for row in self._rows.values()) + 2 * _EDGE
        self.setFixedWidth(max(self._look.theme.px(_WIDTH), needed + margins.left() + margins.right()))


class RoomRow(QAbstractButton):
    """A row 40 high: icon, name, tally; chosen = soft fill, 3 px bar and semibold, so not by colour alone."""

    def __init__(self, look: Appearance, room: ActionId, actions: Actions) -> None:
        super().__init__()
        self._look = look
        self._icon = _ICONS[room]
        self._tally = Tally()
        self.setText(actions[room].text())
        self.setToolTip(actions[room].shortcut().toString())
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name_it()
        look.changed.connect(self._on_look_changed)

    def set_tally(self, tally: Tally) -> None:
        """Show another tally."""
        self._tally = tally
        self._name_it()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        theme = self._look.theme
        words = QFontMetrics(theme.font(TextSize.BODY, bold=True)).horizontalAdvance(self.text())
        tally = QFontMetrics(theme.font(TextSize.SMALL, bold=True)).horizontalAdvance(self._tally.written)
        return QSize(
            words + tally + theme.px(40 + 12 + 8) + (theme.px(16) + 4 if self._tally.finished else 0), theme.px(_ROW)
        )

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.px(_ROW), self._look.theme.px(_ROW))

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
        icon_at = self._placed(theme.px(12), theme.px(ICON_SIZE), mirrored=mirrored)
        icon_ink = theme.colour("accent-ink" if self.isChecked() else "ink-3")
        paint_icon(painter, self._icon, icon_at, icon_ink, mirrored=mirrored)
        painter.setPen(theme.colour("accent-ink" if self.isChecked() else "ink"))
        painter.setFont(theme.font(TextSize.BODY, bold=self.isChecked()))
        tally_width = self._paint_tally(painter, mirrored=mirrored)
        words = self._placed(theme.px(40), self.width() - theme.px(40 + 12 + 8) - tally_width, mirrored=mirrored)
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
        place = self._placed(self.width() - theme.px(12) - width, width + 1, mirrored=mirrored)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._tally.written)
        if self._tally.finished:
            side = theme.px(16)
            width += side + 4
            tick = self._placed(self.width() - theme.px(12) - width, side, mirrored=mirrored)
            tick = QRectF(tick.left(), (self.height() - side) / 2, side, side)
            paint_icon(painter, "check", tick, theme.colour("accent-ink"))
        painter.restore()
        return width

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

    @Slot()
    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _inset_rule() -> QWidget:
    holder = QWidget()
    row = QVBoxLayout(holder)
    row.setContentsMargins(12, 0, 12, 0)
    row.addWidget(Rule())
    return holder
