"""One frame of Windows.Graphics.Capture, on packages written from Microsoft's and pywinrt's documentation.

It was not run there.

How the packages are used was also checked against the types they ship. The page of the way they work is
https://learn.microsoft.com/en-us/windows/uwp/audio-video-camera/screen-capture.
"""

import sys
import types
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, Self

import pytest

from evidence_desk.capture.windows.graphics_capture import GraphicsCapture
from evidence_desk.domain.evidence import Rectangle
from tests.capture.made_up_windows import pixels_of
from tests.capture.pattern import rgb

WIDTH, HEIGHT, PADDING = 64, 32, 16
BOUNDS = Rectangle(5, 6, WIDTH, HEIGHT)
WINDOW = 0x20400
BGRA8, STARTED, COMPLETED, READ = 87, 0, 1, 1


class Closing:
    """What `with` closes."""

    def __init__(self, closed: list[str]) -> None:
        self.closed = closed

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed.append(type(self).__name__)


class Bitmap(Closing):
    def lock_buffer(self, mode: int) -> "LockedBytes":
        assert mode == READ
        line, pixels = 4 * WIDTH, bytes(pixels_of(rgb(1, WIDTH, HEIGHT), WIDTH, HEIGHT).pixels)
        rows = b"".join(pixels[at : at + line] + bytes(PADDING) for at in range(0, len(pixels), line))
        return LockedBytes(bytes(8) + rows).of(self.closed)


class LockedBytes(bytes):
    """A locked bitmap, which `memoryview` reads; rows may be longer than their pixels."""

    closed: list[str]

    def of(self, closed: list[str]) -> "LockedBytes":
        self.closed = closed
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed.append("Buffer")

    def get_plane_description(self, number: int) -> SimpleNamespace:
        assert number == 0
        return SimpleNamespace(start_index=8, width=WIDTH, height=HEIGHT, stride=4 * WIDTH + PADDING)


class Frame(Closing):
    surface = "surface"

    def __init__(self, closed: list[str], size: tuple[int, int]) -> None:
        super().__init__(closed)
        self.content_size = SimpleNamespace(width=size[0], height=size[1])


class Session(Closing):
    def __init__(self, closed: list[str], pool: "Pool") -> None:
        super().__init__(closed)
        self.pool = pool

    @property
    def is_border_required(self) -> bool:
        raise OSError("before Windows 11")

    @is_border_required.setter
    def is_border_required(self, _value: bool) -> None:
        raise OSError("before Windows 11")

    def start_capture(self) -> None:
        self.pool.arrive()


class Pool(Closing):
    """Frames have the window's true size, whatever size was asked for first."""

    def __init__(self, closed: list[str], sizes: Iterator[tuple[int, int]]) -> None:
        super().__init__(closed)
        self.sizes, self.asked = sizes, list[tuple[int, int]]()
        self.handler: Callable[[object, object], None] = lambda _pool, _nothing: None

    def create_free_threaded(self, _device: object, layout: int, _buffers: int, size: tuple[int, int]) -> "Pool":
        assert layout == BGRA8
        self.asked.append(size)
        return self

    def create_capture_session(self, item: object) -> Session:
        assert item == ("item", WINDOW)
        return Session(self.closed, self)

    def add_frame_arrived(self, handler: Callable[[object, object], None]) -> None:
        self.handler = handler

    def arrive(self) -> None:
        self.handler(self, None)

    def try_get_next_frame(self) -> Frame | None:
        size = next(self.sizes, None)
        return None if size is None else Frame(self.closed, size)

    def recreate(self, _device: object, _layout: int, _buffers: int, size: tuple[int, int]) -> None:
        self.asked.append(size)
        self.arrive()


class Desktop:
    """The packages."""

    def __init__(self, install: Callable[[str, types.ModuleType], None], *sizes: tuple[int, int]) -> None:
        self.closed: list[str] = []
        self.supported, self.status = True, COMPLETED
        self.pool = Pool(self.closed, iter(sizes))
        copying = SimpleNamespace(wait=lambda _s: self.status, get_results=lambda: Bitmap(self.closed))
        self.modules: dict[str, dict[str, Any]] = {
            "runtime": {"ApartmentType": SimpleNamespace(MULTI_THREADED=1), "init_apartment": lambda _kind: None},
            "windows.foundation": {"AsyncStatus": SimpleNamespace(COMPLETED=COMPLETED)},
            "windows.graphics.capture": {
                "Direct3D11CaptureFramePool": self.pool,
                "GraphicsCaptureSession": SimpleNamespace(is_supported=lambda: self.supported),
            },
            "windows.graphics.capture.interop": {"create_for_window": lambda window: ("item", window)},
            "windows.graphics.directx": {"DirectXPixelFormat": SimpleNamespace(B8_G8_R8_A8_UINT_NORMALIZED=BGRA8)},
            "windows.graphics.directx.direct3d11.interop": {"create_direct3d11_device": lambda: "device"},
            "windows.graphics.imaging": {
                "BitmapBufferAccessMode": SimpleNamespace(READ=READ),
                "SoftwareBitmap": SimpleNamespace(create_copy_from_surface_async=lambda _surface: copying),
            },
        }
        for name, calls in self.modules.items():
            module = types.ModuleType(f"winrt.{name}")
            module.__dict__.update(calls)
            install(f"winrt.{name}", module)


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, types.ModuleType], None]:
    def put(name: str, module: types.ModuleType) -> None:
        parts = name.split(".")
        for end in range(1, len(parts)):
            above = ".".join(parts[:end])
            if above not in sys.modules:
                monkeypatch.setitem(sys.modules, above, types.ModuleType(above))
        monkeypatch.setitem(sys.modules, name, module)

    return put


@pytest.fixture
def capture() -> Iterator[GraphicsCapture]:
    made = GraphicsCapture()
    yield made
    made.close()


def test_one_frame_with_its_own_row_length(install: Callable[..., None], capture: GraphicsCapture) -> None:
    desktop = Desktop(install, (WIDTH, HEIGHT))
    frame = capture.picture(WINDOW, BOUNDS, wait_s=5)
    assert frame is not None
    assert (frame.width, frame.height, frame.stride) == (WIDTH, HEIGHT, 4 * WIDTH + PADDING)
    assert len(frame.pixels) == frame.stride * HEIGHT
    assert bytes(frame.pixels[: 4 * WIDTH]) == bytes(
        pixels_of(rgb(1, WIDTH, HEIGHT), WIDTH, HEIGHT).pixels[: 4 * WIDTH]
    )
    assert sorted(desktop.closed) == ["Bitmap", "Buffer", "Frame", "Pool", "Session"]


def test_a_frame_of_another_size_is_asked_for_again(install: Callable[..., None], capture: GraphicsCapture) -> None:
    """On Windows 10 the first frame may be larger than the window by its invisible border."""
    desktop = Desktop(install, (WIDTH + 14, HEIGHT + 7), (WIDTH, HEIGHT), (WIDTH, HEIGHT))
    assert capture.picture(WINDOW, BOUNDS, wait_s=5) is not None
    assert desktop.pool.asked == [(WIDTH, HEIGHT), (WIDTH + 14, HEIGHT + 7), (WIDTH, HEIGHT)]


def test_a_window_that_never_settles_has_no_picture(install: Callable[..., None], capture: GraphicsCapture) -> None:
    desktop = Desktop(install, *[(size, size) for size in range(10, 20)])
    assert capture.picture(WINDOW, BOUNDS, wait_s=5) is None
    assert desktop.closed.count("Pool") == 1


@pytest.mark.parametrize("what", ["not supported", "no frame", "not copied"])
def test_what_the_system_does_not_give_is_no_picture(
    install: Callable[..., None], capture: GraphicsCapture, what: str
) -> None:
    desktop = Desktop(install, *([] if what == "no frame" else [(WIDTH, HEIGHT)]))
    desktop.supported = what != "not supported"
    desktop.status = STARTED if what == "not copied" else COMPLETED
    assert capture.picture(WINDOW, BOUNDS, wait_s=5) is None
