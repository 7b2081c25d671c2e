"""The button that names the open case and opens the menu of cases."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.icons import ICON_SIZE
from evidence_desk.ui.models.safe_text import isolated, safe_line
from evidence_desk.ui.widgets.choice_button import ChoiceButton
from evidence_desk.ui.widgets.plain_tooltip import plain_tooltip

_BESIDE_WORDS = 11 + ICON_SIZE + 8 + 48 + 2


class CaseButton(ChoiceButton):
    """As wide as it is told to be; a longer title ends in …, and the whole of it is in its name and its tooltip."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(look, "", "evidence", parent)
        self._title = ""
        self.setProperty("strong", True)
        self.setMinimumWidth(1)

    def show_case(self, untrusted_title: str) -> None:
        """Name the case."""
        self._title = safe_line(untrusted_title)
        self.setAccessibleName(self.tr("Case: {title}").format(title=self._title))
        self.setAccessibleDescription(self.tr("Opens a menu: other cases, a new one, another title"))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._look.theme.px(_BESIDE_WORDS)
        words = self.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        self.setText(isolated(words.replace("&", "&&")))
        self.setToolTip(plain_tooltip(self._title))
