"""One part of an examination: its test picture, its name, how it stands, why, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.domain.examined import Examined, ExamState
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.examined_words import reason_words, remedy_words, state_words, title_words
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.chip import Chip
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.test_cover import TestCover
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel

_CHIPS = {
    ExamState.WORKS: ("calm", "check"),
    ExamState.LOOK: ("amber", "warning"),
    ExamState.NOT_NEEDED: ("outline", ""),
    ExamState.NOT_HERE: ("outline", ""),
    ExamState.FAILS: ("amber", "warning"),
}


class ExaminedRow(QWidget):
    """`action` is what its button says; empty for no button. `cover` is None where no test picture was taken."""

    def __init__(self, look: Appearance, found: Examined, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = found
        title = title_words(found.name)
        self.setAccessibleName(f"{title}: {state_words(found.state)}")
        self.cover = TestCover(look, title) if found.took_ms is not None else None
        self.button = Button(look, action, size="small") if action else None
        kind, icon = _CHIPS[found.state]
        self._end = [Chip(look, state_words(found.state), icon, kind=kind)]
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 12, 15, 12)
        row.setSpacing(16)
        if self.cover is not None:
            row.addWidget(self.cover, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(title), 1)
        row.addLayout(self._at_the_end())

    def _words(self, title: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(PlainLabel(title, bold=True, wraps=True))
        why = reason_words(self.found)
        if self.found.took_ms is not None:
            why += " " + self.tr("It took {ms} ms.").format(ms=self.found.took_ms)
        column.addWidget(WrappedLabel(why, TextSize.SMALL, ink="2"))
        column.addWidget(WrappedLabel(remedy_words(self.found), TextSize.SMALL, ink="2"))
        column.addStretch()
        return column

    def _at_the_end(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        for each in (*self._end, self.button):
            if each is not None:
                column.addWidget(each, 0, Qt.AlignmentFlag.AlignTrailing)
        column.addStretch()
        return column
