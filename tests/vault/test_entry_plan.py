"""What a rebuilt book says of registers and ages: the history first; where lines lack, newer and stricter win."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.answers import Under18
from evidence_desk.vault.entry_plan import lost_entries, planned_ages, planned_entries, without_lost_notes
from evidence_desk.vault.entry_records import fingerprint
from evidence_desk.vault.told_entries import ToldEntry

OLD, NEW = '{"note":"old"}', '{"note":"new"}'


def entry(number=1, content=OLD, at=5, kind="account", *, removed=False):
    return ToldEntry(kind, number, content, 1, at, removed)


def test_a_whole_history_is_believed_and_nothing_else():
    told = {"a": entry(at=5)}
    rows = {"a": entry(content=NEW, at=9), "planted": entry(2)}

    assert planned_entries(told, rows, history_is_whole=True) == told


@pytest.mark.parametrize(("at", "wins"), [(4, "told"), (5, "row"), (9, "row")])
def test_where_lines_are_missing_the_newer_wins(at, wins):
    told, row = entry(at=5), entry(content=NEW, at=at, removed=True)
    made = planned_entries({"a": told}, {"a": row}, history_is_whole=False)

    assert made == {"a": {"told": told, "row": row}[wins]}


def test_an_entry_keeps_the_number_that_the_history_gave_it():
    made = planned_entries({"a": entry(3)}, {"a": entry(1, NEW, at=9)}, history_is_whole=False)

    assert (made["a"].number, made["a"].content) == (3, NEW)


@pytest.mark.parametrize(("told", "row"), [(True, False), (False, True), (False, False)])
def test_a_flag_stays_where_either_has_it(told, row):
    plan = planned_entries(
        {"a": entry(kind="flag", at=5, removed=told)}, {"a": entry(kind="flag", at=9, removed=row)},
        history_is_whole=False,
    )  # fmt: skip

    assert not plan["a"].is_removed


def test_a_flag_that_was_taken_away_in_both_is_gone():
    gone = {"a": entry(kind="flag", removed=True)}

    assert planned_entries(gone, gone, history_is_whole=False) == gone


def test_a_removal_alone_has_the_content_of_its_row_or_none():
    told = {"a": entry(content="", removed=True)}
    with_row = planned_entries(told, {"a": entry(content=NEW, at=2)}, history_is_whole=False)
    without = planned_entries(told, {}, history_is_whole=False)

    assert (with_row["a"].content, with_row["a"].is_removed) == (NEW, True)
    assert (without["a"].content, without["a"].is_removed) == ("{}", True)
    assert list(lost_entries(with_row, told)) == []
    assert list(lost_entries(without, told)) == ["account 1"]


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(("words", "found"), [("x", "x"), ("y", "")])
def test_a_note_has_the_words_of_a_row_that_fits_what_the_history_says(words, found, whole):
    told = {"a": replace(entry(at=5), note_sha256=fingerprint("x"))}
    row = replace(entry(at=4), note_sha256=fingerprint(words), note=words)
    planned, lost = without_lost_notes(planned_entries(told, {"a": row}, history_is_whole=whole))

    assert (planned["a"].note, planned["a"].note_sha256) == (found, fingerprint(found) if found else "")
    assert lost == ([] if found else ["account 1"])


def test_gaps_in_the_numbers_name_what_is_lost():
    entries = {"a": entry(2), "b": entry(5), "c": entry(1, kind="payment")}

    assert list(lost_entries(entries, {})) == ["account 1", "account 3", "account 4"]


def test_a_case_has_one_set_of_answers():
    told = {"a": entry(1, OLD, at=5, kind="answers")}
    made = planned_entries(told, {"b": entry(1, NEW, at=9, kind="answers")}, history_is_whole=False)

    assert [(each.number, each.content, each.is_removed) for each in made.values()] == [(1, OLD, True), (2, NEW, False)]


ENTRIES = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.builds(
        ToldEntry, st.sampled_from(["account", "payment", "answers", "flag"]), st.integers(1, 4),
        st.sampled_from([OLD, NEW]), st.integers(0, 3), st.integers(0, 9), st.booleans(),
    ),
)  # fmt: skip


@given(ENTRIES, ENTRIES, st.booleans())
def test_nothing_is_lost_and_no_number_is_there_twice(told, rows, whole):
    numbers = {(each.kind, each.number) for each in told.values()}
    if len(numbers) != len(told):  # a history gives no number twice
        told = {}
    made = planned_entries(told, rows, history_is_whole=whole)

    assert made.keys() == (told.keys() if whole else told.keys() | rows.keys())
    assert len({(each.kind, each.number) for each in made.values()}) == len(made)
    assert whole or sum(each.kind == "answers" and not each.is_removed for each in made.values()) <= 1
    assert not whole or made == told
    assert all((made[name].kind, made[name].number) == (told[name].kind, told[name].number) for name in told)


@pytest.mark.parametrize(
    ("told", "row", "said"),
    [
        ("yes", "no", "yes"),
        ("no", "yes", "yes"),
        ("not sure", "none", "not sure"),
        ("not sure", "yes", "yes"),
        ("no", "none", "none"),
        ("no", "not asked", "no"),
        ("not asked", "no", "no"),
        ("no", "rubbish", "no"),
        ("yes", None, "yes"),
        ("not asked", None, "not asked"),
    ],
)
def test_of_ages_the_stricter_counts(told, row, said):
    assert planned_ages(told, row, history_is_whole=False) == said


@given(st.sampled_from(Under18), st.sampled_from(Under18))
def test_care_is_never_lost_where_lines_are_missing(told, row):
    said = Under18(planned_ages(told.value, row.value, history_is_whole=False))

    assert said.needs_care == (told.needs_care or row.needs_care)
    assert planned_ages(told.value, row.value, history_is_whole=True) == told
