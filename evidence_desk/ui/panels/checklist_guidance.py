"""What a step is and asks for: why it is there, how long it takes, why, how, whom to ring, and the official page."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.domain.checklists import Step
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.checklist_words import (
    chips,
    going_online,
    own_note_lines,
    page_button,
    reason_words,
    service_words,
    source_site,
    source_words,
    title_words,
)
from evidence_desk.ui.models.payment_words import phone_words, phones_here
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.chip import Chip
from evidence_desk.ui.widgets.flow_layout import FlowRow, drop
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel


class ChecklistHeading(QWidget):
    """Which step this is, and what it takes, in chips."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._service = WrappedLabel("", TextSize.SMALL, ink="2", bold=True)
        self._title = WrappedLabel("", TextSize.SECTION)
        self._reason = WrappedLabel("", TextSize.SMALL, ink="3")
        self._chips = FlowRow()
        self._shown: list[Chip] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._service)
        words.addWidget(self._title)
        words.addWidget(self._reason)
        column.addLayout(words)
        column.addWidget(self._chips)

    def show_step(self, step: Step, reason: str, head: str = "") -> None:
        """Name one step; `reason` is why the plan has it, `head` another name to stand over it."""
        self._service.setText(head or service_words(step))
        self._title.setText(title_words(step))
        self._reason.setText(reason_words(step, reason))
        self._reason.setVisible(bool(reason))
        drop(self._chips.flow, self._shown)
        self._shown = [Chip(self._look, words, icon) for icon, words in chips(step)]
        for chip in self._shown:
            self._chips.flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(self._shown))


class ChecklistGuidance(QWidget):
    """Plain text from the guidance; says before the click where a page goes.

    `between` stands over the official page, `below` under it.
    """

    page_asked = Signal()

    def __init__(
        self,
        look: Appearance,
        between: Sequence[QWidget] = (),
        below: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._why_head, self._how_head = _head(self.tr("Why")), _head(self.tr("How"))
        self._why = PlainLabel("", wraps=True)
        self._how = _Numbered()
        self.phones = PlainLabel("", wraps=True)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.phones.setTextInteractionFlags(flags)
        self._caution = Note(look)
        self._source = PlainLabel("", TextSize.SMALL, ink="3", wraps=True)
        self.page = Button(look, "", "open")
        self.page.clicked.connect(self.page_asked)
        self._online = PlainLabel("", TextSize.SMALL, ink="2", wraps=True)
        self._page_row = QWidget()
        self._where = PlainLabel("", TextSize.SMALL, ink="3", wraps=True)
        self._lay_out(between, below)

    def show_step(self, step: Step, today: date, country: str = "") -> None:
        """Show one step, with the numbers that are good in a country."""
        for part in (self._why_head, self._why):
            part.setVisible(bool(step.why))
        self._why.setText(step.why)
        self._how_head.setVisible(bool(step.how))
        self._how_head.setText(self.tr("Your note") if step.is_own else self.tr("How"))
        self._how.fill(own_note_lines(step) if step.is_own else step.how, numbered=not step.is_own)
        phones = [phone_words(each, country) for each in phones_here(step.phones, country)]
        self.phones.setText("\n".join(phones))
        self.phones.setVisible(bool(phones))
        self._caution.set_text(step.caution or "")
        self._caution.setVisible(bool(step.caution))
        self._source.setText(source_words(step, today))
        self._where.setText(source_site(step))
        for part in (self._source, self._where):
            part.setVisible(not step.is_own)
        self._show_page(step)

    def _show_page(self, step: Step) -> None:
        self._page_row.setVisible(step.page is not None)
        if step.page is None:
            return
        self.page.set_name(page_button(step))
        self._online.setText(going_online(step))
        self.page.setAccessibleDescription(going_online(step))

    def _lay_out(self, between: Sequence[QWidget], below: Sequence[QWidget]) -> None:
        top = Qt.AlignmentFlag.AlignTop
        page = QHBoxLayout(self._page_row)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(16)
        page.addWidget(self.page, 0, top)
        page.addWidget(self._online, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for head, words in ((self._why_head, self._why), (self._how_head, self._how)):
            column.addWidget(head)
            column.addSpacing(4)
            column.addWidget(words)
            column.addSpacing(16)
        rest = QVBoxLayout()
        rest.setSpacing(16)
        for part in (self.phones, self._caution, *between):
            rest.addWidget(part)
        rest.addStretch(1)
        for part in (self._page_row, *below):
            rest.addWidget(part)
        source = QVBoxLayout()
        source.setSpacing(0)
        source.addWidget(self._source)
        source.addWidget(self._where)
        rest.addLayout(source)
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

    def fill(self, lines: tuple[str, ...], *, numbered: bool = True) -> None:
        """Show these lines in the place of those before; without numbers, words are from the person."""
        drop(self._grid, self._labels)
        self._labels = []
        for number, line in enumerate(lines, start=1):
            words = PlainLabel(line, wraps=True) if numbered else WrappedLabel(line)
            words.setAccessibleName(f"{number}. {line}" if numbered else line)
            for column, label in enumerate((PlainLabel(f"{number}." if numbered else "", ink="3"), words)):
                self._grid.addWidget(label, number, column, Qt.AlignmentFlag.AlignTop)
                self._labels.append(label)
                label.show()


def _head(words: str) -> PlainLabel:
    return PlainLabel(words, TextSize.SMALL, ink="2", bold=True)
