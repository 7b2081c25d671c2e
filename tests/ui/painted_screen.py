"""A screen made of one colour pattern and a list of windows; satisfies the capture backend's promise."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from evidence_desk.capture.targets import AllScreens, Frame, OneWindow, Screen, Shot, Target, Window
from evidence_desk.domain.evidence import CaptureTarget, Rectangle
from evidence_desk.domain.refusals import CaptureRefused, NoActiveWindow, WindowGone

WIDTH, HEIGHT = 40, 30


def window(number: int, **changes: object) -> Window:
    """Another program's window."""
    made = Window(f"0x{number}", f"Chat {number}", "telegram", 1, 0, 0, WIDTH, HEIGHT, 0.0, "normal", own=False)
    return replace(made, **changes)  # type: ignore[arg-type]


@dataclass
class PaintedScreen:
    """`refusal` is raised by the next shots, until it is taken away; with another `paint` all pixels are others."""

    shown: tuple[Window, ...] = (window(1), window(2))
    refusal: CaptureRefused | None = None
    taken: list[Target] = field(default_factory=list)
    closed: bool = False
    paint: int = 0
    name: str = "painted"
    version: str = "1"

    def screens(self) -> tuple[Screen, ...]:
        return (Screen(1, "P-1", 0, 0, WIDTH, HEIGHT, 1.0, primary=True),)

    def windows(self) -> tuple[Window, ...]:
        return self.shown

    def active_window(self) -> Window:
        raise NoActiveWindow

    @contextmanager
    def grab(self, target: Target) -> Iterator[Shot]:
        self.taken.append(target)
        if self.refusal is not None:
            raise self.refusal
        shade = self.paint
        pixels = bytes(
            (x * 5 + y + plane * 60 + shade) % 256 for y in range(HEIGHT) for x in range(WIDTH) for plane in range(4)
        )
        title = self._title(target)
        yield Shot(
            frame=Frame(memoryview(pixels), WIDTH, HEIGHT, WIDTH * 4),
            target=CaptureTarget(
                "screens" if isinstance(target, AllScreens) else "window", Rectangle(0, 0, WIDTH, HEIGHT), 1.0, ":0"
            ),
            covered=0.0,
            window_title=title,
            application=title and "telegram",
            own_windows_left_out=(),
            warnings=(),
            backend=self.name,
            backend_version=self.version,
        )

    def close(self) -> None:
        self.closed = True

    def _title(self, target: Target) -> str | None:
        if not isinstance(target, OneWindow):
            return None
        for each in self.shown:
            if each.id == target.id:
                return each.title
        raise WindowGone(target.id)
