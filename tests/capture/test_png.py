"""Every frame comes back bit for bit, whichever way it was written, and the file says no more than it should."""

import hashlib
import threading
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from struct import unpack

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from evidence_desk.capture.deflating import FASTEST, STANDARD, Deflater, joined_checksum
from evidence_desk.capture.leaving_out import FILL_RGB, leave_out
from evidence_desk.capture.png import EncodedPicture, Plan, encode_as_planned, encode_png, plan_for
from evidence_desk.capture.scanlines import NO_FILTER, UP, Strip
from evidence_desk.capture.targets import Frame
from evidence_desk.domain import refusals
from evidence_desk.domain.evidence import ItemId, Rectangle
from tests.fake_clock import START

ITEM = ItemId("01ab0000-0000-7000-8000-00000000cafe")
DEFLATERS = st.sampled_from([FASTEST, STANDARD])
PLANS = st.builds(Plan, st.sampled_from([NO_FILTER, UP]), st.sampled_from([1, 2]), DEFLATERS)


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    """Small frames, some taller than one strip, some with bytes between their rows."""
    width, height, gap = draw(st.integers(1, 40)), draw(st.integers(1, 150)), draw(st.integers(0, 9))
    stride, seed = 4 * width + gap, draw(st.binary(min_size=1, max_size=64))
    size = stride * height
    pixels = draw(st.sampled_from([(seed * size)[:size], hashlib.shake_128(seed).digest(size)]))
    return Frame(memoryview(pixels), width, height, stride)


def rgb(frame: Frame) -> bytes:
    """The frame's colours, computed the slow way."""
    rows = [frame.pixels[at : at + 4 * frame.width] for at in range(0, frame.stride * frame.height, frame.stride)]
    return b"".join(bytes((row[at + 2], row[at + 1], row[at])) for row in rows for at in range(0, len(row), 4))


def encoded(frame: Frame, plan: Plan) -> EncodedPicture:
    return encode_as_planned(frame, plan, START, ITEM)


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Type and content of every chunk; fails on a wrong checksum or anything between them."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at = 8
    while at < len(data):
        (length,) = unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert unpack(">I", data[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + body),)
        yield kind, body
        at += 12 + length


@given(frames(), PLANS)
def test_every_frame_comes_back_bit_for_bit(frame: Frame, plan: Plan) -> None:
    picture = encoded(frame, plan)
    with Image.open(BytesIO(picture.data)) as read:
        assert (read.format, read.mode, read.size) == ("PNG", "RGB", (frame.width, frame.height))
        assert read.tobytes() == rgb(frame)
    assert picture.pixel_sha256 == hashlib.sha256(rgb(frame)).hexdigest()
    assert (picture.width, picture.height) == (frame.width, frame.height)


@given(frames(), PLANS)
def test_nothing_but_pixels_and_the_named_facts_is_in_the_file(frame: Frame, plan: Plan) -> None:
    found = list(chunks(encoded(frame, plan).data))
    assert [kind for kind, _ in found] == [b"IHDR", b"tIME", b"iTXt", b"iTXt", b"eXIf", b"IDAT", b"IEND"]
    stream = zlib.decompressobj()
    rows = stream.decompress(dict(found)[b"IDAT"]) + stream.flush()
    assert stream.eof, "the stream ends, checksum and all"
    assert stream.unused_data == b""
    assert len(rows) == frame.height * (3 * frame.width + 1)
    assert set(rows[:: 3 * frame.width + 1]) == {plan.row_filter}


@given(frames(), PLANS)
def test_the_fourth_byte_and_what_lies_between_rows_never_reach_the_file(frame: Frame, plan: Plan) -> None:
    other = bytearray(frame.pixels)
    for row in range(0, len(other), frame.stride):
        other[row + 3 : row + 4 * frame.width : 4] = b"\xa5" * frame.width
        other[row + 4 * frame.width : row + frame.stride] = b"\x5a" * (frame.stride - 4 * frame.width)
    assert encoded(frame, plan) == encoded(replace(frame, pixels=memoryview(other)), plan)


@given(st.binary(max_size=300), st.binary(max_size=300), DEFLATERS)
def test_two_checksums_join_into_that_of_the_whole(first: bytes, second: bytes, deflater: Deflater) -> None:
    joined = joined_checksum(deflater.checksum(first), deflater.checksum(second), len(second))
    assert joined == zlib.adler32(first + second)


@pytest.mark.parametrize("halves", [1, 2])
@pytest.mark.parametrize("at", [1, 2, 3, 5])
def test_what_stops_it_anywhere_leaves_nothing_waiting(halves: int, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    frame, calls = Frame(memoryview(bytes(4 * 300)), 1, 300, 4), iter(range(1, 1000))

    colours = Strip.rgb

    def stopped(strip: Strip) -> bytes:
        if next(calls) >= at:
            raise KeyboardInterrupt
        return colours(strip)

    monkeypatch.setattr(Strip, "rgb", stopped)
    with pytest.raises(KeyboardInterrupt):
        encoded(frame, Plan(NO_FILTER, halves))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("png")]


def test_it_tells_its_time_in_utc_and_its_item() -> None:
    frame = Frame(memoryview(bytes(64)), 4, 4, 16)
    data = encode_png(frame, captured=START, item_id=ITEM).data
    with Image.open(BytesIO(data)) as read:
        read.load()
        assert read.info["Creation Time"] == "2026-11-22T21:14:07.312Z"
        assert read.info["Identifier"] == ITEM
        exif = read.getexif().get_ifd(0x8769)
    assert exif == {0x9003: "2026:11:22 21:14:07", 0x9011: "+00:00", 0x9291: "312", 0xA420: ITEM.replace("-", "")}
    assert unpack(">H5B", dict(chunks(data))[b"tIME"]) == (2026, 11, 22, 21, 14, 7)
    assert START.zone.encode() not in data


def test_a_photo_is_filtered_and_split_and_a_chat_is_not() -> None:
    width, height = 1000, 800
    chat = Frame(memoryview((bytes(4 * width) + b"\xff\xee\xdd\0" * width) * (height // 2)), width, height, 4 * width)
    noise = hashlib.shake_128(b"photo").digest(4 * width * height)
    photo = Frame(memoryview(noise), width, height, 4 * width)
    assert plan_for(chat) == Plan(NO_FILTER, 1, FASTEST)
    assert plan_for(photo) == Plan(UP, 2, FASTEST)
    assert plan_for(replace(photo, height=100)) == Plan(UP, 1, FASTEST)
    assert plan_for(photo, STANDARD).deflater is STANDARD


def test_isal_is_what_runs_where_it_is_installed() -> None:
    assert FASTEST.tool.__name__ == "isal.isal_zlib"


AREAS = st.lists(st.builds(Rectangle, st.integers(-9, 30), st.integers(-9, 30), st.integers(1, 40), st.integers(1, 40)))


@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 9), AREAS)
@example(20, 20, 3, [Rectangle(2, 2, 9, 9)])
def test_areas_to_leave_out_are_gone_and_nothing_else_is(
    width: int, height: int, gap: int, areas: list[Rectangle]
) -> None:
    pixels = hashlib.shake_128(b"before").digest((4 * width + gap) * height)
    frame = Frame(memoryview(pixels), width, height, 4 * width + gap)
    inside = [a for a in areas if a.x < width and a.y < height and a.x + a.width > 0 and a.y + a.height > 0]
    if len(inside) < len(areas):
        with pytest.raises(refusals.OutsidePicture):
            encode_png(frame, captured=START, item_id=ITEM, left_out=areas)
        return
    with Image.open(BytesIO(encode_png(frame, captured=START, item_id=ITEM, left_out=areas).data)) as read:
        found = read.tobytes()
    expected = Image.frombytes("RGB", (width, height), rgb(frame))
    for area in areas:
        expected.paste(FILL_RGB, (area.x, area.y, area.x + area.width, area.y + area.height))
    assert found == expected.tobytes()
    assert bytes(frame.pixels) == pixels, "the original frame is left as it was"


def test_a_frame_with_areas_left_out_can_only_be_read() -> None:
    frame = leave_out(Frame(memoryview(bytes(16)), 2, 2, 8), [Rectangle(0, 0, 1, 1)])
    assert frame.pixels.readonly
