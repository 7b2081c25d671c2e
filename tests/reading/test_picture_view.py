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
