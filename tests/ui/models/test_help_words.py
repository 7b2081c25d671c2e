"""Which helplines stand where, over the real list: crisis first, nobody lost, none for adults where care is on."""

import pytest
from PySide6.QtCore import QLocale

from evidence_desk.domain.answers import COUNTRIES
from evidence_desk.domain.facts import Country
from evidence_desk.ui.models import help_words
from evidence_desk.ui.models.help_words import ANYWHERE, CRISIS, HelpCard, HelpEntry, help_cards
from evidence_desk.workflows.load_steps import shipped_content

EVERY = [(code, young) for code in COUNTRIES for young in (False, True)]


@pytest.fixture(scope="module")
def countries() -> dict[str, Country]:
    return dict(shipped_content().countries)


def entries(cards: tuple[HelpCard, ...]) -> list[HelpEntry]:
    return [entry for card in cards for entry in card.entries]


@pytest.mark.parametrize(("code", "young"), EVERY)
def test_crisis_is_first_and_nobody_stands_twice(countries: dict[str, Country], code: str, young: bool) -> None:  # noqa: FBT001
    cards = help_cards(countries, code, young=young)
    names = [entry.name for entry in entries(cards)]

    assert cards[0].id == CRISIS
    assert [card.id for card in cards] == list(dict.fromkeys(card.id for card in cards))
    assert len(names) == len(set(names))
    assert cards[0].entries
    assert all(card.entries for card in cards)


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_line_of_the_country_and_of_anywhere_is_there(countries: dict[str, Country], code: str) -> None:
    shown = {entry.name for entry in entries(help_cards(countries, code, young=False))}

    assert {line.name for each in {code, ANYWHERE} for line in countries[each].helplines} <= shown


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_number_is_large_and_can_be_told_apart(countries: dict[str, Country], code: str) -> None:
    shown = {entry.id: entry for entry in entries(help_cards(countries, code, young=False))}
    for line in countries[code].helplines:
        numbers = shown[line.id].numbers
        assert [each.number for each in numbers] == [each for each in (line.phone, line.text_number) if each]
        assert all(each.number in each.spoken and line.name in each.spoken for each in numbers)
        assert line.text_number is None or line.text_number in (line.text or "")
        assert not line.hours or any(line.hours in sentence for sentence in shown[line.id].lines)


@pytest.mark.parametrize("code", COUNTRIES)
def test_care_moves_the_card_up_and_leaves_out_what_is_for_adults(countries: dict[str, Country], code: str) -> None:
    cards = help_cards(countries, code, young=True)
    adults = {line.name for line in countries[code].helplines if line.card == "threat" and not line.for_under_18}

    assert cards[1].id == "under 18"
    assert not adults & {entry.name for entry in entries(cards)}


def test_the_order_without_care(countries: dict[str, Country]) -> None:
    order = [card.id for card in help_cards(countries, "GB", young=False)]

    assert order == [CRISIS, "threat", "under 18", "money", "police", "more"]


def test_a_country_with_nobody_who_listens_has_the_finders_in_its_first_card(countries: dict[str, Country]) -> None:
    of_union, of_britain = (help_cards(countries, code, young=False)[0] for code in ("EU", "GB"))

    assert "Find A Helpline" in {entry.name for entry in of_union.entries}
    assert "Find A Helpline" not in {entry.name for entry in of_britain.entries}


def test_anywhere_else_the_number_of_many_countries_is_said(countries: dict[str, Country]) -> None:
    card = help_cards(countries, ANYWHERE, young=False)[0]

    assert "112 works in many countries." in card.lede


def test_scotland_finds_its_police(countries: dict[str, Country]) -> None:
    police = next(card for card in help_cards(countries, "GB", young=False) if card.id == "police")
    scotland = next(entry for entry in police.entries if entry.name == "Police Scotland")

    assert [each.number for each in scotland.numbers] == ["101"]
    assert any("Scotland" in sentence for sentence in scotland.lines)


def test_an_unknown_country_gets_what_is_good_anywhere(countries: dict[str, Country]) -> None:
    assert help_cards(countries, "XX", young=False) == help_cards(countries, ANYWHERE, young=False)


@pytest.mark.parametrize(
    ("locale", "code"), [("en_GB", "GB"), ("de_DE", "EU"), ("pt_BR", "INT"), ("en_IN", "IN"), ("C", "")]
)
def test_the_country_of_this_computer(monkeypatch: pytest.MonkeyPatch, locale: str, code: str) -> None:
    class Here(QLocale):
        @staticmethod
        def system() -> QLocale:
            return QLocale(locale)

    monkeypatch.setattr(help_words, "QLocale", Here)

    assert help_words.country_here() == code
