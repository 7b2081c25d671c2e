"""The card *Next for you*: at most four things to do, and all of them for whoever asks.

Rows are plain widgets and no view: there are four of them, and a screen reader reads words and finds buttons by itself,
which it can't do with rows that only a delegate paints.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.next_step_words import NextEntry
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card, Rule
from evidence_desk.ui.widgets.flow_layout import FlowRow, drop
from evidence_desk.ui.widgets.focus_ring import RING_INSIDE, RING_PROPERTY
from evidence_desk.ui.widgets.note_line import NoteLine
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel

_MOST = 80
"""More rows than anybody reads here; each is in its list too."""
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class NextCard(Card):
    """The first entry has the main button. Up and Down go from button to button, Enter presses."""

    step_asked = Signal(str)
    list_asked = Signal(str)
    capture_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._entries: tuple[NextEntry, ...] = ()
        self._all: tuple[NextEntry, ...] = ()
        self._shown: tuple[NextEntry, ...] = ()
        self._shows_all = False
        self._lines: list[NextLine] = []
        self.setAccessibleName(self.tr("Next for you"))
        self.setProperty(RING_PROPERTY, RING_INSIDE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all_button = Button(look, "", kind="quiet", size="small-link")
        self.all_button.clicked.connect(self._on_all)
        self._words = NoteLine(look, "info")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._lay_out()

    def set_entries(self, entries: Sequence[NextEntry], all_entries: Sequence[NextEntry]) -> None:
        """Show these; the row the keyboard is in keeps it where that row is still there."""
        self._entries, self._all = tuple(entries), tuple(all_entries)
        self._say("" if self._all else self.tr("Nothing is waiting. You can come back any time."))
        self._show()

    def set_trouble(self, sentence: str) -> None:
        """Say why there are no steps, under whatever there is."""
        self._say(sentence)

    def first_stop(self) -> QWidget | None:
        """The button of the first entry; None where nothing waits."""
        return self._lines[0].button if self._lines else None

    def lines(self) -> list["NextLine"]:
        """The entries shown, in order."""
        return list(self._lines)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Asked before the button, which would take an arrow for Tab."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            by = _MOVES.get(Qt.Key(event.key()), 0)
            buttons = [line.button for line in self._lines]
            if by and watched in buttons:
                place = min(max(buttons.index(watched) + by, 0), len(buttons) - 1)
                buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        wanted = self._all if self._shows_all else self._entries
        has_more = len(self._all) > len(self._entries)
        self.all_button.setVisible(has_more)
        some, every = self.tr("Show fewer steps"), self.tr("See all {count} steps").format(count=len(self._all))
        left = len(self._all) - _MOST
        if left > 0:
            every = self.tr("See more steps")
            wanted = wanted[:_MOST]
        if self._all:
            rest = self.tr("{count} more stand in their lists.").format(count=left)
            self._say(rest if self._shows_all and left > 0 else "")
        self.all_button.set_name(some if self._shows_all else every)
        if wanted != self._shown:
            self._replace(wanted)

    def _replace(self, wanted: tuple[NextEntry, ...]) -> None:
        """New rows for old; the keyboard stays at the same place in the list, wherever the step went."""
        here = next((place for place, line in enumerate(self._lines) if line.button.hasFocus()), None)
        old, self._lines = self._lines, []
        for place, entry in enumerate(wanted):
            line = NextLine(self._look, entry, first=place == 0)
            line.button.clicked.connect(partial(self._on_pressed, entry))
            line.button.installEventFilter(self)
            self._rows.addWidget(line)
            self._lines.append(line)
        set_tab_order([self.all_button, *(line.button for line in self._lines)])
        self._shown = wanted
        # A card with nothing to press is a stop itself, so that what it says is found.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if wanted else Qt.FocusPolicy.TabFocus)
        if here is not None and self._lines:
            self._lines[min(here, len(self._lines) - 1)].button.setFocus(Qt.FocusReason.OtherFocusReason)
        drop(self._rows, old)

    def _say(self, sentence: str) -> None:
        self._words.set_text(sentence)
        self._said.setVisible(bool(sentence))

    def _on_pressed(self, entry: NextEntry) -> None:
        if entry.list_id is not None:
            self.list_asked.emit(entry.list_id)
        elif entry.step_id is None:
            self.capture_asked.emit()
        else:
            self.step_asked.emit(entry.step_id)

    @Slot()
    def _on_all(self) -> None:
        self._shows_all = not self._shows_all
        self._show()

    def _lay_out(self) -> None:
        head = FlowRow((PlainLabel(self.tr("Next for you"), TextSize.SECTION), self.all_button), last_at_end=True)
        head.setContentsMargins(15, 15, 15, 16)
        self._said = QWidget()
        said = QVBoxLayout(self._said)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(0)
        said.addWidget(Rule())
        self._words.setContentsMargins(15, 16, 15, 15)
        said.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(self._rows)
        column.addWidget(self._said)
        self._say("")


class NextLine(QWidget):
    """An icon, what to do, one quiet line, and the button that goes there; 80 high or as much as the words need."""

    def __init__(self, look: Appearance, entry: NextEntry, *, first: bool) -> None:
        super().__init__()
        self.entry = entry
        self.button = Button(look, entry.button, kind="main" if first else "standard")
        self.button.setAccessibleName(entry.spoken)
        self.button.setAutoDefault(True)  # Enter presses it
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(entry.title, bold=True, wraps=True))
        words.addWidget(PlainLabel(entry.hint, TextSize.SMALL, ink="2", wraps=True))
        row = QHBoxLayout()
        row.setContentsMargins(15, 16, 15, 16)
        row.setSpacing(16)
        row.addWidget(Pictogram(look, entry.icon, "accent-ink"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(row)
