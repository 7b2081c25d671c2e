"""One line that is kept as it is typed, with a hint below that explains and never refuses."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.amber_row import AmberRow
from evidence_desk.ui.widgets.kept_field import KeptField


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
        self._hint = AmberRow(look)
        self.column.addWidget(self._hint)
        self.column.addStretch()

    def set_hint(self, hint: str, how: str = "") -> None:
        """Explain what is unusual about what was typed, or nothing; `how` says where to look, to screen readers too."""
        self._hint.say(hint)
        self.field.setAccessibleDescription(" ".join(filter(None, (hint, how))))

    def hint(self) -> str:
        """What it explains now."""
        return self._hint.words()
