"""Flag an item that may show somebody under 18: from then on nobody opens it, and it goes into no folder."""

from collections.abc import Iterable, Iterator

from evidence_desk.domain.cases import Case, CaseId
from evidence_desk.domain.entries import Entry, EntryKind
from evidence_desk.domain.evidence import Item, ItemId, Record, exhibit_name
from evidence_desk.domain.written_errors import ItemShut
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.keep_scroll import TRIGGER


def flag_item(vault: Vault, case: Case, item: Item, flagged: bool) -> tuple[Item, ...]:  # noqa: FBT001 — what it is to be
    """Flag the item, or take its flag away; returns the items of which that changed. Each is a line in the history.

    What shows a flagged item is flagged with it: the whole screen around a window and the window in it, pictures joined
    of it, the parts of a joined picture, and every copy of any of these: the same file added again, or the very same
    pixels. A flag is taken away from one item at a time.

    Raises NoSuchExhibit, or what any write raises.
    """
    kept = vault.items.find(case.id, item.id)
    shut = flagged_in(vault, case.id)
    if not flagged:
        for flag in _flags_of(vault, case.id, kept.id):
            vault.entries.remove(flag)
        return (kept,) if kept.id in shut else ()
    changing = {each.id: each for each in _all_showing(vault, case, kept) if each.id not in shut}
    for each in changing.values():
        _flag(vault, case.id, each.id)
    return tuple(changing.values())


def flagged(vault: Vault, case: Case) -> frozenset[ItemId]:
    """The items of the case that are flagged."""
    return flagged_in(vault, case.id)


def flagged_in(vault: Vault, case_id: CaseId) -> frozenset[ItemId]:
    """The same, for whoever has the case's id alone."""
    return frozenset(_item_of(flag) for flag in vault.entries.of_case(case_id, EntryKind.FLAG))


def not_flagged_in_series(vault: Vault, case: Case, items: Iterable[Item]) -> tuple[Item, ...]:
    """The other pictures of the same watch or scroll that are not flagged: each is the person's to look at."""
    series = {item.record.series for item in items} - {None}
    if not series:
        return ()
    shut = flagged_in(vault, case.id)
    every = vault.items.of_case(case.id)
    return tuple(item for item in every if item.record.series in series and item.id not in shut)


def is_copy(one: Record, other: Record) -> bool:
    """Whether both are the same file, or the same picture dot for dot."""
    is_same_picture = one.pixel_sha256 is not None and one.pixel_sha256 == other.pixel_sha256
    return one.sha256 == other.sha256 or is_same_picture


def refuse_shut(vault: Vault, item: Item) -> None:
    """Raise ItemShut for a flagged item: called before it is opened, shown, copied, read or removed."""
    if item.id in flagged_in(vault, item.record.case_id):
        raise ItemShut(item.exhibit)


def _all_showing(vault: Vault, case: Case, item: Item) -> Iterator[Item]:
    """The item and its copies, what shows one of them, and copies of that."""
    for copy in _copies(vault, case, item):
        for shows in _showing(vault, case, copy):
            yield from _copies(vault, case, shows)


def _copies(vault: Vault, case: Case, item: Item) -> Iterator[Item]:
    """The item, and every other one that is a copy of it."""
    yield item
    for other in vault.items.of_case(case.id):
        if other.id != item.id and is_copy(other.record, item.record):
            yield other


def _showing(vault: Vault, case: Case, item: Item) -> Iterator[Item]:
    """The item, and every other one in which it can be seen, or of which it was made."""
    yield item
    numbers = {*item.joined, item.context, item.surrounds}
    yield from (vault.items.find(case.id, exhibit_name(number)) for number in sorted(filter(None, numbers)))
    if item.record.trigger == TRIGGER:
        yield from (other for other in vault.items.of_case(case.id) if item.number in other.joined)


def _flag(vault: Vault, case_id: CaseId, item_id: ItemId) -> None:
    content = {"item": item_id}
    before = _flags_of(vault, case_id, item_id, with_removed=True)
    if before:
        vault.entries.change(before[-1], content)
    else:
        vault.entries.add(case_id, EntryKind.FLAG, content)


def _flags_of(vault: Vault, case_id: CaseId, item_id: ItemId, *, with_removed: bool = False) -> list[Entry]:
    flags = vault.entries.of_case(case_id, EntryKind.FLAG, with_removed=with_removed)
    return [flag for flag in flags if _item_of(flag) == item_id]


def _item_of(flag: Entry) -> ItemId:
    return ItemId(str(flag.content.get("item", "")))
