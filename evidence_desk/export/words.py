"""Facts as words for pages and tables: harmless to show, in named zones, never saying more than is known."""

import unicodedata
from collections.abc import Iterable

from evidence_desk.domain.evidence import CaptureTarget, Item, Origin, Record, Rectangle, exhibit_name
from evidence_desk.domain.hidden_signs import JOINERS, Sign, is_plain, signs
from evidence_desk.domain.times import Moment, utc_text

NOT_KNOWN = "not known"
ADDED = "Added from a file"
FLAGGED = "flagged as under 18, not put in"
LEFT_OUT = "not for this recipient, not put in"

_KEPT = JOINERS | {"\n"}
_HOURS = 3600
_ONE_PERCENT = 0.01


def visible(untrusted_text: str) -> str:
    """The text with control, direction and other hidden characters as codes such as [U+202E]; line breaks stay.

    So are marks after the third on one letter. Blanks of any width stay blanks, and joiners shape letters.
    """
    if is_plain(untrusted_text):
        return untrusted_text
    return "".join([_shown(character, sign) for character, sign in signs(untrusted_text)])


def _shown(character: str, sign: Sign) -> str:
    is_blank = sign is Sign.HIDDEN and unicodedata.category(character) == "Zs"
    return character if sign is Sign.SEEN or is_blank or character in _KEPT else f"[U+{ord(character):04X}]"


def utc_words(moment: Moment) -> str:
    """2026-11-22 21:14:07.312 UTC."""
    return utc_text(moment.at).replace("T", " ").replace("Z", " UTC")


def local_words(moment: Moment) -> str:
    """2026-11-22 22:14:07 Europe/Berlin (UTC+01:00)."""
    return f"{moment.local_at:%Y-%m-%d %H:%M:%S} {moment.zone} ({offset_words(moment)})"


def offset_words(moment: Moment) -> str:
    """UTC+01:00."""
    sign = "-" if moment.utc_offset_s < 0 else "+"
    hours, seconds = divmod(abs(moment.utc_offset_s), _HOURS)
    return f"UTC{sign}{hours:02d}:{seconds // 60:02d}"


def clock_words(moment: Moment) -> str:
    """Where the time comes from and what the computer itself said of it. Nobody outside has confirmed it."""
    if moment.clock == "synchronised" and moment.clock_error_ms is not None:
        state = f"the computer called it synchronised, within {moment.clock_error_ms} ms"
    elif moment.clock in {"synchronised", "not synchronised"}:
        state = f"the computer called it {moment.clock}"
    else:
        state = "not checked"
    return f"device clock; {state}"


def title_of(item: Item) -> str:
    """What the window or the file called itself, or what kind of thing was kept."""
    record = item.record
    return record.window_title or record.original_name or _target_words(record.target) or record.kind


def came_words(record: Record) -> str:
    """How an item came here, as one word for its times."""
    if record.origin is Origin.IMPORTED:
        return ADDED
    return "Captured" if record.origin is Origin.CAPTURED_HERE else "Added here"


def origin_words(record: Record) -> str:
    """How an item came here."""
    if record.origin is Origin.IMPORTED:
        return "added from a file. The program does not know where the file comes from, or who made it and when"
    return record.origin.value.replace("_", " ")


def modified_words(record: Record) -> str:
    """The date that an added file itself had: 2026-05-02 10:03:00.000 UTC."""
    modified_at = record.original_modified_at
    return NOT_KNOWN if modified_at is None else utc_text(modified_at).replace("T", " ").replace("Z", " UTC")


def target_words(record: Record) -> str:
    """What was pointed at and where it lay."""
    target = record.target
    if record.origin is Origin.IMPORTED:
        return "nothing: added from a file"
    if target is None:
        return NOT_KNOWN if record.transform is None else "nothing new: made of other exhibits"
    words = f"{_target_words(target)}, {rectangle_words(target.geometry)}, scale {target.scale:g}"
    return f"{words}, display {target.display}" if target.display else words


def _target_words(target: CaptureTarget | None) -> str:
    names = {"screens": "all screens", "screen": "one screen", "window": "one window", "region": "an area"}
    return "" if target is None else names.get(target.kind, target.kind)


def together_words(item: Item) -> str:
    """Which other exhibit goes with it: the whole screen around this window, or the window in this screen."""
    if item.context:
        return f"{exhibit_name(item.context)} is the whole screen saved with it"
    if item.surrounds:
        when = "right after" if "context_taken_after" in item.record.warnings else "at the same moment as"
        return f"the whole screen {when} {exhibit_name(item.surrounds)}, a window in it"
    return "the whole screen around a window that is not in the case any more" if item.record.context_of else ""


def joined_words(item: Item) -> str:
    """What a joined picture was made of, and that it is no original: from EX-001 to EX-005, and its gaps."""
    if item.record.transform is None:
        return ""
    sources, gaps = item.joined, len(item.record.gaps)
    named = exhibit_name(sources[0]) if sources else "exhibits that are not in the case any more"
    through = f" to {exhibit_name(sources[-1])}" if len(sources) > 1 else ""
    missing = "" if len(sources) == len({part.source for part in item.record.parts}) else "; some of them are not here"
    holes = {0: "no gap", 1: "1 gap, hatched: nothing was seen of what lies there"}
    said = holes.get(gaps, f"{gaps} gaps, hatched: nothing was seen of what lies there")
    return f"a copy made here, joined from {named}{through}{missing}; {said}. The originals are those exhibits"


def covered_words(record: Record) -> str:
    """How much of the target lay behind other programs' windows then: 25%. Only nothing is 0%, and only all 100%."""
    if record.covered is None:
        return NOT_KNOWN
    if 0 < record.covered < _ONE_PERCENT:
        return "less than 1%"
    return "more than 99%" if 1 - _ONE_PERCENT < record.covered < 1 else f"{record.covered:.0%}"


def rectangle_words(rectangle: Rectangle) -> str:
    """1280x800 at (0, 24): pixels, counted from the upper left."""
    return f"{rectangle.width}x{rectangle.height} at ({rectangle.x}, {rectangle.y})"


def rectangles_words(rectangles: Iterable[Rectangle]) -> str:
    """All of them, or "none"."""
    return "; ".join(map(rectangle_words, rectangles)) or "none"


def size_words(size_bytes: int) -> str:
    """1,234,567 bytes."""
    return f"{size_bytes:,} bytes"
