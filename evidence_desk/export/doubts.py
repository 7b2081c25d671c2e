"""What the desk found wrong with a case before it was handed over: one sentence for each kind of finding."""

from collections.abc import Iterable, Iterator

from evidence_desk.domain.verification import Problem

_MOST_NAMED = 20


def doubts_of(reference: str, problems: Iterable[Problem], *, by_name: bool = True) -> tuple[str, ...]:
    """The sentence of each kind that was found, after the exhibits, entries and steps that it is about.

    Without `by_name`, for somebody who gets only some of them, the sentences alone.
    """
    kinds: dict[str, dict[str, None]] = {}
    for each in problems:
        named = kinds.setdefault(each.detail, {})
        if by_name and (name := _within(reference, each.path)) is not None:
            named[name] = None
    return tuple(f"{_names(list(named))}{detail}" for detail, named in kinds.items())


def first_words(doubts: Iterable[str]) -> Iterator[str]:
    """What a page begins with, paragraph by paragraph; nothing where nothing was found."""
    said = [f"NOT AS IT SHOULD BE: {doubt}" for doubt in doubts]
    if said:
        yield "Before this folder was sealed, the desk it comes from found this:"
        yield from said


def _within(reference: str, place: str) -> str | None:
    """An exhibit, an entry or a step of the case; None for the case itself and for what is no part of one."""
    name = place.removeprefix(reference)[1:]
    return name if place.startswith(reference) and name and not name.startswith("event ") else None


def _names(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    said = ", ".join([*names[:_MOST_NAMED], *([f"and {more} more"] if more > 0 else [])])
    return f"{said}: " if said else ""
