"""The questions one at a time, each kept when it is answered, each to be put off."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from evidence_desk.domain.answers import Answers, Told
from evidence_desk.domain.facts import Service
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.answer_words import Question, choices, place_words, question_words
from evidence_desk.ui.models.services_model import Picked
from evidence_desk.ui.panels.service_picks import ServicePicks
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.choice_box import ChoiceBox
from evidence_desk.ui.widgets.choice_card import ChoiceCard
from evidence_desk.ui.widgets.flow_layout import FlowRow, drop
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.plain_label import PlainLabel

_PICKS_HEIGHT = 360


class Answering(Card):
    """Goes on only when an answer is kept. The ages have a page of their own, and come back from there."""

    answered = Signal(object)
    """The parts of the answers that are another now, by name."""
    ages_asked = Signal()
    closed = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._question = Question.COUNTRY
        self._answers = Answers()
        self._here = ""
        self._services: tuple[Service, ...] = ()
        self._place = PlainLabel("", TextSize.SMALL, ink="3")
        self._asks = PlainLabel("", TextSize.SECTION, wraps=True)
        self._why = PlainLabel("", TextSize.SMALL, ink="2", wraps=True)
        self.country = ChoiceBox(look, question_words(Question.COUNTRY).question)
        self.country.setPlaceholderText(self.tr("Choose"))
        self.picks = ServicePicks(look)
        self.choices: dict[str, ChoiceCard] = {}
        self._group: QButtonGroup | None = None
        self._waits = False
        self.trouble = Note(look)
        self.go_on = Button(look, self.tr("Next"), kind="main")
        self.later = Button(look, self.tr("Answer later"), kind="quiet")
        self.close_button = Button(look, self.tr("Close the questions"), "close", kind="quiet", size="small-icon")
        self._lay_out()
        self._connect()

    @property
    def question(self) -> Question:
        """The one that is asked now."""
        return self._question

    def set_countries(self, named: Sequence[tuple[str, str]], here: str) -> None:
        """Offer these, by code and name; `here` is the one this computer is set to, or empty."""
        self._here = here
        self.country.clear()
        for code, name in named:
            self.country.addItem(name, code)

    def set_services(self, services: Iterable[Service]) -> None:
        """Offer these."""
        self._services = tuple(services)

    def begin(self, answers: Answers) -> None:
        """Ask from the first question on; what was answered before is chosen."""
        self._answers = answers
        self._ask(Question.COUNTRY)

    def show_kept(self, answers: Answers) -> None:
        """What was answered is kept: ask the next, or be done."""
        self._answers = answers
        self._step()

    def know(self, answers: Answers) -> None:
        """Something was answered elsewhere; the question that is asked stays, with what is chosen in it."""
        self._answers = answers

    def show_not_kept(self, sentence: str) -> None:
        """Say why; the question stays."""
        self.trouble.set_text(sentence)
        self.trouble.show()
        self._wait(is_waiting=False)
        announce(self.go_on, sentence)

    def take_focus(self) -> None:
        """Put the keyboard on the answer."""
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self) -> QWidget:
        if self._question is Question.COUNTRY:
            return self.country
        if self._question is Question.SERVICES:
            return self.picks.field
        chosen = next((card for card in self.choices.values() if card.isChecked()), None)
        return chosen or next(iter(self.choices.values()), self.go_on)

    def _ask(self, question: Question) -> None:
        self._question = question
        words = question_words(question)
        self._place.setText(place_words(question))
        self._asks.setText(words.question)
        self._why.setText(words.why)
        self.setAccessibleName(words.question)
        self.trouble.hide()
        self.country.setVisible(question is Question.COUNTRY)
        self.picks.setVisible(question is Question.SERVICES)
        self._offer()
        self.go_on.set_name(self.tr("Go to the question") if question is Question.AGES else self.tr("Next"))
        self._wait(is_waiting=False)
        announce(self._asks, f"{self._place.text()}. {words.question}")
        self.take_focus()

    def _offer(self) -> None:
        """Show the answers there are, with the one that was given."""
        if self._question is Question.COUNTRY:
            self.country.setCurrentIndex(self.country.findData(self._answers.country or self._here))
        if self._question is Question.SERVICES:
            self.picks.offer(self._services, Picked(self._answers.services, self._answers.own_services))
        old, self.choices = list(self.choices.values()), {}
        self._group = QButtonGroup(self)
        for value, name, meaning in choices(self._question):
            card = ChoiceCard(self._look, name, meaning)
            card.setChecked(value == self._told())
            card.toggled.connect(self._on_changed)
            self._group.addButton(card)
            self._cards.addWidget(card)
            card.show()
            self.choices[value] = card
        drop(self._cards, old)
        set_tab_order(
            [self.close_button, self.country, self.picks.field, self.picks.list, *self.choices.values(), self.go_on]
        )
        set_tab_order([self.go_on, self.later])

    def _told(self) -> str:
        if self._question is Question.DISTRESS:
            return Told.YES.value if self._answers.in_distress else ""
        return str(getattr(self._answers, self._question.value, ""))

    def _values(self) -> Mapping[str, Any]:
        if self._question is Question.COUNTRY:
            return {"country": self.country.currentData() or ""}
        if self._question is Question.SERVICES:
            return {"services": self.picks.picked.services, "own_services": self.picks.picked.own}
        value = next((value for value, card in self.choices.items() if card.isChecked()), "")
        return {self._question.value: value == Told.YES if self._question is Question.DISTRESS else value}

    def _is_answered(self) -> bool:
        if self._question is Question.COUNTRY:
            return self.country.currentIndex() >= 0
        if self._question is Question.SERVICES:
            before = Picked(self._answers.services, self._answers.own_services)
            return bool(self.picks.picked) or bool(before)
        return self._question is Question.AGES or any(card.isChecked() for card in self.choices.values())

    def _step(self) -> None:
        every = list(Question)
        place = every.index(self._question) + 1
        if place < len(every):
            self._ask(every[place])
        else:
            self.closed.emit()

    @Slot()
    def _on_changed(self) -> None:
        self.go_on.setEnabled(self._is_answered() and not self._waits)

    def _wait(self, *, is_waiting: bool) -> None:
        """Until an answer is kept neither button goes on: the next question comes with it, and none is skipped."""
        self._waits = is_waiting
        self.later.setEnabled(not is_waiting)
        self._on_changed()

    @Slot()
    def _on_go_on(self) -> None:
        if self._question is Question.AGES:
            self._step()
            self.ages_asked.emit()
            return
        self._wait(is_waiting=True)
        self.answered.emit(self._values())

    @Slot()
    def _on_later(self) -> None:
        self._step()

    def _connect(self) -> None:
        self.country.currentIndexChanged.connect(self._on_changed)
        self.picks.changed.connect(self._on_changed)
        self.go_on.clicked.connect(self._on_go_on)
        self.later.clicked.connect(self._on_later)
        self.close_button.clicked.connect(self.closed)
        self._look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _lay_out(self) -> None:
        for button in (self.go_on, self.later, self.close_button):
            button.setAutoDefault(True)  # Enter presses it
        head = FlowRow((self._place, self.close_button), last_at_end=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 11, 15, 15)
        column.setSpacing(12)
        self._asks.setBuddy(self.country)  # a choice is heard by what is chosen; only this says what it is about
        for part in (head, self._asks, self._why, self.country, self.picks):
            column.addWidget(part)
        column.addLayout(self._cards)
        column.addWidget(self.trouble)
        column.addWidget(FlowRow((self.go_on, self.later)))

    @Slot()
    def _on_look_changed(self) -> None:
        self.picks.setFixedHeight(self._look.theme.px(_PICKS_HEIGHT))
