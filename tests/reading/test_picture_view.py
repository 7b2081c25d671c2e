"""A picture from elsewhere is seen only as the bytes that the child paints; what is no such answer is no picture."""

import io
import json
from typing import Any

import pytest
from PIL import Image

from evidence_desk.reading import picture_view as views
from evidence_desk.reading.picture_view import MOST_SIDE, picture_view

_RED, _WHITE, _CLEAR = (200, 10, 10), (255, 255, 255), (200, 10, 10, 0)


def data_of(picture: Image.Image, picture_format: str, **parts: Any) -> bytes:
    written = io.BytesIO()
    picture.save(written, picture_format, **parts)
    return written.getvalue()


@pytest.mark.parametrize(
    ("picture", "picture_format", "seen"),
    [
        (Image.new("RGB", (30, 20), _RED), "PNG", _RED),
        (Image.new("RGBA", (30, 20), _CLEAR), "PNG", _WHITE),
        (Image.new("I;16", (30, 20), 65_535), "PNG", _WHITE),
        (Image.new("RGB", (30, 20), _RED).quantize(), "GIF", _RED),
        (Image.new("RGB", (30, 20), _WHITE), "WEBP", _WHITE),
    ],
)
def test_it_is_seen_as_it_is(picture: Image.Image, picture_format: str, seen: tuple[int, int, int]) -> None:
    view = picture_view(data_of(picture, picture_format), f"image/{picture_format.lower()}")
    assert view is not None
    assert (view.width, view.height) == (30, 20)
    assert view.rgb == bytes(seen) * 600


def test_a_large_one_is_made_small_and_turned_as_it_asks_for() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6  # EXIF 2.3, orientation: its right side is up
    view = picture_view(data_of(Image.new("RGB", (3000, 1500)), "JPEG", exif=turned), "image/jpeg")
    assert view is not None
    assert (view.width, view.height) == (MOST_SIDE // 2, MOST_SIDE)


@pytest.mark.parametrize(
    ("orientation", "picture_format", "corner"),
    [(1, "JPEG", (0, 0)), (6, "JPEG", (1, 0)), (8, "PNG", (0, 1)), (3, "WEBP", (1, 1)), (5, "PNG", (0, 0))],
)
def test_each_kind_is_seen_with_its_right_side_up(
    orientation: int, picture_format: str, corner: tuple[int, int]
) -> None:
    """Its first stored pixels are red: EXIF 2.3 says of each orientation in which corner they are seen."""
    stored = Image.new("RGB", (64, 32), _WHITE)
    stored.paste(_RED, (0, 0, 16, 16))
    turned = Image.Exif()
    turned[0x0112] = orientation
    quality = {"lossless": True} if picture_format == "WEBP" else {}
    data = data_of(stored, picture_format, exif=turned, **quality)
    view = picture_view(data, f"image/{picture_format.lower()}")
    assert view is not None
    red = [divmod(place, view.width) for place, green in enumerate(view.rgb[1::3]) if green < 130]
    middle = (sum(x for _, x in red) / len(red) / view.width, sum(y for y, _ in red) / len(red) / view.height)

    assert (view.width, view.height) == ((64, 32) if orientation < 5 else (32, 64))
    assert (round(middle[0]), round(middle[1])) == corner
    assert len(red) in range(200, 320)


def test_notes_that_are_none_turn_nothing() -> None:
    """A picture is seen as it is stored where what should say its right side up can't be read."""
    data = data_of(Image.new("RGB", (30, 20), _RED), "PNG", exif=b"no notes at all")
    view = picture_view(data, "image/png")
    assert view is not None
    assert (view.width, view.height) == (30, 20)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\nnothing", "image/png"),
        (data_of(Image.new("1", (20_000, 2_000)), "PNG"), "image/png"),  # far more pixels than bytes
        (data_of(Image.new("L", (30, 20)), "PNG"), "image/gif"),  # no other kind is tried
        (b"%PDF-1.7", "application/pdf"),
    ],
    ids=["not whole", "a bomb", "another kind", "no picture"],
)
def test_what_can_not_be_shown_is_none(data: bytes, media_type: str) -> None:
    assert picture_view(data, media_type) is None


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]\n",
        b'{"width": 1}\nabc',
        b'{"width": 2, "height": 1}\nabc',
        b'{"width": true, "height": 1}\nabc',
        b'{"width": -1, "height": -1}\nabc',
        json.dumps({"width": MOST_SIDE + 1, "height": 1}).encode() + b"\n" + b"abc" * (MOST_SIDE + 1),
    ],
)
def test_an_answer_that_is_none_is_not_painted(answer: bytes) -> None:
    assert views._view_in(b'{"width": 1, "height": 1}\nabc') is not None
    assert views._view_in(answer) is None
