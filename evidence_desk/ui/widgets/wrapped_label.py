"""Text from outside in full: it wraps anywhere and never asks for more room than a few words."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.plain_label import PlainLabel

_FEWEST_LETTERS = 8


class WrappedLabel(PlainLabel):
    """A label for text that may be one word of ten thousand letters."""

    def __init__(
        self,
        text: str = "",
        size: TextSize = TextSize.BODY,
        *,
        ink: str = "",
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, size, ink=ink, bold=bold, wraps=True, parent=parent)

    @override
    def minimumSizeHint(self) -> QSize:
        letters = self.fontMetrics().averageCharWidth() * _FEWEST_LETTERS
        return QSize(letters, super().minimumSizeHint().height())
