"""A control with its name above it, and below it a hint where what is in it looks odd."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.choice_box import ChoiceBox
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel


class LabelledField(QWidget):
    """The label names the control for a screen reader; the hint is its description. A hint never refuses anything."""

    hint_acted = Signal()

    def __init__(self, look: Appearance, name: str, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.offered: Button | None = None
        self._label = PlainLabel("", TextSize.SMALL, bold=True, wraps=True)
        self._hint_row = QWidget()
        self._hint = PlainLabel("", TextSize.SMALL, ink="amber", wraps=True)
        self.act = Button(look, "", kind="quiet", size="small-link")
        self.act.clicked.connect(self.hint_acted)
        self._label.setBuddy(control)  # a choice is heard by what is chosen; only this says what it is about
        self._lay_out(look)
        self.set_name(name)
        self.set_hint("")

    def set_name(self, name: str) -> None:
        """Call the control so."""
        self._label.setText(name)
        (self.control.set_name if isinstance(self.control, ChoiceBox) else self.control.setAccessibleName)(name)

    def offer(self, button: Button) -> None:
        """Let a button stand right below the control, which fills it in."""
        self.offered = button
        self._column.insertWidget(self._column.indexOf(self._hint_row), button, 0, Qt.AlignmentFlag.AlignLeading)

    def name(self) -> str:
        """What the control is called."""
        return self._label.text()

    def hint(self) -> str:
        """The hint that is shown."""
        return self._hint.text()

    def set_hint(self, text: str, act: str = "") -> None:
        """Show a hint, with a button where something can be done about it; an empty one goes away."""
        self._hint.setText(text)
        self._hint_row.setVisible(bool(text))
        self.act.set_name(act)
        self.act.setAccessibleName(act or self._label.text())
        self.act.setVisible(bool(act))
        self.control.setAccessibleDescription(text)

    def _lay_out(self, look: Appearance) -> None:
        top = Qt.AlignmentFlag.AlignTop
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._hint)
        words.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeading)
        hint = QHBoxLayout(self._hint_row)
        hint.setContentsMargins(0, 0, 0, 0)
        hint.setSpacing(8)
        hint.addWidget(Pictogram(look, "info", "amber-icon", pixels=16), 0, top)
        hint.addLayout(words, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(self.control)
        column.addWidget(self._hint_row)
        column.addStretch(1)
