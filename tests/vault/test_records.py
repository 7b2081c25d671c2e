"""Cases, items and steps as a person asks for them."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_desk.domain.checklists import StepId, StepState
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.errors import NoSuchCase, NoSuchExhibit, TextRefused
from evidence_desk.domain.evidence import Origin
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.vault.vault import open_reader
from tests.vault.made_up import keep, record_about

IN_A_TEST = [HealthCheck.function_scoped_fixture]


def events_of(vault, case):
    return [(event.event, event.item, event.detail) for event in vault.custody.events(LogId(case.id))]


# --------------------------------------------------------------------------------------------------------- cases


def test_a_case_has_a_reference_fit_for_a_folder(vault):
    cases = [vault.cases.new(f"Case {n}") for n in range(3)]

    assert [case.reference[:9] for case in cases] == ["CASE-001-", "CASE-002-", "CASE-003-"]
    assert all(re.fullmatch(r"CASE-\d{3}-[0-9A-HJKMNP-TV-Z]{4}", case.reference) for case in cases)
    assert vault.cases.all() == tuple(cases)


def test_a_case_knows_when_it_was_opened(vault, clock):
    case = vault.cases.new("  Case 1 ")

    assert (case.title, case.opened_at, case.items, case.under18) == ("Case 1", clock.moment.at, 0, "not asked")
    assert events_of(vault, case) == [("case opened", None, {"reference": case.reference, "title": "Case 1"})]


def test_a_case_is_found_by_reference_id_and_exact_title(vault):
    case = vault.cases.new("Messages, Straße")
    vault.cases.new("Another")

    for name in (case.reference, case.reference.lower(), f" {case.reference} ", case.id, "Messages, Straße"):
        assert vault.cases.find(name) == case
    for name in ("messages, straße", "Messages", "CASE-001", "", "%", "' or 1=1 --", "\0", "\ud800"):
        with pytest.raises(NoSuchCase):
            vault.cases.find(name)


def test_a_title_two_cases_share_names_neither(vault):
    first, _ = vault.cases.new("Same"), vault.cases.new("Same")
    with pytest.raises(NoSuchCase):
        vault.cases.find("Same")

    assert vault.cases.find(first.reference) == first


def test_the_case_used_last(desk):
    with desk.open() as vault:
        assert vault.cases.last_used() is None
        first, second = vault.cases.new("First"), vault.cases.new("Second")
        assert vault.cases.last_used() == second
        vault.cases.use(first)
        vault.cases.use(first)
    with desk.open() as vault:
        assert vault.cases.last_used() == first


def test_cases_by_use_begin_with_the_one_used_last(vault):
    first, second, third = (vault.cases.new(title) for title in ("Same", "Same", "Third"))
    vault.cases.use(first)

    assert vault.cases.by_use() == (first, third, second)


def test_renaming_is_in_the_history(vault, case):
    renamed = vault.cases.rename(case, " Since Monday ")
    vault.cases.rename(case, "Since Monday")

    assert (renamed.id, renamed.reference, renamed.title) == (case.id, case.reference, "Since Monday")
    assert events_of(vault, case)[1:] == [("case renamed", None, {"title": "Since Monday"})]


@pytest.mark.parametrize("title", ["", "   ", "x" * 201, "a\0b", "a\udfff"])
def test_a_title_must_be_one(vault, case, title):
    with pytest.raises(TextRefused):
        vault.cases.new(title)
    with pytest.raises(TextRefused):
        vault.cases.rename(case, title)

    assert vault.cases.all() == (case,)


@settings(max_examples=20, suppress_health_check=IN_A_TEST)
@given(title=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=200))
def test_any_title_comes_back(vault, title):
    if title.strip():
        assert vault.cases.by_id(vault.cases.new(title).id).title == title.strip()


# --------------------------------------------------------------------------------------------------------- items


def test_items_are_chosen_by_tag_and_origin(vault, case):
    first = keep(vault, case, b"1", tags=["threat"])
    second = keep(vault, case, b"2", tags=["threat", "money"])
    third = vault.keep(record_about(b"3", case.id, origin=Origin.IMPORTED), b"3", tags=["money"])
    elsewhere = vault.cases.new("Another")
    keep(vault, elsewhere, b"4", tags=["threat"])

    assert vault.items.of_case(case.id) == (first, second, third)
    assert vault.items.of_case(case.id, tag="threat") == (first, second)
    assert vault.items.of_case(case.id, tag="money", origin=Origin.IMPORTED) == (third,)
    assert vault.items.of_case(case.id, tag="none") == ()
    assert (vault.items.count(case.id), vault.cases.by_id(case.id).items) == (3, 3)


def test_an_item_is_found_by_number_and_id_in_its_case_alone(vault, case):
    item, elsewhere = keep(vault, case, b"1"), vault.cases.new("Another")

    for name in ("EX-001", "ex-001", "ex-1", "1", "001", " EX-001 ", item.id, item.id.upper()):
        assert vault.items.find(case.id, name) == item
    for name in ("EX-002", "0", "-1", "1.0", "EX-", "", "²", "\u0661", "1" * 30, "EX-001; drop table items", "\ud800"):
        with pytest.raises(NoSuchExhibit):
            vault.items.find(case.id, name)
    with pytest.raises(NoSuchExhibit):
        vault.items.find(elsewhere.id, item.id)


def test_notes_and_tags_change_and_the_history_says_so(vault, case):
    item = keep(vault, case, b"1")
    item = vault.items.set_note(item, " He knows my school ")
    item = vault.items.add_tag(item, " threat ")
    item = vault.items.add_tag(item, "threat")
    item = vault.items.add_tag(item, "money")
    item = vault.items.remove_tag(item, "threat")
    item = vault.items.remove_tag(item, "never there")

    assert (item.note, item.tags) == ("He knows my school", ("money",))
    assert vault.items.of_case(case.id) == (item,)
    assert events_of(vault, case)[2:] == [
        ("noted", item.id, {"note_sha256": sha256_hex(b"He knows my school")}),
        ("tagged", item.id, {"added": "threat"}),
        ("tagged", item.id, {"added": "money"}),
        ("tagged", item.id, {"removed": "threat"}),
    ]


def test_a_note_may_be_taken_back(vault, case):
    item = vault.items.set_note(keep(vault, case, b"1", note="He knows"), "")

    assert vault.items.find(case.id, "1").note == item.note == ""
    assert "He knows" not in str(events_of(vault, case))


# --------------------------------------------------------------------------------------------------------- steps


def test_marks_stay_and_are_in_the_history(desk, clock):
    case, (proof,) = desk.filled(b"receipt")
    with desk.open() as vault:
        clock.advance(60)
        done = vault.steps.set(case.id, StepId("card"), StepState.DONE, note=" ref 123 ", proof=proof.id)
        skipped = vault.steps.set(case.id, StepId("bank"), StepState.SKIPPED)
        assert (done.note, done.proof, done.changed_at) == ("ref 123", proof.id, clock.moment.at)
    with desk.open() as vault:
        assert vault.steps.marks(case.id) == {"card": done, "bank": skipped}
        assert events_of(vault, case)[2:] == [
            ("step done", proof.id, {"step": "card", "note": "ref 123"}),
            ("step skipped", None, {"step": "bank"}),
        ]
        undone = vault.steps.set(case.id, StepId("card"), StepState.TODO)
        assert undone.state is StepState.TODO
        assert vault.steps.marks(case.id) == {"bank": skipped}
        assert events_of(vault, case)[-1] == ("step undone", None, {"step": "card"})
        assert vault.check().ok


def test_a_note_or_a_proof_changes_neither_state_nor_time(desk, clock):
    case, (proof,) = desk.filled(b"receipt")
    with desk.open() as vault:
        done = vault.steps.set(case.id, StepId("card"), StepState.DONE)
        clock.advance(60)
        noted = vault.steps.set(case.id, StepId("card"), StepState.DONE, note="ref 1", proof=proof.id)
        assert (noted.state, noted.changed_at) == (StepState.DONE, done.changed_at)
        assert (noted.note, noted.proof) == ("ref 1", proof.id)
        assert events_of(vault, case)[-1] == ("step noted", proof.id, {"step": "card", "note": "ref 1"})
        assert vault.check().ok


def test_a_proof_may_come_before_the_tick(desk, clock):
    case, (proof,) = desk.filled(b"receipt")
    with desk.open() as vault:
        early = vault.steps.set(case.id, StepId("card"), StepState.TODO, proof=proof.id)
        assert vault.steps.marks(case.id) == {"card": early}
        assert events_of(vault, case)[-1] == ("step noted", proof.id, {"step": "card"})
        clock.advance(60)
        done = vault.steps.set(case.id, StepId("card"), StepState.DONE, proof=proof.id)
        assert done.changed_at == clock.moment.at
        assert vault.check().ok


def test_marks_belong_to_one_case(vault, case):
    other = vault.cases.new("Another")
    vault.steps.set(case.id, StepId("card"), StepState.DONE)

    assert vault.steps.marks(other.id) == {}


def test_a_proof_must_be_an_item_of_the_case(vault, case):
    other = vault.cases.new("Another")
    item = keep(vault, other, b"1")
    for proof in (item.id, "none"):
        with pytest.raises(NoSuchExhibit):
            vault.steps.set(case.id, StepId("card"), StepState.DONE, proof=proof)
    with pytest.raises(NoSuchCase):
        vault.steps.set("none", StepId("card"), StepState.DONE)

    assert vault.steps.marks(case.id) == {}
    assert len(events_of(vault, case)) == 1


def test_twice_as_many_items_are_twice_as_much_work_before_their_surroundings_have_an_index(desk):
    """Who only reads an old desk gives it no index. What is counted is what the database does, not its time."""
    work = []
    case, _ = desk.filled(b"one")
    desk.tamper("drop index items_by_what_they_surround")
    for count in (200, 400):
        desk.tamper(copies_of_the_first(count))
        with open_reader(desk.path, find_missing=False) as reader:
            steps = 0

            def counted() -> bool:
                nonlocal steps
                steps += 1
                return False

            reader._parts.book.database.conn.set_progress_handler(counted, 100)
            assert len(reader.items.of_case(case.id)) == count
            work.append(steps)
    assert work[1] < 2.5 * work[0]


def copies_of_the_first(count):
    """Rows up to that number."""
    return f"""insert into items (id, case_id, number, origin, sha256, object, record)
        with recursive more(n) as (select max(number) + 1 from items union all select n + 1 from more where n < {count})
        select 'id-' || n, case_id, n, origin, sha256, 'object-' || n, record from items, more where number = 1"""
