"""A flagged item is shut: nobody opens it, and what shows it is flagged with it."""

from dataclasses import replace

import pytest

from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.errors import NoSuchExhibit
from evidence_desk.domain.evidence import Item, Part, Rectangle
from evidence_desk.domain.written_errors import ItemShut
from evidence_desk.vault.vault import Vault, open_reader
from evidence_desk.workflows.flag_item import flag_item, flagged, not_flagged_in_series, refuse_shut
from evidence_desk.workflows.keep_scroll import TRIGGER
from evidence_desk.workflows.look_at_evidence import read_original
from evidence_desk.workflows.remove_evidence import remove_evidence
from tests.vault.made_up import keep, record_about


def events(vault: Vault, case: Case) -> list[str]:
    return [event.event for event in vault.custody.events(LogId(case.id))]


def test_a_flagged_item_is_shut_until_its_flag_is_taken_away(vault: Vault, case: Case) -> None:
    item, other = keep(vault, case, b"picture"), keep(vault, case, b"another")

    assert flag_item(vault, case, item, flagged=True) == (item,)
    assert flagged(vault, case) == {item.id}
    with pytest.raises(ItemShut) as refusal:
        read_original(vault, item)
    assert refusal.value.exhibit == "EX-001"
    assert "viewed" not in events(vault, case)
    assert read_original(vault, other) == b"another"
    assert flag_item(vault, case, item, flagged=False) == (item,)
    assert flagged(vault, case) == frozenset()
    assert read_original(vault, item) == b"picture"


def test_a_flagged_item_is_not_removed_before_its_flag_is(vault: Vault, case: Case) -> None:
    item = keep(vault, case, b"picture")
    flag_item(vault, case, item, flagged=True)

    with pytest.raises(ItemShut) as refusal:
        remove_evidence(vault, item)
    assert refusal.value.exhibit == "EX-001"
    assert [each.id for each in vault.items.of_case(case.id)] == [item.id]
    assert vault.read(item) == b"picture"
    flag_item(vault, case, item, flagged=False)
    assert remove_evidence(vault, item).exhibit == "EX-001"


def test_each_change_is_a_line_and_no_change_is_none(vault: Vault, case: Case) -> None:
    item = keep(vault, case, b"picture")
    for on in (True, True, False, False, True):
        flag_item(vault, case, item, flagged=on)

    said = [event for event in events(vault, case) if event.startswith("entry")]
    assert said == ["entry written", "entry removed", "entry written"]
    assert len(vault.entries.of_case(case.id, with_removed=True)) == 1
    assert vault.check().problems == ()


def test_a_reader_refuses_too(vault: Vault, case: Case) -> None:
    item = keep(vault, case, b"picture")
    flag_item(vault, case, item, flagged=True)

    with open_reader(vault.path) as reader, pytest.raises(ItemShut):
        read_original(reader, item)


def test_flags_of_one_case_are_not_those_of_another(vault: Vault, case: Case) -> None:
    other = vault.cases.new("Another")
    item = keep(vault, case, b"picture")
    flag_item(vault, case, item, flagged=True)

    assert flagged(vault, other) == frozenset()
    with pytest.raises(NoSuchExhibit):
        flag_item(vault, other, item, flagged=True)


def test_a_removed_item_can_not_be_flagged_and_a_flag_stays_with_one_that_was(vault: Vault, case: Case) -> None:
    item, other = keep(vault, case, b"picture"), keep(vault, case, b"another")
    flag_item(vault, case, item, flagged=True)
    vault.remove(item)
    vault.remove(other)

    with pytest.raises(NoSuchExhibit):
        flag_item(vault, case, other, flagged=True)
    assert vault.check().problems == ()


def with_surroundings(vault: Vault, case: Case) -> tuple[Item, Item]:
    window = keep(vault, case, b"window")
    around = record_about(b"screen", case.id, context_of=window.id)
    return window, vault.keep(around, b"screen")


def test_the_whole_screen_around_a_flagged_window_is_flagged_with_it(vault: Vault, case: Case) -> None:
    window, screen = with_surroundings(vault, case)

    assert {each.id for each in flag_item(vault, case, window, flagged=True)} == {window.id, screen.id}
    assert flag_item(vault, case, window, flagged=False)[0].id == window.id
    assert flagged(vault, case) == {screen.id}
    assert [each.id for each in flag_item(vault, case, screen, flagged=False)] == [screen.id]
    assert flagged(vault, case) == frozenset()


def test_the_window_in_a_flagged_whole_screen_is_flagged_with_it(vault: Vault, case: Case) -> None:
    window, screen = with_surroundings(vault, case)
    # Each as it was handed round when it was kept: neither knows of the other.
    assert {each.id for each in flag_item(vault, case, screen, flagged=True)} == {window.id, screen.id}
    assert flagged(vault, case) == {window.id, screen.id}


def test_of_a_series_the_others_are_only_named(vault: Vault, case: Case) -> None:
    series = [vault.keep(record_about(data, case.id, trigger="watch", series="s"), data) for data in (b"a", b"b", b"c")]
    alone = keep(vault, case, b"another")
    flag_item(vault, case, series[2], flagged=True)

    assert flagged(vault, case) == {series[2].id}
    assert not_flagged_in_series(vault, case, [series[2]]) == (series[0], series[1])
    flag_item(vault, case, series[0], flagged=True)
    assert not_flagged_in_series(vault, case, [series[2]]) == (series[1],)
    assert not_flagged_in_series(vault, case, [alone]) == ()


def test_another_copy_of_the_same_picture_is_flagged_with_it(vault: Vault, case: Case) -> None:
    first, again = keep(vault, case, b"added"), keep(vault, case, b"added")
    as_png = vault.keep(record_about(b"png", case.id, pixel_sha256="a" * 64), b"png")
    as_gif = vault.keep(record_about(b"gif", case.id, pixel_sha256="a" * 64), b"gif")
    keep(vault, case, b"another")

    assert flag_item(vault, case, again, flagged=True) == (again, first)
    assert flag_item(vault, case, as_png, flagged=True) == (as_png, as_gif)
    assert flag_item(vault, case, first, flagged=False) == (first,)
    assert flagged(vault, case) == {again.id, as_png.id, as_gif.id}


def test_a_copy_of_the_screen_around_a_flagged_window_is_flagged_with_it(vault: Vault, case: Case) -> None:
    window, screen = with_surroundings(vault, case)
    again = vault.keep(record_about(b"screen", case.id), b"screen")
    keep(vault, case, b"another")
    flag_item(vault, case, window, flagged=True)

    assert flagged(vault, case) == {window.id, screen.id, again.id}


def joined_of(vault: Vault, case: Case) -> tuple[Item, Item, Item]:
    """Two parts of a scroll, and the picture joined of them."""
    place = Rectangle(0, 0, 1, 1)
    originals = [vault.keep(record_about(data, case.id, trigger=TRIGGER, series="s"), data) for data in (b"a", b"b")]
    parts = tuple(Part(item.id, place, replace(place, y=row)) for row, item in enumerate(originals))
    joined = record_about(b"ab", case.id, trigger=TRIGGER, series="s", parts=parts, transform="scroll-join")
    return originals[0], originals[1], vault.keep(joined, b"ab")


@pytest.mark.parametrize(("number", "also"), [(0, {0, 2}), (1, {1, 2}), (2, {0, 1, 2})])
def test_joined_pictures_and_their_parts_are_flagged_together(
    vault: Vault, case: Case, number: int, also: set[int]
) -> None:
    items = joined_of(vault, case)
    flag_item(vault, case, items[number], flagged=True)

    assert flagged(vault, case) == {items[each].id for each in also}
    for each in also:
        with pytest.raises(ItemShut):
            refuse_shut(vault, items[each])
