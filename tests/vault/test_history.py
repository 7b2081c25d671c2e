"""The history is only ever added to, and an older one put back does not go unnoticed."""

import os
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.custody import CARRIED_OVER, VAULT_LOG, Head, LogId, chain_problems, sealed
from evidence_desk.domain.errors import NoSuchCase
from evidence_desk.domain.times import NANOSECONDS
from evidence_desk.vault import custody_log
from evidence_desk.vault.clock_watch import clock_change
from evidence_desk.vault.custody_log import Entry
from evidence_desk.vault.driver import DriverError
from evidence_desk.vault.head_file import HeadFile
from evidence_desk.vault.vault import open_reader
from tests.fake_clock import START
from tests.vault.made_up import keep, types

CHANGES = [
    "update events set body = body",
    "update events set signature = ''",
    "delete from events",
    "insert or replace into events select * from events",
    "insert or replace into events (log, seq, body, hash, signature) select log, seq, body, hash, '' from events",
    "update items set sha256 = sha256",
    "update items set record = record",
    "update items set recovered = 1",
    "delete from items",
    "insert or replace into items select * from items",
    "delete from cases",
    "update cases set reference = 'CASE-002-0000'",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_the_book_refuses_to_change_what_was(vault, case, statement):
    keep(vault, case, b"data")
    before = list(vault.custody.events(LogId(case.id)))
    with pytest.raises(DriverError, match="never"), vault._parts.book.writing():
        vault._parts.book.run(statement)

    assert list(vault.custody.events(LogId(case.id))) == before
    assert keep(vault, case, b"more").number == 2
    assert vault.check().problems == ()


def test_lines_follow_one_another_and_are_signed(vault, case):
    for number in range(3):
        keep(vault, case, bytes([number]))
        vault.custody.append(
            LogId(case.id), "viewed", item="x", detail={"n": number, "deep": [{"seq": 1, "prev": "y"}]}
        )
    log = LogId(case.id)
    events = list(vault.custody.events(log))

    assert list(chain_problems(events, vault.custody.signed_by_us, Head(log))) == []
    assert [event.seq for event in events] == list(range(1, 8))
    assert vault.custody.head(log) == Head(log, 7, events[-1].hash)
    assert list(vault.custody.events(log, after=5)) == events[5:]
    assert vault.check_chains() == ()


def test_logs_are_told_apart(vault):
    cases = [vault.cases.new(title) for title in ("one", "two")]

    assert vault.custody.logs() == (VAULT_LOG, *(LogId(case.id) for case in cases))
    assert vault.custody.head(LogId("none")) == Head(LogId("none"))
    with pytest.raises(NoSuchCase):
        vault.custody.append(LogId("none"), "x")


def test_a_long_history_is_read_in_pages(vault):
    with vault.custody.writing():
        for _ in range(2100):
            vault.custody.add(VAULT_LOG, Entry("capture refused"))

    assert [event.seq for event in vault.custody.events(VAULT_LOG)] == list(range(1, 2103))
    assert vault.check_chains() == ()


OF_THE_SECOND = "where log = 'vault' and seq = 2"
CHANGED_LINES = [
    f"update events set hash = replace(hash, substr(hash, 1, 1), 'x') {OF_THE_SECOND}",
    f"update events set body = replace(body, '\"unlocked\"', '\"captured\"') {OF_THE_SECOND}",
    f"update events set body = replace(body, '\"seq\":2', '\"seq\":3') {OF_THE_SECOND}",
    f'update events set body = replace(body, \'"log":"vault"\', \'"log":"other"\') {OF_THE_SECOND}',
    f"update events set body = '{{}}' {OF_THE_SECOND}",
    f"update events set body = 'no json' {OF_THE_SECOND}",
    f"update events set seq = 99 {OF_THE_SECOND}",
    f"update events set log = 'other' {OF_THE_SECOND}",
    f"delete from events {OF_THE_SECOND}",
]


@pytest.mark.parametrize("statement", CHANGED_LINES)
def test_a_changed_line_is_found(desk, statement):
    for _ in range(3):
        desk.open().close()
    desk.tamper(statement)

    with open_reader(desk.path) as reader:
        assert "history_broken" in types(reader.check().problems)
        assert "history_broken" in types(reader.check_chains())
    with desk.open() as vault:
        assert "history_broken" in types(vault.opening_problems)


def test_a_line_not_signed_by_the_desk_is_found(desk):
    for _ in range(3):
        desk.open().close()
    desk.tamper(f"update events set signature = (select signature from events where seq = 3) {OF_THE_SECOND}")

    with open_reader(desk.path) as reader:
        assert types(reader.check().problems) == ["history_broken"]


def test_the_newest_signature_is_looked_at_even_quickly(desk):
    desk.filled()
    desk.tamper("update events set signature = '00' where id = (select max(id) from events)")

    with open_reader(desk.path) as reader:
        assert types(reader.check_chains()) == ["history_broken"]


def test_two_histories_can_not_change_places(desk):
    with desk.open() as vault:
        first, second = vault.cases.new("one").id, vault.cases.new("two").id
    desk.tamper(
        f"update events set log = 'x' where log = '{first}'",
        f"update events set log = '{first}' where log = '{second}'",
        f"update events set log = '{second}' where log = 'x'",
    )

    with open_reader(desk.path) as reader:
        assert types(reader.check_chains()) == ["history_broken"]
        assert "history_broken" in types(reader.check().problems)


@pytest.mark.parametrize("dropped", ["events_never_change", "items_leave_a_tombstone"])
def test_a_missing_guard_is_reported(desk, dropped):
    desk.filled()
    desk.tamper()
    with desk.open() as vault:
        assert vault.opening_problems == ()
        with vault._parts.book.writing():
            vault._parts.book.run(f"drop trigger {dropped}")

    with desk.open() as vault:
        assert [(problem.type, problem.path) for problem in vault.opening_problems] == [("guard_missing", dropped)]
        assert types(vault.check().problems) == ["guard_missing"]


def test_a_guard_that_guards_nothing_is_reported(desk):
    desk.filled()
    with desk.open() as vault, vault._parts.book.writing():
        vault._parts.book.run("drop trigger events_never_leave")
        vault._parts.book.run("create trigger events_never_leave before delete on events begin select 1; end")

    with desk.open() as vault:
        assert types(vault.opening_problems) == types(vault.check().problems) == ["guard_missing"]


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_line_carried_over_is_signed_for_itself(desk, is_ours):
    """Who can add lines can't make up former ones that this desk never signed."""
    case, _ = desk.filled(b"picture")
    with desk.open() as vault:
        sign = vault.sign if is_ours else Ed25519PrivateKey.generate().sign
        *_, newest = vault.custody.events(LogId(case.id))
        former = sealed(replace(newest, event="viewed", actor="somebody"), sign)
        detail = {"line": former.body(), "hash": former.hash, "signature": former.signature}
        vault.custody.append(LogId(case.id), CARRIED_OVER, detail=detail)

        assert ("history_broken" in types(vault.check().problems)) == (not is_ours)


# ------------------------------------------------------------------------------------ the head, beside the book


@pytest.fixture
def older_book(desk):
    """A desk whose book is put back to where it was a moment ago."""
    case, _ = desk.filled(b"one")
    older = (desk.path / "desk.db").read_bytes()
    with desk.open() as vault:
        vault.items.set_note(vault.items.find(case.id, "1"), "He knows my school")
    newer = (desk.path / "desk.db").read_bytes()
    (desk.path / "desk.db").write_bytes(older)
    return case, newer


def test_an_older_book_put_back_is_reported(desk, older_book):
    case, _ = older_book
    with desk.open() as vault:
        assert types(vault.opening_problems) == ["rolled_back"]
        assert {problem.path for problem in vault.opening_problems} == {
            "vault event 3", f"{case.reference} event 3",
        }  # fmt: skip
        noted = [event.detail for event in vault.custody.events(VAULT_LOG) if event.event == "rolled back"]
        assert {(detail["log"], detail["count"]) for detail in noted} == {("vault", 3), (case.id, 3)}


def test_a_roll_back_is_never_forgotten(desk, older_book):
    for number in range(4):
        desk.filled(bytes([number]))
    with desk.open() as vault:
        assert types(vault.opening_problems) == ["rolled_back"]
        assert types(vault.check().problems) == ["rolled_back"]
        assert [event.event for event in vault.custody.events(VAULT_LOG)].count("rolled back") == 2


def test_the_right_book_put_back_again_is_no_problem(desk, older_book):
    _, newer = older_book
    desk.open().close()
    (desk.path / "desk.db").write_bytes(newer)

    with desk.open() as vault:
        # The opening of the older book is a line of its own that this book does not have.
        assert [problem.path for problem in vault.opening_problems] == ["vault event 5"]


def test_a_reader_sees_an_older_book_too(desk, older_book):
    with open_reader(desk.path) as reader:
        assert types(reader.check().problems) == ["rolled_back"]


def test_a_lost_case_is_reported(desk):
    desk.filled()
    older = (desk.path / "desk.db").read_bytes()
    with desk.open() as vault:
        vault.cases.new("gone")
    (desk.path / "desk.db").write_bytes(older)

    with desk.open() as vault:
        assert types(vault.opening_problems) == ["rolled_back"]


@pytest.mark.parametrize("content", [None, b"", b"{", b"\n", b"{}\n"])
def test_a_missing_head_is_never_forgotten(desk, content):
    desk.filled(b"data")
    head_path = desk.path / "head"
    head_path.unlink() if content is None else head_path.write_bytes(content)

    with open_reader(desk.path) as reader:
        assert "head_missing" in types(reader.check().problems)
    with desk.open() as vault:
        assert "head_missing" in types(vault.opening_problems)
        assert [event.event for event in vault.custody.events(VAULT_LOG)][-1] == "head replaced"
    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert [(found.type, found.path) for found in vault.check().problems] == [("head_replaced", "vault event 4")]


def test_an_unfinished_last_line_is_what_a_power_cut_leaves(desk):
    desk.filled(b"data")
    head_path = desk.path / "head"
    head_path.write_bytes(head_path.read_bytes()[:-20])

    with desk.open() as vault:
        assert vault.opening_problems == ()
        case = vault.cases.all()[0]
        keep(vault, case, b"more")
        assert vault.check().problems == ()
    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert vault.check().problems == ()


def test_every_changed_bit_of_the_head_is_noticed(desk):
    desk.filled(b"data")
    with open_reader(desk.path) as reader:
        head_path, head_file = desk.path / "head", reader._parts.head_file
        content = head_path.read_bytes()
        before = head_file.read()
        assert before.strange_lines == 0
        for place in range(0, len(content) * 8, 3):
            changed = bytearray(content)
            changed[place // 8] ^= 1 << place % 8
            head_path.write_bytes(changed)
            after = head_file.read()
            assert after.strange_lines or (place // 8 == len(content) - 1 and after.lines < before.lines), place
        head_path.write_bytes(content)


def test_a_head_of_another_vault_is_no_head(tmp_path):
    file = HeadFile(tmp_path, bytes(32), "a")
    file.rewrite([Head(LogId("case"), 3, "0" * 64)], [])

    assert HeadFile(tmp_path, bytes(32), "b").read().lines == 0
    assert HeadFile(tmp_path, b"1" * 32, "a").read().strange_lines == 2


def test_a_long_head_file_is_shortened_at_close(desk):
    case, _ = desk.filled(b"data")
    with desk.open() as vault:
        for _ in range(400):
            vault._parts.head_file.append([vault.custody.head(LogId(case.id))])
        assert (desk.path / "head").stat().st_size > 1 << 16

    assert (desk.path / "head").stat().st_size < 2000
    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert vault.check().problems == ()


def test_a_lost_head_outlives_the_shortening(desk, older_book):
    case, _ = older_book
    with desk.open() as vault:
        vault._parts.head_file.append([vault.custody.head(LogId(case.id))] * 400)

    assert (desk.path / "head").stat().st_size < 3000
    with desk.open() as vault:
        assert types(vault.opening_problems) == ["rolled_back"]


def test_half_a_line_is_taken_back(desk, vault, case, monkeypatch):
    real = os.write
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:20]))
        vault._parts.head_file.append([Head(LogId("made up"), 1, "0" * 64)])
    keep(vault, case, b"data")
    heads = vault._parts.head_file.read()

    assert (heads.strange_lines, heads.unfinished) == (0, False)
    assert heads.reached[LogId("made up")].count == 1
    assert heads.reached[LogId(case.id)] == vault.custody.head(LogId(case.id))


@pytest.mark.parametrize("left_bytes", [1, 20, 60])
def test_a_line_does_not_go_on_from_what_a_power_cut_left_of_another(desk, vault, case, left_bytes):
    keep(vault, case, b"data")
    head_path, heads = desk.path / "head", vault._parts.head_file
    *before, last = head_path.read_bytes().splitlines(keepends=True)
    head_path.write_bytes(b"".join(before) + last[:left_bytes])

    heads.append([vault.custody.head(LogId(case.id))])

    assert head_path.read_bytes() == b"".join(before) + last
    assert heads.read().strange_lines == 0


def test_what_is_longer_than_a_line_of_ours_is_not_taken_away(desk, vault, case):
    head_path = desk.path / "head"
    with head_path.open("ab") as head:
        head.write(b"x" * 10_000)
    keep(vault, case, b"data")

    assert b"x" * 10_000 in head_path.read_bytes()
    assert "head_damaged" in types(vault.check().problems)


def test_an_older_line_never_hides_a_newer_one(tmp_path):
    file, log = HeadFile(tmp_path, bytes(32), "a"), LogId("case")
    file.append([Head(log, 2, "2" * 64), Head(log, 1, "1" * 64)])

    assert file.read().reached[log] == Head(log, 2, "2" * 64)


def test_the_book_may_be_ahead_of_the_head(desk):
    case, _ = desk.filled(b"data")
    before = (desk.path / "head").read_bytes()
    with desk.open() as vault:
        keep(vault, case, b"more")
    (desk.path / "head").write_bytes(before)

    with desk.open() as vault:
        assert vault.opening_problems == ()
        assert vault.check().problems == ()


# ------------------------------------------------------------------------------------------------------- clocks


@pytest.mark.parametrize(("seconds", "how"), [(-3600, "went back"), (3600, "went forward"), (-3, "went back")])
def test_a_changed_clock_is_a_line_before_the_next(vault, case, clock, seconds, how):
    clock.set_wall_clock(seconds)
    keep(vault, case, b"data")
    *_, changed = vault.custody.events(VAULT_LOG)

    assert (changed.event, changed.actor) == ("clock changed", "desk")
    assert changed.detail == {"by_ns": seconds * NANOSECONDS, "how": how}
    assert vault.check().problems == ()


def test_a_clock_changed_while_closed_is_noticed(desk, clock):
    desk.filled(b"data")
    clock.advance(60)
    clock.set_wall_clock(-600)

    with desk.open() as vault:
        *_, changed, unlocked = vault.custody.events(VAULT_LOG)
        assert (changed.event, changed.detail["by_ns"]) == ("clock changed", -600 * NANOSECONDS)
        assert unlocked.event == "unlocked"


def test_time_that_passes_is_no_change(desk, clock):
    for _ in range(3):
        desk.filled(b"data")
        clock.advance(86_400)
        clock.set_wall_clock(1.9)

    with desk.open() as vault:
        assert "clock changed" not in [event.event for event in vault.custody.events(VAULT_LOG)]


@given(st.integers(-(10**18), 10**18), st.integers(0, 10**15))
def test_within_a_boot_both_clocks_must_agree(jump_ns, passed_ns):
    after = replace(START, utc_ns=START.utc_ns + passed_ns + jump_ns, boot_ns=START.boot_ns + passed_ns)
    change = clock_change(START, after)

    assert (change is None) == (abs(jump_ns) <= 2 * NANOSECONDS)
    assert change is None or change["by_ns"] == jump_ns


@pytest.mark.parametrize("after", [{"boot_session": "another"}, {"boot_ns": None}])
@given(passed_ns=st.integers(-(10**18), 10**18))
def test_across_boots_only_a_step_back_can_be_told(after, passed_ns):
    change = clock_change(START, replace(START, utc_ns=START.utc_ns + passed_ns, **after))

    assert (change is not None) == (passed_ns < -2 * NANOSECONDS)


def test_boots_without_a_name_are_not_taken_for_one(clock):
    before = replace(START, boot_session="not known")

    assert clock_change(before, replace(before, utc_ns=before.utc_ns + 10**13)) is None


def test_two_logs_are_one_story_in_the_order_of_writing_whatever_the_clock_said(desk):
    with desk.open() as vault:
        one, two = vault.cases.new("One"), vault.cases.new("Two")
        desk.clock.set_wall_clock(-3600)
        keep(vault, one, b"first")
        keep(vault, two, b"second")
        desk.clock.set_wall_clock(7200)
        keep(vault, one, b"third")
        story = list(vault.custody.story(VAULT_LOG, LogId(one.id)))

        assert [event.event for event in story] == [
            "vault created", "unlocked", "case opened", "clock changed", "captured", "clock changed", "captured",
        ]  # fmt: skip
        assert [event for event in story if event.log == VAULT_LOG] == list(vault.custody.events(VAULT_LOG))
        assert [event for event in story if event.log == one.id] == list(vault.custody.events(LogId(one.id)))


def test_a_long_story_is_read_in_pages(desk, monkeypatch):
    monkeypatch.setattr(custody_log, "_PAGE", 2)
    with desk.open() as vault:
        case = vault.cases.new("One")
        for number in range(5):
            keep(vault, case, bytes([number]))

        assert len(list(vault.custody.story(VAULT_LOG, LogId(case.id)))) == 8
