"""What is asked of macOS' frameworks, on frameworks written from Apple's and pyobjc's documentation; not run there.

Names of calls were compared with the metadata pyobjc ships. Pages lie under https://developer.apple.com/documentation/.
"""

import platform
import sys
import types
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from evidence_desk.capture.macos.screenshot_kit import picture_of_display, picture_of_window
from evidence_desk.capture.macos.system import Display, Points
from evidence_desk.capture.macos.this_mac import ThisMac
from evidence_desk.domain.refusals import DisplayNotReadable
from tests.capture.made_up_mac import opaque
from tests.capture.pattern import rgb

LITTLE_32, PREMULTIPLIED_FIRST = 2 << 12, 2
WIDTH, HEIGHT = 64, 32
PADDING = 16
"""Rows of a CGImage may be longer than their pixels: coregraphics/cgimage/bytesperrow."""


@dataclass
class Image:
    """A CGImage."""

    width: int
    height: int
    bits: int = 32
    info: int = LITTLE_32 | PREMULTIPLIED_FIRST

    @property
    def data(self) -> bytes:
        pixels = bytes(opaque(rgb(1, self.width, self.height), self.width, self.height).pixels)
        line = 4 * self.width
        return b"".join(pixels[at : at + line] + bytes(PADDING) for at in range(0, len(pixels), line)) + b"more"


def rectangle(x: float, y: float, width: float, height: float) -> SimpleNamespace:
    return SimpleNamespace(origin=SimpleNamespace(x=x, y=y), size=SimpleNamespace(width=width, height=height))


def quartz(**more: object) -> types.ModuleType:
    made = types.ModuleType("Quartz")
    mode = SimpleNamespace(width=3024, height=1964)
    calls: dict[str, object] = {
        "CGPreflightScreenCaptureAccess": lambda: True,
        "CGRequestScreenCaptureAccess": lambda: False,
        "CGSessionCopyCurrentDictionary": lambda: {"CGSSessionScreenIsLocked": 1},
        "CGGetActiveDisplayList": lambda most, _ids, _count: (0, (7, 8, 0)[:most], 2),
        "CGDisplayBounds": lambda number: rectangle(0, 0, 1512, 982) if number == 7 else rectangle(-982, 0, 982, 1512),
        "CGDisplayCopyDisplayMode": lambda _number: mode,
        "CGDisplayModeGetPixelWidth": lambda shown: shown.width,
        "CGDisplayModeGetPixelHeight": lambda shown: shown.height,
        "CGDisplayRotation": lambda number: 0.0 if number == 7 else 90.0,
        "CGMainDisplayID": lambda: 7,
        "CGImageGetWidth": lambda image: image.width,
        "CGImageGetHeight": lambda image: image.height,
        "CGImageGetBytesPerRow": lambda image: 4 * image.width + PADDING,
        "CGImageGetBitsPerPixel": lambda image: image.bits,
        "CGImageGetBitsPerComponent": lambda image: image.bits // 4,
        "CGImageGetBitmapInfo": lambda image: image.info,
        "CGImageGetDataProvider": lambda image: image,
        "CGDataProviderCopyData": lambda image: image.data,
    }
    made.__dict__.update(calls | more)
    return made


class Made:
    """Objective-C's `alloc().init…`, and setters that are remembered."""

    def __init__(self, **facts: object) -> None:
        self.facts = facts

    @classmethod
    def alloc(cls) -> "Made":
        return cls()

    def init(self) -> "Made":
        return self

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("set"):
            return lambda value: self.facts.update({name: value})
        return lambda: self.facts[name]


class Filter(Made):
    """screencapturekit/sccontentfilter."""

    def initWithDesktopIndependentWindow_(self, window: object) -> "Filter":  # noqa: N802
        return Filter(window=window, contentRect=rectangle(0, 0, WIDTH / 2, HEIGHT / 2), pointPixelScale=2.0)

    def initWithDisplay_excludingApplications_exceptingWindows_(  # noqa: N802
        self, display: object, programs: object, windows: object
    ) -> "Filter":
        rect = rectangle(0, 0, WIDTH / 2, HEIGHT / 2)
        return Filter(display=display, programs=programs, windows=windows, contentRect=rect, pointPixelScale=2.0)


class Kit:
    """screencapturekit/scscreenshotmanager: answers on the block it is given."""

    def __init__(self, image: Image | None = None, *, answers: bool = True) -> None:
        self.image, self.answers = image or Image(WIDTH, HEIGHT), answers
        self.asked: list[tuple[Filter, Made]] = []
        content = Made(windows=[Made(windowID=100)], displays=[Made(displayID=7)],
                       applications=[Made(processID=4711), Made(processID=815)])  # fmt: skip

        def share(_desktop: bool, _shown: bool, done: Callable[[Any, Any], None]) -> None:  # noqa: FBT001
            done(content, None)

        def capture(chosen: Filter, wanted: Made, done: Callable[[Any, Any], None]) -> None:
            self.asked.append((chosen, wanted))
            if self.answers:
                done(self.image, None)
            else:
                done(None, "an NSError")

        self.module = types.ModuleType("ScreenCaptureKit")
        ask = "getShareableContentExcludingDesktopWindows_onScreenWindowsOnly_completionHandler_"
        self.module.__dict__.update(
            SCContentFilter=Filter,
            SCStreamConfiguration=Made,
            SCShareableContent=SimpleNamespace(**{ask: share}),
            SCScreenshotManager=SimpleNamespace(captureImageWithFilter_configuration_completionHandler_=capture),
        )


@pytest.fixture
def frameworks(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def install(**modules: object) -> None:
        for name, module in modules.items():
            monkeypatch.setitem(sys.modules, name, module)

    screens = [Made(deviceDescription={"NSScreenNumber": 7}, localizedName="Built-in Retina Display")]
    front = Made(processIdentifier=815)
    programs = SimpleNamespace(
        runningApplicationWithProcessIdentifier_=lambda process: Made(activationPolicy=0) if process == 815 else None
    )
    appkit = SimpleNamespace(
        NSScreen=SimpleNamespace(screens=lambda: screens),
        NSWorkspace=SimpleNamespace(sharedWorkspace=lambda: Made(frontmostApplication=front)),
        NSRunningApplication=programs,
    )
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    install(AppKit=appkit, Quartz=quartz(), objc=SimpleNamespace(autorelease_pool=nullcontext))
    return install


def test_displays_in_points_and_pixels_turned_ones_too(frameworks: Callable[..., None]) -> None:
    built_in, turned = ThisMac().displays()
    assert built_in == Display(7, "Built-in Retina Display", Points(0, 0, 1512, 982), 3024, 1964, main=True)
    assert (turned.place, turned.pixel_width, turned.pixel_height) == (Points(-982, 0, 982, 1512), 1964, 3024)
    assert (turned.name, turned.main) == ("display 8", False)


def test_what_the_system_says_of_leave_lock_and_programs(frameworks: Callable[..., None]) -> None:
    mac = ThisMac()
    assert mac.may_see()
    assert not mac.ask_to_see()
    assert mac.is_locked()
    assert mac.front_process() == 815
    assert mac.is_ordinary(815)
    assert not mac.is_ordinary(1)
    frameworks(Quartz=quartz(CGSessionCopyCurrentDictionary=dict))
    assert not ThisMac().is_locked()
    frameworks(Quartz=quartz(CGSessionCopyCurrentDictionary=lambda: None))
    assert ThisMac().is_locked(), "without a session there is no desktop"


def test_a_windows_picture_is_asked_for_at_its_own_pixels(frameworks: Callable[..., None]) -> None:
    kit = Kit()
    frameworks(ScreenCaptureKit=kit.module)
    frame = ThisMac().composed_window(100, wait_s=5)
    assert frame is not None
    assert (frame.width, frame.height, frame.stride) == (WIDTH, HEIGHT, 4 * WIDTH + PADDING)
    assert len(frame.pixels) == frame.stride * frame.height
    assert bytes(frame.pixels[: 4 * WIDTH]) == bytes(opaque(rgb(1, WIDTH, HEIGHT), WIDTH, HEIGHT).pixels[: 4 * WIDTH])
    ((_, wanted),) = kit.asked
    assert (wanted.facts["setWidth_"], wanted.facts["setHeight_"]) == (WIDTH, HEIGHT)
    assert (wanted.facts["setScalesToFit_"], wanted.facts["setShowsCursor_"]) == (False, False)


def test_a_displays_picture_leaves_our_program_out(frameworks: Callable[..., None]) -> None:
    kit = Kit()
    frameworks(ScreenCaptureKit=kit.module)
    display = Display(7, "", Points(0, 0, WIDTH / 2, HEIGHT / 2), WIDTH, HEIGHT, main=True)
    assert ThisMac().composed_display(display, 4711, wait_s=5) is not None
    ((chosen, _),) = kit.asked
    assert [each.processID() for each in chosen.facts["programs"]] == [4711]


def test_errors_and_what_is_not_there_are_no_picture(frameworks: Callable[..., None]) -> None:
    kit = Kit(answers=False)
    frameworks(ScreenCaptureKit=kit.module)
    assert picture_of_window(100, 5) is None
    assert picture_of_window(99, 5) is None
    assert picture_of_display(99, 4711, 5) is None
    assert len(kit.asked) == 1


def test_before_macos_14_there_is_no_such_way(frameworks: Callable[..., None]) -> None:
    kit = Kit()
    del kit.module.__dict__["SCScreenshotManager"]
    frameworks(ScreenCaptureKit=kit.module)
    assert ThisMac().composed_window(100, wait_s=5) is None


@pytest.mark.parametrize("image", [Image(WIDTH, HEIGHT, bits=64), Image(WIDTH, HEIGHT, info=PREMULTIPLIED_FIRST)])
def test_a_picture_of_another_layout_is_refused(frameworks: Callable[..., None], image: Image) -> None:
    frameworks(ScreenCaptureKit=Kit(image).module)
    with pytest.raises(DisplayNotReadable):
        picture_of_window(100, 5)
