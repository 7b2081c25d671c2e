"""Laws on the shipped steps: words, sources, doubts, reading age."""

import re
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest

from evidence_desk.domain.checklists import ListId, Phase, Step, When
from evidence_desk.domain.facts import ServiceId, Suspending
from evidence_desk.guidance.content import OWN, Content
from tests.guidance import laws
from tests.guidance.reading_grade import grade, syllables
from tests.guidance.situations import CONTENT

STEPS = [*CONTENT.steps(), *(replace(it, service="Own") for it in (*CONTENT.own_service, *CONTENT.own_method))]

HARMLESS = replace(
    STEPS[0],
    service="Anywhere",
    title="Hide your list",
    hint="About 2 minutes",
    why="It helps.",
    how=("Do this.",),
    caution=None,
    confidence="verified",
    deadline=None,
)
HARDEST_STEP, HARDEST_LIST = 5, 4


def said(text: str, confidence: str = "verified") -> Step:
    return replace(HARMLESS, how=(text,), confidence=confidence)


def spoken(step: Step) -> str:
    return " ".join((step.why, *step.how, step.caution or ""))


def test_words() -> None:
    for step in STEPS:
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


def test_nothing_doubtful_is_told_as_certain(known_facts: dict[str, Any]) -> None:
    for step in STEPS:
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


def test_sources_and_pages_are_known(known_facts: dict[str, Any]) -> None:
    for step in STEPS:
        assert step.source in known_facts["sources"]
        assert step.checked == date.fromisoformat(known_facts["checked"])
        if step.page is not None:
            assert step.page.url in known_facts["pages"]
            host = urlsplit(step.page.url).hostname or ""
            assert f".{host}".endswith(f".{step.page.site}")


def test_numbers_and_addresses_in_the_text_were_checked(known_facts: dict[str, Any]) -> None:
    for step in STEPS:
        assert laws.unknown_numbers(step, known_facts["numbers"]) == []
        assert laws.unknown_addresses(step, known_facts["spoken"]) == []
        assert {phone.number for phone in step.phones} <= set(known_facts["numbers"])


def test_unknown_numbers_and_addresses_are_found() -> None:
    step = said("Ring 0808 234 9168 or 160, or write to help@bank.example.")
    assert laws.unknown_numbers(step, ["159"]) == ["0808 234 9168", "160"]
    assert laws.unknown_addresses(step, []) == ["help@bank.example"]
    assert laws.unknown_numbers(said("Since 7 October 2024, for 30 days."), []) == []


def test_what_holds_in_one_country_is_told_to_nobody_elsewhere() -> None:
    """A line that names a country says which it is for; the rest of a step is for everybody that the step is for."""
    for step in STEPS:
        if not step.when.countries and not step.when.not_countries:
            assert laws.of_one_country(step) == []


def test_what_holds_in_one_country_is_found() -> None:
    for text in ("In the US, ring them.", "US law lets you cancel.", "In the UK you can ring 159.", "Ask IC3."):
        assert laws.of_one_country(said(text)) == [text]
        assert laws.of_one_country(replace(HARMLESS, caution=text)) == [text]
        assert laws.of_one_country(replace(said(text), how_where=(When(countries=("US",)),))) == []
    assert laws.of_one_country(said("Let us ask them in other countries.")) == []


def test_the_hint_agrees_with_the_facts() -> None:
    for step in STEPS:
        if "About" in step.hint and step.minutes:
            assert re.search(rf"\b{step.minutes} minutes?\b", step.hint)
        if "You can undo it" in step.hint:
            assert step.reversible
        if step.read_first:
            assert step.caution is not None
        if step.optional:
            assert "like" in step.how[0] or "optional" in " ".join((step.hint, *step.how)).lower()


SAYS_SAVE_FIRST = r"\b(?:Save|Export)\b[^.]*\bfirst\b"
KEEPS_A_PICTURE = (
    r"(?:^|[.:?!] )(?:save|keep|upload|send) (?:the|a|your) (?:sexual |nude |intimate )?(?:picture|photo|video)"
)


def test_a_step_that_says_save_first_is_marked_so() -> None:
    for step in STEPS:
        text = (step.hint, *step.how, step.caution or "")
        if step.list_id == "report" and any(re.search(SAYS_SAVE_FIRST, it) for it in text):
            assert step.save_first


def test_reports_save_first() -> None:
    """What a report may make vanish is saved before; a form for a picture asks for a link only."""
    for step in STEPS:
        if step.list_id == "report" and step.phase is Phase.REPORT and not step.save_first:
            service = CONTENT.services.get(ServiceId(step.belongs_to))
            assert service is not None, step.id
            is_gone = step.how[0].startswith("Note the")  # a past match: there is nothing left that could vanish
            assert is_gone or service.kind in {"closed", "search", "watch list"}, step.id


def test_nobody_is_asked_for_a_copy_of_the_picture() -> None:
    for step in STEPS:
        for text in (step.title, *step.how):
            found = re.search(KEEPS_A_PICTURE, text, re.IGNORECASE)
            assert not found or text[found.end() :].endswith("out."), text


def test_payments_wait_for_nothing() -> None:
    for step in STEPS:
        if step.list_id == "payments":
            text = " ".join(laws.sentences(step)).casefold()
            assert not step.save_first, step.id
            assert "save the chat" not in text, step.id
            assert "screenshot" not in text, step.id


def test_switching_off_is_a_step_only_where_it_can_be_taken_back(content: Content) -> None:
    """Elsewhere the step is named for what to do instead, and what starts a deletion says so in days."""
    for step in content.steps():
        service = content.services.get(ServiceId(step.belongs_to))
        if service is None or step.phase is not Phase.SUSPEND:
            continue
        if "switch-off" in step.id:
            assert service.suspending is Suspending.REVERSIBLE, step.id
        if service.suspending is Suspending.DELETES:
            assert step.read_first, step.id
            assert step.caution, step.id
        if step.deletes_after_days:
            assert re.search(rf"\b{step.deletes_after_days} days\b", " ".join(laws.sentences(step))), step.id


def test_a_block_says_to_save_where_the_service_needs_it(content: Content) -> None:
    for step in content.steps():
        service = content.services.get(ServiceId(step.belongs_to))
        if service is not None and step.phase is Phase.BLOCK and service.save_before_block:
            assert step.save_first, step.id


def test_a_step_is_read_with_ease() -> None:
    for step in STEPS:
        assert grade(spoken(step)) <= HARDEST_STEP


@pytest.mark.parametrize("index", range(4))
def test_a_list_is_read_at_ten(content: Content, index: int) -> None:
    checklist = content.lists[index]
    assert grade(" ".join((checklist.lede, *map(spoken, checklist.steps)))) <= HARDEST_LIST


def test_the_grade_knows_hard_from_easy() -> None:
    assert [syllables(word) for word in ("a", "page", "table", "asked", "waited", "receipt", "e-mail")] == [
        1, 1, 2, 1, 2, 2, 2,
    ]  # fmt: skip
    assert grade("Save the chat. Then block them.") < 2
    assert grade("Notwithstanding jurisdictional considerations, deactivation is irreversible.") > 12
    with pytest.raises(ValueError, match=r"^$"):
        grade("")


def test_own_steps_speak_of_no_service() -> None:
    names = {service.name for service in CONTENT.services.values()} - {"X (Twitter)", "Signal", "LINE", "Zoom"}
    for step in STEPS:
        if step.id.split(".")[1] == OWN:
            assert not [name for name in names if name in spoken(step)] or "Take It Down" in spoken(step)
    assert ListId("more") not in {step.list_id for step in STEPS if step.id.split(".")[1] == OWN}
