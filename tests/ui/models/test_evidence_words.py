"""What an item is called, in the row, in the detail and aloud."""

import pytest

from evidence_desk.domain.evidence import Origin
from evidence_desk.ui.models.evidence_facts import facts, full_fingerprint, short_fingerprint
from evidence_desk.ui.models.evidence_words import item_title, short_title, spoken
from evidence_desk.ui.models.history_words import event_time, event_words
from tests.ui.room_samples import FINGERPRINT, HOSTILE_TITLES, TODAY, event, item, listed, on_target

pytestmark = pytest.mark.usefixtures("look")


def _said(words: str) -> str:
    return "".join(c for c in words if c not in "\u2066\u2068\u2069")


def _lines(number: int, **changes: object) -> dict[str, tuple[str, ...]]:
    return {fact.label: tuple(map(_said, fact.lines)) for fact in facts(item(number, **changes))}


def test_a_screen_reader_hears_what_the_eye_sees() -> None:
    """The words of the kit."""
    chat = listed(0, window_title="Telegram chat", tags=("threat", "asks for money"))
    assert _said(spoken(chat)) == "Telegram chat, saved 21:14:07, two tags, sealed, covered"


def test_a_damaged_item_with_a_note_is_said_so() -> None:
    """State and note are heard too."""
    damaged = listed(0, window_title=None, application="Signal", note="first", state="unreadable")
    assert _said(spoken(damaged)) == "Signal, saved 21:14:07, with a note, can't be read, covered"


@pytest.mark.parametrize(
    ("kind", "title"), [("screens", "Whole screen"), ("screen", "One screen"), ("region", "An area")]
)
def test_without_a_window_the_target_is_the_title(kind: str, title: str) -> None:
    """Nothing else is known of it."""
    assert item_title(listed(0, **on_target(kind))) == title


def test_blank_titles_get_a_name() -> None:
    """A row is never empty."""
    assert item_title(listed(0, window_title="  ", application=None)) == "A window without a name"
    assert item_title(listed(0, target=None, window_title=None, application=None, origin=Origin.IMPORTED)) == "A file"


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_a_hostile_title_is_one_line_and_told_in_full_once(title: str) -> None:
    """The heading is short; what it leaves out stands among the facts."""
    hostile, in_detail = listed(0, window_title=title), item(0, window_title=title)
    assert "\n" not in item_title(hostile)
    assert len(short_title(hostile)) <= 120
    in_full = {fact.label: fact.lines for fact in facts(in_detail)}.get("Title in full", (short_title(hostile),))
    assert in_full == (item_title(hostile),)


def test_the_facts_of_a_window() -> None:
    """The words of the kit."""
    said = _lines(0)
    assert said["Saved"] == ("Sun 22 Nov 2026, 21:14:07 GMT", "21:14:07.312 UTC", "Clock not checked")
    assert said["Picture"] == ("One window, 1180 \u00d7 860.", "Nothing was in front of it")
    assert said["Application"] == ("telegram-desktop",)


@pytest.mark.parametrize(
    ("covered", "words"),
    [
        (0.0, "Nothing was in front of it"),
        (0.3, "Partly behind other windows, saved whole"),
        (1.0, "Behind other windows, saved whole"),
        (None, "This computer can't tell if something was in front of it"),
    ],
)
def test_what_was_in_front_is_said(covered: float | None, words: str) -> None:
    """Not knowing is said too."""
    assert _lines(0, covered=covered)["Picture"][1] == words


def test_a_whole_screen_has_nothing_in_front() -> None:
    """The sentence belongs to windows alone."""
    assert len(_lines(0, **on_target("screens"))["Picture"]) == 1


def test_everything_unusual_about_a_picture_is_told() -> None:
    """Own windows, parts left out, recovery, warnings of any name."""
    from evidence_desk.domain.evidence import Rectangle

    box = Rectangle(0, 0, 5, 5)
    said = _lines(0, own_windows_left_out=(box,), left_out=(box, box), recovered=True, warnings=("odd_\u202ething",))
    words = " ".join(said["Picture"])
    for part in ("own window was left out", "2 parts left out by you", "put back in the case", "odd_\\u202ething"):
        assert part in words


def test_a_fingerprint_is_short_until_all_of_it_is_asked_for() -> None:
    """Short: both ends. Full: every digit, in order."""
    assert _said(short_fingerprint(item(0).record)) == "9f2c 41ab … 77d0 e07d"
    assert _said(full_fingerprint(item(0).record)).replace(" ", "") == FINGERPRINT


@pytest.mark.parametrize(
    ("happened", "words"),
    [
        (event("captured"), "Saved and sealed"),
        (event("tagged", added="x"), "You added a tag"),
        (event("tagged", removed="x"), "You took a tag away"),
        (event("viewed"), "You looked at it"),
        (event("something\u202enew"), "Something\\u202enew"),
    ],
)
def test_history_in_words(happened: object, words: str) -> None:
    """An event of a newer version is named, not hidden."""
    assert event_words(happened) == words


def test_a_line_of_another_day_names_it() -> None:
    """Today is not said."""
    assert event_time(event("captured").moment, TODAY) == "21:14:07"
    assert event_time(event("captured", -24 * 60).moment, TODAY) == "21 Nov 2026, 21:14:07"
