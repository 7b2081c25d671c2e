"""The first window: one button, and the three things worth knowing before it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Rule
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.scrolled_column import centred_page

_COLUMN = 560


class FirstStart(QScrollArea):
    """Asks nothing; `start_asked` makes the first case."""

    start_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.start = Button(look, self.tr("Start saving"), kind="main", size="first")
        self.start.clicked.connect(self.start_asked)
        self.start.setAutoDefault(True)
        self._trouble = Note(look)
        self._trouble.hide()
        self._column = QWidget()
        self._lay_out()
        self.setWidget(centred_page(self._column))
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def set_starting(self, *, starting: bool) -> None:
        """Take no second press while the first one works."""
        self.start.setEnabled(not starting)

    def show_trouble(self, sentence: str) -> None:
        """Say under the button why nothing was started."""
        self._trouble.set_text(sentence)
        self._trouble.show()
        self.set_starting(starting=False)
        self.start.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch()
        column.addWidget(PlainLabel(self.tr("Save what is on your screen"), TextSize.BIG, wraps=True))
        column.addSpacing(12)
        lead = self.tr(
            "One press keeps an exact copy, with the time. Later you can show it to someone you trust, or to no one."
        )
        column.addWidget(PlainLabel(lead, TextSize.LEAD, ink="2", wraps=True))
        column.addSpacing(12)
        kind = self.tr("If someone is threatening you, you have done nothing wrong.")
        column.addWidget(PlainLabel(kind, TextSize.LEAD, wraps=True))
        column.addSpacing(28)
        column.addLayout(self._start_row())
        column.addSpacing(16)
        column.addWidget(self._trouble)
        column.addSpacing(32)
        column.addWidget(Rule())
        for icon, title, words in self._facts():
            column.addSpacing(24)
            column.addLayout(_fact(self._look, icon, title, words, key=self.tr("Esc")))
        column.addStretch()

    def _start_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.start)
        row.addWidget(PlainLabel(self.tr("No account. No form. No internet."), ink="2", wraps=True), 1)
        return row

    def _facts(self) -> tuple[tuple[str, str, str], ...]:
        leaving = self.tr(
            "Press Leave now, or {key} three times. Every window goes blank and closes. "
            "It does not erase your internet history, and it can't beat spyware."
        ).format(key=self.tr("Esc"))
        return (
            (
                "home",
                self.tr("It stays on this computer"),
                self.tr("Nothing is sent anywhere. Anyone who uses this computer account can open it."),
            ),
            (
                "eyeoff",
                self.tr("Looking is your choice"),
                self.tr("Saved pictures are covered until you uncover them, and cover again when you move on."),
            ),
            ("leave", self.tr("You can leave at once"), leaving),
        )

    def _on_look_changed(self) -> None:
        self._column.setMaximumWidth(self._look.theme.px(_COLUMN))
        self._column.setMinimumWidth(min(self._look.theme.px(_COLUMN), _COLUMN))


def _fact(look: Appearance, icon: str, title: str, words: str, *, key: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    beside = QVBoxLayout()
    beside.setContentsMargins(0, look.theme.px(2), 0, 0)  # level with the first line, which is 24 high
    beside.addWidget(Pictogram(look, icon, "accent-ink"))
    beside.addStretch()
    row.addLayout(beside)
    text = QVBoxLayout()
    text.setSpacing(0)
    text.addWidget(PlainLabel(title, bold=True, wraps=True))
    text.addWidget(PlainLabel(words, ink="2", wraps=True, key=key))
    row.addLayout(text, 1)
    return row
