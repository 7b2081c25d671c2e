"""A check reads everything, and finds what no longer fits."""

import pytest

from evidence_desk.domain.checklists import StepId, StepState
from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.errors import VaultDamaged
from evidence_desk.vault.vault import open_reader
from evidence_desk.vault.words_check import words_problems
from tests.vault.made_up import keep, types


def test_a_check_counts_what_it_read_and_names_the_key(desk):
    desk.filled(b"one", b"two", b"three")
    seen = []
    with desk.open() as vault:
        report = vault.check(lambda done, all_: seen.append((done, all_)))

        assert report.ok
        assert report.files == 3
        assert seen == [(1, 3), (2, 3), (3, 3)]
        assert report.head == vault.custody.head(VAULT_LOG).hash
        assert report.signed_by is not None
        assert report.signed_by.startswith("SHA256:")


def test_every_changed_byte_of_an_object_is_found(desk):
    case, (item,) = desk.filled(b"words that matter")
    path = desk.object_path(item)
    content = path.read_bytes()
    with open_reader(desk.path) as reader:
        for place in range(0, len(content), 7):
            path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            (problem,) = reader.check().problems
            assert (problem.type, problem.path) == ("object_damaged", f"{case.reference}/EX-001")
        path.write_bytes(content)
        assert reader.check().ok


def test_swapped_objects_are_found(desk):
    _, (one, two) = desk.filled(b"one", b"two")
    one_path, two_path = desk.object_path(one), desk.object_path(two)
    content = one_path.read_bytes()
    one_path.write_bytes(two_path.read_bytes())
    two_path.write_bytes(content)

    with open_reader(desk.path) as reader:
        assert [problem.path[-6:] for problem in reader.check().problems if problem.type == "object_swapped"] == [
            "EX-001", "EX-002",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (["delete from tags", "delete from items where number = 1"], {"item_missing", "object_unknown"}),
        (["update items set number = 5 where number = 1"], {"history_differs"}),
        (["update items set sha256 = '0' where number = 1"], {"row_differs"}),
        (["update items set object = '0' where number = 1"], {"row_differs", "object_unknown"}),
        (["update items set record = '{}' where number = 1"], {"row_unreadable"}),
        (["update items set recovered = 1 where number = 1"], {"history_differs"}),
        (["update items set origin = 'typed' where number = 1"], {"row_differs"}),
    ],
)
def test_a_row_that_was_changed_is_found(desk, statements, found):
    desk.filled(b"one", b"two")
    desk.tamper(*statements)

    with open_reader(desk.path) as reader:
        assert set(types(reader.check().problems)) == found


def test_an_item_that_the_history_does_not_know_is_found(desk):
    case, _ = desk.filled(b"one")
    desk.tamper(f"delete from events where log = '{case.id}' and seq = 2")

    with open_reader(desk.path) as reader:
        assert {"history_missing", "history_cut"} <= set(types(reader.check().problems))


def test_a_check_while_pictures_arrive_is_clean(desk, vault, case):
    def arrives(_done: int, _all: int) -> None:
        keep(vault, case, b"meanwhile")

    keep(vault, case, b"before")
    with open_reader(desk.path) as reader:
        assert reader.check(arrives).ok
        assert reader.check().files == 2


def test_a_changed_byte_in_any_page_of_the_book_is_found(desk):
    desk.filled(b"one", b"two")
    book_path = desk.path / "desk.db"
    content = book_path.read_bytes()
    for place in range(1000, len(content), 4096):
        book_path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert "book_damaged" in found_by_a_reader(desk), f"page {place // 4096}"
    book_path.write_bytes(content)
    assert found_by_a_reader(desk) == []


def found_by_a_reader(desk):
    try:
        with open_reader(desk.path) as reader:
            return types(reader.check().problems)
    except VaultDamaged as damage:
        return ["book_damaged"] if damage.what == "desk.db" else []


WORDS = [
    ("update items set note = 'other' where number = 1", "words_differ"),
    ("update items set note = '' where number = 2", "words_differ"),
    ("delete from tags", "words_differ"),
    ("insert into tags select id, 'planted' from items where number = 1", "words_differ"),
    ("update steps set state = 'skipped'", "step_differs"),
    ("update steps set note = 'other'", "step_differs"),
    ("update steps set proof = null", "step_differs"),
    ("update steps set changed_ns = changed_ns - 1", "step_differs"),
    ("delete from steps", "step_differs"),
    (
        "insert into steps (case_id, step_id, state, changed_ns) select id, 'planted', 'done', 1 from cases",
        "step_differs",
    ),
    ("update cases set title = 'other'", "case_differs"),
    ("update cases set opened_ns = 1", "case_differs"),
    ("update cases set reference = 'CASE-009-AAAA'", "case_differs"),
    (
        "insert into cases (id, number, reference, title, opened_ns, under18) values ('x', 9, 'x', 'planted', 1, '')",
        "case_differs",
    ),
]


@pytest.fixture
def worded(desk):
    """A case with every kind of word in it, each said, changed and taken back at least once."""
    with desk.open() as vault:
        case = vault.cases.rename(vault.cases.new("Monday"), "Since Monday")
        one = keep(vault, case, b"one", note="as I saw it", tags=["threat", "first"])
        two = keep(vault, case, b"two", note="to be taken back")
        vault.items.remove_tag(one, "first")
        vault.items.add_tag(two, "later")
        vault.items.set_note(vault.items.set_note(two, ""), "said again")
        vault.steps.set(case.id, StepId("a"), StepState.DONE, note="done", proof=one.id)
        vault.steps.set(case.id, StepId("b"), StepState.SKIPPED)
        vault.steps.set(case.id, StepId("b"), StepState.TODO)


def test_words_that_were_changed_by_the_person_fit(desk, worded):
    with desk.open() as vault:
        assert vault.check().problems == ()
    with open_reader(desk.path) as reader:
        assert reader.check().problems == ()


@pytest.mark.parametrize(("statement", "found"), WORDS)
def test_words_that_were_changed_behind_the_history_are_found(desk, worded, statement, found):
    desk.tamper(statement)

    with open_reader(desk.path) as reader:
        assert types(reader.check().problems) == [found]


def test_a_check_beside_a_busy_writer_finds_nothing(desk, worded, monkeypatch):
    """What is written between two looks is no contradiction."""
    with desk.open() as vault, open_reader(desk.path) as reader:
        case, lines = vault.cases.all()[0], reader._parts.log.lines

        def busy_lines(log):
            yield from lines(log)
            vault.items.set_note(vault.items.find(case.id, "1"), f"note {vault.custody.head(log).count}")
            vault.steps.set(case.id, StepId("a"), StepState.DONE, note=f"note {vault.custody.head(log).count}")

        monkeypatch.setattr(reader._parts.log, "lines", busy_lines)
        assert list(words_problems(reader._parts)) == []
