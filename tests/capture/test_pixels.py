"""Painting one picture into another, byte by byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.capture.pixels import paint
from evidence_desk.capture.targets import Frame


@given(st.data())
def test_a_part_lands_where_it_belongs_and_nothing_else_changes(data: st.DataObject) -> None:
    sides = st.integers(1, 12)
    width, height, padding = data.draw(sides), data.draw(sides), 4 * data.draw(st.integers(0, 3))
    part_width, part_height = data.draw(st.integers(1, width)), data.draw(st.integers(1, height))
    left, top = data.draw(st.integers(0, width - part_width)), data.draw(st.integers(0, height - part_height))
    stride = 4 * width + padding
    whole = bytearray(data.draw(st.binary(min_size=stride * height, max_size=stride * height)))
    piece = data.draw(st.binary(min_size=4 * part_width * part_height, max_size=4 * part_width * part_height))
    expected = bytearray(whole)
    for row in range(part_height):
        to = (top + row) * stride + 4 * left
        expected[to : to + 4 * part_width] = piece[row * 4 * part_width : (row + 1) * 4 * part_width]

    pixels = memoryview(whole)
    paint(
        Frame(pixels, width, height, stride),
        Frame(memoryview(piece), part_width, part_height, 4 * part_width),
        left,
        top,
    )

    assert whole == expected
    pixels.release()


def test_what_can_only_be_read_is_not_painted() -> None:
    whole, piece = bytes(64), memoryview(b"\xff" * 4)
    with pytest.raises(TypeError):
        paint(Frame(memoryview(whole), 4, 4, 16), Frame(piece, 1, 1, 4), 0, 0)
    assert whole == bytes(64)
