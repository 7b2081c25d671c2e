"""What cases are called beside one another, and what a new one is offered as."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.cases import Case, CaseId
from evidence_desk.ui.models.case_words import case_names, next_title
from tests.ui.room_samples import HOSTILE_TITLES, NOW

TITLES = st.lists(st.sampled_from(["Case 1", "Case 2", "Case 3", "Same", "s\u200bame", *HOSTILE_TITLES]), max_size=8)


def cases(titles: Sequence[str]) -> list[Case]:
    return [
        Case(CaseId(f"{number}"), f"CASE-{number:03}-AAAA", title, NOW.at, items=number)
        for number, title in enumerate(titles, start=1)
    ]


@given(titles=TITLES)
def test_no_two_names_are_the_same_and_none_turns_a_line(titles: list[str]) -> None:
    names = list(case_names(cases(titles)).values())

    assert len(set(names)) == len(titles)
    assert not any(character in name for name in names for character in "\n\u202e\u200b\x1b")


def test_only_titles_that_look_alike_are_told_apart() -> None:
    names = case_names(cases(["Same", "Other", "Same"]))

    assert names[CaseId("2")] == "Other"
    assert ["CASE-001-AAAA" in names[CaseId("1")], "1 item" in names[CaseId("1")]] == [True, True]
    assert "3 items" in names[CaseId("3")]


@given(titles=TITLES)
def test_a_new_title_is_one_that_no_case_has(titles: list[str]) -> None:
    assert next_title(cases(titles)) not in titles
    assert next_title(cases(["Messages"])) == "Case 2"
