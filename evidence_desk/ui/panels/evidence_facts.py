"""The facts and the last history lines of an item, as two columns of plain text."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from evidence_desk.domain.evidence import Item
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.evidence_facts import Fact, facts, full_fingerprint, short_fingerprint
from evidence_desk.ui.regions import set_tab_order, stand_in
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.flow_layout import FlowRow, drop
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel

_LABEL_WIDTH, _TIME_WIDTH = 80, 80


class TwoColumns(QWidget):
    """A narrow column of labels and a wide one of words; both wrap."""

    def __init__(self, look: Appearance, label_width: int, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._label_width = label_width
        self._inside: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(gap)
        self._grid.setColumnStretch(1, 1)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def clear(self) -> None:
        """Take every row away."""
        drop(self._grid, self._inside)
        self._inside = []

    def add_row(self, label: QWidget, words: QWidget) -> None:
        """Add one row at the end."""
        row = len(self._inside) // 2  # a grid never has fewer rows than it once had
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label, row, 0, top)
        self._grid.addWidget(words, row, 1, top)
        self._inside += [label, words]
        label.show()
        words.show()

    @Slot()
    def _on_look_changed(self) -> None:
        self._grid.setColumnMinimumWidth(0, self._look.theme.px(self._label_width))


class EvidenceFacts(TwoColumns):
    """Saved, picture, application, and the fingerprint in short until all of it is asked for."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(look, _LABEL_WIDTH, 8, parent)

    def show_item(self, item: Item) -> None:
        """Show the facts of an item; its fingerprint is short again."""
        self.clear()
        for fact in facts(item):
            self.add_row(_label(fact.label), _lines(fact))
        fingerprint = Fingerprint(self._look, item)
        self.add_row(_label(self.tr("Fingerprint")), fingerprint)
        stand_in(self, [fingerprint.show_all])


class HistoryLines(TwoColumns):
    """Times and what happened."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(look, _TIME_WIDTH, 4, parent)

    def show_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        """Show these lines: time, words."""
        self.clear()
        for time, words in lines:
            self.add_row(
                PlainLabel(time, TextSize.SMALL, ink="3", wraps=True), WrappedLabel(words, TextSize.SMALL, ink="2")
            )


class Fingerprint(FlowRow):
    """The first and last digits, and a button for all of them, which can then be copied."""

    def __init__(self, look: Appearance, item: Item) -> None:
        super().__init__(gap=8)
        self._item = item
        self._digits = PlainLabel(short_fingerprint(item.record), TextSize.MONO)
        # Groups of digits keep their order in every layout.
        self._digits.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.show_all = Button(look, self.tr("Show all"), kind="quiet", size="small-link")
        self.show_all.setAccessibleName(self.tr("Show all of the fingerprint"))
        self.show_all.clicked.connect(self._on_show_all)
        self.flow.addWidget(self._digits)
        self.flow.addWidget(self.show_all)

    @Slot()
    def _on_show_all(self) -> None:
        self._digits.setText(full_fingerprint(self._item.record))
        self._digits.setWordWrap(True)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self._digits.setTextInteractionFlags(flags)
        set_tab_order([self.show_all, self._digits])
        self._digits.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_all.hide()


def _label(words: str) -> PlainLabel:
    return PlainLabel(words, TextSize.SMALL, ink="3", wraps=True)


def _lines(fact: Fact) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for place, line in enumerate(fact.lines):
        column.addWidget(WrappedLabel(line, TextSize.SMALL, ink="3" if place else ""))
    return block
