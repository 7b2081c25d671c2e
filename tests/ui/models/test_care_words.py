"""Who comes first under care is in the shipped list of helplines, for every country there is."""

import pytest

from evidence_desk.domain.answers import COUNTRIES
from evidence_desk.guidance.content import Content
from evidence_desk.ui.models.care_words import (
    _FIRST,
    _HINTS,
    _TO_ASK,
    CareKind,
    changes,
    choices,
    first_entries,
    number_to_ask,
    ring_to_ask,
    ring_to_hand_over,
)
from evidence_desk.workflows.load_steps import shipped_content


@pytest.fixture(scope="module")
def content() -> Content:
    return shipped_content()


def test_everybody_named_is_in_the_list_and_helps_people_under_18(content: Content) -> None:
    lines = {line.id: line for country in content.countries.values() for line in country.helplines}
    assert set(_FIRST) == set(COUNTRIES)
    named = {name for first in _FIRST.values() for _kind, name in first}
    assert named <= set(lines)
    assert {*_HINTS, *_TO_ASK.values()} <= set(lines)
    assert [name for name in named if not lines[name].for_under_18] == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_people_come_first_then_the_adult_then_where_it_is_taken_down(content: Content, country: str) -> None:
    entries = first_entries(content.countries, country)
    assert [entry.kind for entry in entries][:2] == [CareKind.TALK, CareKind.ADULT]
    assert any(entry.title == "Take your picture down: Take It Down" for entry in entries)
    for entry in entries:
        assert entry.hint.endswith((".", "?"))
        assert entry.kind is CareKind.ADULT or (entry.number is None) is not (entry.page is None)


def test_a_country_that_is_not_known_has_what_is_good_anywhere(content: Content) -> None:
    assert first_entries(content.countries, "") == first_entries(content.countries, "INT")


def test_without_the_list_the_adult_is_left() -> None:
    assert [entry.kind for entry in first_entries({}, "CA")] == [CareKind.ADULT]


@pytest.mark.parametrize(
    ("country", "number"), [("GB", "101"), ("US", "1-800-843-5678"), ("NZ", "105"), ("CA", ""), ("INT", ""), ("", "")]
)
def test_a_number_to_ask_is_said_only_where_it_is_known(content: Content, country: str, number: str) -> None:
    assert number_to_ask(content.countries, country) == number
    whom = number or "your local police"
    assert ring_to_ask(number) == f"Ring {whom} and ask what to do."
    assert ring_to_hand_over(number) == f"Ring {whom} and ask how to hand it over."
    assert changes(number)[-1][1].endswith(ring_to_ask(number))


def test_there_are_four_answers_and_four_things_that_change() -> None:
    assert [name for _answer, name, _words in choices()] == ["Yes", "Not sure", "No", "There are none"]
    assert len(changes("")) == 4
