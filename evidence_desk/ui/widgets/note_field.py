"""The person's own words about something, kept as they are typed."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.plain_label import PlainLabel

_LONGEST_NOTE = 20_000
_PAUSE_MS = 1_500
_KEPT_MS = 2_000
_FIELD_HEIGHT = 96


class NoteField(QWidget):
    """Says `edited` after a pause in typing, and at once when the keyboard, the item or the room is left."""

    edited = Signal(str)

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._said = ""
        self._waits = False
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(name)
        self.field.setTabChangesFocus(True)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_typed)
        self._kept = PlainLabel("", TextSize.SMALL, ink="accent")
        self._pause = _timer(self, _PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._kept_time = _timer(self, _KEPT_MS)
        self._kept_time.timeout.connect(self._kept.clear)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(name, TextSize.SMALL, bold=True), 1)
        head.addWidget(self._kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.field)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def set_note(self, note: str) -> None:
        """Show another item's note; what was typed about the one before is said first."""
        self.flush()
        self._said, self._waits = note, False
        self._kept.clear()
        blocked = self.field.blockSignals(True)
        self.field.setPlainText(note)
        self.field.blockSignals(blocked)

    def show_kept(self, note: str) -> None:
        """Say "Kept" for two seconds, unless more was typed since; a note changed elsewhere is shown."""
        if self.has_unsaid():
            return
        if note != self._said:
            self.set_note(note)
            return
        if self._waits:
            self._waits = False
            self._kept.setText(self.tr("Kept"))
            self._kept_time.start()

    def has_unsaid(self) -> bool:
        """Whether something was typed that `edited` has not told yet."""
        return self.text() != self._said

    def text(self) -> str:
        """What is in the field, no longer than can be kept."""
        return self.field.toPlainText()[:_LONGEST_NOTE].strip()

    @Slot()
    def flush(self) -> None:
        """Say now what was typed."""
        self._pause.stop()
        if self.has_unsaid():
            self._said, self._waits = self.text(), True
            self.edited.emit(self._said)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.flush()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_typed(self) -> None:
        self._kept.clear()
        self._pause.start()

    @Slot()
    def _on_look_changed(self) -> None:
        self.field.setFixedHeight(self._look.theme.px(_FIELD_HEIGHT))


def _timer(parent: QObject, milliseconds: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
