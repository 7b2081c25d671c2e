"""Get help now: which country, and the way back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from evidence_desk.domain.facts import Country
from evidence_desk.domain.times import Clock
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.connections.help_answering import HelpAnswering
from evidence_desk.ui.main_window import MainWindow
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
from evidence_desk.ui.register_operation import RegisterOperation


class HelpPage(QObject):
    """Works without a case and without a vault. The country is the one answered, else the one of this computer.

    One that is chosen here is the answer where there is none: whoever skipped the questions, or is under 18 and is
    asked none, gets steps and people of that country everywhere, also tomorrow.
    """

    def __init__(
        self,
        application: QApplication,
        panel: HelpPanel,
        window: MainWindow,
        state: CaseState,
        *,
        writing: RegisterOperation,
        countries: Mapping[str, Country],
        clock: Clock,
    ) -> None:
        super().__init__(window)
        self._panel = panel
        self._state = state
        self._writing = writing
        self._countries = countries
        self._clock = clock
        self._by_hand = self._beside = ""
        self._here = country_here()
        self._shown: object = None
        window.esc_pressed.connect(window.leave_help)
        window.room_opened.connect(self._on_room_opened)
        panel.country_chosen.connect(self._on_country_chosen)
        self._answering = HelpAnswering(application, panel.asking)

    @Slot()
    def show_case(self) -> None:
        """Show the helplines that fit what was answered; the same again changes nothing.

        They are made when somebody looks: they are many, and the program starts without them.
        """
        if not self._panel.isVisible():
            return
        self._show()

    def _show(self) -> None:
        wanted = self._country(), self._is_young(), local_day(self._clock.now())
        if wanted == self._shown:
            return
        self._shown = wanted
        code, young, today = wanted
        show_helplines(self._panel, self._countries, code, today, young=young)

    def _country(self) -> str:
        """The one chosen here stands until the answer it was chosen beside becomes another one."""
        answered = self._state.registers.answers.country
        by_hand = self._by_hand if answered in {self._beside, self._by_hand} else ""
        wanted = by_hand or answered or self._here
        return wanted if wanted in self._countries else ANYWHERE

    def _is_young(self) -> bool:
        return self._state.is_cared

    @Slot(ActionId)
    def _on_room_opened(self, room: ActionId) -> None:
        if room is ActionId.HELP:
            self._show()

    @Slot(str)
    def _on_country_chosen(self, code: str) -> None:
        self._by_hand, self._beside = code, self._state.registers.answers.country
        self.show_case()
        if self._state.case is not None and code != ANYWHERE and not self._state.registers.answers.country:
            self._writing.answer(lambda answers: answers if answers.country else replace(answers, country=code))


def show_helplines(panel: HelpPanel, countries: Mapping[str, Country], code: str, today: date, *, young: bool) -> None:
    """Show those of one country; where no list could be read, the numbers that need none."""
    if not countries:
        panel.set_countries((), "")
        panel.set_trouble(numbers_only())
        return
    checked = last_checked(countries, code)
    panel.set_countries(country_names(countries), code)
    panel.set_cards(help_cards(countries, code, young=young), checked_words(checked, today) if checked else "")
