"""One line that is kept as it is typed, with a hint below that explains and never refuses."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.kept_field import KeptField
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel


class LineField(KeptField):
    """A number or a name that somebody gave; what was typed stays, but for what `clean` takes out."""

    def __init__(
        self,
        look: Appearance,
        name: str,
        parent: QWidget | None = None,
        *,
        clean: Callable[[str], str] = str.strip,
    ) -> None:
        self.field = QLineEdit()
        super().__init__(name, self.field, parent, clean=clean)
        self._hint = PlainLabel("", TextSize.SMALL, ink="amber", wraps=True)
        self._hint_row = QWidget()
        row = QHBoxLayout(self._hint_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Pictogram(look, "info", "amber-icon", pixels=16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._hint, 1)
        self.column.addWidget(self._hint_row)
        self._hint_row.hide()
        self.column.addStretch()

    def set_hint(self, hint: str, how: str = "") -> None:
        """Explain what is unusual about what was typed, or nothing; `how` says where to look, to screen readers too."""
        self._hint.setText(hint)
        self._hint_row.setVisible(bool(hint))
        self.field.setAccessibleDescription(" ".join(filter(None, (hint, how))))

    def hint(self) -> str:
        """What it explains now."""
        return self._hint.text()
