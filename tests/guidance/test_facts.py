"""Everything beside the steps: services, ways of paying, helplines, deadlines, and what must never be shown."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from evidence_desk.domain.facts import UNCERTAIN, DeadlineRule, Fact, ServiceId, Since, Unit
from evidence_desk.guidance.age import is_old
from evidence_desk.guidance.content import Content
from tests.guidance import laws
from tests.guidance.reading_grade import grade
from tests.guidance.situations import CONTENT

HERE = Path(__file__).parent
NEVER = (HERE / "never_shown.txt").read_text("utf-8").split()
FILES = sorted((HERE.parents[1] / "resources" / "guidance").rglob("*.json"))
WEAK = (HERE / "weak_sources.txt").read_text("utf-8").split()
_SHORTEST = 9


def texts(value: object) -> Iterator[str]:
    """Every text in a JSON value, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value if isinstance(value, list) else value.values():
            yield from texts(part)


def digit_runs(text: str) -> list[str]:
    """What could be dialled in a text, as digits only."""
    return [re.sub(r"\D", "", run) for run in re.findall(r"\d(?:[\d ().-]*\d)?", text)]


def shows(run: str, never: str) -> bool:
    """Whether the digits are that number, with or without what stands in front of it abroad."""
    return run == never if len(never) < _SHORTEST else never.removeprefix("0").removeprefix("1") in run


def test_numbers_that_must_not_be_shown_are_nowhere() -> None:
    assert len(FILES) > 70
    for text in (text for path in FILES for text in texts(json.loads(path.read_bytes()))):
        for run in digit_runs(text):
            assert not [never for never in NEVER if shows(run, never)], text


def test_such_numbers_are_found() -> None:
    assert len(NEVER) >= 10
    assert all(never.isdecimal() for never in NEVER)
    for text in ("Ring 0845 6000 459.", "+44 845 6000459", "(1) 800-969-1940", "116 006"):
        assert any(shows(run, never) for run in digit_runs(text) for never in NEVER), text
    assert not any(shows(run, never) for run in digit_runs("Ring 159 or 116 123.") for never in NEVER)


def test_numbers_given_out_country_by_country_are_not_told_to_all_of_europe(content: Content) -> None:
    told = {line.phone for line in content.countries["EU"].helplines}
    assert not told & {"116 123", "116 006"}


def facts() -> Iterator[tuple[str, Fact]]:
    for thing in (*CONTENT.services.values(), *CONTENT.methods.values()):
        yield thing.id, thing.fact
    for country in CONTENT.countries.values():
        for line in country.helplines:
            yield line.id, line.fact


def test_every_fact_has_its_source_and_its_day(known_facts: dict[str, Any]) -> None:
    for name, fact in facts():
        assert fact.source in known_facts["sources"], name
        assert fact.checked == date.fromisoformat(known_facts["checked"]), name
        assert fact.confidence in {"verified", "partly-verified", UNCERTAIN}, name
        if fact.confidence == "verified":
            assert known_facts["sources"][fact.source] == "verified", name


def certain() -> Iterator[tuple[str, str, str]]:
    """Whatever is told as more than uncertain: its id, whose it is, and the address it was read at."""
    steps = (*CONTENT.steps(), *CONTENT.own_service, *CONTENT.own_method)
    own = {thing.id: thing.id for thing in CONTENT.services.values()}
    told = [(name, own.get(ServiceId(name), ""), fact.source, fact.confidence) for name, fact in facts()]
    told += [(step.id, step.belongs_to, step.source, step.confidence) for step in steps]
    told += [(rule.id, "", rule.source, rule.confidence) for rule in rules()]
    return ((name, whose, source) for name, whose, source, sure in told if sure != UNCERTAIN)


def is_weak(source: str, whose: str) -> bool:
    """Whether anybody, or a machine, writes what stands there; of itself every site may speak."""
    host = urlsplit(source).hostname or ""
    return any(f".{host}".endswith(f".{weak}") for weak in WEAK if weak.partition(".")[0] != whose)


def test_nothing_certain_is_from_where_anybody_writes(known_facts: dict[str, Any]) -> None:
    told = list(certain())
    assert len(told) > 400
    assert [each for each in told if is_weak(each[2], each[1])] == []
    assert {sure for source, sure in known_facts["sources"].items() if is_weak(source, "reddit")} == {UNCERTAIN}


def test_such_places_are_found() -> None:
    for source in ("https://grokipedia.com/page/X", "https://www.scribd.com/1", "https://en.wikipedia.org/wiki/X"):
        assert is_weak(source, "linkedin")
    assert is_weak("https://www.reddit.com/r/x", "x")
    assert is_weak("https://old.reddit.com/r/x", "")
    assert not is_weak("https://www.reddit.com/report", "reddit")
    assert not is_weak("https://notquora.com.example.org", "")


def rules() -> Iterator[DeadlineRule]:
    for method in CONTENT.methods.values():
        yield from method.deadlines
    steps = (*CONTENT.steps(), *CONTENT.own_service, *CONTENT.own_method)
    yield from (step.deadline for step in steps if step.deadline)


NEUTRAL_NOT = re.compile(r"threat|blackmail|pictur|imag|polic|money|bank|fraud|report|account|evidence", re.IGNORECASE)


def test_every_deadline_is_sourced_and_neutral(known_facts: dict[str, Any]) -> None:
    names = [thing.name for thing in (*CONTENT.services.values(), *CONTENT.methods.values())]
    for rule in rules():
        assert rule.source in known_facts["sources"], rule.id
        if rule.confidence == "verified":
            assert known_facts["sources"][rule.source] == "verified", rule.id
        assert (rule.unit is Unit.NONE) is (rule.amount == 0), rule.id
        assert not rule.abroad or (rule.since is Since.PAID and rule.countries), rule.id
        assert not NEUTRAL_NOT.search(rule.calendar_title), rule.id
        assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", rule.calendar_title)], rule.id


def test_one_name_is_one_rule() -> None:
    known: dict[str, DeadlineRule] = {}
    for rule in rules():
        assert known.setdefault(rule.id, rule) == rule


def test_the_limits_are_those_of_the_facts() -> None:
    found = {rule.id: rule for rule in rules()}

    def span(name: str) -> tuple[Since, int, Unit, tuple[str, ...]]:
        rule = found[name]
        return rule.since, rule.amount, rule.unit, rule.countries

    assert span("western-union-us") == (Since.PAID, 30, Unit.MINUTES, ("US",))
    assert all(found[f"{name}-us"].abroad for name in ("western-union", "moneygram", "remitly", "ria"))
    assert span("uk-bank-claim") == (Since.LAST_PAID, 13, Unit.MONTHS, ("GB",))
    assert span("card-dispute") == (Since.PAID, 120, Unit.DAYS, ())
    assert found["card-dispute"].confidence == "partly-verified"
    assert span("paypal-unclaimed") == (Since.PAID, 30, Unit.DAYS, ())
    assert span("m-pesa-456") == (Since.PAID, 24, Unit.HOURS, ())
    assert span("hinge-past-match") == (Since.DONE, 30, Unit.DAYS, ())
    assert span("x-30-days") == span("snapchat-30-days") == (Since.DONE, 30, Unit.DAYS, ())
    for rule in found.values():
        if rule.since is Since.ASKED:
            assert (rule.amount, rule.unit) == (48, Unit.HOURS)
            # The duty in the US is verified, the one in the UK is not.
            assert set(rule.countries) <= {"US", "GB"}
            assert rule.confidence == "partly-verified" or rule.countries == ("US",)


HEARD_FROM_THE_FTC = {
    "bumble", "discord", "facebook", "hinge", "instagram", "reddit", "snapchat", "tiktok", "tinder", "twitch", "x",
    "youtube",
}  # fmt: skip


def test_the_limit_of_the_us_is_told_of_those_that_are_known_to_be_under_it() -> None:
    """Of firms that had the letters of May 2026; Grindr, OnlyFans, Pornhub and Telegram are not among them."""
    of_services = [(step.belongs_to, step.deadline) for step in CONTENT.steps() if step.belongs_to]
    asked = [(service, rule) for service, rule in of_services if rule is not None and rule.since is Since.ASKED]

    assert {service for service, rule in asked if "US" in rule.countries} == HEARD_FROM_THE_FTC
    for service, rule in asked:
        assert ("www.ftc.gov" in rule.source) is ("US" in rule.countries), service


@pytest.mark.parametrize("code", list(CONTENT.countries))
def test_helplines(code: str, known_facts: dict[str, Any]) -> None:
    country = CONTENT.countries[code]
    names = [line.id for line in country.helplines]
    assert len(names) == len(set(names))
    assert country.helplines[0].card == "crisis"
    for line in country.helplines:
        assert line.phone or line.text or line.page, line.id
        assert {line.phone, line.text_number} - {None} <= set(known_facts["numbers"])
        if line.page:
            assert line.page.url in known_facts["pages"]
            assert f".{urlsplit(line.page.url).hostname}".endswith(f".{line.page.site}")
        if line.hours:
            assert line.fact.confidence == "verified", line.id


@pytest.mark.parametrize("code", list(CONTENT.countries))
def test_helplines_are_read_with_ease(code: str) -> None:
    lines = CONTENT.countries[code].helplines
    assert grade(" ".join(text for line in lines for text in (line.who_for, line.text, line.note) if text)) <= 5


def test_services_and_ways_of_paying_say_nothing_wrong() -> None:
    for service in CONTENT.services.values():
        said = [service.save_before_block_why]
        said += [text for guide in service.identifiers for text in (*guide.how, guide.hint.says if guide.hint else "")]
        assert laws.wrong_texts(said) == []
        assert grade(" ".join(said)) <= 5, service.id
    for method in CONTENT.methods.values():
        said = [*method.write_down, *(rule.says for rule in method.deadlines)]
        said += [method.reference.how] if method.reference else []
        assert laws.wrong_texts(said) == []
    for country in CONTENT.countries.values():
        lines = [text for line in country.helplines for text in (line.who_for, line.text, line.note) if text]
        assert laws.wrong_texts(lines) == []


def advice() -> list[dict[str, Any]]:
    return json.loads((HERE / "original_advice.json").read_bytes())


@pytest.mark.parametrize("each", advice(), ids=lambda each: each["instruction"])
def test_every_instruction_of_the_original_advice_has_its_step(each: dict[str, Any], content: Content) -> None:
    ids = {step.id for step in content.steps()}
    assert each["steps"]
    for wanted in each["steps"]:
        start, star, _ = wanted.partition("*")
        assert any(step_id.startswith(start) for step_id in ids) if star else wanted in ids, wanted


def test_all_of_the_original_advice_is_there() -> None:
    assert len(advice()) >= 20


@pytest.mark.parametrize(
    ("today", "old"),
    [(date(2026, 11, 22), False), (date(2027, 5, 22), False), (date(2027, 5, 23), True), (date(2030, 1, 1), True)],
)
def test_what_was_checked_more_than_six_months_ago_is_old(today: date, old: bool) -> None:  # noqa: FBT001
    assert is_old(date(2026, 11, 22), today) is old
    assert not is_old(today, date(2026, 11, 22)) or not old
