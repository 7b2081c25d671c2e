"""Who can help, sorted onto cards: crisis first, then what a person may need next."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from evidence_desk.domain.facts import Country, Helpline, Page
from evidence_desk.guidance.situation import country_group
from evidence_desk.ui.models.guidance_words import CONTEXT

translate = QCoreApplication.translate

CRISIS: Final = "crisis"
ANYWHERE: Final = "INT"
"""The country whose lines are good in every other."""
_UNDER_18, _THREAT, _MORE = "under 18", "threat", "more"
_CARDS = (_THREAT, _UNDER_18, "money", "police", _MORE)


@dataclass(frozen=True, slots=True)
class HelpNumber:
    """One number to ring or to text: as it is written, what stands before it, and what a screen reader says."""

    number: str
    says: str
    spoken: str


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """Somebody to talk to; `lines` are plain sentences, the first says who it is for."""

    id: str
    name: str
    numbers: tuple[HelpNumber, ...]
    lines: tuple[str, ...]
    page: Page | None


@dataclass(frozen=True, slots=True)
class HelpCard:
    """Those of one kind, under a title; `lede` may be empty."""

    id: str
    title: str
    lede: str
    entries: tuple[HelpEntry, ...]


def help_cards(countries: Mapping[str, Country], code: str, *, young: bool) -> tuple[HelpCard, ...]:
    """The cards of a country, crisis first; with every country stand those that are good anywhere.

    `young` is whether somebody under 18 may be meant: their card comes before the threat, and what is only for adults
    is not on it. A card that nobody is on is left out.
    """
    lines = tuple(_lines(countries, code))
    order = (CRISIS, _UNDER_18, *(each for each in _CARDS if each != _UNDER_18)) if young else (CRISIS, *_CARDS)
    cards = (_card(each, [line for line in lines if line.card == each], young=young) for each in order)
    return tuple(card for card in cards if card.entries)


def last_checked(countries: Mapping[str, Country], code: str) -> date | None:
    """The day that the oldest of what is shown was checked."""
    return min((line.fact.checked for line in _lines(countries, code)), default=None)


def country_names(countries: Mapping[str, Country]) -> tuple[tuple[str, str], ...]:
    """Code and name of each, by name; the countries of a kind come last."""
    named = [(code, translate(CONTEXT, country.name)) for code, country in countries.items()]
    return tuple(sorted(named, key=lambda each: (each[0] in {"EU", ANYWHERE}, each[0] == ANYWHERE, each[1])))


def country_here() -> str:
    """The country this computer is set to, as one of COUNTRIES; empty where it says none. The network is not asked."""
    return country_group(QLocale.territoryToCode(QLocale.system().territory()))


def numbers_only() -> str:
    """What is said where the list of helplines can't be read."""
    return translate(
        "help_words",
        "The list of helplines could not be read. In danger now? Ring 999 in the United Kingdom, 911 in the United "
        "States and Canada, 112 in Europe and many other countries.",
    )


def going_to(page: Page) -> str:
    """Goes online to samaritans.org."""
    return translate("help_words", "Goes online to {site}").format(site=page.site)


def visit_words(page: Page) -> str:
    """Goes online to samaritans.org. samaritans.org will see that you visit."""
    return translate("help_words", "Goes online to {site}. {site} will see that you visit.").format(site=page.site)


def _lines(countries: Mapping[str, Country], code: str) -> Iterator[Helpline]:
    """The country's own, then those of anywhere that it does not have itself."""
    own = countries[code].helplines if code in countries and code != ANYWHERE else ()
    yield from own
    # Where somebody listens in the country itself, finders of lines would only stand before them.
    listens = sum(line.card == CRISIS for line in own) > 1
    names = {line.name for line in own}
    for line in countries[ANYWHERE].helplines if ANYWHERE in countries else ():
        if line.name not in names:
            yield replace(line, card=_MORE) if listens and line.card == CRISIS else line


def _card(card_id: str, lines: Iterable[Helpline], *, young: bool) -> HelpCard:
    wanted = [line for line in lines if not (young and card_id == _THREAT) or line.for_under_18]
    title, lede = _title_of(card_id)
    has_number = any(line.phone for line in wanted)
    if card_id == CRISIS and not has_number:
        lede = translate(
            "help_words", "You matter more than any picture. 112 works in many countries. These list lines by country."
        )
    return HelpCard(card_id, title, lede, tuple(map(_entry, wanted)))


def _title_of(card_id: str) -> tuple[str, str]:
    return {
        CRISIS: (
            translate("help_words", "In danger now, or thinking of ending your life?"),
            translate("help_words", "You matter more than any picture."),
        ),
        _THREAT: (translate("help_words", "About the threat"), ""),
        _UNDER_18: (translate("help_words", "Under 18, or helping someone who is"), ""),
        "money": (translate("help_words", "About money"), ""),
        "police": (translate("help_words", "Police"), ""),
        _MORE: (translate("help_words", "More"), ""),
    }[card_id]


def _entry(line: Helpline) -> HelpEntry:
    name = translate(CONTEXT, line.name)
    facts = [translate(CONTEXT, words) for words in (line.hours, line.cost) if words]
    sentences = (
        translate(CONTEXT, line.who_for),
        ". ".join(facts) + "." if facts else "",
        translate(CONTEXT, line.text) if line.text else "",
        translate(CONTEXT, line.note) if line.note else "",
    )
    return HelpEntry(line.id, name, tuple(_numbers(line, name)), tuple(filter(None, sentences)), line.page)


def _numbers(line: Helpline, name: str) -> Iterator[HelpNumber]:
    if line.phone:
        spoken = translate("help_words", "{name}, ring {number}").format(name=name, number=line.phone)
        yield HelpNumber(line.phone, "", spoken)
    if line.text_number:
        spoken = translate("help_words", "{name}, text {number}").format(name=name, number=line.text_number)
        yield HelpNumber(line.text_number, translate("help_words", "Text"), spoken)
