"""A picture that shows nothing is refused; one that shows anything is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.capture.checks import check_frame
from evidence_desk.capture.targets import Frame
from evidence_desk.domain import refusals

SIZES = st.tuples(st.integers(1, 90), st.integers(1, 150))


def flat(width: int, height: int, fourth_bytes: bytes = b"\0") -> Frame:
    """One colour, with whatever in the bytes that mean nothing."""
    pixels = bytearray(b"\x10\x20\x30\0" * (width * height))
    pixels[3::4] = (fourth_bytes * (width * height))[: width * height]
    return Frame(memoryview(pixels), width, height, 4 * width)


@given(SIZES, st.binary(min_size=1, max_size=9))
def test_one_colour_is_refused_whatever_the_fourth_byte_says(size: tuple[int, int], fourth: bytes) -> None:
    with pytest.raises(refusals.FlatPicture) as refused:
        check_frame(flat(*size, fourth), *size)
    assert refused.value.colour == "#302010"


@given(SIZES, st.data())
def test_a_single_other_pixel_is_a_picture(size: tuple[int, int], data: st.DataObject) -> None:
    width, height = size
    if width * height == 1:
        return
    frame = flat(width, height)
    pixel, part = data.draw(st.integers(0, width * height - 1)), data.draw(st.integers(0, 2))
    frame.pixels[4 * pixel + part] ^= data.draw(st.integers(1, 255))
    check_frame(frame, width, height)


@given(SIZES, SIZES)
def test_another_size_than_what_was_pointed_at_is_refused(size: tuple[int, int], expected: tuple[int, int]) -> None:
    if size == expected:
        return
    with pytest.raises(refusals.WrongSize) as refused:
        check_frame(flat(*size), *expected)
    assert (refused.value.expected, refused.value.found) == ("{}x{}".format(*expected), "{}x{}".format(*size))
