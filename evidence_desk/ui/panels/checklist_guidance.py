"""What a step is and asks for: how long it takes, why, how, what to mind, and the official page."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.domain.checklists import Step
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.checklist_words import chips, going_online, page_button, source_words
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.chip import Chip
from evidence_desk.ui.widgets.flow_layout import FlowRow, drop
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.plain_label import PlainLabel


class ChecklistHeading(QWidget):
    """Which step this is, and what it takes, in chips."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._service = PlainLabel("", TextSize.SMALL, ink="2", bold=True, wraps=True)
        self._title = PlainLabel("", TextSize.SECTION, wraps=True)
        self._chips = FlowRow()
        self._shown: list[Chip] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._service)
        words.addWidget(self._title)
        column.addLayout(words)
        column.addWidget(self._chips)

    def show_step(self, step: Step) -> None:
        """Name one step."""
        self._service.setText(step.service)
        self._title.setText(step.title)
        drop(self._chips.flow, self._shown)
        self._shown = [Chip(self._look, words, icon) for icon, words in chips(step)]
        for chip in self._shown:
            self._chips.flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(self._shown))


class ChecklistGuidance(QWidget):
    """Plain text from the guidance; says before the click where a page goes."""

    page_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._why = PlainLabel("", wraps=True)
        self._how = _Numbered()
        self._caution = Note(look)
        self._source = PlainLabel("", TextSize.SMALL, ink="3", wraps=True)
        self.page = Button(look, "", "open")
        self.page.clicked.connect(self.page_asked)
        self._online = PlainLabel("", TextSize.SMALL, ink="2", wraps=True)
        self._page_row = QWidget()
        self._lay_out()

    def show_step(self, step: Step, today: date) -> None:
        """Show one step."""
        self._why.setText(step.why)
        self._how.fill(step.how)
        self._caution.set_text(step.caution or "")
        self._caution.setVisible(bool(step.caution))
        self._source.setText(source_words(step, today))
        self._show_page(step)

    def _show_page(self, step: Step) -> None:
        self._page_row.setVisible(step.page is not None)
        if step.page is None:
            return
        self.page.set_name(page_button(step))
        self._online.setText(going_online(step))
        self.page.setAccessibleDescription(going_online(step))

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        page = QHBoxLayout(self._page_row)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(16)
        page.addWidget(self.page, 0, top)
        page.addWidget(self._online, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_head(self.tr("Why")))
        column.addSpacing(4)
        column.addWidget(self._why)
        column.addSpacing(16)
        column.addWidget(_head(self.tr("How")))
        column.addSpacing(4)
        column.addWidget(self._how)
        rest = QVBoxLayout()
        rest.setContentsMargins(0, 16, 0, 0)
        rest.setSpacing(16)
        rest.addWidget(self._caution)
        rest.addStretch(1)
        rest.addWidget(self._page_row)
        rest.addWidget(self._source)
        column.addLayout(rest, 1)


class _Numbered(QWidget):
    """Lines behind their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[PlainLabel] = []

    def fill(self, lines: tuple[str, ...]) -> None:
        """Show these lines in the place of those before."""
        drop(self._grid, self._labels)
        self._labels = []
        for number, line in enumerate(lines, start=1):
            words = PlainLabel(line, wraps=True)
            words.setAccessibleName(f"{number}. {line}")
            for column, label in enumerate((PlainLabel(f"{number}.", ink="3"), words)):
                self._grid.addWidget(label, number, column, Qt.AlignmentFlag.AlignTop)
                self._labels.append(label)
                label.show()


def _head(words: str) -> PlainLabel:
    return PlainLabel(words, TextSize.SMALL, ink="2", bold=True)
