"""The card *Your lists*: how far each checklist is, and the way to it."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.domain.checklists import Checklist, ListId, Progress
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.checklist_words import progress_words
from evidence_desk.ui.regions import stand_in
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.progress_line import ProgressLine

_ICONS: Mapping[ListId, str] = {ListId("suspend"): "suspend", ListId("report"): "report", ListId("payments"): "cancel"}


class ListsCard(Card):
    """One line for each list; its name opens the list's room."""

    list_asked = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lines: dict[ListId, ListLine] = {}
        self.setAccessibleName(self.tr("Your lists"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(15, 15, 15, 15)
        self._column.setSpacing(16)
        self._column.addWidget(PlainLabel(self.tr("Your lists"), TextSize.SECTION, wraps=True))

    def set_lists(self, checklists: Sequence[Checklist], so_far: Mapping[ListId, Progress]) -> None:
        """Show these; the lines stay the same widgets, so that nothing moves under the keyboard."""
        for checklist in checklists:
            if checklist.id not in self._lines:
                line = ListLine(self._look, checklist.title, _ICONS.get(checklist.id, "list"))
                line.link.clicked.connect(partial(self.list_asked.emit, checklist.id))
                self._lines[checklist.id] = line
                self._column.addWidget(line)
            self._lines[checklist.id].set_progress(so_far[checklist.id])
        there = {checklist.id for checklist in checklists}
        for list_id, line in self._lines.items():
            line.setVisible(list_id in there)
        stand_in(self, [line.link for line in self._lines.values()])

    @property
    def has_lines(self) -> bool:
        """Whether there is a list at all."""
        return any(not line.isHidden() for line in self._lines.values())

    def first_stop(self) -> QWidget | None:
        """The first list's link."""
        return next((line.link for line in self._lines.values()), None)

    def line(self, list_id: ListId) -> "ListLine":
        """A list's line; KeyError where it is not shown."""
        return self._lines[list_id]


class ListLine(QWidget):
    """A link, how much is done in words, and the same as a bar of 8."""

    def __init__(self, look: Appearance, title: str, icon: str) -> None:
        super().__init__()
        self._title = title
        self.link = Button(look, title, icon, kind="row")
        self.link.setAutoDefault(True)  # Enter presses it
        self.bar = ProgressLine(title)
        self._words = PlainLabel("", TextSize.SMALL, ink="2")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.link)
        top.addStretch()
        top.addWidget(self._words, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.bar)

    def set_progress(self, progress: Progress) -> None:
        """Show how far the list is."""
        words = progress_words(progress) if progress.all else self.tr("Not begun")
        self._words.setText(words)
        self.bar.set_progress(progress.done, progress.all, words)
        self.link.setAccessibleName(f"{self._title}, {words}")
