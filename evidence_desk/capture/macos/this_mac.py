"""The Mac this program runs on."""

import os
import platform
from contextlib import suppress
from typing import Any

from mss.exception import ScreenShotError

from evidence_desk.capture.macos.capture_tool import printed
from evidence_desk.capture.macos.screenshot_kit import picture_of_display, picture_of_window
from evidence_desk.capture.macos.system import Display, Points, WindowFacts
from evidence_desk.capture.targets import Frame
from evidence_desk.domain.errors import NotOnThisSystem

_MOST_DISPLAYS = 32
_ON_ITS_SIDE = frozenset({90, 270})
_REGULAR = 0
"""NSApplicationActivationPolicyRegular"""
_AS_THEY_ARE = 0x1 | 0x2
"""kCGWindowImageBoundsIgnoreFraming and ShouldBeOpaque; mss adds NominalResolution, which halves the picture."""


class ThisMac:
    """Satisfies `System` with the calls its functions name."""

    def __init__(self) -> None:
        """Load the frameworks; raises NotOnThisSystem elsewhere."""
        if platform.system() != "Darwin":
            raise NotOnThisSystem("macOS' frameworks")
        import AppKit  # noqa: PLC0415 — exists there only
        import objc  # noqa: PLC0415
        import Quartz  # noqa: PLC0415

        self._appkit: Any = AppKit
        # Threads that Python began never empty theirs, and what the frameworks lend would pile up.
        self._pool: Any = objc.autorelease_pool
        self._quartz: Any = Quartz

    def release(self) -> str:
        return platform.mac_ver()[0]

    def process_id(self) -> int:
        return os.getpid()

    def may_see(self) -> bool:
        return bool(self._quartz.CGPreflightScreenCaptureAccess())

    def ask_to_see(self) -> bool:
        return bool(self._quartz.CGRequestScreenCaptureAccess())

    def is_locked(self) -> bool:
        session = self._quartz.CGSessionCopyCurrentDictionary()
        # Without a session there is no desktop, which is as good as a locked one.
        return session is None or bool(session.get("CGSSessionScreenIsLocked", False))

    def displays(self) -> tuple[Display, ...]:
        error, numbers, count = self._quartz.CGGetActiveDisplayList(_MOST_DISPLAYS, None, None)
        names = self._names()
        return () if error else tuple(self._display(each, names) for each in numbers[:count])

    def _names(self) -> dict[int, str]:
        with self._pool():
            screens = self._appkit.NSScreen.screens()
            return {int(each.deviceDescription()["NSScreenNumber"]): str(each.localizedName()) for each in screens}

    def _display(self, number: int, names: dict[int, str]) -> Display:
        quartz = self._quartz
        bounds, mode = quartz.CGDisplayBounds(number), quartz.CGDisplayCopyDisplayMode(number)
        size = quartz.CGDisplayModeGetPixelWidth(mode), quartz.CGDisplayModeGetPixelHeight(mode)
        # The bounds are turned with the display, its mode is not.
        width, height = reversed(size) if round(quartz.CGDisplayRotation(number)) in _ON_ITS_SIDE else size
        place = Points(bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height)
        name = names.get(number, f"display {number}")
        return Display(number, name, place, width, height, number == quartz.CGMainDisplayID())

    def windows(self) -> tuple[WindowFacts, ...]:
        return self._listed(self._quartz.kCGWindowListOptionAll)

    def shown_windows(self) -> tuple[WindowFacts, ...]:
        quartz = self._quartz
        return self._listed(quartz.kCGWindowListOptionOnScreenOnly | quartz.kCGWindowListExcludeDesktopElements)

    def _listed(self, which: int) -> tuple[WindowFacts, ...]:
        with self._pool():
            found = self._quartz.CGWindowListCopyWindowInfo(which, self._quartz.kCGNullWindowID)
            return tuple(facts_of(each) for each in found or ())

    def front_process(self) -> int:
        with self._pool():
            program = self._appkit.NSWorkspace.sharedWorkspace().frontmostApplication()
            return 0 if program is None else int(program.processIdentifier())

    def is_ordinary(self, process: int) -> bool:
        with self._pool():
            program = self._appkit.NSRunningApplication.runningApplicationWithProcessIdentifier_(process)
            return program is not None and program.activationPolicy() == _REGULAR

    def composed_display(self, display: Display, without_process: int, *, wait_s: float) -> Frame | None:
        with self._pool(), suppress(ImportError):
            return picture_of_display(display.number, without_process, wait_s)
        return None

    def composed_window(self, window: int, *, wait_s: float) -> Frame | None:
        with self._pool(), suppress(ImportError):
            return picture_of_window(window, wait_s)
        return None

    def copied_display(self, display: Display) -> Frame | None:
        import mss.darwin  # noqa: PLC0415 — of use there only

        mss.darwin.IMAGE_OPTIONS = _AS_THEY_ARE
        place = display.place
        area = {"left": place.x, "top": place.y, "width": place.width, "height": place.height}
        try:
            with mss.MSS() as screens:
                shot = screens.grab({name: round(value) for name, value in area.items()})
        except ScreenShotError:
            return None
        return Frame(memoryview(shot.raw).toreadonly(), shot.width, shot.height, 4 * shot.width)

    def printed_window(self, window: int, *, wait_s: float) -> Frame | None:
        return printed(window, wait_s=wait_s)


def facts_of(entry: Any) -> WindowFacts:  # noqa: ANN401 — a dictionary of Core Foundation
    """One entry of CGWindowListCopyWindowInfo, by the keys its documentation names; the optional ones may be absent."""
    bounds = entry["kCGWindowBounds"]
    title, application = entry.get("kCGWindowName"), entry.get("kCGWindowOwnerName")
    return WindowFacts(
        number=int(entry["kCGWindowNumber"]),
        title=None if title is None else str(title),
        application=None if application is None else str(application),
        process=int(entry["kCGWindowOwnerPID"]),
        place=Points(*(float(bounds[name]) for name in ("X", "Y", "Width", "Height"))),
        layer=int(entry["kCGWindowLayer"]),
        alpha=float(entry["kCGWindowAlpha"]),
        sharing=int(entry["kCGWindowSharingState"]),
        shown=bool(entry.get("kCGWindowIsOnscreen", False)),
    )
