"""The help of a locked desk: the country of this computer, or one chosen here and kept nowhere."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from evidence_desk.domain.facts import Country
from evidence_desk.domain.times import Clock
from evidence_desk.ui.connections.help_answering import HelpAnswering
from evidence_desk.ui.connections.help_page import show_helplines
from evidence_desk.ui.models.help_words import ANYWHERE, country_here
from evidence_desk.ui.models.moment_words import local_day
from evidence_desk.ui.panels.help_panel import HelpPanel


class LockedHelp(QObject):
    """Nothing that was answered is known here, so nobody's age either."""

    def __init__(
        self, application: QApplication, panel: HelpPanel, countries: Mapping[str, Country], clock: Clock
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._countries = countries
        self._clock = clock
        self._code = country_here()
        self._answering = HelpAnswering(application, panel.asking)
        panel.country_chosen.connect(self._on_country_chosen)

    @Slot()
    def show_now(self) -> None:
        """Show the helplines, when somebody looks."""
        code = self._code if self._code in self._countries else ANYWHERE
        show_helplines(self._panel, self._countries, code, local_day(self._clock.now()), young=False)

    @Slot(str)
    def _on_country_chosen(self, code: str) -> None:
        self._code = code
        self.show_now()
