"""The help of a locked desk: the country of this computer, or one chosen here and kept nowhere."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from evidence_desk.domain.facts import Country
from evidence_desk.domain.times import Clock
from evidence_desk.ui.connections.help_answering import HelpAnswering
from evidence_desk.ui.models.checklist_words import checked_words
from evidence_desk.ui.models.help_words import (
    ANYWHERE,
    country_here,
    country_names,
    help_cards,
    last_checked,
    numbers_only,
)
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
        if not self._countries:
            self._panel.set_countries((), "")
            self._panel.set_trouble(numbers_only())
            return
        code = self._code if self._code in self._countries else ANYWHERE
        checked = last_checked(self._countries, code)
        today = local_day(self._clock.now())
        self._panel.set_countries(country_names(self._countries), code)
        self._panel.set_cards(
            help_cards(self._countries, code, young=False), checked_words(checked, today) if checked else ""
        )

    @Slot(str)
    def _on_country_chosen(self, code: str) -> None:
        self._code = code
        self.show_now()
