"""The history is only ever added to, and what is changed in it is found."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_desk.domain.custody import CARRIED_OVER, VAULT_LOG, Head, LogId, chain_problems, sealed
from evidence_desk.domain.errors import NoSuchCase
from evidence_desk.vault import custody_log
from evidence_desk.vault.custody_log import Entry
from evidence_desk.vault.driver import DriverError
from evidence_desk.vault.vault import open_reader
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


@pytest.mark.parametrize("body", ["x", "[]", "{}", '{"moment":null}', '{"moment":{}}'])
def test_a_newest_line_that_nobody_can_read_does_not_keep_the_desk_shut(desk, body):
    """Whoever has the key can write one; it is named, and the history goes on."""
    case, _ = desk.filled(b"one")
    desk.tamper(f"update events set body = '{body}' where id = (select max(id) from events)")

    with desk.open() as vault:
        assert "history_broken" in {each.type for each in vault.opening_problems}
        keep(vault, vault.cases.by_id(case.id), b"more")
