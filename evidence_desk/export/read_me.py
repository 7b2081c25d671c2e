"""READ-ME-FIRST, as a page and as plain text, from one source."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence_desk.export import doubts, mended_words, under_18_words, words
from evidence_desk.export.contents import Contents
from evidence_desk.export.markup import PAGE_END, Node, node, page_start, written
from evidence_desk.export.read_me_for import PART_BROKEN, PART_CLOCK, PART_ORIGINALS, PART_SAVED, text_for
from evidence_desk.export.read_me_text import (
    ADDED,
    BROKEN_HISTORY,
    CLOCK,
    FLAGGED,
    INCOMPLETE,
    LOST,
    MENDED,
    NOT_SHOWN_WHOLE,
    PICTURES,
    REMOVED,
    WHOLE,
    WORK_ON_A_COPY,
)
from evidence_desk.export.recipients import Recipient
from evidence_desk.export.style import STYLE

HTML_NAME = "READ-ME-FIRST.html"
TEXT_NAME = "READ-ME-FIRST.txt"

_TITLE = "Read me first"
_HEADING = "# "
_INDENT = "    "
_TEXT_WIDTH = 78
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, or something to type exactly so."""

    kind: str
    text: str


def read_me_page(contents: Contents) -> Iterator[bytes]:
    """The page; it names the case by its reference alone."""
    yield page_start(_TITLE, STYLE)
    yield written(node("h1", _TITLE))
    for block in _blocks(contents):
        yield written(_shown(block)) + b"\n"
    yield PAGE_END


def read_me_text(contents: Contents) -> Iterator[bytes]:
    """The same in plain text."""
    yield f"{_TITLE}\n{'=' * len(_TITLE)}\n".encode()
    for block in _blocks(contents):
        yield f"\n{_typed(block)}\n".encode()


def _shown(block: Block) -> Node:
    return node({"heading": "h2", "command": "pre"}.get(block.kind, "p"), block.text)


def _typed(block: Block) -> str:
    if block.kind == "command":
        return textwrap.indent(block.text, _INDENT)
    if block.kind == "heading":
        return f"{block.text}\n{'-' * len(block.text)}"
    return textwrap.fill(words.visible(block.text), _TEXT_WIDTH, break_long_words=False, break_on_hyphens=False)


def _blocks(contents: Contents) -> Iterator[Block]:
    """The text cut at its empty lines; facts are put in afterwards, so that none can look like a heading."""
    if care := under_18_words.first_words(contents.case.under18):
        yield Block("paragraph", care)
    for doubt in doubts.first_words(contents.doubts):
        yield Block("paragraph", doubt)
    facts = _facts(contents)
    for piece in text_for(contents.recipient).split("\n\n"):
        if piece.startswith(_HEADING):
            yield Block("heading", piece.removeprefix(_HEADING))
        elif piece.startswith(_INDENT):
            yield Block("command", _filled(textwrap.dedent(piece), facts))
        elif _applies(piece, contents):
            yield Block("paragraph", " ".join(piece.split()).format_map(facts))


def _applies(piece: str, contents: Contents) -> bool:
    sometimes = {
        ADDED: bool(contents.added),
        WORK_ON_A_COPY: not under_18_words.first_words(contents.case.under18),
        INCOMPLETE: bool(contents.unreadable),
        FLAGGED: bool(contents.flagged),
        BROKEN_HISTORY: not contents.history_whole,
        MENDED: contents.mendings.history_lacks,
        LOST: bool(contents.mendings.lost_items),
        REMOVED: bool(contents.removed),
        WHOLE: not contents.doubts,
        NOT_SHOWN_WHOLE: bool(contents.doubts),
        CLOCK: bool(contents.clock_changes.found),
        PICTURES: bool(contents.exhibits) or contents.recipient.gets_everything,
        PART_ORIGINALS: any(each.file for each in contents.exhibits),
        PART_SAVED: any(each.file for each in contents.exhibits),
        PART_BROKEN: not contents.history_whole,
        PART_CLOCK: bool(contents.clock_changes.found),
    }
    return sometimes.get(piece, True)


def _facts(contents: Contents) -> dict[str, str]:
    count = len(contents.exhibits)
    return {
        "kept": _kept(contents),
        "added": _some(contents.added),
        "exhibits": "the 1 exhibit" if count == 1 else f"the {count} exhibits",
        "reference": contents.case.reference,
        "recipient": contents.recipient.value,
        "version": contents.program_version,
        "local": words.local_words(contents.made),
        "utc": words.utc_words(contents.made),
        "unreadable": ", ".join(contents.unreadable),
        "flagged": ", ".join(contents.flagged),
        "times": mended_words.times_words(contents.mendings),
        "lines": mended_words.lines_words(contents.mendings),
        "lost": mended_words.lost_words(contents.mendings),
        "removed": _removed(contents),
        "clock": contents.clock_changes.words(),
        "left_out": _left_out(contents),
        "listed": _listed(contents),
        "shown": _shown_by(contents),
        "clocks": " Each exhibit says what the computer itself said of its clock." if count else "",
        "log_count": str(contents.log.count),
        "log_hash": contents.log.hash,
        "signed_by": contents.signed_by,
    }


def _filled(command: str, facts: Mapping[str, str]) -> str:
    """A command with the facts that stand alone in it; not by `format`, for it may hold braces of its own."""
    for name in ("signed_by", "log_hash"):
        command = command.replace(f"{{{name}}}", facts[name])
    return command


def _left_out(contents: Contents) -> str:
    """How many exhibits this recipient does not get."""
    count, in_all = len(contents.left_out), len(contents.left_out) + len(contents.exhibits)
    if not in_all:
        return "The case had no exhibits when this folder was made."
    if not count:
        return "Every exhibit of the case is here; what was written about them is not."
    named = "1 exhibit is" if in_all == 1 else f"{count} of {in_all} exhibits {'is' if count == 1 else 'are'}"
    return (
        f"{named} not in this folder, nor what was written about them. What was left out is named by its fingerprint "
        "in data/index.csv and in the seal. Whoever has such an exhibit can show by that fingerprint that it is the "
        "one."
    )


def _listed(contents: Contents) -> str:
    """What the list of exhibits of a part holds."""
    if not contents.left_out:
        return "every exhibit of the case." if contents.exhibits else "the list of exhibits; there are none."
    return "every exhibit of the case. Those that are not here have their number, time, size and fingerprint."


def _shown_by(contents: Contents) -> str:
    """Which exhibits are beside what was written down, and who chose them."""
    if not contents.exhibits:
        return ""
    if contents.is_chosen:
        return ", and the exhibits that they chose"
    is_bank = contents.recipient is Recipient.BANK
    return f", and the exhibits that show them{'' if is_bank else ' or the reports to platforms'}"


def _kept(contents: Contents) -> str:
    """What somebody did; nothing is called captured that was added from a file."""
    screen, files = "kept what was on the screen of their computer", "added files"
    if not contents.added:
        return screen
    return files if len(contents.added) == len(contents.exhibits) else f"{screen}, and {files}"


def _removed(contents: Contents) -> str:
    return _some([f"{each.exhibit} on {words.utc_words(each.removed)}" for each in contents.removed])


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join([*names[:_MOST_NAMED], *([f"and {more} more, which index.html lists"] if more > 0 else [])])
