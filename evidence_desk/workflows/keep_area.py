"""Keep a part of a still picture of the screens: exactly those pixels, of the moment they stood still."""

from dataclasses import dataclass

from evidence_desk.capture.still import Still, counted_from, take_still
from evidence_desk.capture.targets import Region
from evidence_desk.domain.cases import Case
from evidence_desk.domain.evidence import Item, Rectangle
from evidence_desk.domain.refusals import ScreensChanged
from evidence_desk.workflows.capture_evidence import Capturer, CaptureRequest


@dataclass(frozen=True, slots=True)
class AreaRequest:
    """What the person drew, all of it in desktop pixels. What of `left_out` lies in the area is filled."""

    case: Case
    still: Still
    area: Rectangle
    left_out: tuple[Rectangle, ...] = ()
    trigger: str | None = None
    nothing_shows: bool = False
    """The person said of the still that no sexual picture is in it."""


def freeze_screens(capturer: Capturer) -> Still:
    """One picture of all screens to choose from; nothing of it is kept yet.

    Raises CaptureRefused (also a line in the vault's history) or ReadOnlyVault.
    """
    capturer.refuse_read_only()
    with capturer.noting_refusals():
        return take_still(capturer.backend, capturer.clock)


def keep_area(capturer: Capturer, request: AreaRequest) -> Item:
    """Keep the area; the still stays as it is, so that a failure can be tried again.

    Raises ScreensChanged when the screens are no longer those of the still, OutsideScreens for an area that is not on
    them (both also lines in the vault's history), ReadOnlyVault or another VaultError.
    """
    still, area = request.still, request.area
    with capturer.noting_refusals():
        if capturer.backend.screens() != still.screens:
            raise ScreensChanged
        shot = still.part(area)
    left_out = counted_from(area, request.left_out)
    kept = CaptureRequest(
        request.case, Region(area), leave_out=left_out, trigger=request.trigger, nothing_shows=request.nothing_shows
    )
    return capturer.keep(kept, still.captured, shot)
