"""Lists say of an item what the item says, in pages that together are everything, and a check holds them to it."""

from itertools import chain
from shutil import copytree  # noqa: TID251 — a vault made up for these tests

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.custody import LogId
from evidence_desk.domain.evidence import CaptureTarget, Origin, Rectangle
from evidence_desk.domain.listed import LONGEST_LISTED_NAME, LONGEST_LISTED_NOTE, Listed
from evidence_desk.vault.driver import DriverError
from evidence_desk.vault.item_listing import ItemListing  # noqa: TC001
from evidence_desk.vault.migrations import ITEM_OF_EVENT
from evidence_desk.vault.vault import open_reader, open_vault
from tests.fake_clock import FakeClock
from tests.vault.made_up import keep, record_about, types
from tests.vault.test_removing import OLD_DESK


def listed(items):
    """What lists are to show, newest first."""
    return sorted((Listed.of(item) for item in items), key=lambda each: each.sort_key, reverse=True)


@pytest.fixture
def filled(vault, case, clock):
    """Items of every kind, kept while the clock went to and fro; a second case beside them."""
    items = []
    for number, (title, kind) in enumerate([("Chat", "window"), (None, "screens"), ("a_b%c", "window"), (None, "")]):
        clock.set_wall_clock((-1) ** number * 3600 * (number + 1))
        data = f"picture {number}".encode()
        target = CaptureTarget(kind, Rectangle(0, 0, 9, 9), 1.0, ":0") if kind else None
        record = record_about(
            data, case.id, captured=clock.now(), window_title=title, target=target,
            application="firefox" if number else None, original_name="scan.png" if number == 3 else None,
            origin=Origin.IMPORTED if number == 3 else Origin.CAPTURED_HERE,
        )  # fmt: skip
        items.append(vault.keep(record, data, note="mine" if number == 1 else "", tags=("threat", "Geld")[:number]))
    keep(vault, vault.cases.new("another"), b"elsewhere")
    return items


def test_a_list_says_what_the_items_say(vault, case, filled):
    assert list(vault.listing.newest(case.id)) == listed(filled)


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_together_are_the_whole(vault, case, filled, limit):
    first = vault.listing.newest(case.id, limit)
    rest = chain.from_iterable(vault.listing.pages(case.id, first[-1].sort_key, limit))
    assert [*first, *rest] == listed(filled)


def test_words_and_tags_are_told_anew(vault, case, filled):
    noted = vault.items.set_note(filled[0], "said tonight")
    tagged = vault.items.remove_tag(vault.items.add_tag(filled[2], "new"), "threat")
    changed = [noted, filled[1], tagged, filled[3]]
    assert list(vault.listing.newest(case.id)) == listed(changed)
    assert set(vault.listing.of_ids([noted.id, tagged.id, "gone"])) == {Listed.of(noted), Listed.of(tagged)}
    assert vault.check().ok


def test_what_is_removed_is_listed_no_more(vault, case, filled):
    vault.remove(filled[1])
    assert list(vault.listing.newest(case.id)) == listed([filled[0], *filled[2:]])
    assert vault.check().ok


def test_very_long_words_are_cut_in_lists_alone(vault, case):
    data, title, note = b"long", "t" * 5_000, "n" * 5_000
    item = vault.keep(record_about(data, case.id, window_title=title), data, note=note)
    (found,) = vault.listing.newest(case.id)
    assert (found.window_title, found.note) == (title[:LONGEST_LISTED_NAME], note[:LONGEST_LISTED_NOTE])
    assert vault.items.find(case.id, item.id) == item
    assert vault.check().ok


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("chat", [1]), ("CHAT", [1]), ("firefox", [4, 3, 2]), ("firefox geld", [4, 3]), ("mine", [2]), ("ex-003", [3]),
        ("scan", [4]), ("%", [3]), ("_", [3]), ("\\", []), ("nowhere", []), ("", [4, 3, 2, 1]), ("'", []),
    ],
)  # fmt: skip
def test_items_are_found_by_any_of_their_words(vault, case, filled, words, numbers):
    assert sorted((each.number for each in vault.listing.found(case.id, words)), reverse=True) == numbers


def test_a_tally_counts_one_case(vault, case, filled):
    tally = vault.listing.tally(case.id)
    assert (tally.items, tally.size_bytes) == (4, sum(item.record.size_bytes for item in filled))


def test_damaged_items_are_listed_so(desk):
    case, items = desk.filled(b"one", b"two", b"three")
    desk.object_path(items[1]).unlink()
    with desk.open() as vault:
        assert [each.number for each in vault.listing.unreadable(case.id)] == [2]
        assert [each.state for each in vault.listing.newest(case.id)] == ["sealed", "unreadable", "sealed"]
        assert [each.id for each in vault.listing.found_unreadable(case.id, [3])] == [items[2].id]
        assert {each.number for each in vault.listing.unreadable(case.id)} == {2, 3}
    with open_reader(desk.path, find_missing=False) as reader:
        assert {each.state for each in reader.listing.newest(case.id)} == {"sealed"}


def test_the_history_of_one_item_is_found_in_a_long_one(vault, case, filled):
    vault.items.add_tag(filled[0], "later")
    events = [event for event in vault.custody.events(LogId(case.id)) if event.item == filled[0].id]
    assert list(vault.custody.events_of_item(LogId(case.id), filled[0].id)) == events
    assert [event.event for event in events] == ["captured", "tagged"]
    select = f"select 1 from events where log = 'x' and {ITEM_OF_EVENT} = 'y'"
    plan = vault._parts.book.rows(f"explain query plan {select}")
    assert "events_of_item" in plan[0][3]


@pytest.mark.parametrize(
    "statement",
    [
        "update listed set captured_ns = 0",
        "update listed set window_title = 'other'",
        "delete from listed",
        "insert or replace into listed select * from listed",
    ],
)
def test_lists_refuse_to_say_otherwise(vault, case, filled, statement):
    before = vault.listing.newest(case.id)
    with pytest.raises(DriverError, match="never"), vault._parts.book.writing():
        vault._parts.book.run(statement)
    assert vault.listing.newest(case.id) == before


@pytest.mark.parametrize(
    "statement",
    [
        "update listed set captured_ns = captured_ns - 1 where number = 1",
        "update listed set window_title = 'other' where number = 1",
        "update listed set size_bytes = 0 where number = 1",
        "update listed set note_start = 'not mine' where number = 1",
        "update listed set recovered = 1 where number = 1",
        "delete from listed where number = 1",
        "update listed set item_id = 'nobody' where number = 1",
        """insert into listed select case_id, captured_ns, 77, 'nobody', origin, recovered, zone, utc_offset_s,
           target_kind, window_title, original_name, application, size_bytes, note_start
           from listed where number = 1""",
    ],
)
def test_a_list_that_says_otherwise_is_found(desk, statement):
    """By somebody with the key and without the guards."""
    desk.filled(b"one", b"two")
    desk.tamper(statement)
    with open_reader(desk.path) as reader:
        assert types(reader.check().problems) == ["list_differs"]


def test_an_old_desk_gets_its_lists(tmp_path, clock: FakeClock):
    """What was kept before there were any; a copy of the old book stays until the next start."""
    path = tmp_path / "old"
    copytree(OLD_DESK, path)
    with open_vault(path, clock) as vault:
        case = vault.cases.last_used()
        items = vault.items.of_case(case.id)
        assert items
        assert list(vault.listing.newest(case.id)) == listed(items)
        assert vault.check().ok
        assert (path / "desk.db.before-update").exists()
    open_vault(path, clock).close()
    assert not (path / "desk.db.before-update").exists()


@given(places=st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=12), limit=st.integers(1, 5))
def test_paging_is_the_whole_whatever_the_clock_did(tmp_path_factory, places, limit):
    """Equal times are parted by their numbers."""
    clock = FakeClock()
    with open_vault(tmp_path_factory.mktemp("paging") / "vault", clock, create=True) as vault:
        cases = [vault.cases.new("one"), vault.cases.new("two")]
        kept: dict[str, list] = {case.id: [] for case in cases}
        for number, (hours, second) in enumerate(places):
            clock.set_wall_clock(3600 * hours * (-1) ** number)
            case, data = cases[second], str(number).encode()
            kept[case.id].append(vault.keep(record_about(data, case.id, captured=clock.now()), data))
        for case in cases:
            listing: ItemListing = vault.listing
            first = listing.newest(case.id, limit)
            rest = chain.from_iterable(listing.pages(case.id, first[-1].sort_key, limit)) if first else ()
            assert [*first, *rest] == listed(kept[case.id])
