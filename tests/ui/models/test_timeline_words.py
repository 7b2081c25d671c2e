"""The words of the timeline: what, when in which zone, and how we know; nothing of what is flagged."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale

from evidence_desk.domain.payments import Payment
from evidence_desk.domain.timeline import Event, Happened
from evidence_desk.ui.models.timeline_event_words import event_icon, item_words, known_words, sources
from evidence_desk.ui.models.timeline_words import TimelineWords
from tests.ui.room_samples import NOW
from tests.ui.timeline_samples import timeline, words

WORDS = words()


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def plain(text: str) -> str:
    """Without the signs that keep directions apart."""
    return text.translate(dict.fromkeys(range(0x2066, 0x206A)))


def row(event_id: str) -> Event:
    return next(each for each in timeline().events if each.id == event_id)


@pytest.mark.parametrize(
    ("event_id", "when", "what", "known", "item"),
    [
        ("saved/item-14", "Sun 20:58", "Chat 14 saved", "This computer's clock", "EX-014"),
        ("saved/item-1", "Sat 23:15", "Chat 1 saved", "This computer's clock", "EX-001"),
        ("saved/item-2", "Sat 23:16", "An item was saved. Shut. Under 18", "This computer's clock", "EX-002"),
        ("paid/paid", "Sun 20:14 CET", "250.00 GBP by Western Union", "You wrote it", "EX-003 +1"),
        ("paid/other", "Time not known", "Cash", "You wrote it", ""),
        ("asked/r", "Sun 20:14", "You asked X", "You wrote it", ""),
        ("step/report.x.ask", "Sun 21:09", "Ask X to take it down: done", "You ticked it", ""),
        ("ends/soon", "24 Nov", "Ask again.", "Worked out from your step", ""),
        ("ends/later", "About 22 Dec 2027", "Ask again.", "Worked out from your step", ""),
    ],
)
def test_a_row(event_id: str, when: str, what: str, known: str, item: str) -> None:
    event = row(event_id)

    assert (WORDS.when(event), plain(WORDS.what(event)), known_words(event), item_words(event)) == (
        when, what, known, item,
    )  # fmt: skip
    assert known in sources()
    assert event_icon(event)


@pytest.mark.parametrize(("event_id", "said"), [("ends/soon", "24 Nov"), ("ends/later", "About 22 Dec 2027")])
def test_over_a_date_ahead_stands_its_day_as_sure_as_it_is(event_id: str, said: str) -> None:
    assert WORDS.short_date(row(event_id)) == said


def test_a_row_is_read_as_one_sentence() -> None:
    assert plain(WORDS.spoken(row("paid/paid"))) == (
        "Sunday, 22 November 2026, 20:14 CET, 250.00 GBP by Western Union, You wrote it, EX-003, EX-004"
    )


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ("America/Los_Angeles", "Asia/Manila", "UTC+08:00"),  # both call it PST
        ("America/Los_Angeles", "America/Vancouver", ""),
        ("America/Chicago", "America/Havana", "UTC-05:00"),  # both CST
        ("Europe/London", "Africa/Abidjan", ""),  # both GMT, and the same
    ],
)
def test_a_zone_of_the_same_name_that_is_another_is_told_by_its_distance(here: str, there: str, said: str) -> None:
    local_at = NOW.at.astimezone(ZoneInfo(here))
    offset = local_at.utcoffset() or timedelta()
    now = replace(NOW, zone=here, utc_offset_s=int(offset.total_seconds()))
    said_here = TimelineWords(now, {})
    event = replace(row("paid/paid"), zone=there)

    assert said_here.when(event).rpartition(f"{event.local_at:%H:%M}")[2].strip() == said
    assert said_here.spoken_when(event).endswith(said or said_here.zone())


def test_the_name_of_a_way_of_paying_turns_no_words_round() -> None:
    amount, way = "\u05de\u05d0\u05d4", "\u05de\u05d6\u05d5\u05de\u05df"  # a hundred, in cash
    payment = Payment(own_method=way, amount_as_typed=amount, zone="Europe/London", collected="yes")
    said = WORDS.what(replace(row("paid/other"), of=payment, happened=Happened.COLLECTED))

    assert said == f"\u2068\u2068{amount}\u2069 by \u2068{way}\u2069\u2069: picked up"


def test_no_word_of_a_flagged_item_is_said() -> None:
    assert "Chat 2" not in WORDS.spoken(row("saved/item-2"))


@pytest.mark.parametrize("event_id", ["step/report.x.ask", "asked/r"])
def test_the_title_of_a_step_turns_no_line_round(event_id: str) -> None:
    """A step of the person's own is called whatever they pasted."""
    said = WORDS.what(replace(row(event_id), title="Ring\n\u202eknab the"))

    assert "\n" not in said
    assert "\u202e" not in said
    assert "knab the" in said


def test_several_at_one_place_are_counted() -> None:
    items = [each for each in timeline().events if each.id.startswith("saved/")][:10]

    assert WORDS.mark(items) == (
        "Saved: 10, from Sunday, 22 November 2026, 20:49 GMT to Sunday, 22 November 2026, 20:58 GMT"
    )


@pytest.mark.parametrize(
    ("above", "below", "rest"),
    [(0, 0, ""), (2, 0, "2 later."), (2, 10, "2 later. 10 more below, back to Sat 23:15.")],
)
def test_what_is_not_in_view(above: int, below: int, rest: str) -> None:
    assert WORDS.rest(above, below, row("saved/item-1")) == rest
