"""Under-18 care in words: who comes first in each country, what the answer says, and whom to ring."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.facts import Country, Helpline, Page
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP
from evidence_desk.ui.models.guidance_words import CONTEXT
from evidence_desk.ui.models.help_words import ANYWHERE

translate = QCoreApplication.translate


class CareKind(Enum):
    """What a line of the care page is for."""

    TALK = auto()
    ADULT = auto()
    TAKE_DOWN = auto()
    POLICE = auto()
    REPORT = auto()


@dataclass(frozen=True, slots=True)
class CareEntry:
    """One thing to do first: the number to ring or the page to open, or neither for the adult."""

    kind: CareKind
    title: str
    hint: str
    number: str | None = None
    page: Page | None = None
    spoken: str = ""
    """What a screen reader says of the number."""


_TALK, _DOWN, _POLICE, _REPORT = CareKind.TALK, CareKind.TAKE_DOWN, CareKind.POLICE, CareKind.REPORT
_TAKE_IT_DOWN: Final = "int-take-it-down"
# The adult stands after the first of each; Take It Down is for any country.
_FIRST: Final[Mapping[str, tuple[tuple[CareKind, str], ...]]] = {
    "GB": (
        (_TALK, "gb-childline"), (_DOWN, "gb-report-remove"), (_DOWN, _TAKE_IT_DOWN),
        (_POLICE, "gb-ceop-safety-centre"),
    ),
    "US": ((_TALK, "us-cybertipline"), (_DOWN, _TAKE_IT_DOWN), (_POLICE, "us-fbi-tips")),
    "CA": (
        (_TALK, "ca-kids-help-phone"), (_DOWN, "ca-needhelpnow"), (_DOWN, _TAKE_IT_DOWN), (_REPORT, "ca-cybertip"),
    ),
    "AU": ((_TALK, "au-kids-helpline"), (_DOWN, _TAKE_IT_DOWN), (_POLICE, "au-accce")),
    "IE": ((_TALK, "ie-childline"), (_DOWN, "ie-hotline"), (_DOWN, _TAKE_IT_DOWN), (_POLICE, "ie-garda")),
    "NZ": ((_TALK, "nz-youthline"), (_REPORT, "nz-netsafe"), (_DOWN, _TAKE_IT_DOWN), (_POLICE, "nz-police-105")),
    "IN": ((_TALK, "in-childline"), (_REPORT, "in-cyber-crime-portal"), (_DOWN, _TAKE_IT_DOWN)),
    "EU": ((_TALK, "eu-child-helpline"), (_DOWN, _TAKE_IT_DOWN), (_REPORT, "eu-inhope")),
    ANYWHERE: ((_TALK, "int-find-a-helpline"), (_DOWN, _TAKE_IT_DOWN), (_REPORT, "int-inhope")),
}  # fmt: skip
# What is known of each, shorter than Get help now has it.
_HINTS: Final[Mapping[str, str]] = {
    "gb-report-remove": QT_TRANSLATE_NOOP("care_words", "You do it yourself, with Childline."),
    "gb-ceop-safety-centre": QT_TRANSLATE_NOOP("care_words", "A person reads each report."),
    _TAKE_IT_DOWN: QT_TRANSLATE_NOOP("care_words", "Any country. The picture stays on your device."),
    "ca-needhelpnow": QT_TRANSLATE_NOOP("care_words", "How to ask for it to come down."),
    "ca-cybertip": QT_TRANSLATE_NOOP("care_words", "When someone under 18 is threatened."),
    "us-fbi-tips": QT_TRANSLATE_NOOP("care_words", "You can tell them at any age."),
    "au-accce": QT_TRANSLATE_NOOP("care_words", "An adult can report for you."),
    "ie-hotline": QT_TRANSLATE_NOOP("care_words", "They can ask for it to come down."),
    "ie-garda": QT_TRANSLATE_NOOP("care_words", "Or go to any Garda station."),
    "nz-netsafe": QT_TRANSLATE_NOOP("care_words", "For threats online, with a picture too."),
    "in-cyber-crime-portal": QT_TRANSLATE_NOOP("care_words", "Children can leave out their name."),
    "eu-inhope": QT_TRANSLATE_NOOP("care_words", "For a page that shows it. Give only the link."),
    "int-inhope": QT_TRANSLATE_NOOP("care_words", "For a page that shows it. Give only the link."),
}
_TO_ASK: Final[Mapping[str, str]] = {"GB": "gb-police-101", "US": "us-cybertipline", "NZ": "nz-police-105"}
"""Whose number is known to be the one to ask what to do with such a picture; elsewhere it is the local police."""


def first_entries(countries: Mapping[str, Country], code: str) -> tuple[CareEntry, ...]:
    """What to do first in a country, in order; whoever is not in the list of helplines is left out."""
    return tuple(_entries(countries, code))


def number_to_ask(countries: Mapping[str, Country], code: str) -> str:
    """The number to ring and ask; empty where it is that of the local police, which no list knows."""
    line = _helpline(countries, _TO_ASK.get(code, ""))
    return (line.phone or "") if line is not None else ""


def ring_to_ask(number: str) -> str:
    """Ring 101 and ask what to do."""
    if number:
        return translate("care_words", "Ring {number} and ask what to do.").format(number=number)
    return translate("care_words", "Ring your local police and ask what to do.")


def ring_to_hand_over(number: str) -> str:
    """Ring 101 and ask how to hand it over."""
    if number:
        return translate("care_words", "Ring {number} and ask how to hand it over.").format(number=number)
    return translate("care_words", "Ring your local police and ask how to hand it over.")


def changes(number: str) -> tuple[tuple[str, str], ...]:
    """Icon and sentence of each thing that is different now."""
    found = translate("care_words", "Found one already saved? Leave it. {ring}").format(ring=ring_to_ask(number))
    return (
        (
            "cover",
            translate(
                "care_words", "Before saving, mark every sexual picture. Those parts are filled in and never kept."
            ),
        ),
        ("minus", translate("care_words", "Adding files is off. Text you type, links and names still work.")),
        (
            "eyeoff",
            translate("care_words", "A picture you flag later stays shut. It is not opened, read or handed over."),
        ),
        ("phone", found),
    )


def answer_words(answer: Under18) -> str:
    """What was answered, as one sentence."""
    return {
        Under18.NOT_ASKED: translate(
            "care_words", "Is anyone in the sexual pictures under 18? It changes what is safe to keep."
        ),
        Under18.YES: translate("care_words", "Someone is under 18, or was then."),
        Under18.NOT_SURE: translate("care_words", "Not sure if someone is under 18."),
        Under18.NO: translate("care_words", "Everyone was 18 or over."),
        Under18.NONE: translate("care_words", "There are no sexual pictures."),
    }[answer]


def choices() -> tuple[tuple[Under18, str, str], ...]:
    """Each answer there is: its name, and what it means."""
    return (
        (Under18.YES, translate("care_words", "Yes"), translate("care_words", "Someone is, or was then")),
        (
            Under18.NOT_SURE,
            translate("care_words", "Not sure"),
            translate("care_words", "We treat this like yes, to keep you safe"),
        ),
        (Under18.NO, translate("care_words", "No"), translate("care_words", "Everyone was 18 or over")),
        (
            Under18.NONE,
            translate("care_words", "There are none"),
            translate("care_words", "No sexual pictures at all"),
        ),
    )


def what_to_say() -> tuple[str, str]:
    """Two sentences to show or to send to an adult."""
    return (
        translate("care_words", "Someone is threatening me with a picture. I need your help, and it is hard to say."),
        translate("care_words", "Please do not be angry. Do not look for the picture. Help me to report it."),
    )


def _entries(countries: Mapping[str, Country], code: str) -> Iterator[CareEntry]:
    wanted = _FIRST.get(code, _FIRST[ANYWHERE])
    lines = [(kind, line) for kind, name in wanted if (line := _helpline(countries, name)) is not None]
    first = [_entry(kind, line) for kind, line in lines]
    yield from first[:1]
    yield CareEntry(
        CareKind.ADULT,
        translate("care_words", "Tell an adult you trust"),
        translate("care_words", "A parent, a teacher, an aunt. You can show them this page."),
    )
    yield from first[1:]


def _helpline(countries: Mapping[str, Country], name: str) -> Helpline | None:
    lines = (line for country in countries.values() for line in country.helplines)
    return next((line for line in lines if line.id == name), None)


def _entry(kind: CareKind, line: Helpline) -> CareEntry:
    name = translate(CONTEXT, line.name)
    title = {
        CareKind.TALK: translate("care_words", "Talk to {name}"),
        CareKind.TAKE_DOWN: translate("care_words", "Take your picture down: {name}"),
        CareKind.POLICE: translate("care_words", "Tell the police: {name}"),
        CareKind.REPORT: translate("care_words", "Report it: {name}"),
    }[kind].format(name=name)
    spoken = translate("care_words", "{name}, ring {number}").format(name=name, number=line.phone)
    # Somebody to talk to is rung; a picture is taken down and a report made on a page.
    rings = bool(line.phone) and (kind is CareKind.TALK or line.page is None)
    short = _HINTS.get(line.id)
    hint = translate("care_words", short) if short else translate(CONTEXT, line.who_for)
    hint = _short_facts(line) if rings and kind is CareKind.TALK else hint
    return CareEntry(kind, title, hint, line.phone if rings else None, None if rings else line.page, spoken)


def _short_facts(line: Helpline) -> str:
    """Free. Any time. Text CONNECT to 686868."""
    facts = [translate(CONTEXT, words).rstrip(".") + "." for words in (line.cost, line.hours, line.text) if words]
    return " ".join(facts)
