"""Call your bank first: whom to ring, what to say, and once it was done one line with the case number."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.domain.card_numbers import without_card_number
from evidence_desk.domain.facts import Phone
from evidence_desk.domain.reports import Report
from evidence_desk.domain.times import Moment
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.moment_words import near_time
from evidence_desk.ui.models.payment_words import bank_says, bank_words
from evidence_desk.ui.models.report_words import asked_at
from evidence_desk.ui.models.safe_text import left_to_right
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.column_row import ColumnRow
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.line_field import LineField
from evidence_desk.ui.widgets.one_press import OnePress
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.workflows.write_down import Kept

_FOLD_BELOW = 720
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class BankCard(Card):
    """Stays open until *I called* was kept. The number is one of the country's, or the one on the card."""

    copy_asked = Signal(str)
    called = Signal()
    not_called = Signal(str)
    """The report's EntryId: it was pressed by mistake."""
    number_edited = Signal(str, str)
    """The report's EntryId and the number."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent, calm=True)
        self._report: Kept[Report] | None = None
        self._press = OnePress(self)
        title = self.tr("Call your bank first")
        self.setAccessibleName(title)
        self._words = PlainLabel("", TextSize.SMALL, ink="2", wraps=True)
        self._number = PlainLabel("", TextSize.BIG, ink="accent", bold=True)
        self._number.setTextInteractionFlags(_SELECTABLE)
        self._says = PlainLabel(bank_says(), TextSize.SMALL, wraps=True)
        self._copied = PlainLabel("", TextSize.SMALL, ink="2", wraps=True)
        self.copy = Button(look, self.tr("Copy"), "copy", size="small")
        self.copy.setAccessibleName(self.tr("Copy what you can say"))
        self.called_now = Button(look, self.tr("I called"), kind="main", size="small")
        self._line = PlainLabel("", bold=True, wraps=True)
        self.number = LineField(look, self.tr("Case number"), clean=without_card_number)
        self.undo = Button(look, self.tr("Undo"), "undo", kind="quiet", size="small")
        self.undo.setAccessibleName(self.tr("Undo: you called your bank"))
        self._open, self._folded = self._opened(look, title), self._closed(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(23, 15, 23, 15)
        column.addWidget(self._open)
        column.addWidget(self._folded)
        self.copy.clicked.connect(lambda: self.copy_asked.emit(bank_says()))
        self.called_now.clicked.connect(self._on_called)
        self.undo.clicked.connect(self._on_undo)
        self.number.edited.connect(self.number_edited)
        self.number.edited.connect(self._press.forget)

    def show_bank(self, phone: Phone | None, report: Kept[Report] | None, now: Moment) -> None:
        """Show whom to ring, or that the bank was called."""
        self._report = report
        self._open.setVisible(report is None)
        self._folded.setVisible(report is not None)
        self._words.setText(bank_words(phone))
        self._number.setText(left_to_right(phone.number) if phone else "")
        self._number.setVisible(phone is not None)
        if report is not None:
            at = asked_at(report.what)
            when = near_time(at, now) if at else self.tr("at a time not known")
            self._line.setText(self.tr("You called your bank {when}.").format(when=when))
            self.number.show_note(report.id, report.what.reference)

    def say_copied(self, words: str) -> None:
        """Say what became of what was copied, to eye and ear."""
        self._copied.setText(words)
        self._copied.setVisible(bool(words))
        if words:
            announce(self.copy, words)

    def _on_called(self) -> None:
        self._press.begins()
        self.called.emit()

    def _on_undo(self) -> None:
        """The line takes the card's place: the second press of a double click may come down here."""
        if self._report is not None and self._press.begins():
            self.not_called.emit(self._report.id)

    def _opened(self, look: Appearance, title: str) -> QWidget:
        who = _column(PlainLabel(title, TextSize.SECTION, wraps=True), self._words)
        say = _column(
            PlainLabel(self.tr("You can say"), TextSize.SMALL, ink="2"),
            self._says,
            PlainLabel(self.tr("Then ask for a case number."), TextSize.SMALL, ink="2", wraps=True),
            self._copied,
        )
        self._copied.hide()
        buttons = _Buttons(look, (self.copy, self.called_now))
        whole = ColumnRow(look, (who, self._number, say, buttons), (5, 0, 5, 0), _FOLD_BELOW, gap=24)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(24)
        line.addWidget(Pictogram(look, "phone", "accent-ink", pixels=28), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(whole, 1)
        return row

    def _closed(self, look: Appearance) -> QWidget:
        first = _column(self._line)
        return ColumnRow(look, (first, self.number, FlowRow((self.undo,))), (4, 4, 1), _FOLD_BELOW, gap=24)


class _Buttons(FlowRow):
    """All of one width: one below the other beside the words, and side by side where there is the room below them."""

    def __init__(self, look: Appearance, buttons: Sequence[Button]) -> None:
        super().__init__(buttons, gap=8)
        self._buttons = tuple(buttons)
        look.changed.connect(self._fit)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        widest = self.minimumSizeHint().width()
        return QSize(widest, self.heightForWidth(widest))

    @Slot()
    def _fit(self) -> None:
        for button in self._buttons:
            button.ensurePolished()
        widest = max(button.sizeHint().width() for button in self._buttons)
        for button in self._buttons:
            button.setMinimumWidth(widest)


def _column(*parts: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part)
    return whole
