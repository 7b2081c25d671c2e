"""A text is drafted from one case: what it tells whom, and what it leaves out."""

import pytest

from evidence_desk.commands.steps import see
from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Answers, Under18
from evidence_desk.domain.cases import Case
from evidence_desk.domain.entries import EntryKind
from evidence_desk.domain.errors import NoSuchStep
from evidence_desk.domain.evidence import Origin
from evidence_desk.domain.payments import Payment
from evidence_desk.guidance.content import Content
from evidence_desk.guidance.text_facts import TextKind
from evidence_desk.vault.vault import Vault, open_reader
from evidence_desk.workflows.draft_text import MOST_ITEMS, draft_text, shipped_texts
from evidence_desk.workflows.load_steps import shipped_content
from evidence_desk.workflows.write_down import answer, take_out, write_down
from tests.fake_clock import START
from tests.vault.made_up import record_about

PAID_NS = START.utc_ns


@pytest.fixture(scope="module")
def content() -> Content:
    return shipped_content()


def kept(vault: Vault, case: Case, number: int, title: str):
    data = bytes([number])
    return vault.keep(record_about(data, case.id, window_title=title), data)


def test_the_newest_exhibits_are_named_and_the_others_counted(vault, case, content):
    for number in range(MOST_ITEMS + 3):
        kept(vault, case, number, f"Window {number}")
    lines = draft_text(vault, case, content, TextKind.POLICE_SUMMARY).lines
    named = [line.source for line in lines if line.text.startswith("EX-")]

    assert named == [f"EX-{number:03d}" for number in range(4, MOST_ITEMS + 4)]
    assert "And 3 more that I saved before." in [line.text for line in lines]
    assert f"I have saved {MOST_ITEMS + 3} things as evidence." in [line.text for line in lines]


def test_a_file_that_was_added_is_not_said_to_have_been_on_the_screen(vault, case, content):
    def kept(data, name):
        return vault.keep(record_about(data, case.id, origin=Origin.IMPORTED, kind="file", original_name=name), data)

    kept(b"1", "receipt.pdf")
    vault.entries.add(case.id, EntryKind.FLAG, {"item": kept(b"2", "flagged.png").id})
    lines = [line.text for line in draft_text(vault, case, content, TextKind.POLICE_SUMMARY, zone="UTC").lines]
    named = [line for line in lines if line.startswith("EX-")]

    assert "I have saved 2 things as evidence." in lines
    assert not any("screen" in line for line in lines)
    assert named[0].startswith("EX-001, a file I added on ")
    assert [line.rpartition(": ")[2] for line in named] == ["receipt.pdf", "its name is not said"]


def test_what_a_shut_exhibit_said_of_itself_stays_out(vault, case, content):
    item = kept(vault, case, 1, "What the window was called")
    kept(vault, case, 2, "Another window")
    vault.entries.add(case.id, EntryKind.FLAG, {"item": item.id})
    text = draft_text(vault, case, content, TextKind.POLICE_SUMMARY).as_text()

    assert "EX-001, " in text
    assert "What the window was called" not in text
    assert "Another window" in text


def test_a_platform_hears_of_its_own_accounts_alone(vault, case, content):
    write_down(vault, case, Account(service="x", handle="on x"))
    write_down(vault, case, Account(service="telegram", handle="on telegram"))
    write_down(vault, case, Account(own_service="a  FORUM", handle="on the forum"))
    gone = write_down(vault, case, Account(service="x", handle="taken out"))
    take_out(vault, case, gone.id)
    answer(vault, case, Answers(own_services=("A forum",)))

    def told(kind: TextKind, step_id: str | None = None) -> set[str]:
        text = draft_text(vault, case, content, kind, step_id).as_text()
        return {word for word in ("on x", "on telegram", "on the forum", "taken out") if word in text}

    assert told(TextKind.TAKE_IT_DOWN_REQUEST, "report.x.picture") == {"on x"}
    assert told(TextKind.PLATFORM_REPORT, "report.own-a-forum.account") == {"on the forum"}
    assert told(TextKind.POLICE_SUMMARY, "more.police.gb") == {"on x", "on telegram", "on the forum"}
    assert told(TextKind.PLATFORM_REPORT) == {"on x", "on telegram", "on the forum"}


def test_a_bank_hears_of_the_payment_it_is_about(vault, case, content):
    for minor, method in ((500, "bank-transfer"), (700, "bank-transfer"), (900, "card")):
        write_down(vault, case, Payment(method=method, amount_minor=minor, currency="GBP", paid_ns=PAID_NS))

    def told(step_id: str | None = None) -> list[str]:
        draft = draft_text(vault, case, content, TextKind.BANK_CALL, step_id)
        return [line.text for line in draft.lines if line.text.startswith("Amount")]

    assert told("payments.bank-transfer.ring-bank") == ["Amount: 5.00 GBP"]
    assert told("payments.bank-transfer.ring-bank@2") == ["Amount: 7.00 GBP"]
    assert told("payments.card.ring") == ["Amount: 9.00 GBP"]
    assert len(told("payments.any.keep-proof")) == len(told()) == 3


def test_only_what_is_read_is_needed(vault, case, content, clock):
    """On a desk that can only be read, as from a stick."""
    write_down(vault, case, Payment(method="bank-transfer", sent_from="GB", paid_ns=PAID_NS))
    texts = shipped_texts()
    with open_reader(vault.path) as reader:
        text = draft_text(reader, case, content, TextKind.BANK_CALL, texts=texts, zone="Europe/London").as_text()
        seen = see(reader, case, content, clock.now())

    assert "When: 22 November 2026, 21:14 (Europe/London, UTC+00:00)" in text
    assert seen.ends


def test_care_is_said_from_the_vault_as_it_is_now(vault, case, content):
    vault.cases.answer_under18(case, Under18.NOT_SURE)

    assert "may be under 18" in draft_text(vault, case, content, TextKind.POLICE_SUMMARY).as_text()


def test_no_such_step_has_a_text(vault, case, content):
    with pytest.raises(NoSuchStep):
        draft_text(vault, case, content, TextKind.IC3, "report.x.nothing")
