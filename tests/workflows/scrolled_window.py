"""A window of a made-up chat that a test scrolls, through the same promise as a real screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PIL import Image

from evidence_desk.capture.scrolling_view import View
from evidence_desk.capture.targets import NORMAL, Frame, OneWindow, Screen, Shot, Target, Window
from evidence_desk.domain.evidence import CaptureTarget, Rectangle
from evidence_desk.domain.refusals import CaptureRefused, NoActiveWindow


@dataclass
class ScrolledWindow:
    """Satisfies `evidence_desk.capture.backend.Backend`; shows one view, or refuses as it is told."""

    view: View
    refusal: CaptureRefused | None = None
    grabs: list[Target] = field(default_factory=list)

    name = "made up"
    version = "1"

    def screens(self) -> tuple[Screen, ...]:
        return (Screen(1, "made up", 0, 0, self.view.width, self.view.height, 1.0, primary=True),)

    def windows(self) -> tuple[Window, ...]:
        place = (0, 0, self.view.width, self.view.height)
        return (Window("0x2a", "Messages", "Chromium", None, *place, 0.0, NORMAL, own=False),)

    def active_window(self) -> Window:
        raise NoActiveWindow

    @contextmanager
    def grab(self, target: Target) -> Iterator[Shot]:
        self.grabs.append(target)
        if self.refusal is not None:
            raise self.refusal
        view = self.view
        picture = Image.frombytes("RGB", (view.width, view.height), view.rgb)
        pixels = memoryview(picture.tobytes("raw", "BGRX"))
        place = Rectangle(0, 0, view.width, view.height)
        yield Shot(
            frame=Frame(pixels, view.width, view.height, 4 * view.width),
            target=CaptureTarget("window" if isinstance(target, OneWindow) else "screens", place, 1.0, "made up"),
            covered=0.0,
            window_title="Messages",
            application="Chromium",
            own_windows_left_out=(),
            warnings=(),
            backend=self.name,
            backend_version=self.version,
        )

    def close(self) -> None:
        """Nothing was opened."""
