"""What was written down goes out with a case: on the page, in tables for spreadsheets, and exactly for programs."""

import csv
import io
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Answers, OwnStep
from evidence_desk.domain.checklists import StepId, StepState
from evidence_desk.domain.entries import EntryKind
from evidence_desk.domain.payments import Payment, Stopped
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.export.hand_over import HandOverRequest
from evidence_desk.export.recipients import Recipient
from evidence_desk.export.registers import TICKED
from evidence_desk.guidance.content import load_content
from evidence_desk.sealing.verify import verify_folder
from evidence_desk.vault.vault import open_reader
from evidence_desk.workflows.change_step import change_step
from evidence_desk.workflows.export_case import Exporter
from evidence_desk.workflows.see_plan import see_plan
from evidence_desk.workflows.write_down import take_out, write_down, written
from tests.export.conftest import GUIDANCE
from tests.sealing.sealing_again import seal_again, seal_of
from tests.vault.test_entries import largest_content

PAID_NS = int(datetime.fromisoformat("2026-07-01T12:00:00+00:00").timestamp()) * 10**9
TABLES = ("accounts", "payments", "reports", "contacts")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / f"data/{name}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "data/registers.jsonl").read_text("ascii").splitlines()]


def page(folder: Path) -> str:
    return (folder / "data/index.html").read_text("utf-8")


@pytest.fixture
def filled(giver):
    """One or two of everything, an account that was taken out again, and an exhibit that was removed."""
    first, second, _ = giver.items
    with giver.desk.open() as vault:
        case = giver.case
        write_down(vault, case, Account(service="instagram", handle="made.up", former_names=("a", "b")))
        gone = write_down(vault, case, Account(own_service="Some forum", display_name="Taken out"))
        take_out(vault, case, gone.id)
        write_down(vault, case, Account(own_service="Some forum", display_name="Kay", exhibits=(first.id, second.id)))
        paid = Payment(
            method="paypal", amount_minor=18_000, currency="GBP", paid_ns=PAID_NS, zone="Europe/London", to_name="K",
            exhibits=(second.id,),
        )  # fmt: skip
        write_down(vault, case, paid)
        write_down(vault, case, Payment(own_method="Cash by post", amount_minor=50, currency="GBP"))
        write_down(vault, case, Payment(method="western-union", amount_minor=5_000, currency="JPY"))
        write_down(vault, case, Payment(method="western-union"))
        write_down(vault, case, Report(to="Police", asked_ns=PAID_NS, zone="nowhere/../..", reference="CR/1"))
        write_down(vault, case, Contact(role="officer", name="PC Made Up", phone="101"))
        write_down(vault, case, Answers(country="GB"))
        own = write_down(vault, case, OwnStep(list_id="report", title="Tell the school", service="School"))
        vault.steps.set(case.id, StepId(f"report.own.{own.id}"), StepState.DONE)
        vault.remove(second)
    return giver


def test_each_register_has_its_table(filled, place):
    folder = filled.gives(place).folder_path
    accounts, payments, reports, contacts = (rows(folder, name) for name in TABLES)

    assert [(each["number"], each["service"], each["handle"], each["former_names"]) for each in accounts] == [
        ("1", "instagram", "made.up", "a, b"), ("3", "Some forum", "", ""),
    ]  # fmt: skip
    assert accounts[1]["exhibits"] == "EX-001, EX-002 (not here)"
    assert [(each["amount"], each["amount_minor"], each["currency"]) for each in payments] == [
        ("180.00 GBP", "18000", "GBP"), ("0.50 GBP", "50", "GBP"), ("5000 JPY", "5000", "JPY"), ("", "", ""),
    ]  # fmt: skip
    assert (payments[0]["paid_utc"], payments[0]["paid_local"]) == ("2026-07-01T12:00:00.000Z", "2026-07-01 13:00:00")
    assert (payments[0]["collected"], payments[0]["stopped"]) == ("not sure", "not asked")
    assert (reports[0]["to"], reports[0]["reference"], reports[0]["outcome"]) == ("Police", "CR/1", "waiting")
    assert (reports[0]["asked_utc"], reports[0]["zone"]) == ("2026-07-01T12:00:00.000Z", "nowhere/../..")
    assert reports[0]["asked_local"] == "", "nobody knows what clocks show there"
    assert (contacts[0]["role"], contacts[0]["name"], contacts[0]["phone"]) == ("officer", "PC Made Up", "101")
    assert {each["added_utc"] for each in accounts} == {"2026-11-22T21:14:07.312Z"}
    assert "Tell the school" in {each["step"] for each in rows(folder, "steps")}
    assert verify_folder(folder).ok


def test_the_exact_content_is_there_and_nothing_that_was_taken_out(filled, place):
    folder = filled.gives(place).folder_path
    with filled.desk.open() as vault:
        entries = vault.entries.of_case(filled.case.id)

    assert [(line["entry"], line["kind"], line["number"], line["content"]) for line in lines(folder)] == [
        (entry.id, entry.kind.value, entry.number, entry.content) for entry in entries
    ]
    assert {line["kind"] for line in lines(folder)} == {
        "account", "payment", "report", "contact", "answers", "own step",
    }  # fmt: skip
    assert "Taken out" not in page(folder) + (folder / "data/registers.jsonl").read_text()
    assert "Taken out" in (folder / "data/events.jsonl").read_text()


def test_the_page_has_a_section_for_each_and_totals_that_are_never_added_together(filled, place):
    text = page(filled.gives(place).folder_path)

    for heading in ("Accounts", "Payments", "Reports", "People and offices that help"):
        assert f"<h2>{heading}</h2>" in text
    totals = text.partition("In all, each currency by itself")[2].partition("</table>")[0]
    assert [each for each in ("180.50 GBP", "5000 JPY", "1 without an amount") if each in totals] == [
        "180.50 GBP", "5000 JPY", "1 without an amount",
    ]  # fmt: skip
    assert totals.count("<tr>") == 3
    for words in ("made.up", "Cash by post", "CR/1", "PC Made Up", "2026-07-01 13:00:00 Europe/London"):
        assert words in text


def test_with_the_content_services_steps_and_ways_of_paying_have_their_names(filled, place):
    request = HandOverRequest(filled.case, Recipient.POLICE, place)
    content = load_content(GUIDANCE)
    with open_reader(filled.desk.path) as reader:
        made = Exporter(reader, filled.desk.clock, (), "0.1.0", content=content).make_folder(request)

    assert rows(made.folder_path, "accounts")[0]["service"] == "Instagram"
    assert rows(made.folder_path, "payments")[0]["method"] == "PayPal"

    assert {each["step"] for each in rows(made.folder_path, "steps")} == {
        filled.checklists[0].steps[0].title, "Tell the school",
    }  # fmt: skip


def test_empty_registers_are_empty_tables(giver, place):
    folder = giver.gives(place).folder_path

    assert [rows(folder, name) for name in TABLES] == [[], [], [], []]
    assert lines(folder) == []
    assert page(folder).count("None were written down.") == 4
    assert {f"data/{name}.csv" for name in TABLES} <= seal_of(folder).files.keys()


def test_a_row_that_was_changed_with_the_key_holds_nothing_back(filled, place):
    """The check of the desk names it; whatever in it is no word or number is left out."""
    filled.desk.tamper(
        """update entries set content = '{"handle":5,"former_names":[1],"exhibits":{"a":1},"x":null}'"""
        " where kind = 'account'",
        """update entries set content = '{"paid_ns":"x","amount_minor":"y","currency":[],"zone":true}'"""
        " where kind = 'payment'",
        "update entries set content = 'rubbish' where kind = 'report'",
    )
    folder = filled.gives(place).folder_path

    assert [each["handle"] for each in rows(folder, "accounts")] == ["", ""]
    assert rows(folder, "reports") == []
    assert verify_folder(folder).ok


def test_what_is_written_meanwhile_waits_for_the_next_folder(filled, place):
    request = HandOverRequest(filled.case, Recipient.POLICE, place)

    def write(_: object) -> None:
        write_down(writer, filled.case, Contact(name="Too late"))

    with filled.desk.open() as writer, open_reader(filled.desk.path) as reader:
        made = Exporter(reader, filled.desk.clock, (), "0.1.0").make_folder(request, write)

    assert "Too late" not in page(made.folder_path)
    assert "Too late" not in (made.folder_path / "data/events.jsonl").read_text()
    assert verify_folder(made.folder_path).ok


def test_the_longest_entry_is_no_line_that_a_check_refuses(giver, place):
    with giver.desk.open() as vault:
        vault.entries.add(giver.case.id, EntryKind.ACCOUNT, largest_content())
    folder = giver.gives(place).folder_path

    assert verify_folder(folder).ok
    assert max(len(cell) for row in rows(folder, "accounts") for cell in row.values()) < 32_767


def test_a_folder_of_the_program_before_there_were_registers_still_verifies(giver, place):
    """Its seal lists no register at all; the layout asks for none."""
    folder = giver.gives(place).folder_path
    for name in (*(f"{name}.csv" for name in TABLES), "registers.jsonl"):
        (folder / "data" / name).unlink()
    with giver.desk.open() as vault:
        seal_again(folder, vault.signing_key())

    assert not any("registers" in path or "accounts" in path for path in seal_of(folder).files)
    assert verify_folder(folder).ok


def test_a_payment_whose_step_was_ticked_says_so_until_its_entry_does(filled, place):
    """The tick and the entry are two things, and the later one is said; so it is to everybody who gets the payment."""
    content = load_content(GUIDANCE)

    def stopped(recipient: Recipient = Recipient.POLICE) -> str:
        request = HandOverRequest(filled.case, recipient, place)
        with open_reader(filled.desk.path) as reader:
            made = Exporter(reader, filled.desk.clock, (), "0.1.0", content=content).make_folder(request)
        told.append(page(made.folder_path))
        return rows(made.folder_path, "payments")[0]["stopped"]

    told: list[str] = []
    with filled.desk.open() as vault:
        paid = next(each for each in written(vault, filled.case, Payment) if each.what.method == "paypal")
        lists = see_plan(vault, filled.case, content).lists
        asks = [step for each in lists for step in each.steps if step.about == paid.id and step.register == "stopped"]
        before = stopped()
        change_step(vault, filled.case, asks[0].id, StepState.DONE)
    ticked = stopped(), stopped(Recipient.BANK)
    with filled.desk.open() as vault:
        write_down(vault, filled.case, replace(paid.what, stopped=Stopped.TOO_LATE.value), paid.id)

    assert (before, ticked, stopped()) == ("not asked", (TICKED, TICKED), "too late")
    assert [TICKED in each for each in told] == [False, True, True, False]
