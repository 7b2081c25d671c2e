"""Whether a picture is what it says it is."""

from evidence_desk.capture.pixels import rgb_rows
from evidence_desk.capture.targets import Frame
from evidence_desk.domain.refusals import FlatPicture, WrongSize

_STRIP_ROWS = 64


def check_frame(frame: Frame, width: int, height: int) -> None:
    """Raise WrongSize unless the frame has that size, FlatPicture when all its pixels have one colour."""
    if (frame.width, frame.height) != (width, height):
        raise WrongSize(f"{width}x{height}", f"{frame.width}x{frame.height}")
    if _looks_flat(frame) and _is_flat(frame):
        blue, green, red = frame.pixels[:3]
        raise FlatPicture(f"#{red:02x}{green:02x}{blue:02x}")


def _looks_flat(frame: Frame) -> bool:
    """Whether pixels on a few slanted lines agree; almost every real picture says no within microseconds."""
    first = bytes(frame.pixels[:3])
    for row in range(0, frame.height, max(1, frame.height // 64)):
        for step in range(16):
            column = (row * 7 + step * frame.width // 16) % frame.width
            at = row * frame.stride + 4 * column
            if frame.pixels[at : at + 3] != first:
                return False
    return True


def _is_flat(frame: Frame) -> bool:
    """Whether every pixel has the first one's colour; the meaningless fourth byte is not looked at."""
    first = tuple((value, value) for value in reversed(frame.pixels[:3]))
    for top in range(0, frame.height, _STRIP_ROWS):
        if rgb_rows(frame, top, min(top + _STRIP_ROWS, frame.height)).getextrema() != first:
            return False
    return True
