"""Registers and ages of a desk that was put back together."""

import json
from dataclasses import replace

import pytest

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import CustodyEvent, Head, LogId, chain_problems, told_event
from evidence_desk.domain.entries import Entry, EntryKind
from evidence_desk.domain.recoveries import Missing, Recovery
from evidence_desk.vault.entry_records import without_note
from evidence_desk.vault.recovering import recover
from evidence_desk.vault.vault import Vault, open_reader
from tests.vault.made_up import Desk, keep, types


@pytest.fixture
def told(desk: Desk) -> Case:
    """A case with entries that were changed, removed and put back, a flag, and an answer about ages."""
    with desk.open() as vault:
        case = vault.cases.new("Monday")
        item = keep(vault, case, b"picture")
        account = vault.entries.add(case.id, EntryKind.ACCOUNT, {"handle": "made.up"})
        desk.clock.advance(60)
        vault.entries.change(account, {"handle": "made.up", "note": "at length: " + "x" * 9000})
        payment = vault.entries.add(case.id, EntryKind.PAYMENT, {"amount_minor": 500, "exhibits": [item.id]})
        vault.entries.remove(payment)
        desk.clock.advance(60)
        vault.entries.change(payment, payment.content)
        vault.entries.remove(vault.entries.add(case.id, EntryKind.PAYMENT, {"amount_minor": 7}))
        vault.entries.add(case.id, EntryKind.FLAG, {"item": item.id})
        vault.entries.add(case.id, EntryKind.ANSWERS, {"country": "GB"})
        return vault.cases.answer_under18(case, Under18.YES)


Registers = list[tuple[str, str, tuple[Entry, ...]]]


def registers(desk: Desk) -> Registers:
    """Everything that was written down, and what was said of ages."""
    with open_reader(desk.path) as reader:
        return [
            (case.id, case.under18, reader.entries.of_case(case.id, with_removed=True)) for case in reader.cases.all()
        ]


def without_notes(before: Registers) -> Registers:
    """The same registers where no row has the words of a note any more."""
    return [
        (case_id, under18, tuple(replace(each, content=without_note(each.content)[0]) for each in entries))
        for case_id, under18, entries in before
    ]


def spoil(desk: Desk) -> None:
    path = desk.path / "desk.db"
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)


def put_together(desk: Desk, *statements: str) -> Recovery:
    """Have somebody with the key change the book, damage it, and put the desk back together."""
    if statements:
        desk.tamper(*statements)
    spoil(desk)
    return recover(desk.path, desk.clock)


def lines_about_entries(vault: Vault, case: Case) -> list[CustodyEvent]:
    """Carried over or not."""
    lines = map(told_event, vault.custody.events(LogId(case.id)))
    return [line for line in lines if line.event.startswith("entry")]


def whole(desk: Desk) -> None:
    """It opens and checks, and every log is one chain."""
    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert types(vault.check().problems) == []
        for log in vault.custody.logs():
            assert list(chain_problems(vault.custody.events(log), vault.custody.signed_by_us, Head(log))) == []


def test_everything_comes_back_as_it_was(desk, told):
    before = registers(desk)
    made = put_together(desk)

    assert made.missing.nothing
    assert registers(desk) == before
    whole(desk)


@pytest.mark.parametrize(
    ("statement", "is_note_lost"),
    [
        ("delete from entries", True),
        ("update entries set content = 'rubbish'", True),
        ("update entries set content = '{}', removed = 1, number = number + 7", True),
        ("""update entries set content = '{"note":"another"}'""", True),
        ("update entries set removed = 1, number = number + 7", False),
        ("update cases set under18 = 'no'", False),
        ("insert into entries select 'planted', case_id, 'contact', 1, '{}', 1, 1, 0 from entries where kind = 'flag'",
         False),
    ],
)  # fmt: skip
def test_rows_are_written_from_the_history_again(desk, told, statement, is_note_lost):
    """The book itself is whole: what the rows say is reason enough, and the history has all but the note's words."""
    before = registers(desk)
    desk.tamper(statement)
    made = recover(desk.path, desk.clock)

    assert made.why in {("entry_differs",), ("ages_differ",)}
    assert made.missing == Missing(notes=(f"{told.reference}/account 1",) if is_note_lost else ())
    assert registers(desk) == (without_notes(before) if is_note_lost else before)
    assert not recover(desk.path, desk.clock).done
    whole(desk)


def test_the_words_of_a_note_come_back_from_its_row_only_if_they_are_those(desk, told):
    """A row that was put back, with the note it had before, is not the one that the history speaks of."""
    made = put_together(
        desk, """update entries set content = '{"handle":"made.up","note":"before"}' where kind = 'account'"""
    )

    assert made.missing.notes == (f"{told.reference}/account 1",)
    with desk.open() as vault:
        (account,) = vault.entries.of_case(told.id, EntryKind.ACCOUNT)
        assert account.content == {"handle": "made.up"}
        (last,) = [line for line in lines_about_entries(vault, told) if line.actor == "desk"]
        assert (last.detail["content"], "note_sha256" in last.detail) == ({"handle": "made.up"}, False)
    whole(desk)


def test_what_only_rows_still_know_is_said_again_with_its_times(desk, told):
    """Every line about registers and ages is lost; the rows are newer than what is left of the history."""
    before = registers(desk)
    made = put_together(desk, "delete from events where body like '%\"entry %' or body like '%\"ages answered\"%'")

    assert (made.missing.history_lines, made.missing.entries, made.missing.ages) == (10, (), ())
    assert registers(desk) == before
    with desk.open() as vault:
        said = lines_about_entries(vault, told)
        assert {line.actor for line in said} == {"desk"}
        assert [line.event for line in said].count("entry removed") == 1
    whole(desk)


def test_lines_after_a_gap_are_heard_where_they_are_carried_over(desk, told):
    before = registers(desk)
    made = put_together(desk, "delete from events where body like '%\"captured\"%'")

    assert made.lines_carried >= 9
    assert registers(desk) == before
    with desk.open() as vault:
        assert [line.event for line in vault.custody.events(LogId(told.id))].count("entry written") == 0
    whole(desk)
    put_together(desk)
    assert registers(desk) == before


def test_a_row_that_was_changed_with_the_key_is_told_again_in_its_one_form(desk, told):
    """Where the history lacks lines a row is believed; what it says fits the line that then tells of it."""
    put_together(
        desk,
        """update entries set content = '{ "z": 1, "handle" : "\u00e9" }', changed_ns = changed_ns + 1, number = -4
           where kind = 'account'""",
        "delete from events where seq = 2",
    )

    with desk.open() as vault:
        (account,) = vault.entries.of_case(told.id, EntryKind.ACCOUNT)
        assert (account.number, account.content) == (1, {"handle": "é", "z": 1})
    whole(desk)


def test_what_neither_row_nor_line_knows_is_missing_by_its_number(desk, told):
    desk.tamper(
        'delete from events where body like \'%"kind":"payment","number":1}%"entry %\''
        ' or body like \'%"kind":"account"%"entry %\'',
        "delete from entries where (kind = 'payment' and number = 1) or kind = 'account'",
        "vacuum",
    )
    (desk.path / "desk.db.before-update").unlink(missing_ok=True)
    spoil(desk)
    made = recover(desk.path, desk.clock)

    assert made.missing.entries == (f"{told.reference}/payment 1",)
    with desk.open() as vault:
        kept = vault.entries.of_case(told.id, with_removed=True)
        assert [(each.kind.value, each.number) for each in kept] == [("answers", 1), ("flag", 1), ("payment", 2)]
        assert vault.entries.add(told.id, EntryKind.PAYMENT, {}).number == 3
    whole(desk)


def test_without_any_book_the_ages_are_to_be_asked_again(desk, told):
    (desk.path / "desk.db").unlink()
    made = recover(desk.path, desk.clock)

    assert made.missing.ages == (made_reference(desk),)
    assert not made.missing.nothing


def made_reference(desk: Desk) -> str:
    with open_reader(desk.path) as reader:
        return reader.cases.all()[0].reference


def test_the_stricter_answer_wins_where_lines_are_missing(desk, told):
    """The newest line is lost, and an older row was put back."""
    put_together(desk, "update cases set under18 = 'none'", "delete from events where body like '%\"captured\"%'")

    with desk.open() as vault:
        assert vault.cases.by_id(told.id).under18 == "yes"
    whole(desk)


def test_a_flag_whose_row_was_taken_back_stays_where_lines_are_missing(desk, told):
    put_together(desk, "update entries set removed = 1 where kind = 'flag'", "delete from events where seq = 2")

    with desk.open() as vault:
        assert len(vault.entries.of_case(told.id, EntryKind.FLAG)) == 1
    whole(desk)


def test_an_older_line_about_missing_things_can_still_be_read(desk, told):
    """A book that was put back together before there were registers says so in words of that day."""
    put_together(desk)
    with desk.open() as vault:
        (line,) = [event for event in vault.custody.events(LogId("vault")) if event.event == "book rebuilt"]
        missing = json.loads(json.dumps(line.detail["missing"]))
    assert (missing.pop("entries"), missing.pop("ages")) == ([], [])
    assert Missing.from_json(missing).nothing
