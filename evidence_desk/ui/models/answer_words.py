"""The few things that are asked so that the steps fit, and what was answered, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.answers import Answers, Told
from evidence_desk.domain.facts import Service, ServiceId
from evidence_desk.ui.models.safe_text import isolated, safe_line

translate = QCoreApplication.translate


class Question(StrEnum):
    """What is asked, in the order in which it is asked; the names of the parts of `Answers`, but for the ages."""

    COUNTRY = "country"
    PAID = "paid"
    SERVICES = "services"
    POSTED = "posted"
    AGES = "ages"
    DISTRESS = "in_distress"


_COUNTED = (Question.COUNTRY, Question.PAID, Question.SERVICES, Question.POSTED)
_PROMISED = 3
"""How many things somebody was asked to tell."""


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question, and why it is asked."""

    question: str
    why: str


def question_words(question: Question) -> QuestionWords:
    """How a question is put."""
    asked, why = {
        Question.COUNTRY: (
            translate("answer_words", "Which country are you in?"),
            translate("answer_words", "Then the numbers and the steps fit. Nothing is looked up online."),
        ),
        Question.PAID: (
            translate("answer_words", "Did you pay, or send anything of value?"),
            translate("answer_words", "Paying was not your fault. Some payments can still be stopped."),
        ),
        Question.SERVICES: (
            translate("answer_words", "Which apps did this happen in?"),
            translate("answer_words", "Then you see only the steps for these. Pick as many as you like."),
        ),
        Question.POSTED: (
            translate("answer_words", "Was a picture posted or sent to others?"),
            translate("answer_words", "If so, there are ways to ask for it to come down."),
        ),
        Question.AGES: (
            translate("answer_words", "Is anyone in the pictures under 18, or could be?"),
            translate("answer_words", "It changes what is safe to keep. It has a page of its own."),
        ),
        Question.DISTRESS: (
            translate("answer_words", "Is it too much right now?"),
            translate("answer_words", "You can answer this again at any time."),
        ),
    }[question]
    return QuestionWords(asked, why)


def choices(question: Question) -> tuple[tuple[str, str, str], ...]:
    """Value, name and meaning of each answer there is to choose from; none where it is asked in another way."""
    yes, no = translate("answer_words", "Yes"), translate("answer_words", "No")
    return {
        Question.PAID: (
            (Told.YES.value, yes, translate("answer_words", "Steps for money come first")),
            (Told.NO.value, no, translate("answer_words", "No steps for money")),
        ),
        Question.POSTED: (
            (Told.YES.value, yes, translate("answer_words", "Or I think so")),
            (Told.NO.value, no, translate("answer_words", "Not that I know of")),
        ),
        Question.DISTRESS: (
            (Told.YES.value, yes, translate("answer_words", "You can block first and save later")),
            (Told.NO.value, no, translate("answer_words", "Saving comes before blocking")),
        ),
    }.get(question, ())


def place_words(question: Question) -> str:
    """Question 2 of 3: what was promised to be three things; the rest are there for who wants to go on."""
    number, more = list(Question).index(question) + 1, len(Question) - _PROMISED
    if number <= _PROMISED:
        return translate("answer_words", "Question {number} of {all}").format(number=number, all=_PROMISED)
    words = translate("answer_words", "More, if you like: {number} of {all}")
    return words.format(number=number - _PROMISED, all=more)


def answered_words(answers: Answers, countries: Mapping[str, str], services: Mapping[ServiceId, Service]) -> str:
    """What was answered, one short sentence each; what was not is counted at the end. The ages are said elsewhere."""
    said = [*_said(answers, countries, services)]
    # Whether it is too much has an answer in itself: nobody has to say so.
    left = len(_COUNTED) - len(said) + answers.in_distress
    if not said:
        said.append(translate("answer_words", "Nothing answered yet."))
    elif left:
        open_ones = (
            translate("answer_words", "1 question is open.")
            if left == 1
            else translate("answer_words", "{count} questions are open.").format(count=left)
        )
        said.append(open_ones)
    return " ".join(said)


def _said(answers: Answers, countries: Mapping[str, str], services: Mapping[ServiceId, Service]) -> Iterator[str]:
    if answers.country:
        name = countries.get(answers.country, answers.country)
        yield translate("answer_words", "{country}.").format(country=name)
    paid = {
        Told.YES: translate("answer_words", "You paid."),
        Told.NO: translate("answer_words", "You did not pay."),
    }.get(Told(answers.paid))
    if paid:
        yield paid
    names = [services[ServiceId(each)].name for each in answers.services if each in services]
    names += [isolated(safe_line(each)) for each in answers.own_services]
    if names:
        yield translate("answer_words", "Apps: {names}.").format(names=", ".join(names))
    posted = {
        Told.YES: translate("answer_words", "Something was posted."),
        Told.NO: translate("answer_words", "Nothing was posted."),
    }.get(Told(answers.posted))
    if posted:
        yield posted
    if answers.in_distress:
        yield translate("answer_words", "It is too much right now.")
