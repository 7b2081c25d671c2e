"""Laws on the shipped steps: words, sources, doubts, reading age."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest

from evidence_desk.domain.checklists import Checklist, Step
from evidence_desk.guidance.checklists import load_checklists
from evidence_desk.resources import resource_path
from tests.guidance import laws
from tests.guidance.reading_grade import grade, syllables

STEPS = [step for checklist in load_checklists(resource_path("guidance")) for step in checklist.steps]
each_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)

HARMLESS = replace(
    STEPS[0],
    service="Anywhere",
    title="Hide your list",
    hint="About 2 minutes",
    why="It helps.",
    how=("Do this.",),
    caution=None,
    confidence="verified",
)


def said(text: str, confidence: str = "verified") -> Step:
    return replace(HARMLESS, how=(text,), confidence=confidence)


@each_step
def test_words(step: Step) -> None:
    assert laws.wrong_words(step) == []
    assert laws.told_to_delete(step) == []


@pytest.mark.parametrize(
    "text",
    [
        "You fell for it.",
        "It will be removed.",
        "Capture the chat.",
        "We hash it.",
        "Ask the Revenge Porn people.",
        "Choose <b>this</b>.",
        "Turn \u202ethis round.",
    ],
)
def test_wrong_words_are_found(text: str) -> None:
    assert laws.wrong_words(said(text)) == [text]


def test_deactivate_is_only_the_name_of_a_button() -> None:
    assert laws.wrong_words(said("Pick Deactivate.")) == []
    assert laws.wrong_words(replace(HARMLESS, why="Deactivate it.")) == ["Deactivate it."]


def test_telling_to_delete_is_found() -> None:
    for text in ("Delete the chat.", "Choose deletion."):
        assert laws.told_to_delete(said(text)) == [text]
    assert laws.told_to_delete(said("Do not delete the chat.")) == []
    assert laws.told_to_delete(replace(HARMLESS, title="Delete it")) == ["Delete it"]


@each_step
def test_nothing_doubtful_is_told_as_certain(step: Step, known_facts: dict[str, Any]) -> None:
    assert laws.too_certain(step) == []
    if step.confidence == "verified":
        assert known_facts["sources"][step.source] == "verified"


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Open Settings.", "partly-verified"),
        ("Menus move. Look for Settings.", "verified"),
        ("It works.", "partly-verified"),
    ],
)
def test_certainty_is_found(text: str, confidence: str) -> None:
    assert laws.too_certain(said(text, confidence))
    assert not laws.too_certain(said("Menus move. Look for Settings.", "partly-verified"))


@each_step
def test_sources_and_pages_are_known(step: Step, known_facts: dict[str, Any]) -> None:
    assert step.source in known_facts["sources"]
    assert step.checked == date.fromisoformat(known_facts["checked"])
    if step.page is not None:
        assert step.page.url in known_facts["pages"]
        host = urlsplit(step.page.url).hostname or ""
        assert f".{host}".endswith(f".{step.page.site}")


def test_every_known_address_is_in_use(known_facts: dict[str, Any]) -> None:
    pages = {step.page.url for step in STEPS if step.page is not None}
    assert pages == set(known_facts["pages"])
    assert {step.source for step in STEPS} == set(known_facts["sources"])


@each_step
def test_numbers_and_addresses_in_the_text_were_checked(step: Step, known_facts: dict[str, Any]) -> None:
    assert laws.unknown_numbers(step, known_facts["numbers"]) == []
    assert laws.unknown_addresses(step, known_facts["spoken"]) == []


def test_unknown_numbers_and_addresses_are_found() -> None:
    step = said("Ring 0808 234 9168 or 160, or write to help@bank.example.")
    assert laws.unknown_numbers(step, ["159"]) == ["0808 234 9168", "160"]
    assert laws.unknown_addresses(step, []) == ["help@bank.example"]
    assert laws.unknown_numbers(said("Since 7 October 2024, for 30 days."), []) == []


@each_step
def test_the_hint_agrees_with_the_facts(step: Step) -> None:
    if "About" in step.hint:
        assert f"{step.minutes} minutes" in step.hint
    if "You can undo it" in step.hint:
        assert step.reversible
    if step.read_first:
        assert step.caution is not None


def test_reports_save_first(checklists: tuple[Checklist, ...]) -> None:
    for step in checklists[1].steps:
        keeps = ("Save", "Export", "Note", "Copy the link")
        assert step.how[0].startswith((*keeps, "Use this if you were")), step.id


def test_payments_wait_for_nothing(checklists: tuple[Checklist, ...]) -> None:
    for step in checklists[2].steps:
        text = " ".join(laws.sentences(step)).casefold()
        assert "save the chat" not in text, step.id
        assert "screenshot" not in text, step.id


@each_step
def test_a_step_is_read_with_ease(step: Step) -> None:
    assert grade(" ".join((step.why, *step.how, step.caution or ""))) <= 6


@pytest.mark.parametrize("index", range(3))
def test_a_list_is_read_at_ten(checklists: tuple[Checklist, ...], index: int) -> None:
    checklist = checklists[index]
    texts = [" ".join((step.why, *step.how, step.caution or "")) for step in checklist.steps]
    assert grade(" ".join((checklist.lede, *texts))) <= 4


def test_the_grade_knows_hard_from_easy() -> None:
    assert [syllables(word) for word in ("a", "page", "table", "asked", "waited", "receipt")] == [
        1, 1, 2, 1, 2, 2,
    ]  # fmt: skip
    assert grade("Save the chat. Then block them.") < 2
    assert grade("Notwithstanding jurisdictional considerations, deactivation is irreversible.") > 12
    with pytest.raises(ValueError, match=r"^$"):
        grade("")
