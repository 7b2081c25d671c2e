"""Keep a window or a screen without some parts of it, marked on a still picture before anything is written."""

from dataclasses import dataclass

from evidence_desk.capture.cover import without
from evidence_desk.capture.leaving_out import is_large_enough
from evidence_desk.capture.still import counted_from
from evidence_desk.capture.target_still import TargetStill, take_target_still
from evidence_desk.capture.targets import AllScreens, Target
from evidence_desk.domain.cases import Case
from evidence_desk.domain.evidence import Item, Rectangle
from evidence_desk.workflows.capture_evidence import Capturer, CaptureRequest


@dataclass(frozen=True, slots=True)
class LeaveOutRequest:
    """What the person marked, in desktop pixels; what of it lies in the target is filled."""

    case: Case
    still: TargetStill
    left_out: tuple[Rectangle, ...] = ()
    trigger: str | None = None
    nothing_shows: bool = False
    """The person said of the still that no sexual picture is in it."""


def freeze_target(capturer: Capturer, target: Target) -> TargetStill:
    """A still of it to mark parts in; nothing of it is kept yet.

    Raises CaptureRefused (also a line in the vault's history) or ReadOnlyVault.
    """
    capturer.refuse_read_only()
    with capturer.noting_refusals():
        return take_target_still(capturer.backend, capturer.clock, target)


def keep_without(capturer: Capturer, request: LeaveOutRequest) -> Item:
    """Keep the target of the still alone, its marked parts filled; the surroundings would show them.

    What of it lay beside the screens was not shown, so nobody could mark anything there: it is filled too. The still
    stays as it is, so that a failure can be tried again. Raises ReadOnlyVault or another VaultError.
    """
    still = request.still
    target = still.to_keep()
    place = target.target.geometry
    with capturer.noting_refusals():
        marked, seen = counted_from(place, request.left_out), counted_from(still.box, request.left_out)
        large = [part for part in seen if is_large_enough(part, still.box.width, still.box.height)]
        capturer.refuse_unmarked(request.case, large, nothing_shows=request.nothing_shows)
    left_out = (*marked, *counted_from(place, without([place], [still.box])))
    # What was pointed at is in the shot; what it is called here does not matter any more.
    asked = CaptureRequest(
        request.case, AllScreens(), leave_out=left_out, trigger=request.trigger, context=False,
        nothing_shows=request.nothing_shows,
    )  # fmt: skip
    return capturer.keep(asked, still.captured, target)
