"""What a person may write beside evidence: anything that can be kept and read again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence_desk.domain.arrivals import NOT_SAID
from evidence_desk.domain.errors import TextRefused
from evidence_desk.domain.hashes import Json, canonical_json
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP

LONGEST_TITLE = 200
LONGEST_TAG = 60
LONGEST_NOTE = 20_000
_TOO_LONG = {
    LONGEST_TITLE: QT_TRANSLATE_NOOP("sentences", "it is longer than 200 characters"),
    LONGEST_TAG: QT_TRANSLATE_NOOP("sentences", "it is longer than 60 characters"),
    LONGEST_NOTE: QT_TRANSLATE_NOOP("sentences", "it is longer than 20,000 characters"),
}
LONGEST_REASON = 200
MOST_PARTS = 200
LARGEST_NUMBER = 2**63 - 1
LARGEST_CONTENT_BYTES = 2**20
"""Of one entry: a line of the history has it whole, and no reader of a folder takes a line of more than 4 MiB."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a person says with a new item; already checked."""

    note: str = ""
    tags: tuple[str, ...] = ()


def words_of(untrusted_note: str, untrusted_tags: Sequence[str]) -> Words:
    """A note and tags, each tag once. Raises TextRefused."""
    return Words(note_of(untrusted_note), tuple(dict.fromkeys(map(tag_of, untrusted_tags))))


def title_of(untrusted_text: str) -> str:
    """A case's title: 1 to 200 characters. Raises TextRefused."""
    return _some(untrusted_text, LONGEST_TITLE)


def tag_of(untrusted_text: str) -> str:
    """A tag: 1 to 60 characters. Raises TextRefused."""
    return _some(untrusted_text, LONGEST_TAG)


def note_of(untrusted_text: str) -> str:
    """A note: up to 20,000 characters, or none. Raises TextRefused."""
    return _keepable(untrusted_text, LONGEST_NOTE)


def reason_of(untrusted_text: str) -> str:
    """Why something is done: up to 200 characters, or that nothing was said. Raises TextRefused."""
    return _keepable(untrusted_text, LONGEST_REASON) or NOT_SAID


def content_of(untrusted_content: Mapping[str, Json]) -> dict[str, Json]:
    """What an entry holds: each text up to 20,000 characters, or up to 200 of 200 each. Raises TextRefused."""
    content = {name: _kept_part(value) for name, value in untrusted_content.items()}
    if len(canonical_json(content)) > LARGEST_CONTENT_BYTES:
        raise TextRefused(QT_TRANSLATE_NOOP("sentences", "it is too long in all"))
    return content


def _kept_part(untrusted_value: Json) -> Json:
    if isinstance(untrusted_value, str):
        return _keepable(untrusted_value, LONGEST_NOTE)
    if isinstance(untrusted_value, list | tuple):
        if len(untrusted_value) > MOST_PARTS:
            raise TextRefused(QT_TRANSLATE_NOOP("sentences", "it has more than 200 parts"))
        return [_keepable(str(each), LONGEST_TITLE) for each in untrusted_value]
    if isinstance(untrusted_value, int) and abs(untrusted_value) > LARGEST_NUMBER:
        raise TextRefused(QT_TRANSLATE_NOOP("sentences", "it holds a number that is too large"))
    return untrusted_value


def findable(untrusted_name: str) -> str:
    """A name as the book can be asked for it; half a character, which no name holds, becomes a question mark."""
    return untrusted_name.strip().encode(errors="replace").decode()


def _some(untrusted_text: str, longest: int) -> str:
    text = _keepable(untrusted_text, longest)
    if not text:
        raise TextRefused(QT_TRANSLATE_NOOP("sentences", "it is empty"))
    return text


def _keepable(untrusted_text: str, longest: int) -> str:
    text = untrusted_text.strip()
    if len(text) > longest:
        raise TextRefused(_TOO_LONG[longest])
    # A zero ends a text for many programs, and half a surrogate pair is no character at all.
    if any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text):
        raise TextRefused(QT_TRANSLATE_NOOP("sentences", "it holds a character that can't be written"))
    return text
