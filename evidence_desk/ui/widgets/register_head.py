"""The names of a register's columns, above its rows."""

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.register_delegate import RegisterDelegate
from evidence_desk.ui.widgets.column_head import ColumnHead, Title


class RegisterHead(ColumnHead):
    """As the delegate has them."""

    def __init__(
        self, look: Appearance, delegate: RegisterDelegate, rows: QAbstractScrollArea, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, rows, parent)
        self._delegate = delegate

    @override
    def titles(self, width: int) -> Iterator[Title]:
        for column, place in zip(self._delegate.columns, self._delegate.places(width), strict=True):
            yield column.title, place, column.trailing
