"""What a rebuilt book will say of a case's registers and of ages: the history first, then what rows were found."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.entries import EntryKind
from evidence_desk.vault.told_entries import NO_CONTENT, ToldEntry, place_of

_STRICTER_FIRST = (Under18.YES, Under18.NOT_SURE)

Entries = Mapping[str, ToldEntry]
"""Entries of one case by their ids."""


def planned_entries(told: Entries, rows: Entries, *, history_is_whole: bool) -> dict[str, ToldEntry]:
    """Each entry as it was said last. Rows are asked only where lines are missing: one that is newer wins.

    A flag stays where history or row has it. One of which only the removal was found, and no row, has no content. The
    words of a note are a row's, if they are those that the history speaks of; see `without_lost_notes`.
    """
    planned = dict(told)
    for entry_id, row in rows.items():
        said = told.get(entry_id)
        if said is None:
            planned |= {} if history_is_whole else {entry_id: row}
        elif not said.content:
            planned[entry_id] = replace(said, content=row.content, note_sha256=row.note_sha256, note=row.note)
        else:
            said = said.with_words_of(row)
            planned[entry_id] = said if history_is_whole else _in_doubt(said, row)
    filled = {entry_id: replace(each, content=each.content or NO_CONTENT) for entry_id, each in planned.items()}
    return filled if history_is_whole else _one_set_of_answers(_numbered(filled, told))


def without_lost_notes(planned: Entries) -> tuple[dict[str, ToldEntry], list[str]]:
    """The entries without notes of which nobody has the words any more, and which those are, such as "payment 2"."""
    lost = {entry_id: each for entry_id, each in planned.items() if each.note_sha256 and not each.note}
    left = {entry_id: replace(each, note_sha256="") for entry_id, each in lost.items()}
    return {**planned, **left}, [place_of(each) for each in lost.values()]


def _in_doubt(said: ToldEntry, row: ToldEntry) -> ToldEntry:
    """The newer of the two, under the number that the history gave it."""
    newer = replace(row, kind=said.kind, number=said.number) if row.changed_ns >= said.changed_ns else said
    if said.kind == EntryKind.FLAG and not (said.is_removed and row.is_removed):
        return replace(newer, is_removed=False)
    return newer


def _numbered(entries: Entries, told: Entries) -> dict[str, ToldEntry]:
    """No number twice in a register: those that the history gave stay, the others keep theirs where it is free."""
    taken = {(each.kind, each.number) for each in told.values()}
    numbered = {entry_id: each for entry_id, each in entries.items() if entry_id in told}
    found = (entry_id for entry_id in entries if entry_id not in told)
    for entry_id in sorted(found, key=lambda each: (entries[each].number, entries[each].added_ns, each)):
        entry = entries[entry_id]
        free = (number for number in count(max(entry.number, 1)) if (entry.kind, number) not in taken)
        numbered[entry_id] = replace(entry, number=next(free))
        taken.add((entry.kind, numbered[entry_id].number))
    return numbered


def _one_set_of_answers(entries: dict[str, ToldEntry]) -> dict[str, ToldEntry]:
    """A case has one set of answers: the newest."""
    sets = [(each.changed_ns, entry_id) for entry_id, each in entries.items() if _answers(each)]
    for _, entry_id in sorted(sets)[:-1]:
        entries[entry_id] = replace(entries[entry_id], is_removed=True)
    return entries


def _answers(entry: ToldEntry) -> bool:
    return entry.kind == EntryKind.ANSWERS and not entry.is_removed


def lost_entries(planned: Entries, told: Entries) -> Iterator[str]:
    """Entries that were there once and can't be found again, such as "payment 2": numbers are given one by one."""
    by_kind: dict[str, set[int]] = {}
    for each in planned.values():
        by_kind.setdefault(each.kind, set()).add(each.number)
    for kind, numbers in sorted(by_kind.items()):
        yield from (f"{kind} {number}" for number in range(1, max(numbers)) if number not in numbers)
    yield from (
        place_of(each) for entry_id, each in told.items() if not each.content and planned[entry_id].whole == NO_CONTENT
    )


def planned_ages(told: str, row: str | None, *, history_is_whole: bool) -> str:
    """What was said of anyone under 18. Where lines are missing the stricter of the two counts, else the row's."""
    if history_is_whole or row is None:
        return told
    for strict in _STRICTER_FIRST:
        if strict in {told, row}:
            return strict.value
    return row if row in set(Under18) - {Under18.NOT_ASKED} else told
