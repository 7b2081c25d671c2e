"""Under-18 care: the question, the page that follows, and every part of the window that then is another."""

from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.cases import Case
from evidence_desk.guidance.content import Content
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.care_operation import CareOperation
from evidence_desk.ui.connections.desk_parts import DeskParts
from evidence_desk.ui.connections.flagging import Flagging
from evidence_desk.ui.connections.help_answering import HelpAnswering
from evidence_desk.ui.dialogs.yes_no_dialog import YesNoDialog
from evidence_desk.ui.models.care_words import first_entries, number_to_ask
from evidence_desk.ui.models.checklist_words import checked_words
from evidence_desk.ui.models.help_words import country_here, last_checked
from evidence_desk.ui.models.moment_words import local_day


class Caring(Protocol):
    """Whatever works otherwise under care."""

    def set_care(self, *, cared: bool) -> None:
        """Begin or end it."""
        ...


class Care(QObject):
    """The workflows refuse what care refuses; this shows it, and asks before they have to."""

    def __init__(self, parts: DeskParts, content: Content | None, others: tuple[Caring, ...]) -> None:
        window, operations = parts.window, parts.operations
        super().__init__(window)
        self._window, self._state = window, parts.state
        self._pages = pages = parts.rooms.start
        self.operation = CareOperation(parts.desk, operations)
        self._countries = content.countries if content else {}
        self._clock = parts.clock
        self._dialog = YesNoDialog(*parts.for_dialogs)
        self._others: tuple[Caring, ...] = (pages, window.list, *others)
        self._answering = HelpAnswering(parts.application, pages.care.asking)
        self._flagging = Flagging(parts.rooms, self._dialog, self.operation, parts.state, window.banner)
        self._is_cared = False
        self._here = country_here()
        pages.care.change_requested.connect(self.ask)
        pages.question.answered.connect(self._on_answered)
        pages.question.put_off.connect(self._on_put_off)
        self.operation.answered.connect(self._on_kept)
        operations.case_left.connect(self._on_case_left)
        window.room_opened.connect(self._on_room_opened)

    @property
    def country(self) -> str:
        """The code of the country that was answered, else of the one this computer is set to."""
        return self._state.registers.answers.country or self._here

    @property
    def number_to_ask(self) -> str:
        """Whom to ring about a picture of somebody under 18; empty for the local police."""
        return number_to_ask(self._countries, self.country)

    @Slot()
    def show_case(self) -> None:
        """Show what the case is handled with."""
        page, cared = self._pages.care, self._state.is_cared
        checked, today = last_checked(self._countries, self.country), local_day(self._clock.now())
        words = checked_words(checked, today) if checked else ""
        page.set_help(first_entries(self._countries, self.country), self.number_to_ask, words)
        self._pages.set_answer(self._answer())
        self._flagging.show_case(self.number_to_ask)
        if cared != self._is_cared:
            self._is_cared = cared
            for each in self._others:
                each.set_care(cared=cared)

    @Slot()
    def ask(self) -> None:
        """Open the question, with the answer that is given now."""
        if self._state.case is not None:
            self._window.open_room(ActionId.START)
            self._pages.show_question(self._answer())
            self._pages.take_focus()

    def _answer(self) -> Under18:
        return Under18(self._state.case.under18) if self._state.case is not None else Under18.NOT_ASKED

    @Slot(Under18)
    def _on_answered(self, answer: Under18) -> None:
        if self._state.is_cared and not answer.needs_care:
            question, meaning = self.tr("Change the answer?"), self.tr("Items you marked stay shut.")
            keep = partial(self.operation.answer, answer, is_sure=True)
            self._dialog.ask(question, meaning, self.tr("Keep it"), self.tr("Change the answer"), keep)
        else:
            self.operation.answer(answer)

    @Slot(object)
    def _on_kept(self, case: Case) -> None:
        """Shown at once; what else became of the case comes as news."""
        if self._state.case is None or self._state.case.id != case.id:
            return
        self._state.case = replace(self._state.case, under18=case.under18)
        was_asking, before = self._pages.is_asking, self._is_cared
        self._pages.show_start()
        self.show_case()
        if self._is_cared != before:
            on, off = self.tr("Under-18 care is on"), self.tr("Under-18 care is off")
            announce(self._pages, on if self._is_cared else off)
        if was_asking and self._window.current_room is ActionId.START:
            self._pages.take_focus()

    @Slot()
    def _on_put_off(self) -> None:
        self._pages.show_start()
        self._pages.take_focus()

    @Slot()
    def _on_case_left(self) -> None:
        self._dialog.reject()
        self._pages.show_start()

    @Slot(ActionId)
    def _on_room_opened(self, room: ActionId) -> None:
        if room is ActionId.START:
            self._pages.show_start()
