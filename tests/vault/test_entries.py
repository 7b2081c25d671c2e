"""What a person writes down: each change a line of the history, and nothing in it that can't be read again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Answers, OwnStep, Under18
from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.entries import EntryKind
from evidence_desk.domain.errors import NoSuchCase, NoSuchExhibit, ReadOnlyVault, TextRefused
from evidence_desk.domain.hashes import Json, canonical_json, sha256_hex
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.domain.written_errors import NoSuchEntry
from evidence_desk.vault.driver import DriverError
from evidence_desk.vault.migrations import GUARDS
from evidence_desk.vault.vault import open_reader
from evidence_desk.vault.words import (
    LARGEST_CONTENT_BYTES,
    LARGEST_NUMBER,
    LONGEST_NOTE,
    LONGEST_TITLE,
    MOST_PARTS,
    content_of,
)
from tests.vault.made_up import keep, types

ELSEWHERE = "01ab0000-0000-7000-8000-00000000cafe"
KINDS = {
    EntryKind.ANSWERS: Answers(country="GB", services=("instagram",), in_distress=True),
    EntryKind.ACCOUNT: Account(service="instagram", handle="made.up", former_names=("a", "b")),
    EntryKind.PAYMENT: Payment(method="paypal", amount_minor=-5, currency="GBP", paid_ns=7),
    EntryKind.REPORT: Report(to="Police", reference="1234", asked_ns=9),
    EntryKind.CONTACT: Contact(role="officer", name="PC Made Up"),
    EntryKind.OWN_STEP: OwnStep(title="Ring aunt"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_changed_removed_and_put_back(vault, case, kind):
    what = KINDS[kind].as_json()
    entry = vault.entries.add(case.id, kind, what)
    assert (entry.content, entry.number, entry.is_removed) == (what, 1, False)

    changed = vault.entries.change(entry, {})
    assert vault.entries.change(changed, {}) == changed
    gone = vault.entries.remove(changed)
    assert vault.entries.remove(gone) == gone
    assert vault.entries.of_case(case.id, kind) == ()
    assert vault.entries.of_case(case.id, with_removed=True) == (gone,)
    back = vault.entries.change(gone, what)
    assert (back.is_removed, back.content, back.added_at) == (False, what, entry.added_at)
    assert vault.entries.add(case.id, kind, what).number == 2

    lines = [event for event in vault.custody.events(LogId(case.id)) if event.event.startswith("entry")]
    assert [line.event for line in lines] == ["entry written"] * 2 + ["entry removed"] + ["entry written"] * 2
    assert lines[0].detail == {"entry": entry.id, "kind": kind.value, "number": 1, "content": what}
    assert vault.check().problems == ()


def test_of_a_note_the_history_has_only_the_fingerprint(vault, case):
    """What was written in distress and taken back does not travel with the history."""
    entry = vault.entries.add(case.id, EntryKind.REPORT, {"to": "Police", "note": "He knows my school"})
    vault.entries.change(entry, {"to": "Police", "note": ""})
    vault.entries.remove(vault.entries.change(entry, {"to": "Police", "note": "He knows my home"}))
    lines = [event.detail for event in vault.custody.events(LogId(case.id)) if event.event == "entry written"]

    assert [line["content"] for line in lines] == [{"to": "Police"}, {"to": "Police", "note": ""}, {"to": "Police"}]
    assert [line.get("note_sha256") for line in lines] == [
        sha256_hex(b"He knows my school"), None, sha256_hex(b"He knows my home"),
    ]  # fmt: skip
    assert vault.entries.by_id(case.id, entry.id).content["note"] == "He knows my home"
    assert vault.check().problems == ()
    assert "He knows" not in repr(list(vault.custody.events(LogId(case.id))))


@pytest.mark.parametrize(
    "content",
    [
        {"note": "a\0b"},
        {"note": "half \ud800"},
        {"note": "x" * (LONGEST_NOTE + 1)},
        {"former_names": ["x" * (LONGEST_TITLE + 1)]},
        {"former_names": ["\0"]},
        {"former_names": ["x"] * (MOST_PARTS + 1)},
        dict.fromkeys(("note", "handle", "link", "phone", "email"), "\U0001f600" * LONGEST_NOTE),
        {"amount_minor": LARGEST_NUMBER + 1},
        {"amount_minor": -(10**5000)},
    ],
    ids=[
        "a zero",
        "half a character",
        "long",
        "a long part",
        "a zero in a part",
        "many parts",
        "long in all",
        "large",
        "very large",
    ],
)
def test_what_can_not_be_kept_is_refused_and_changes_nothing(vault, case, content):
    entry = vault.entries.add(case.id, EntryKind.ACCOUNT, {"handle": "made.up"})
    before = vault.custody.head(LogId(case.id))

    for write in (
        lambda: vault.entries.add(case.id, EntryKind.ACCOUNT, content),
        lambda: vault.entries.change(entry, content),
    ):
        with pytest.raises(TextRefused):
            write()
    assert vault.custody.head(LogId(case.id)) == before
    assert vault.entries.of_case(case.id) == (entry,)


def largest_content() -> dict[str, Json]:
    """As much as an entry may hold, and each kind of part as long as it may be."""
    texts = dict.fromkeys(("note", "display_name", "link", "phone", "wallet", "email"), "字" * LONGEST_NOTE)
    names = [f"{'字' * (LONGEST_TITLE - 4)}{number:04}" for number in range(MOST_PARTS)]
    content: dict[str, Json] = {**texts, "former_names": names, "amount_minor": -LARGEST_NUMBER}
    room = LARGEST_CONTENT_BYTES - len(canonical_json(content | {"handle": ""}))
    return content | {"handle": "字" * (room // 6)}


def test_the_longest_that_can_be_kept_comes_back_whole(desk, vault, case):
    content = largest_content()
    assert len(canonical_json(content)) > LARGEST_CONTENT_BYTES - 6
    vault.entries.add(case.id, EntryKind.ACCOUNT, content)

    with open_reader(desk.path) as reader:
        (kept,) = reader.entries.of_case(case.id)
        assert kept.content == content
        assert reader.check().problems == ()


PARTS = st.one_of(
    st.text(max_size=30), st.lists(st.text(max_size=10), max_size=3), st.integers(), st.booleans(), st.none()
)


@given(st.dictionaries(st.sampled_from(["note", "handle", "exhibits", "amount_minor"]), PARTS))
def test_what_is_accepted_is_accepted_again_as_it_is(content):
    try:
        kept = content_of(content)
    except TextRefused:
        return
    assert content_of(kept) == kept
    assert json.loads(json.dumps(kept)) == kept


def test_an_entry_names_only_items_of_its_case(vault, case):
    item = keep(vault, case, b"picture")
    other = keep(vault, vault.cases.new("Another"), b"other")

    for strange in (other.id, ELSEWHERE, "' or 1=1 --", ""):
        for content in ({"exhibits": [item.id, strange]}, {"item": strange}):
            with pytest.raises(NoSuchExhibit):
                vault.entries.add(case.id, EntryKind.PAYMENT, content)
    entry = vault.entries.add(case.id, EntryKind.PAYMENT, {"exhibits": [item.id]})
    with pytest.raises(NoSuchExhibit):
        vault.entries.change(entry, {"exhibits": [other.id]})


def test_an_entry_outlives_the_item_that_shows_it(vault, case):
    item = keep(vault, case, b"picture")
    entry = vault.entries.add(case.id, EntryKind.PAYMENT, {"exhibits": [item.id]})
    vault.remove(item)

    assert vault.entries.change(entry, {"exhibits": [item.id], "note": "more"}).content["exhibits"] == [item.id]
    assert vault.check().problems == ()


def test_what_is_not_there_is_said(vault, case):
    other = vault.cases.new("Another")
    entry = vault.entries.add(case.id, EntryKind.ACCOUNT, {})

    with pytest.raises(NoSuchCase):
        vault.entries.add(CaseId("none"), EntryKind.ACCOUNT, {})
    for case_id, name in ((other.id, entry.id), (case.id, "none"), (case.id, "half \ud800")):
        with pytest.raises(NoSuchEntry):
            vault.entries.by_id(case_id, name)


def test_a_reader_writes_nothing(desk, vault, case):
    entry = vault.entries.add(case.id, EntryKind.ACCOUNT, {})
    with open_reader(desk.path) as reader:
        for write in (
            lambda: reader.entries.add(case.id, EntryKind.ACCOUNT, {}),
            lambda: reader.entries.change(entry, {"note": "x"}),
            lambda: reader.entries.remove(entry),
            lambda: reader.cases.answer_under18(case, Under18.YES),
        ):
            with pytest.raises(ReadOnlyVault):
                write()


@pytest.mark.parametrize(
    "statement",
    [
        "update entries set number = 2",
        "update entries set kind = 'payment'",
        "update entries set id = 'x'",
        "update entries set added_ns = 1",
        "delete from entries",
        "insert or replace into entries select id, case_id, kind, number, '{}', 1, 1, 0 from entries",
    ],
)
def test_the_book_itself_guards_what_names_an_entry(vault, case, statement):
    vault.entries.add(case.id, EntryKind.ACCOUNT, {})

    with pytest.raises(DriverError, match="an entry is"):
        vault._parts.book.database.execute(statement)


@pytest.fixture
def filled(desk):
    """An account that was changed, a payment that was removed, and an answer about ages."""
    with desk.open() as vault:
        case = vault.cases.new("Monday")
        account = vault.entries.add(case.id, EntryKind.ACCOUNT, {"handle": "made.up"})
        vault.entries.change(account, {"handle": "made.up2"})
        vault.entries.add(case.id, EntryKind.REPORT, {"note": "He knows"})
        vault.entries.remove(vault.entries.add(case.id, EntryKind.PAYMENT, {"amount_minor": 5}))
        vault.cases.answer_under18(vault.cases.answer_under18(case, Under18.YES), Under18.NOT_SURE)
        return case


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("""update entries set content = '{"handle":"other"}' where kind = 'account'""", "account 1"),
        ("""update entries set content = '{"handle": "made.up2"}' where kind = 'account'""", "account 1"),
        ("update entries set content = 'rubbish' where kind = 'account'", "account 1"),
        ("update entries set content = '[1.5]' where kind = 'account'", "account 1"),
        ("update entries set content = '{\"a\":1.5}' where kind = 'account'", "account 1"),
        ("""update entries set content = '{"note":"She knows"}' where kind = 'report'""", "report 1"),
        ("""update entries set content = '{"note":"\\ud800"}' where kind = 'report'""", "report 1"),
        ("update entries set content = '{}' where kind = 'report'", "report 1"),
        (
            f"update entries set content = '{{\"note_sha256\":\"{sha256_hex(b'He knows')}\"}}' where kind = 'report'",
            "report 1",
        ),
        ("""update entries set content = '{"handle":"made.up2","note":"x"}' where kind = 'account'""", "account 1"),
        ("update entries set removed = 1 where kind = 'account'", "account 1"),
        ("update entries set removed = 0 where kind = 'payment'", "payment 1"),
        ("update entries set changed_ns = changed_ns - 1 where kind = 'payment'", "payment 1"),
        ("update entries set added_ns = 1 where kind = 'payment'", "payment 1"),
        ("update entries set number = 7 where kind = 'payment'", "payment 1"),
        ("update entries set kind = 'planted' where kind = 'payment'", "payment 1"),
        ("delete from entries where kind = 'account'", "account 1"),
        (
            "insert into entries select 'x', case_id, 'contact', 4, '{}', 1, 1, 0 from entries where kind = 'account'",
            "contact 4",
        ),
        ("update entries set id = 'x' where kind = 'account'", "account 1"),
    ],
)
def test_a_row_that_was_changed_behind_the_history_is_found(desk, filled, statement, found):
    desk.tamper(statement)

    with open_reader(desk.path) as reader:
        reader.entries.of_case(filled.id, with_removed=True)  # what can't be read is passed over, not a fault
        problems = {(problem.type, problem.path) for problem in reader.check().problems}
    assert problems == {("entry_differs", f"{filled.reference} {found}")}


@pytest.mark.parametrize("said", ["no", "not asked", "", "rubbish"])
def test_ages_that_were_changed_behind_the_history_are_found(desk, filled, said):
    desk.tamper(f"update cases set under18 = '{said}'")

    with open_reader(desk.path) as reader:
        assert types(reader.check().problems) == ["ages_differ"]
        assert reader.cases.under18(filled.id) == (said if said in set(Under18) else Under18.NOT_SURE)


def test_a_line_that_was_taken_out_is_found(desk, filled):
    desk.tamper("delete from events where body like '%entry removed%'")

    with open_reader(desk.path) as reader:
        assert {"entry_differs", "history_broken"} <= set(types(reader.check().problems))


@pytest.mark.parametrize("name", [name for name in GUARDS if name.startswith("entries_")])
def test_a_guard_that_is_gone_is_found(desk, filled, name):
    with desk.open() as vault, vault._parts.book.writing():
        vault._parts.book.run(f"drop trigger {name}")

    with open_reader(desk.path) as reader:
        assert [(each.type, each.path) for each in reader.check().problems] == [("guard_missing", name)]


def test_entries_are_of_three_guards():
    assert len([name for name in GUARDS if name.startswith("entries_")]) == 3
