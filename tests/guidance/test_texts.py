"""Texts to paste: every fact from where it was written down, nothing invented, no gap filled, one line a line."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import COUNTRIES, Answers, Under18
from evidence_desk.domain.errors import GuidanceDamaged
from evidence_desk.domain.hidden_signs import Sign, signs
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.guidance.text_facts import (
    Draft,
    DraftFacts,
    KeptThing,
    KnownAccount,
    KnownPayment,
    KnownReport,
    TextKind,
)
from evidence_desk.guidance.text_lines import LONGEST, one_line
from evidence_desk.guidance.texts import draft, load_texts, translated
from evidence_desk.resources import resource_path
from tests.guidance.reading_grade import grade
from tests.hostile.words import WORDS

TEXTS = load_texts(resource_path("guidance"))
DATA: Any = json.loads((resource_path("guidance") / "texts.json").read_bytes())
KINDS = pytest.mark.parametrize("kind", TextKind)
AT = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)
AT_NS = int(AT.timestamp()) * 10**9
HOSTILE = st.one_of(st.sampled_from(sorted(WORDS.values())), st.text(max_size=80))

ACCOUNT = Account(
    service="x", display_name="Shown", handle="handle", permanent_id="77020", link="https://x.com/handle",
    phone="+44 20 7946 0958", email="them@mail.example", wallet="bc1q", former_names=("before", "earlier"), note="NOTE",
)  # fmt: skip
PAYMENT = Payment(
    method="bank-transfer", amount_minor=18_000, currency="GBP", paid_ns=AT_NS, zone="Europe/London", sent_from="GB",
    sent_to="NG", to_name="Payee", sort_code="00-11-22", to_account="12345678", reference="rent",
    card_last_four="1111", collected="yes", collected_where="Lagos", stopped="asked", cancelled_ns=AT_NS,
    bank_case="B-9", note="NOTE",
)  # fmt: skip
FULL = DraftFacts(
    reference="CASE-001-7K3M", opened_at=AT, zone="Europe/London", country="GB", country_name="United Kingdom",
    answers=Answers(country="GB", paid="yes", posted="yes"), under18=Under18.NO, service="X",
    accounts=(KnownAccount(1, ACCOUNT, "X", ("EX-008",)),),
    payments=(KnownPayment(2, PAYMENT, "Bank transfer", "Payment reference", ("EX-009",)),),
    reports=(KnownReport(1, Report(to="X", asked_ns=AT_NS, reference="TD-55", note="NOTE"), ("EX-010",)),),
    contacts=(Contact(role="officer", name="Officer", reference="LOG-7"), Contact(role="bank", organisation="Bank")),
    items=(KeptThing("EX-008", AT, "Europe/London", "Chat"),), items_in_all=3,
)  # fmt: skip


def lines(made: Draft) -> list[str]:
    return [line.text for line in made.lines]


def words(part: Any = DATA) -> Iterator[str]:
    """Every line and gap of the file, as it stands there."""
    if isinstance(part, dict):
        yield from (part[name] for name in ("say", "gap") if name in part)
        for each in part.values():
            yield from words(each)
    elif isinstance(part, list):
        for each in part:
            yield from words(each)


PATTERNS = [re.compile(re.sub(r"\\\{\w+\\\}", ".*", re.escape(each))) for each in words()]


@KINDS
def test_without_facts_a_text_is_our_words_and_gaps(kind: TextKind) -> None:
    made = draft(kind, DraftFacts(), TEXTS)

    assert all(line.source is None for line in made.lines)
    assert any(line.is_gap for line in made.lines)
    assert set(lines(made)) <= set(words())


@KINDS
def test_each_fact_is_said_and_says_where_it_is_from(kind: TextKind) -> None:
    """Taking a fact away takes its line away and changes no other."""
    made = draft(kind, FULL, TEXTS)
    for name in (part.name for part in fields(Account) if part.name not in {"service", "own_service", "exhibits"}):
        bare = replace(
            FULL,
            accounts=(KnownAccount(1, replace(ACCOUNT, **{name: type(getattr(ACCOUNT, name))()}), "X", ("EX-008",)),),
        )
        left = draft(kind, bare, TEXTS).lines
        gone = [line for line in made.lines if line not in left]
        assert all(line.source == "EX-008, Accounts" for line in gone), name
        assert len(gone) <= 1, name
    assert "NOTE" not in made.as_text()


def test_the_police_hear_all_that_is_known() -> None:
    made = draft(TextKind.POLICE_SUMMARY, FULL, TEXTS)
    said = {line.text: line.source for line in made.lines}

    assert said["Country: United Kingdom"] == "Your answers"
    assert said["ID: 77020"] == said["Earlier names: before; earlier"] == "EX-008, Accounts"
    assert said["Amount: 180.00 GBP"] == "EX-009, Payments"
    assert said["When: 22 November 2026, 18:05 (Europe/London, UTC+00:00)"] == "EX-009, Payments"
    assert said["Payment reference: rent"] == said["Picked up at: Lagos"] == "EX-009, Payments"
    assert said["Their number: TD-55"] == "EX-010, Reports"
    assert said["Number I got then: LOG-7"] == "Contacts"
    assert said["EX-008, 22 November 2026, 18:05 (Europe/London, UTC+00:00): Chat"] == "EX-008"
    assert said["And 2 more that I saved before."] == "Evidence"
    assert said["My own reference for this: CASE-001-7K3M"] == "This case"
    assert made.sources()[0] == "Your answers"


def facts_of(text: str) -> DraftFacts:
    """The same word wherever somebody may have written one."""
    account = Account(own_service=text, display_name=text, handle=text, link=text, former_names=(text,))
    paid = Payment(own_method=text, amount_as_typed=text, to_name=text, reference=text, zone=text, paid_ns=AT_NS)
    return replace(
        FULL,
        accounts=(KnownAccount(1, account),),
        payments=(KnownPayment(1, paid),),
        reports=(KnownReport(1, Report(to=text, reference=text, zone=text)),),
        contacts=(Contact(role="officer", name=text, organisation=text), Contact(role="bank", name=text)),
        items=(KeptThing("EX-001", AT, text, text),),
        service=text,
        zone=text,
    )


@KINDS
@settings(max_examples=25)
@given(text=HOSTILE)
def test_no_word_of_others_breaks_a_line_or_is_taken_for_another(kind: TextKind, text: str) -> None:
    made = draft(kind, facts_of(text), TEXTS)
    gaps = [line for line in draft(kind, replace(facts_of(text), accounts=FULL.accounts), TEXTS).lines if line.is_gap]

    assert made.as_text().count("\n") == len(made.lines) - 1
    for line in made.lines:
        assert line.text.isprintable()
        assert len(line.text) < LONGEST * 2 + 200
        assert any(pattern.fullmatch(line.text) for pattern in PATTERNS), line
    assert [line for line in made.lines if line.is_gap] == gaps


def test_what_is_written_down_stands_at_the_end_of_its_line() -> None:
    """So that nothing in it can be taken for what comes after; only what the program itself counts may stand before."""
    ours = {"number", "items", "more_items", "exhibit", "at", "added_at", "reference_name"}
    for text in words():
        names = re.findall(r"\{(\w+)\}", text)
        inside = [name for name in names if not re.search(rf"\{{{name}\}}\.?$", text)]
        assert {*inside} <= ours | ({"service"} if "{service} is threatening" in text else set()), text


@given(HOSTILE)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)

    assert line.isprintable()
    assert len(line) <= LONGEST
    assert one_line(line) == line
    is_all_seen = all(sign is Sign.SEEN for _, sign in signs(text))
    if is_all_seen and len(text) < LONGEST and text == " ".join(text.split()):
        assert line == text


def test_hidden_things_are_seen() -> None:
    assert one_line("a\nSigned:\tme") == "a Signed: me"
    assert one_line("invoice\u202egnp.exe") == "invoice\\u202egnp.exe"
    assert one_line("e" + "\u0301" * 9) == "e" + "\u0301" * 3
    assert one_line("x" * 501).endswith("x...")
    assert one_line(" " * 2000 + "x").endswith("...")


@KINDS
@pytest.mark.parametrize("answer", Under18)
def test_no_gap_is_filled_and_none_asks_for_a_picture(kind: TextKind, answer: Under18) -> None:
    for country in ("", *COUNTRIES):
        made = draft(kind, replace(FULL, country=country, under18=answer), TEXTS)
        gaps = [line for line in made.lines if line.is_gap]
        said = " ".join([made.title, made.lede, *lines(made)]).replace("Do not send the picture.", "").casefold()
        adult = "An adult I trust may help me with this." in lines(made)

        assert gaps
        assert all(gap.source is None and gap.text in set(words()) for gap in gaps)
        assert not re.search(r"\b(describe|attach|upload|what it shows|send (the picture|a copy))\b", said)
        assert adult is (answer.needs_care and kind != "platform-report")
        assert ("An adult" in made.lede) is answer.needs_care


def test_the_us_request_has_its_four_parts() -> None:
    made = draft(TextKind.TAKE_IT_DOWN_REQUEST, replace(FULL, country="US"), TEXTS)
    said = {line.text: line for line in made.lines}

    assert "An intimate picture of me is on X." in said
    assert said["Where it is (the address of the post or page):"].is_gap
    assert "I did not agree to it being there." in said
    assert "I believe this in good faith." in said
    assert said["Reach me at:"].is_gap
    assert said["Signed, with my name:"].is_gap
    assert any("US TAKE IT DOWN Act" in text for text in said)


def test_the_gb_report_has_its_five_parts() -> None:
    made = draft(TextKind.TAKE_IT_DOWN_REQUEST, FULL, TEXTS)
    said = {line.text: line for line in made.lines}

    assert "Intimate image content is on X." in said
    assert "I am the person shown, or I act for that person." in said
    assert "I make this report in good faith. It is true as far as I know." in said
    assert said["Where it is (the address of the post or page):"].is_gap
    assert said["Reach me at:"].is_gap
    assert not any("TAKE IT DOWN Act" in text for text in said)


@pytest.mark.parametrize("country", ["", *(each for each in COUNTRIES if each not in {"GB", "US"})])
def test_no_law_is_named_where_none_is_known(country: str) -> None:
    text = draft(TextKind.TAKE_IT_DOWN_REQUEST, replace(FULL, country=country), TEXTS).as_text()

    assert "48" not in text
    assert "law" not in text.casefold()


def test_each_country_has_its_own_ways() -> None:
    us = draft(TextKind.IC3, replace(FULL, country="US"), TEXTS).as_text()
    assert "November 22, 2026, 18:05" in us
    assert "Routing number: 00-11-22" in us
    assert "BSB: 00-11-22" in draft(TextKind.IC3, replace(FULL, country="AU"), TEXTS).as_text()
    assert "crime or log number" in draft(TextKind.POLICE_SUMMARY, FULL, TEXTS).as_text()
    assert "file number" in draft(TextKind.POLICE_SUMMARY, replace(FULL, country="CA"), TEXTS).as_text()
    assert "APP scam" in draft(TextKind.BANK_CALL, FULL, TEXTS).as_text()
    assert "APP scam" not in draft(TextKind.BANK_CALL, replace(FULL, country="US"), TEXTS).as_text()


def test_totals_are_never_added_together() -> None:
    other = KnownPayment(3, Payment(amount_minor=5_000, currency="EUR"))
    text = draft(TextKind.IC3, replace(FULL, payments=(*FULL.payments, other)), TEXTS).as_text()

    assert "In all: 50.00 EUR\nIn all: 180.00 GBP" in text
    assert "In all" not in draft(TextKind.IC3, FULL, TEXTS).as_text()


@pytest.mark.parametrize(
    ("paid", "said"), [("yes", "I paid because of the threats."), ("no", "I have not paid."), ("", None)]
)
def test_whether_they_paid_is_only_what_they_said(paid: str, said: str | None) -> None:
    made = draft(TextKind.POLICE_SUMMARY, DraftFacts(answers=Answers(paid=paid)), TEXTS)

    assert [line.text for line in made.lines if "paid" in line.text and not line.is_gap] == ([said] if said else [])


@KINDS
def test_what_the_person_reads_is_read_with_ease(kind: TextKind) -> None:
    made = draft(kind, replace(FULL, under18=Under18.YES), TEXTS)

    assert grade(made.lede) <= 4
    for text in (made.title, made.lede, *(re.sub(r"\{\w+\}", "", each) for each in words())):
        assert not re.search(r"[<>&*_`\[\]\\|#]|https?:", text)
        assert not re.search(
            r"revenge porn|\bcaptur|\bhash|will be (?:removed|taken down)|your mistake", text, re.IGNORECASE
        )


def test_every_word_of_ours_can_be_translated() -> None:
    loud = draft(TextKind.POLICE_SUMMARY, FULL, translated(TEXTS, _loud))

    assert "SOMEONE IS THREATENING ME ONLINE. I WANT TO REPORT IT." in lines(loud)
    assert "ID: 77020" in lines(loud)
    assert "22 NOVEMBER 2026" in loud.as_text()
    assert loud.title == "TEXT FOR THE POLICE"


def _loud(text: str) -> str:
    """Large letters everywhere but in the names of facts."""
    return re.sub(r"(\{\w+\})|([^{}]+)", lambda found: found[1] or found[2].upper(), text)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data["texts"].pop(),
        lambda data: data["texts"].append(data["texts"][0]),
        lambda data: data["words"].pop("months"),
        lambda data: data["words"].update(day="{month"),
        lambda data: data["blocks"].pop("saved"),
        lambda data: data["texts"][0]["parts"].append({"say": "x", "gap": "y:"}),
        lambda data: data["texts"][0]["parts"].append({"say": "a {0} b {"}),
    ],
)
def test_words_that_are_damaged_are_refused(damage: Any, tmp_path: Path) -> None:
    data = json.loads(json.dumps(DATA))
    damage(data)
    (tmp_path / "texts.schema.json").write_bytes((resource_path("guidance") / "texts.schema.json").read_bytes())
    (tmp_path / "texts.json").write_text(json.dumps(data))

    with pytest.raises(GuidanceDamaged):
        load_texts(tmp_path)
