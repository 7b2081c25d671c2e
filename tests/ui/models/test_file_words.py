"""What is said of a file that was added: never that it was captured, whatever its name; and of each that was not."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evidence_desk.domain.errors import DiskFull
from evidence_desk.domain.evidence import Origin
from evidence_desk.domain.import_refusals import FileEmpty
from evidence_desk.domain.timeline import Happened
from evidence_desk.ui.import_operation import Added, Adding, Stopped
from evidence_desk.ui.models.adding_words import added_words, adding_words, file_name, kept_words, not_added_lines
from evidence_desk.ui.models.evidence_facts import facts
from evidence_desk.ui.models.evidence_words import second_line, spoken
from evidence_desk.ui.models.file_facts import is_kept_unopened
from evidence_desk.ui.models.timeline_event_words import event_words
from tests.ui.room_samples import HOSTILE_TITLES, item, listed, record
from tests.ui.timeline_samples import timeline

pytestmark = pytest.mark.usefixtures("look")

_MODIFIED_NS = 1_795_294_860_000_000_000  # 2026-11-21T21:01:00Z
_PDF: dict[str, Any] = {
    "origin": Origin.IMPORTED, "kind": "file", "media_type": "application/pdf", "width": 0, "height": 0,
    "original_name": "receipt.pdf", "original_modified_ns": _MODIFIED_NS,
    "target": None, "covered": None, "window_title": None, "application": None,
}  # fmt: skip
_PHOTO = _PDF | {"kind": "picture", "media_type": "image/jpeg", "width": 60, "height": 40}


def plain(words: str) -> str:
    return "".join(sign for sign in words if sign not in "\u2066\u2068\u2069")


def told(**changes: Any) -> dict[str, tuple[str, ...]]:
    return {fact.label: tuple(map(plain, fact.lines)) for fact in facts(item(0, **changes))}


def test_the_facts_of_a_pdf() -> None:
    said = told(**_PDF)
    assert list(said) == ["Added", "File", "File name"]
    assert said["File"] == (
        "A PDF file, 1.0 kB",
        "Added from a file",
        "Not opened here. To see it, hand over: the folder has a copy.",
    )
    assert said["File name"] == (
        "receipt.pdf", "Dated 21 Nov 2026, 21:01 UTC. Copying a file can change its date."
    )  # fmt: skip


def test_the_facts_of_a_photo_and_of_one_that_is_not_whole() -> None:
    assert told(**_PHOTO)["Picture"] == ("A picture file, 60 \u00d7 40 as stored, 1.0 kB", "Added from a file")
    unknown = told(**_PDF | {"media_type": "text/plain; charset=unknown-8bit"})
    assert unknown["File"][0] == "A text file in an unknown writing, 1.0 kB"
    damaged = told(**_PDF | {"media_type": "image/jpeg", "warnings": ("picture_not_readable",)})
    assert damaged["File"][-1] == "The picture could not be read. It may be damaged. It is kept as it was."


@pytest.mark.parametrize(
    ("changes", "unopened"),
    [
        ({}, False),
        (_PHOTO, False),
        (_PDF, True),
        (_PHOTO | {"kind": "file"}, True),
        (_PHOTO | {"media_type": "image/heic"}, True),
        ({"origin": Origin.RECEIVED}, False),
    ],
)
def test_only_whole_pictures_are_opened(changes: dict[str, Any], *, unopened: bool) -> None:
    assert is_kept_unopened(record(0, **changes)) is unopened


def test_a_row_and_a_voice_say_where_it_is_from() -> None:
    assert second_line(listed(0, **_PDF)) == "Added from a file"
    saved = next(event for event in timeline().events if event.happened is Happened.SAVED)
    added = replace(saved, of=listed(0, **_PDF), is_shut=False)
    assert plain(event_words(added, {})) == "receipt.pdf added from a file"
    assert plain(spoken(listed(0, **_PDF))) == "receipt.pdf, added from a file 21:14:07, sealed, covered"


@pytest.mark.parametrize("name", HOSTILE_TITLES)
def test_a_name_is_one_short_line(name: str) -> None:
    words = file_name(Path(name))
    assert "\n" not in words
    assert "\u202e" not in words
    assert len(words) < 200


def test_what_is_being_added_and_what_came_of_it() -> None:
    a, b = Path("/home/person/a.pdf"), Path("/home/person/b.pdf")
    assert plain(adding_words(Adding(0, 1, a))) == "Adding a.pdf…"
    assert plain(adding_words(Adding(1, 3, b))) == "Adding b.pdf, 2 of 3…"
    assert plain(kept_words("a.pdf")) == "Added: a.pdf"
    assert added_words(Added((item(1),))) == "1 file added. It is kept exactly as it was."
    assert added_words(Added((item(1), item(2)))) == "2 files added. They are kept exactly as they were."
    assert not_added_lines(Added((item(1),))) == ()
    some = Added((item(1),), (FileEmpty(str(a)),), (b,), DiskFull("/desk"))
    assert added_words(some) == "1 of 3 files added."
    assert list(map(plain, not_added_lines(some))) == [
        "“a.pdf” is empty. Look for another copy of it.",
        "This disk is full. Free some space, then try again. What was saved before is safe.",
        "Not added: b.pdf",
    ]
    assert "Go back to add the others." in not_added_lines(Added(left=(a,), why=Stopped.CASE_LEFT))[0]
