"""A scroll: originals first, each by itself; then a joined copy that anybody can make again from them."""

import hashlib
import io

import pytest
from PIL import Image

from evidence_desk.capture.scrolling import Outcome
from evidence_desk.capture.scrolling_picture import GAP_DARK, GAP_LIGHT
from evidence_desk.capture.targets import OneWindow
from evidence_desk.domain.answers import Under18
from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import VAULT_LOG, LogId
from evidence_desk.domain.evidence import Item, Origin, Rectangle
from evidence_desk.domain.refusals import FlatPicture, ScrollTooLong, WindowChanged, WindowGone, WindowResized
from evidence_desk.domain.written_errors import CareNoWatching
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.vault.vault import Vault, open_reader
from evidence_desk.workflows import keep_scroll
from evidence_desk.workflows.answer_ages import answer_ages
from evidence_desk.workflows.capture_evidence import Capturer
from evidence_desk.workflows.join_scroll import SCROLL_JOIN, draw_plan, drawn_again, keep_drawn
from evidence_desk.workflows.keep_scroll import ScrollRequest, ScrollSession, Seen, joined_from, sources_of
from tests.capture.scrolled import WIDTH, chat_of
from tests.fake_clock import FakeClock
from tests.workflows.scrolled_window import ScrolledWindow

CHAT = chat_of([(1000 + number, 20 + 7 * number % 40) for number in range(40)])


@pytest.fixture
def screen() -> ScrolledWindow:
    return ScrolledWindow(CHAT.view(0))


@pytest.fixture
def session(vault: Vault, case: Case, screen: ScrolledWindow, clock: FakeClock) -> ScrollSession:
    capturer = Capturer(vault, screen, clock, new_item_id, surroundings(), keeps_context=True)
    return ScrollSession(capturer, ScrollRequest(case, OneWindow("0x2a"), "series-1"))


def scroll(session: ScrollSession, screen: ScrolledWindow, *places: int) -> list[Outcome | None]:
    """Rest at each place for two looks, and say how what was kept joined."""
    told = []
    for at in places:
        screen.view = CHAT.view(at)
        looks = [session.look() for _ in range(3)]
        told += [look.outcome for look in looks if look.seen is Seen.KEPT]
    return told


def join(session: ScrollSession, vault: Vault, clock: FakeClock) -> tuple[Item, ...]:
    plan = session.plan()
    with open_reader(vault.path) as reader:
        drawn = draw_plan(reader, plan, clock.now, new_item_id)
    return keep_drawn(session._capturer, plan, drawn)


def picture_of(vault: Vault, item: Item) -> Image.Image:
    return Image.open(io.BytesIO(vault.read(item)))


def test_every_settled_picture_is_an_original_and_the_join_comes_after(session, screen, vault, case, clock):
    assert scroll(session, screen, 0, 60, 120, 60) == [Outcome.FIRST, Outcome.JOINED, Outcome.JOINED, Outcome.JOINED]
    originals = vault.items.of_case(case.id)
    assert [item.record.trigger for item in originals] == ["scroll"] * 4
    assert {item.record.series for item in originals} == {"series-1"}
    assert {item.record.context_of for item in originals} == {None}
    (joined,) = join(session, vault, clock)
    record = joined.record
    assert (record.origin, record.transform, record.series) == (Origin.CAPTURED_HERE, SCROLL_JOIN, "series-1")
    assert record.parent == originals[0].id
    assert (record.target, record.backend, record.gaps) == (None, None, ())
    assert joined_from(originals, joined) == originals[:3]
    rows = [*CHAT.header, *CHAT.rows[: 120 + 180], *CHAT.footer]
    assert picture_of(vault, joined).tobytes() == b"".join(rows)
    (line,) = vault.custody.events_of_item(LogId(case.id), joined.id)
    assert line.detail["made"] == SCROLL_JOIN
    assert line.detail["from"] == sorted(sources_of(joined))


def test_the_joined_picture_is_made_again_from_originals_and_map_alone(session, screen, vault, case, clock):
    scroll(session, screen, 0, 70, 600, 650)
    (joined,) = join(session, vault, clock)
    files = {item.id: vault.read(item) for item in vault.items.of_case(case.id) if item.id != joined.id}
    frame = drawn_again(joined.record, files)
    again = Image.frombytes("RGB", (frame.width, frame.height), bytes(frame.pixels), "raw", "BGRX")
    assert again.tobytes() == picture_of(vault, joined).tobytes()
    assert hashlib.sha256(again.tobytes()).hexdigest() == joined.record.pixel_sha256

    # As docs/evidence-format.md tells it, with nothing of ours.
    plain = Image.new("RGB", (joined.record.width, joined.record.height))
    told = joined.record.as_json()
    for part in told["parts"]:
        taken, placed = part["taken"], part["placed"]
        box = (taken["x"], taken["y"], taken["x"] + taken["width"], taken["y"] + taken["height"])
        plain.paste(Image.open(io.BytesIO(files[part["source"]])).crop(box), (placed["x"], placed["y"]))
    for gap in told["gaps"]:
        for y in range(gap["y"], gap["y"] + gap["height"]):
            for x in range(gap["x"], gap["x"] + gap["width"]):
                plain.putpixel((x, y), (0x27, 0x31, 0x3B) if (x + y) // 8 % 2 == 0 else (0xF0, 0xB4, 0x29))
    assert plain.tobytes() == again.tobytes()


def test_a_gap_is_hatched_and_named(session, screen, vault, clock):
    assert scroll(session, screen, 0, 600) == [Outcome.FIRST, Outcome.GAP]
    assert session.gaps == 1
    (joined,) = join(session, vault, clock)
    (gap,) = joined.record.gaps
    drawn = picture_of(vault, joined).crop((gap.x, gap.y, gap.x + gap.width, gap.y + gap.height))
    assert {colour for _, colour in drawn.getcolors()} == {GAP_DARK, GAP_LIGHT}
    assert gap.width == WIDTH


def test_what_moves_is_not_kept_until_it_rests_or_would_be_lost(session, screen):
    scroll(session, screen, 0)
    for at in (10, 30, 50):
        screen.view = CHAT.view(at)
        assert session.look().seen is Seen.MOVING
    screen.view = CHAT.view(100)
    look = session.look()
    assert (look.seen, look.outcome) == (Seen.KEPT, Outcome.JOINED)
    screen.view = CHAT.view(700)
    assert session.look().seen is Seen.MOVING
    assert session.kept == 2


def test_one_picture_is_not_joined(session, screen, vault, clock):
    scroll(session, screen, 0, 0)
    assert session.kept == 1
    assert join(session, vault, clock) == ()


@pytest.mark.parametrize("passing", [WindowChanged("0x2a"), FlatPicture("#ffffff")])
def test_what_may_pass_is_looked_at_again(session, screen, passing):
    screen.refusal = passing
    assert session.look().seen is Seen.MOVING
    screen.refusal = None
    assert scroll(session, screen, 0) == [Outcome.FIRST]


def test_a_window_that_goes_ends_it_and_the_history_says_so(session, screen, vault, clock):
    scroll(session, screen, 0, 60)
    screen.refusal = WindowGone("0x2a")
    with pytest.raises(WindowGone):
        session.look()
    assert [line.detail["why"] for line in vault.custody.events(VAULT_LOG) if line.event == "capture refused"] == [
        "window_gone"
    ]
    (joined,) = join(session, vault, clock)
    assert joined.record.height == 30 + 240 + 20


def test_another_size_ends_it_and_what_was_kept_stays(session, screen, vault, case):
    scroll(session, screen, 0)
    screen.view = chat_of([(5, 60)] * 3).view(0)
    screen.view = type(screen.view)("", WIDTH, 200, screen.view.rgb[: 200 * 3 * WIDTH])
    with pytest.raises(WindowResized):
        session.look()
    assert vault.items.count(case.id) == 1


def test_it_has_an_end(session, screen, vault, monkeypatch):
    monkeypatch.setattr(keep_scroll, "MOST_PARTS", 1)
    assert [session.look().seen for _ in range(2)] == [Seen.MOVING, Seen.KEPT]
    with pytest.raises(ScrollTooLong):
        session.look()
    last = list(vault.custody.events(VAULT_LOG))[-1]
    assert (last.event, last.detail["why"]) == ("capture refused", "scroll_too_long")


def test_areas_left_out_are_filled_in_every_original_and_in_the_joined_copy(vault, case, screen, clock):
    capturer = Capturer(vault, screen, clock, new_item_id, surroundings())
    left_out = (Rectangle(0, 0, WIDTH, 12),)
    session = ScrollSession(capturer, ScrollRequest(case, OneWindow("0x2a"), "s", left_out))
    assert scroll(session, screen, 0, 60) == [Outcome.FIRST, Outcome.JOINED]
    (joined,) = join(session, vault, clock)
    for item in vault.items.of_case(case.id):
        assert picture_of(vault, item).getpixel((5, 5)) == (0x27, 0x31, 0x3B)
    assert joined.record.left_out == left_out


def test_what_under_18_care_ends_is_not_joined(session, screen, vault, case, clock):
    scroll(session, screen, 0, 60, 120)
    answer_ages(vault, case, Under18.YES)
    with pytest.raises(CareNoWatching):
        session.look()
    with pytest.raises(CareNoWatching):
        join(session, vault, clock)
    assert len(vault.items.of_case(case.id)) == 3
    refused = [line for line in vault.custody.events(VAULT_LOG) if line.event == "capture refused"]
    assert [line.detail["why"] for line in refused] == ["care_no_watching"] * 2
