"""A secret field with its name above it, and below it what was wrong, or that Caps Lock is on."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.amber_row import AmberRow
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.secret_field import SecretField


class SecretLine(QWidget):
    """`hint` stands below in quiet letters; trouble takes its place, in amber and with an icon."""

    def __init__(self, look: Appearance, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trouble_words, self._is_caps = "", False
        self.field = SecretField(look, name)
        self._label = PlainLabel(name, TextSize.SMALL, bold=True, wraps=True)
        self._label.setBuddy(self.field)
        self._hint = PlainLabel(hint, TextSize.SMALL, ink="2", wraps=True)
        self._hint.setVisible(bool(hint))
        self._trouble = AmberRow(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for each in (self._label, self.field, self._hint, self._trouble):
            column.addWidget(each)
        self.field.caps_lock_changed.connect(self._on_caps_lock)
        self._show()

    def set_name(self, name: str) -> None:
        """Ask for something else."""
        self._label.setText(name)
        self.field.set_name(name)

    def say(self, trouble: str) -> None:
        """Say what was wrong, also aloud; nothing takes it away."""
        self._trouble_words = trouble
        self._show()
        if trouble:
            announce(self.field, trouble, at_once=True)

    def trouble(self) -> str:
        """What is said now."""
        return self._trouble.words()

    def clear(self) -> None:
        """Nothing typed, nothing said, and dots again."""
        self.field.take()
        self.field.show_typed(shown=False)
        self.say("")

    @Slot(bool)
    def _on_caps_lock(self, is_on: bool) -> None:
        self._is_caps = is_on
        self._show()
        if is_on:
            announce(self.field, self.tr("Caps Lock is on"))

    def _show(self) -> None:
        caps = self.tr("Caps Lock is on") if self._is_caps else ""
        said = " ".join(filter(None, (self._trouble_words, caps)))
        self._trouble.say(said)
        self.field.setAccessibleDescription(" ".join(filter(None, (self._hint.text(), said))))
