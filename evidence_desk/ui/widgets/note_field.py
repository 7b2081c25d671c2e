"""The person's own words about something, kept as they are typed."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.kept_field import KeptField

_FIELD_HEIGHT = 72


class NoteField(KeptField):
    """A few lines of text, but for what `clean` takes out; Tab goes on to what comes next."""

    def __init__(
        self, look: Appearance, name: str, parent: QWidget | None = None, *, clean: Callable[[str], str] = str.strip
    ) -> None:
        self.field = QPlainTextEdit()
        super().__init__(name, self.field, parent, clean=clean)
        self._look = look
        self.field.setTabChangesFocus(True)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @override
    def said_kept(self) -> str:
        return self.tr("Note kept")

    @Slot()
    def _on_look_changed(self) -> None:
        self.field.setFixedHeight(self._look.theme.px(_FIELD_HEIGHT))
