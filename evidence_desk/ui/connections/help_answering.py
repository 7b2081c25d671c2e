"""What is asked of anybody who helps, on whichever page: a number or words to copy, a page to open."""

from typing import Protocol

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from evidence_desk.domain.facts import Page
from evidence_desk.ui.copying import put
from evidence_desk.ui.panels.help_entries import HelpAsking


class Opens(Protocol):
    """Whatever a page is opened from."""

    @property
    def page(self) -> Page:
        """The page."""
        ...

    def show_trouble(self) -> None:
        """Say that no browser took it."""
        ...


class HelpAnswering(QObject):
    """Nothing goes online, and nothing can be pasted, before it was pressed."""

    def __init__(self, application: QApplication, asking: HelpAsking) -> None:
        super().__init__(asking)
        self._clipboard = application.clipboard()
        asking.copied.connect(self._on_copied)
        asking.page_asked.connect(self._on_page_asked)

    @Slot(str)
    def _on_copied(self, words: str) -> None:
        """Leaving clears it again, as everything that this program put there."""
        put(self._clipboard, words)

    @Slot(object)
    def _on_page_asked(self, line: Opens) -> None:
        if not QDesktopServices.openUrl(QUrl(line.page.url)):
            line.show_trouble()
