"""Pages of which one is shown. One that nobody has turned to yet waits outside the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.widgets.wings import Wings


class PageStack(QStackedWidget):
    """Shows nothing before `turn_to`. Tab comes to a page where the stack stands, whenever it came into the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wings = Wings(self)
        self._wanted: QWidget | None = None

    @property
    def page(self) -> QWidget | None:
        """The page that was turned to last."""
        return self._wanted

    def add_page(self, page: QWidget) -> None:
        """One more page to turn to."""
        page.setParent(self._wings)

    def turn_to(self, page: QWidget) -> None:
        """Show a page that was added; it comes into the window once the stack itself is seen."""
        self._wanted = page
        if self.isVisible():
            self._bring(page)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._wanted is not None:
            self._bring(self._wanted)

    def _bring(self, page: QWidget) -> None:
        if page.parentWidget() is not self._wings:
            self.setCurrentWidget(page)
            return
        behind, focused = _stops(self.window(), after=self), page.focusWidget()
        self.addWidget(page)
        set_tab_order([*_stops(page)[-1:], *behind])
        self.setCurrentWidget(page)
        if focused is not None:  # what the keyboard was put on while the page waited has it in this window now
            focused.setFocus(Qt.FocusReason.OtherFocusReason)


def _stops(whole: QWidget, after: QWidget | None = None) -> list[QWidget]:
    """What can take the keyboard inside, in the order Tab goes; of a window from behind one of its parts on."""
    found, step = [], (after or whole).nextInFocusChain()
    while step is not None and step is not whole:
        inside = whole.isAncestorOf(step) and not (after is not None and after.isAncestorOf(step))
        if inside and step.focusPolicy() is not Qt.FocusPolicy.NoFocus and step.focusProxy() is None:
            found.append(step)
        step = step.nextInFocusChain()
    return found
