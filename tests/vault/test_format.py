"""What is on the disk is what docs/evidence-format.md says, read by a reader written from that page."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Answers, OwnStep, Under18
from evidence_desk.domain.checklists import StepId, StepState
from evidence_desk.domain.entries import EntryKind
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.domain.payments import Collected, Payment, Stopped
from evidence_desk.domain.reports import Contact, Outcome, Report, Role
from evidence_desk.vault.findings import DETAILS
from evidence_desk.vault.object_format import CHUNK_BYTES, record_text
from evidence_desk.vault.objects import Objects
from tests.vault.independent_reader import IndependentReader
from tests.vault.made_up import keep, record_about

REGISTERS = {
    EntryKind.ACCOUNT: Account,
    EntryKind.PAYMENT: Payment,
    EntryKind.REPORT: Report,
    EntryKind.CONTACT: Contact,
    EntryKind.ANSWERS: Answers,
    EntryKind.OWN_STEP: OwnStep,
}


@pytest.fixture
def read(desk):
    """A desk with something of everything in it, and the reader that opens it."""
    with desk.open() as vault:
        case = vault.cases.new("Case 1")
        item = keep(vault, case, b"picture", note="He knows my school", tags=["threat"])
        vault.items.set_note(item, "")
        vault.steps.set(case.id, StepId("card"), StepState.DONE, proof=item.id)
    return case, item, IndependentReader(desk.path)


@pytest.mark.parametrize("type_", DETAILS)
def test_every_finding_is_on_the_page(type_):
    page = (Path(__file__).parents[2] / "docs" / "evidence-format.md").read_text(encoding="utf-8")

    assert f"| `{type_}` | {DETAILS[type_]} |" in page


@pytest.mark.parametrize("kind", EntryKind)
def test_every_part_of_every_register_is_on_the_page(kind):
    page = (Path(__file__).parents[2] / "docs" / "evidence-format.md").read_text(encoding="utf-8")
    (row,) = [line for line in page.splitlines() if line.startswith(f"| `{kind.value}` | ") and "`kind`" not in line]

    parts = [part.name for part in fields(REGISTERS[kind])] if kind in REGISTERS else ["item"]
    assert [part for part in parts if f"`{part}`" not in row] == []


@pytest.mark.parametrize(
    ("kind", "part", "values"),
    [
        (EntryKind.PAYMENT, "collected", Collected), (EntryKind.PAYMENT, "stopped", Stopped),
        (EntryKind.REPORT, "outcome", Outcome), (EntryKind.CONTACT, "role", Role),
    ],
)  # fmt: skip
def test_every_word_a_part_may_have_is_on_the_page(kind, part, values):
    page = (Path(__file__).parents[2] / "docs" / "evidence-format.md").read_text(encoding="utf-8")
    (row,) = [line for line in page.splitlines() if line.startswith(f"| `{kind.value}` | ")]

    said = row.partition(f"`{part}` (")[2].partition(")")[0]
    assert said == ", ".join(f"`{value.value}`" for value in values)


def test_the_book_holds_entries_and_ages_as_the_page_says(desk):
    with desk.open() as vault:
        case = vault.cases.new("Case 1")
        entry = vault.entries.add(case.id, EntryKind.PAYMENT, {"to_name": "é", "amount_minor": 5, "note": "é"})
        vault.entries.remove(entry)
        vault.cases.answer_under18(case, Under18.NOT_SURE)
    reader = IndependentReader(desk.path)

    content = '{"amount_minor":5,"note":"\\u00e9","to_name":"\\u00e9"}'
    assert reader.rows("select id, case_id, kind, number, content, removed from entries") == [
        (entry.id, case.id, "payment", 1, content, 1)
    ]
    assert reader.rows("select under18 from cases") == [("not sure",)]
    bodies = [json.loads(body) for (body,) in reader.rows("select body from events where log <> 'vault' order by seq")]
    named = {"entry": entry.id, "kind": "payment", "number": 1}
    assert [(body["event"], body["detail"]) for body in bodies[1:]] == [
        (
            "entry written",
            {**named, "content": {"amount_minor": 5, "to_name": "é"}, "note_sha256": sha256_hex("é".encode())},
        ),
        ("entry removed", named),
        ("ages answered", {"under18": "not sure"}),
    ]


def test_an_object_opens(read):
    _, item, reader = read

    assert reader.object(item.id, item.record.sha256) == (record_text(item.record), b"picture")


@pytest.mark.parametrize("size", [1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES - 1])
def test_an_object_of_many_chunks_opens(desk, size):
    with desk.open() as vault:
        case = vault.cases.new("Case 1")
        objects = Objects(vault.path, vault.id, vault._identity.keys, largest_whole_bytes=0)
        record, data = record_about(bytes(size), case.id), bytes(size)
        objects.write(record, data)

    assert IndependentReader(desk.path).object(record.item_id, record.sha256) == (record_text(record), data)


def test_the_book_holds_what_the_page_says(read):
    case, item, reader = read

    assert reader.rows("select id, number, reference, title, under18 from cases") == [
        (case.id, 1, case.reference, "Case 1", "not asked")
    ]
    ((record, note, recovered),) = reader.rows("select record, note, recovered from items")
    assert (record, note, recovered) == (record_text(item.record), "", 0)
    assert reader.rows("select tag from tags") == [("threat",)]
    assert reader.rows("select step_id, state, proof from steps") == [("card", "done", item.id)]


def test_the_history_is_whole(read):
    case, item, reader = read

    assert [line["event"] for line in reader.history("vault")] == ["vault created", "unlocked"]
    lines = reader.history(case.id)
    assert [(line["event"], line["item"], line["actor"]) for line in lines] == [
        ("case opened", None, "person"),
        ("captured", item.id, "person"),
        ("noted", item.id, "person"),
        ("step done", item.id, "person"),
    ]
    assert "school" not in json.dumps(lines)


def test_the_head_says_where_every_log_stands(read):
    case, _, reader = read
    heads = reader.heads()
    newest = {log: (count, digest) for _, log, count, digest in heads}

    assert heads[0] == ("reached", "vault", 0, "0" * 64)
    assert set(newest) == {"vault", case.id}
    assert newest[case.id] == (4, reader.rows("select hash from events order by id desc limit 1")[0][0])


def test_boots_are_named_with_a_salt_of_the_vault(desk):
    with desk.open() as vault:
        salt = vault.boot_salt

    assert IndependentReader(desk.path).key("boot session") == salt
