"""Pixels are only taken for colours where it is known what their bits mean."""

import pytest

from evidence_desk.capture.x11.formats import OPAQUE, WITH_ALPHA, frame_of
from evidence_desk.capture.x11.memory import Pixels
from evidence_desk.domain.refusals import DisplayNotReadable


def pixels(depth: int) -> Pixels:
    return Pixels(memoryview(bytearray(range(16))), depth)


@pytest.mark.parametrize("depth", [1, 8, 15, 16])
def test_what_takes_less_than_four_bytes_a_pixel_is_no_picture(depth: int) -> None:
    """The rest of those bytes would be of a picture taken earlier."""
    with pytest.raises(DisplayNotReadable):
        frame_of(pixels(depth), 2, 2)


@pytest.mark.parametrize("depth", [OPAQUE, WITH_ALPHA])
def test_eight_bits_a_colour_are_kept_as_they_came(depth: int) -> None:
    frame = frame_of(pixels(depth), 2, 2)

    assert (bytes(frame.pixels), frame.width, frame.height, frame.stride) == (bytes(range(16)), 2, 2, 8)
