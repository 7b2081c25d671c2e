"""ScreenCaptureKit's single pictures, at full resolution, since macOS 14."""

import threading
from collections.abc import Callable
from typing import Any

from evidence_desk.capture.macos.core_graphics import frame_of
from evidence_desk.capture.targets import Frame

_BGRA = 0x42475241
"""kCVPixelFormatType_32BGRA"""
_BEST = 1
"""SCCaptureResolutionBest: pixels, not points."""


def picture_of_window(number: int, wait_s: float) -> Frame | None:
    """The window without its shadow, whatever covers it. Raises ImportError before macOS 14."""
    from ScreenCaptureKit import SCContentFilter, SCScreenshotManager  # noqa: PLC0415 — exists there only

    content = _content(wait_s)
    window = next((each for each in content.windows() if each.windowID() == number), None) if content else None
    if window is None:
        return None
    chosen = SCContentFilter.alloc().initWithDesktopIndependentWindow_(window)
    return _picture(SCScreenshotManager, chosen, wait_s)


def picture_of_display(number: int, without_process: int, wait_s: float) -> Frame | None:
    """The display as if that program had no windows. Raises ImportError before macOS 14."""
    from ScreenCaptureKit import SCContentFilter, SCScreenshotManager  # noqa: PLC0415 — exists there only

    content = _content(wait_s)
    display = next((each for each in content.displays() if each.displayID() == number), None) if content else None
    if display is None:
        return None
    ours = [each for each in content.applications() if each.processID() == without_process]
    make = SCContentFilter.alloc().initWithDisplay_excludingApplications_exceptingWindows_
    return _picture(SCScreenshotManager, make(display, ours, []), wait_s)


def _content(wait_s: float) -> Any:  # noqa: ANN401 — an SCShareableContent
    from ScreenCaptureKit import SCShareableContent  # noqa: PLC0415

    ask = SCShareableContent.getShareableContentExcludingDesktopWindows_onScreenWindowsOnly_completionHandler_
    return _answer(lambda done: ask(False, False, done), wait_s)


def _picture(manager: Any, chosen: Any, wait_s: float) -> Frame | None:  # noqa: ANN401 — an SCContentFilter
    from ScreenCaptureKit import SCStreamConfiguration  # noqa: PLC0415

    wanted = SCStreamConfiguration.alloc().init()
    # Exactly as many pixels as there are: of any other size the framework would make a resampled picture.
    size, scale = chosen.contentRect().size, chosen.pointPixelScale()
    wanted.setWidth_(round(size.width * scale))
    wanted.setHeight_(round(size.height * scale))
    wanted.setPixelFormat_(_BGRA)
    wanted.setCaptureResolution_(_BEST)
    wanted.setScalesToFit_(False)
    wanted.setShowsCursor_(False)
    wanted.setIgnoreShadowsSingleWindow_(True)
    ask = manager.captureImageWithFilter_configuration_completionHandler_
    image = _answer(lambda done: ask(chosen, wanted, done), wait_s)
    return None if image is None else frame_of(image)


def _answer(ask: Callable[[Callable[[Any, Any], None]], None], wait_s: float) -> Any:  # noqa: ANN401 — Objective-C's
    """What the framework hands over on a thread of its own; None for an error or when it takes too long."""
    answered = threading.Event()
    found: list[Any] = []

    def done(result: Any, error: Any) -> None:  # noqa: ANN401
        if error is None:
            found.append(result)
        answered.set()

    ask(done)
    return found[0] if answered.wait(wait_s) and found else None
