"""What an item is called in a list: its title, its kind, its state and what a screen reader says of it."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.evidence import Origin, exhibit_name
from evidence_desk.domain.listed import Listed
from evidence_desk.ui.models.moment_words import time_words
from evidence_desk.ui.models.safe_text import isolated, safe_line

translate = QCoreApplication.translate

SEALED: Final = "sealed"
UNREADABLE: Final = "unreadable"
SHUT: Final = "shut"
"""The state of an item in a list; one that is flagged as under 18 is shut."""
_ICONS: Final = {"screens": "screen", "screen": "screen", "window": "window", "region": "area"}
_LONGEST_SPOKEN_TITLE: Final = 200
LONGEST_HEADING: Final = 120


def item_title(item: Listed) -> str:
    """One safe line of any length: the window's own title, or what was pointed at."""
    named = given_name(item)
    return safe_line(named).strip() if named and named.strip() else _plain_title(item)


def given_name(item: Listed) -> str | None:
    """What others called it, as they wrote it: not safe to show."""
    return item.window_title or item.original_name or item.application


def short_title(item: Listed) -> str:
    """The title as a heading: its beginning where it is very long; the facts then repeat it in full."""
    title = item_title(item)
    return title if len(title) <= LONGEST_HEADING else title[: LONGEST_HEADING - 1] + "…"


def target_words(item: Listed) -> str:
    """What was pointed at: one window, an area, a screen or all of them; a file where nothing was."""
    match item.target_kind:
        case "window":
            return translate("evidence_words", "One window")
        case "region":
            return translate("evidence_words", "An area")
        case "screen":
            return translate("evidence_words", "One screen")
        case "screens":
            return translate("evidence_words", "Whole screen")
        case _:
            return (
                translate("evidence_words", "A picture")
                if item.origin is Origin.CAPTURED_HERE
                else translate("evidence_words", "A file")
            )


def kind_icon(item: Listed) -> str:
    """The name of the icon that stands on the item's cover."""
    return _ICONS.get(item.target_kind, "file")


def is_unreadable(item: Listed) -> bool:
    """Whether the sealed file is missing or damaged."""
    return item.state == UNREADABLE


def is_shut(item: Listed) -> bool:
    """Whether the item is flagged as under 18, so that nobody opens it here."""
    return item.state == SHUT


def shut_words() -> str:
    """What stands in place of a cover that is never lifted."""
    return translate("evidence_words", "Shut. Under 18")


def shut_cover_words() -> str:
    """The same in two short lines, for a row."""
    return translate("evidence_words", "Shut.\nUnder 18")


def state_words(item: Listed) -> str:
    """Sealed, Recovered, Can't be read or Shut."""
    if is_shut(item):
        return translate("evidence_words", "Shut")
    if is_unreadable(item):
        return translate("evidence_words", "Can't be read")
    return translate("evidence_words", "Recovered") if item.recovered else translate("evidence_words", "Sealed")


def second_line(item: Listed) -> str:
    """The person's own note as one safe line, or what was saved with it; never words read from the picture."""
    return safe_line(item.note.replace("\n", " ")).strip() or together_words(item) or _from_file_words(item)


def together_words(item: Listed) -> str:
    """The whole screen that was saved with a window; empty where there is none."""
    if item.context is None:
        return ""
    return translate("evidence_words", "With the whole screen, {exhibit}").format(exhibit=exhibit_name(item.context))


def spoken(item: Listed) -> str:
    """Telegram chat, saved 21:14:07, two tags, sealed, covered."""
    parts = [
        isolated(item_title(item)[:_LONGEST_SPOKEN_TITLE]),
        _spoken_time(item).format(time=time_words(item)),
        *([_count_words(len(item.tags))] if item.tags else []),
        *([translate("evidence_words", "with a note")] if item.note else []),
        *([_spoken_context(item.context)] if item.context is not None else []),
        state_words(item).lower(),
        translate("evidence_words", "under 18") if is_shut(item) else translate("evidence_words", "covered"),
    ]
    return translate("evidence_words", ", ").join(parts)


def _from_file_words(item: Listed) -> str:
    return translate("evidence_words", "Added from a file") if item.origin is Origin.IMPORTED else ""


def _spoken_time(item: Listed) -> str:
    if item.origin is Origin.IMPORTED:
        return translate("evidence_words", "added from a file {time}")
    return translate("evidence_words", "saved {time}")


def _spoken_context(number: int) -> str:
    return translate("evidence_words", "with the whole screen, {exhibit}").format(exhibit=exhibit_name(number))


def tag_words(tag: str) -> str:
    """A tag as one safe line."""
    return safe_line(tag)


def _count_words(count: int) -> str:
    named = {
        1: translate("evidence_words", "one tag"),
        2: translate("evidence_words", "two tags"),
        3: translate("evidence_words", "three tags"),
    }
    return named.get(count, translate("evidence_words", "{count} tags").format(count=count))


def _plain_title(item: Listed) -> str:
    if item.surrounds is not None:
        around = translate("evidence_words", "Whole screen, with {exhibit}")
        return around.format(exhibit=exhibit_name(item.surrounds))
    unnamed = item.target_kind == "window"
    return translate("evidence_words", "A window without a name") if unnamed else target_words(item)
