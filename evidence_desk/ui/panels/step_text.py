"""Text to paste: a box that is only read, gaps underlined and never filled, and where each line is from."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.guidance.text_facts import Draft, DraftLine
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.safe_text import safe_line
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.plain_label import PlainLabel

_GAP_ROOM = "________"
_LINES, _FEWEST_LINES, _EDGE = 14, 3, 22


class StepText(QWidget):
    """Nothing is copied before it is asked for; what was said of copying stands until another text is shown."""

    copy_asked = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._draft: Draft | None = None
        self._title = PlainLabel(self.tr("Text to paste"), TextSize.SMALL, bold=True)
        self._sources = PlainLabel("", TextSize.SMALL, ink="3", wraps=True)
        self._lede = PlainLabel("", TextSize.SMALL, ink="2", wraps=True)
        self.box = _TextBox(look)
        self.box.setAccessibleName(self._title.text())
        self._of_line = PlainLabel("", TextSize.SMALL, ink="3", wraps=True)
        self.copy = Button(look, self.tr("Copy text"), "copy")
        self._copied = PlainLabel("", TextSize.SMALL, ink="2", wraps=True)
        self.copy.clicked.connect(self._on_copy)
        self.box.cursorPositionChanged.connect(self._on_line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._title, self._sources, self._lede, self.box, self._of_line):
            column.addWidget(part)
        column.addWidget(FlowRow((self.copy,)))
        column.addWidget(self._copied)
        self.show_draft(None)

    def show_draft(self, draft: Draft | None) -> None:
        """Show a text, or nothing; the same again keeps where the person is in it."""
        self.setVisible(draft is not None)
        if draft == self._draft:
            return
        self._draft = draft
        self.say_copied("")
        if draft is None:
            self.box.clear()
            return
        self._lede.setText(draft.lede)
        self._lede.setVisible(bool(draft.lede))
        sources = draft.sources()
        self._sources.setText(self.tr("From {sources}").format(sources=self._list_of(sources)) if sources else "")
        self._sources.setVisible(bool(sources))
        self.box.show_lines(draft)
        self._on_line()

    def say_copied(self, words: str) -> None:
        """Say what became of what was copied, to eye and ear."""
        self._copied.setText(words)
        self._copied.setVisible(bool(words))
        if words:
            announce(self.copy, words)

    def _list_of(self, sources: tuple[str, ...]) -> str:
        names = [safe_line(each) for each in sources]
        if len(names) == 1:
            return names[0]
        return self.tr("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])

    @Slot()
    def _on_line(self) -> None:
        """Where the line is from that the keyboard, or a click, is on."""
        line = self._line()
        if line is None:
            words = ""
        elif line.is_gap:
            words = self._draft.gap_says if self._draft else ""
        elif line.source:
            words = self.tr("This line: from {source}").format(source=safe_line(line.source))
        else:
            words = self.tr("This line: our words")
        self._of_line.setText(words)
        self.box.setAccessibleDescription(words)

    def _line(self) -> DraftLine | None:
        place = self.box.textCursor().blockNumber()
        lines = self._draft.lines if self._draft else ()
        return lines[place] if place < len(lines) else None

    @Slot()
    def _on_copy(self) -> None:
        if self._draft is not None:
            self.copy_asked.emit(self._draft.as_text())


class _TextBox(QPlainTextEdit):
    """As high as a few lines need; Tab goes on to what comes next."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setProperty("paste", True)
        look.changed.connect(self._on_look_changed)

    def show_lines(self, draft: Draft) -> None:
        """One block for each line, each gap with an underlined place for what only the person knows."""
        self.setPlainText("\n".join(_shown(line) for line in draft.lines))
        self.setExtraSelections([self._underlined(place) for place, line in enumerate(draft.lines) if line.is_gap])
        self._on_look_changed()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._wanted())

    def _wanted(self) -> int:
        """Long lines wrap, so lines are counted as they are laid out."""
        blocks = range(self.blockCount())
        laid_out = sum(max(1, self.document().findBlockByNumber(place).lineCount()) for place in blocks)
        lines = min(max(laid_out, _FEWEST_LINES), _LINES)
        return lines * self.fontMetrics().lineSpacing() + _EDGE

    def _underlined(self, place: int) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.document().findBlockByNumber(place))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(_GAP_ROOM))
        selection = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setFontUnderline(True)
        look.setForeground(self._look.theme.colour("ink-3"))
        selection.format, selection.cursor = look, cursor
        return selection

    @Slot()
    def _on_look_changed(self) -> None:
        self.updateGeometry()


def _shown(line: DraftLine) -> str:
    return f"{line.text} {_GAP_ROOM}" if line.is_gap else line.text
