"""Check this desk: every way to save with its test picture, and everything else that has to work before it matters."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.domain.examined import Examined, ExamState, Reason, Remedy
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.examined_words import OF_THE_COMPUTER
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card, Rule
from evidence_desk.ui.widgets.examined_row import ExaminedRow
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.plain_label import PlainLabel


class ExamineSettings(QWidget):
    """Empty until it is asked for; rows come one by one. Test pictures stay covered, and go when this is left."""

    check_asked = Signal()
    look_asked = Signal(str)
    """The name of a part whose test picture is asked for."""
    key_choice_asked = Signal()
    bar_asked = Signal()
    left = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: list[ExaminedRow] = []
        self.check = Button(look, self.tr("Check"), "refresh", size="small")
        self.check.clicked.connect(self.check_asked)
        self.state = PlainLabel(self.tr("Not checked yet."), TextSize.SMALL, ink="2")
        self._ways = _RowsOf(self.tr("Ways to save the screen"), FlowRow((self.state, self.check)))
        self._rest = _RowsOf(self.tr("Everything else"))
        self._rest.hide()

    def cards(self) -> Sequence[Card]:
        """The cards of this section."""
        return (self._ways, self._rest)

    def begin(self) -> None:
        """Forget what was found before, and say that it is being looked."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for card in (self._ways, self._rest):
            card.clear()
        self._rest.hide()
        self.check.setEnabled(False)
        self.state.setText(self.tr("Checking…"))

    def add(self, found: Examined) -> None:
        """Show what was found of one more part."""
        row = ExaminedRow(self._look, found, self._action(found))
        self.rows.append(row)
        card = self._rest if found.name in OF_THE_COMPUTER else self._ways
        card.add(row)
        card.show()
        if row.cover is not None:
            row.cover.look_asked.connect(lambda: self.look_asked.emit(found.name))
        if row.button is not None:
            row.button.clicked.connect(lambda: self._on_action(found))

    def end(self, untrusted_time: str) -> None:
        """Say when it was looked."""
        self.check.setEnabled(True)
        self.check.set_name(self.tr("Check again"))
        troubled = sum(row.found.state in {ExamState.LOOK, ExamState.FAILS} for row in self.rows)
        words = self.tr("Checked at {time}.").format(time=untrusted_time)
        self.state.setText(words)
        announce(self.check, f"{words} {self._trouble_words(troubled)}")

    def show_picture(self, name: str, picture: QImage | None) -> None:
        """Show the test picture of a part; None where it is gone."""
        for row in self.rows:
            if row.found.name == name and row.cover is not None:
                if picture is None:
                    row.cover.shut(self.tr("Gone"))
                else:
                    row.cover.show_picture(picture)

    @Slot()
    def cover_all(self) -> None:
        """Whoever looked has gone elsewhere: no picture stays."""
        for row in self.rows:
            if row.cover is not None:
                row.cover.shut(self.tr("Gone"))
        self.left.emit()

    def _action(self, found: Examined) -> str:
        if found.remedy is Remedy.CHOOSE_KEY:
            return self.tr("Choose another")
        if found.remedy is Remedy.USE_BAR:
            return self.tr("Show the bar")
        wants_another = found.state is ExamState.FAILS or found.reason is Reason.NO_OTHER_WINDOW
        return self.tr("Try again") if wants_another else ""

    def _on_action(self, found: Examined) -> None:
        match found.remedy:
            case Remedy.CHOOSE_KEY:
                self.key_choice_asked.emit()
            case Remedy.USE_BAR:
                self.bar_asked.emit()
            case _:
                self.check_asked.emit()

    def _trouble_words(self, count: int) -> str:
        if not count:
            return self.tr("Everything works.")
        return (
            self.tr("1 thing to look at.") if count == 1 else self.tr("{count} things to look at.").format(count=count)
        )


class _RowsOf(Card):
    """A title, perhaps something beside it, and rows that come later."""

    def __init__(self, title: str, beside: QWidget | None = None) -> None:
        super().__init__()
        self.setAccessibleName(title)
        head = QVBoxLayout()
        head.setContentsMargins(15, 15, 15, 16)
        head.setSpacing(8)
        head.addWidget(PlainLabel(title, TextSize.SECTION, wraps=True))
        if beside is not None:
            head.addWidget(beside, 0, Qt.AlignmentFlag.AlignLeading)
        self._rules: list[Rule] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addLayout(head)

    def add(self, row: QWidget) -> None:
        """One more row, under a line."""
        rule = Rule()
        self._rules.append(rule)
        self._column.addWidget(rule)
        self._column.addWidget(row)

    def clear(self) -> None:
        """Take the lines away; the rows go with whoever made them."""
        for rule in self._rules:
            rule.hide()
            rule.deleteLater()
        self._rules = []
