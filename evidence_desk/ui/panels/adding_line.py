"""Under the title of the evidence room: how far adding files is, and then what came of it, file by file."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.progress_line import ProgressLine
from evidence_desk.ui.widgets.scrolled_column import ScrolledColumn

_MOST_HEIGHT, _LEAST_HEIGHT = 132, 24


class AddingLine(QFrame):
    """Hidden until there is something to say; what was said goes when it is closed, or files are added again."""

    stop_asked = Signal()
    turned = Signal()
    """There is something to say now, or no longer."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("note", "plain")
        self._words = PlainLabel("", TextSize.SMALL, bold=True, wraps=True)
        self._bar = ProgressLine(self.tr("Adding files"))
        self._reasons = _Reasons(look)
        self._reasons.setAccessibleName(self.tr("Files that were not added"))
        self.stop = Button(look, self.tr("Stop"), kind="quiet", size="small")
        self.close_it = Button(look, self.tr("Close this message"), "close", kind="quiet", size="small-icon")
        self.stop.clicked.connect(self.stop_asked)
        self.close_it.clicked.connect(self.leave)
        column = QVBoxLayout()
        column.setSpacing(8)
        for part in (self._words, self._bar, self._reasons):
            column.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 11, 11, 11)
        row.setSpacing(12)
        row.addLayout(column, 1)
        for button in (self.stop, self.close_it):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Show that `done` of `total` are through, said as `words`."""
        self._words.setText(words)
        self._bar.set_progress(done, total, words)
        self._set_working(working=True)

    def show_result(self, words: str, reasons: Sequence[str]) -> None:
        """Show how many are kept, and a line for whatever is not; said to a screen reader too."""
        had_keyboard = self.stop.hasFocus()
        self._words.setText(words)
        self._reasons.set_lines(reasons)
        self._set_working(working=False)
        if had_keyboard:
            self.close_it.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, "\n".join((words, *reasons)))

    @Slot()
    def leave(self) -> None:
        """Have nothing to say any more."""
        self.hide()
        self.turned.emit()

    def words(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else "\n".join(filter(None, (self._words.text(), self._reasons.lines())))

    def _set_working(self, *, working: bool) -> None:
        self._bar.setVisible(working)
        self.stop.setVisible(working)
        self.close_it.setVisible(not working)
        self._reasons.setVisible(not working and bool(self._reasons.lines()))
        self.show()
        self.turned.emit()


class _Reasons(ScrolledColumn):
    """Lines that take as much height as they need, up to a limit from which on they scroll, by the keyboard too."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._label = PlainLabel("", TextSize.SMALL, wraps=True)
        self.column.addWidget(self._label)
        look.changed.connect(self._on_look_changed)

    def set_lines(self, lines: Sequence[str]) -> None:
        self._label.setText("\n".join(lines))
        self._on_look_changed()

    def lines(self) -> str:
        return self._label.text()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), min(self._needed(), self._look.theme.px(_MOST_HEIGHT)))

    @override
    def minimumSizeHint(self) -> QSize:
        least = min(self._needed(), self._look.theme.px(_LEAST_HEIGHT))
        return QSize(super().minimumSizeHint().width(), least)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._on_look_changed()

    def _needed(self) -> int:
        return max(self._label.heightForWidth(max(self.viewport().width(), 1)), 0)

    @Slot()
    def _on_look_changed(self) -> None:
        self.setMaximumHeight(self.sizeHint().height())
        scrolls = self._needed() > self.maximumHeight()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()
