"""What the detail says of an item: when it was saved, what the picture shows of the screen, and its fingerprint."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.evidence import Item, Origin, Record, exhibit_name
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP
from evidence_desk.ui.models.evidence_words import LONGEST_HEADING, item_title, target_words
from evidence_desk.ui.models.file_facts import file_lines, name_lines
from evidence_desk.ui.models.moment_words import clock_words, full_time, full_utc_time
from evidence_desk.ui.models.safe_text import left_to_right, safe_line
from evidence_desk.workflows.view_picture import can_be_looked_at

translate = QCoreApplication.translate

_GROUP: Final = 4
_GROUPS_AT_AN_END: Final = 2
_WHOLE: Final = 1.0
_TIMES: Final = "\u00d7"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its lines; the first line is the fact, the others say more about it."""

    label: str
    lines: tuple[str, ...]


def facts(item: Item) -> tuple[Fact, ...]:
    """Everything the detail lists above the fingerprint, in its order."""
    return tuple(_facts(item))


def short_fingerprint(record: Record) -> str:
    """The first and last eight of the 64 digits: 9f2c 41ab … 77d0 e07d."""
    groups = _groups(record.sha256)
    return left_to_right(" ".join([*groups[:_GROUPS_AT_AN_END], "…", *groups[-_GROUPS_AT_AN_END:]]))


def full_fingerprint(record: Record) -> str:
    """All 64 digits of the SHA-256 in groups of four."""
    return left_to_right(" ".join(_groups(record.sha256)))


def _facts(item: Item) -> Iterator[Fact]:
    record = item.record
    moment = record.captured
    is_file = record.origin is Origin.IMPORTED
    yield Fact(
        translate("evidence_facts", "Added") if is_file else translate("evidence_facts", "Saved"),
        (full_time(moment), full_utc_time(moment), clock_words(moment)),
    )
    yield Fact(
        translate("evidence_facts", "Picture") if can_be_looked_at(record) else translate("evidence_facts", "File"),
        tuple(_picture_lines(item)),
    )
    if item.context or record.context_of:
        yield Fact(translate("evidence_facts", "With it"), (_together_words(item),))
    if record.application:
        yield Fact(translate("evidence_facts", "Application"), (safe_line(record.application),))
    title = item_title(Listed.of(item))
    if len(title) > LONGEST_HEADING:
        yield Fact(translate("evidence_facts", "Title in full"), (title,))
    if record.original_name:
        yield Fact(translate("evidence_facts", "File name"), tuple(name_lines(record)))


def _picture_lines(item: Item) -> Iterator[str]:
    record = item.record
    if record.origin is Origin.IMPORTED:
        yield from file_lines(record)
    else:
        size = left_to_right(f"{record.width} {_TIMES} {record.height}")
        what = translate("evidence_facts", "A joined picture") if record.transform else target_words(Listed.of(item))
        yield translate("evidence_facts", "{what}, {size}.").format(what=what, size=size)
    if record.target is not None and record.target.kind == "window":
        yield _covered_words(record.covered)
    if record.own_windows_left_out:
        yield translate("evidence_facts", "The desk's own window was left out. What was under it was saved.")
    if record.left_out:
        yield _left_out_words(len(record.left_out))
    if record.transform:
        yield from _joined_lines(item)
    if item.recovered:
        yield translate("evidence_facts", "Found after the program stopped early, and put back in the case")
    for warning in record.warnings:
        known = _WARNINGS.get(warning)
        said = translate("evidence_facts", known) if known else translate("evidence_facts", "Noted: {what}")
        yield said.format(what=safe_line(warning))


def _together_words(item: Item) -> str:
    if item.context:
        words = translate("evidence_facts", "{exhibit} is the whole screen saved with it.")
        return words.format(exhibit=exhibit_name(item.context))
    if item.surrounds:
        words = translate("evidence_facts", "{exhibit} is the window this was saved with, at the same moment.")
        if "context_taken_after" in item.record.warnings:
            words = translate("evidence_facts", "{exhibit} is the window this was saved with.")
        return words.format(exhibit=exhibit_name(item.surrounds))
    return translate("evidence_facts", "The window this was saved with is not here any more.")


def _joined_lines(item: Item) -> Iterator[str]:
    if item.joined:
        first, last = exhibit_name(item.joined[0]), exhibit_name(item.joined[-1])
        words = translate("evidence_facts", "Joined here from {first} to {last}. They are the originals.")
        yield words.format(first=first, last=last)
    gaps = len(item.record.gaps)
    if gaps == 1:
        yield translate("evidence_facts", "1 gap, shown with stripes: nothing was seen of what lies there")
    elif gaps:
        words = translate("evidence_facts", "{count} gaps, shown with stripes: nothing was seen of what lies there")
        yield words.format(count=gaps)


def _covered_words(covered: float | None) -> str:
    if covered is None:
        return translate("evidence_facts", "This computer can't tell if something was in front of it")
    if covered <= 0:
        return translate("evidence_facts", "Nothing was in front of it")
    if covered >= _WHOLE:
        return translate("evidence_facts", "Behind other windows, saved whole")
    return translate("evidence_facts", "Partly behind other windows, saved whole")


def _left_out_words(count: int) -> str:
    return (
        translate("evidence_facts", "One part left out by you")
        if count == 1
        else translate("evidence_facts", "{count} parts left out by you").format(count=count)
    )


_WARNINGS: Mapping[str, str] = {
    "covered_part_not_drawn": QT_TRANSLATE_NOOP(
        "evidence_facts", "A part that was behind other windows may be blank: its program did not draw it in time."
    ),
    "translucent": QT_TRANSLATE_NOOP("evidence_facts", "You can see through this window. Only the window was saved."),
    "display_has_10_bits": QT_TRANSLATE_NOOP("evidence_facts", "This screen has more shades than the picture."),
    "background_not_known": QT_TRANSLATE_NOOP(
        "evidence_facts",
        "What was under the desk's own window is not known there. That place is filled with one colour.",
    ),
    "protected_window_here": QT_TRANSLATE_NOOP(
        "evidence_facts", "A program hides its window from pictures. Its place is black or shows what lies behind it."
    ),
    "drawn_for_the_picture": QT_TRANSLATE_NOOP(
        "evidence_facts", "The program drew this window once more for the picture."
    ),
    "without_its_frame": QT_TRANSLATE_NOOP(
        "evidence_facts", "The title bar and the frame of the window are not in the picture."
    ),
    "program_not_answering": QT_TRANSLATE_NOOP(
        "evidence_facts", "The program did not answer. It may hang, and what the picture shows may be old."
    ),
    "sides_left_out": QT_TRANSLATE_NOOP(
        "evidence_facts", "What does not scroll beside the chat, such as a list, is in the saved parts only."
    ),
    "shades_differ": QT_TRANSLATE_NOOP(
        "evidence_facts", "A few dots were a shade lighter or darker where parts join. Each is as in its own part."
    ),
    "picture_not_readable": QT_TRANSLATE_NOOP(
        "evidence_facts", "The picture could not be read. It may be damaged. It is kept as it was."
    ),
    "picture_too_large": QT_TRANSLATE_NOOP(
        "evidence_facts", "The picture is too large to be shown safely. It is kept as it was."
    ),
    "context_missing": QT_TRANSLATE_NOOP("evidence_facts", "The whole screen could not be saved with it."),
    "context_taken_after": QT_TRANSLATE_NOOP(
        "evidence_facts", "Taken right after the window, because this computer can't take both at once."
    ),
}


def _groups(digits: str) -> list[str]:
    return [digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP)]
