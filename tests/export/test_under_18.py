"""A case answered yes or not sure is handed over with that as the first thing anybody reads of it."""

import re

import pytest

from evidence_desk.domain.answers import Under18
from evidence_desk.workflows.answer_ages import answer_ages

COPYING = "Work on a copy."


def answered(giver, answer):
    with giver.desk.open() as vault:
        answer_ages(vault, giver.case, answer)


def pages_of(folder):
    """The words of each page, without the head of the document."""
    for name in ("READ-ME-FIRST.txt", "READ-ME-FIRST.html", "data/index.html"):
        text = (folder / name).read_text("utf-8").partition("<body")[-1 if name.endswith("html") else 0]
        yield " ".join(re.sub("<[^>]*>", " ", text.partition(">")[-1 if name.endswith("html") else 0]).split())


@pytest.mark.parametrize(
    ("answer", "begins"),
    [
        (Under18.YES, "The person said that somebody in these pictures is under 18: please do not copy this folder"),
        (Under18.NOT_SURE, "The person is not sure whether everybody in these pictures is 18 or older: please do not"),
    ],
)
def test_every_page_begins_with_it_whatever_the_case_was_read_as(giver, place, answer, begins):
    answered(giver, answer)  # after the case was read: what the vault has now counts
    made = giver.gives(place)

    text, page, index = pages_of(made.folder_path)
    assert text.removeprefix("Read me first ============= ").startswith(begins)
    assert page.removeprefix("Read me first ").startswith(begins)
    assert index.startswith(begins)
    assert COPYING not in text + page
    assert made.under18 == answer


@pytest.mark.parametrize("answer", [Under18.NOT_ASKED, Under18.NO, Under18.NONE])
def test_no_other_folder_speaks_of_it(giver, place, answer):
    answered(giver, answer)

    text, page, index = pages_of(giver.gives(place).folder_path)
    assert "18 or older" not in text + page + index
    assert "under 18" not in text + page + index
    assert COPYING in text
    assert COPYING in page
