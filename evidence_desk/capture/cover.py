"""Which part of a rectangle others hide: exact subtraction of rectangles."""

from collections.abc import Iterable, Sequence

from evidence_desk.domain.evidence import Rectangle


def intersection(first: Rectangle, second: Rectangle) -> Rectangle | None:
    """What both have in common, or None."""
    left, top = max(first.x, second.x), max(first.y, second.y)
    right = min(first.x + first.width, second.x + second.width)
    bottom = min(first.y + first.height, second.y + second.height)
    return Rectangle(left, top, right - left, bottom - top) if left < right and top < bottom else None


def without(area: Sequence[Rectangle], holes: Iterable[Rectangle]) -> tuple[Rectangle, ...]:
    """What is left of rectangles that do not overlap; neither do the results."""
    left = tuple(area)
    for hole in holes:
        left = tuple(piece for part in left for piece in _without_one(part, hole))
        if not left:
            break
    return left


def area_of(rectangles: Iterable[Rectangle]) -> int:
    """Pixels in rectangles that do not overlap."""
    return sum(part.width * part.height for part in rectangles)


def covered_part(target: Rectangle, above: Iterable[Rectangle], screens: Iterable[Rectangle]) -> float:
    """How much of the target, 0 to 1, lies on a screen and under one of the rectangles above it."""
    beside_screens = without([target], screens)
    on_screens = without([target], beside_screens)
    hidden = area_of(on_screens) - area_of(without(on_screens, above))
    return hidden / (target.width * target.height)


def _without_one(part: Rectangle, hole: Rectangle) -> tuple[Rectangle, ...]:
    """The part less the hole: at most four pieces, full-width bands above and below, then left and right."""
    common = intersection(part, hole)
    if common is None:
        return (part,)
    right, bottom = part.x + part.width, part.y + part.height
    common_right, common_bottom = common.x + common.width, common.y + common.height
    pieces = (
        Rectangle(part.x, part.y, part.width, common.y - part.y),
        Rectangle(part.x, common_bottom, part.width, bottom - common_bottom),
        Rectangle(part.x, common.y, common.x - part.x, common.height),
        Rectangle(common_right, common.y, right - common_right, common.height),
    )
    return tuple(piece for piece in pieces if piece.width and piece.height)
