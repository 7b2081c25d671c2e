"""A picture from elsewhere, to be seen: decoded and made small in the child, so that nothing here reads its bytes."""

import json
from dataclasses import dataclass
from typing import Final

from evidence_desk.reading.file_kinds import PICTURE_FORMATS
from evidence_desk.reading.picture_facts import Limits, view_answer

MOST_SIDE: Final = 2048
"""Pixels: more than the place has in which it is shown, on any screen."""
_LONGEST_HEAD_BYTES: Final = 100
_CHANNELS: Final = 3


@dataclass(frozen=True, slots=True)
class PictureView:
    """`rgb` has three bytes for each pixel, row by row without padding, and nothing else."""

    width: int
    height: int
    rgb: bytes


def picture_view(data: bytes, media_type: str, limits: Limits | None = None) -> PictureView | None:
    """What a picture looks like, no side longer than MOST_SIDE; None where it can't be shown. Slow, as `picture_facts`.

    Never raises for what the bytes are. Of several frames it is the first.
    """
    picture_format = PICTURE_FORMATS.get(media_type)
    if picture_format is None:
        return None
    longest = _LONGEST_HEAD_BYTES + MOST_SIDE * MOST_SIDE * _CHANNELS
    return _view_in(view_answer(data, picture_format, MOST_SIDE, longest, limits or Limits()))


def _view_in(untrusted_answer: bytes) -> PictureView | None:
    """The answer, where it is a size and exactly as many bytes: whoever took the child over can only paint."""
    head, _, rgb = untrusted_answer.partition(b"\n")
    try:
        said = json.loads(head[:_LONGEST_HEAD_BYTES])
        width, height = said["width"], said["height"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    sides_fit = type(width) is int and type(height) is int and 0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE
    return PictureView(width, height, rgb) if sides_fit and len(rgb) == width * height * _CHANNELS else None
