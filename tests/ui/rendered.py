"""Contrast as it is painted: of each text with its ground, of an edge with what lies beside it, of a change."""

from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QMenu, QWidget

from tests.ui.text_recorder import TextRecorder

NEEDED, NEEDED_LARGE, NEEDED_EDGE = 4.5, 3.0, 3.0
"""WCAG 2.2: 1.4.3 for text, 1.4.11 for what is no text."""
LARGE_PIXELS = 24
"""18 point, that is 24 px, may have 3:1. Bold from 18.7 px may too; we don't make use of that."""
FINE = 2
"""Painted twice as large: the stroke of a thin letter then has pixels of its own colour."""
Colour = tuple[int, ...]


@dataclass(frozen=True)
class RenderedText:
    """One run of text on a window, with the contrast measured from the pixels of its own box."""

    words: str
    box: QRect
    contrast: float

    @property
    def is_faint(self) -> bool:
        """Whether it is harder to read than the standard allows."""
        return self.contrast < (NEEDED_LARGE if self.box.height() >= LARGE_PIXELS * 1.2 else NEEDED)


def picture(widget: QWidget, scale: int = 1, part: QRect | None = None) -> Image.Image:
    """What a widget, or a part of it, looks like now."""
    place = widget.rect() if part is None else part.intersected(widget.rect())
    image = QImage(place.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    widget.render(image, QPoint(0, 0), QRegion(place))
    pixels = bytes(image.constBits())
    return Image.frombuffer("RGB", (image.width(), image.height()), pixels, "raw", "BGRX", image.bytesPerLine(), 1)


def rendered_texts(window: QWidget) -> list[RenderedText]:
    """Every text that a window paints and that is not switched off; what lies outside its own place is not seen."""
    recorder = TextRecorder(window.width(), window.height())
    window.render(recorder, QPoint(0, 0))
    painted, found = picture(window, FINE), []
    for text in recorder.painted.texts:
        box = text.shown.toRect().intersected(window.rect())
        # Of a line that is half scrolled away nothing can be said.
        whole = box.height() >= text.box.height() - 1 and box.width() > 2
        if text.words.strip() and whole and _is_on(window, box.center()):
            found.append(RenderedText(text.words, box, contrast_in(painted, box, FINE)))
    return found


def contrast_in(painted: Image.Image, box: QRect, scale: int = 1) -> float:
    """Ground is the colour most pixels have; ink is whichever stands out most from it."""
    corners = (box.left(), box.top(), box.right() + 1, box.bottom() + 1)
    part = painted.crop(tuple(edge * scale for edge in corners))
    colours = part.getcolors(part.width * part.height)
    ground = max(colours)[1]
    return max(ratio(ground, colour) for _, colour in colours)


def stands_out(before: Image.Image, after: Image.Image) -> int:
    """How many pixels changed so much that nobody can miss it."""
    pairs = zip(pixels_of(before), pixels_of(after), strict=True)
    return sum(one != other and ratio(one, other) >= NEEDED_EDGE for one, other in pairs)


def edge_contrast(window: QWidget, box: QRect, reach: int = 4) -> float:
    """How far a control's edge stands out, seen from beside it at half its height."""
    across = picture(window, part=QRect(box.left() - reach, box.center().y(), 2 * reach, 1))
    beside, *edge = pixels_of(across)
    return max(ratio(beside, colour) for colour in edge)


def in_grey(painted: Image.Image) -> Image.Image:
    """The same without its colours."""
    return painted.convert("L").convert("RGB")


def pixels_of(painted: Image.Image) -> Iterable[Colour]:
    """Every pixel, row by row."""
    data = painted.tobytes()
    return zip(data[::3], data[1::3], data[2::3], strict=True)


def ratio(one: Colour, other: Colour) -> float:
    """Contrast of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _is_on(window: QWidget, place: QPoint) -> bool:
    action = window.actionAt(place) if isinstance(window, QMenu) else None
    part = action or window.childAt(place)
    return part is None or part.isEnabled()


def _luminance(colour: Colour) -> float:
    channels = [part / 255 for part in colour]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
