"""Keep a window while it is scrolled: every settled picture as an original, and a joined copy made from those."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from evidence_desk.capture.leaving_out import leave_out
from evidence_desk.capture.scrolling import Joining, Outcome
from evidence_desk.capture.scrolling_map import JoinedMap, joined_maps
from evidence_desk.capture.scrolling_view import View
from evidence_desk.capture.targets import OneWindow, Shot
from evidence_desk.domain.cases import Case
from evidence_desk.domain.evidence import Item, ItemId, Rectangle
from evidence_desk.domain.refusals import CaptureRefused, FlatPicture, ScrollTooLong, WindowChanged, WindowResized
from evidence_desk.domain.times import Moment
from evidence_desk.workflows.answer_ages import refuse_by_itself
from evidence_desk.workflows.capture_evidence import Capturer, CaptureRequest

TRIGGER = "scroll"
MOST_PARTS = 400
"""Pictures that one scroll keeps at most."""
_SHARE_TO_MOVE_BY = 0.4
"""Part of the pane by which a window that never rests is kept all the same, before nothing would join any more."""
_PASSING = (WindowChanged, FlatPicture)
"""What may be another way at the next look: a window being drawn, a stretch without anything in it."""


@dataclass(frozen=True, slots=True)
class ScrollRequest:
    """Which window, in which case, and the one id of everything that is kept. `left_out` counts from the picture."""

    case: Case
    window: OneWindow
    series: str
    left_out: tuple[Rectangle, ...] = ()


class Seen(Enum):
    """What one look at the window came to."""

    NOTHING_NEW = auto()
    MOVING = auto()
    KEPT = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """What one look came to; `item`, and how it joined, only where one was kept."""

    seen: Seen
    item: Item | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class ScrollPlan:
    """What was kept, oldest first, and what is to be joined of it."""

    request: ScrollRequest
    originals: tuple[Item, ...]
    maps: tuple[JoinedMap, ...]
    is_narrower: bool
    """Whether something beside what scrolls is not in the joined pictures."""
    is_shaded: bool
    """Whether some dots of what joins differ by a shade; each part is as in its own original."""


class ScrollSession:
    """One scroll. Made anywhere, used on the case thread alone; each look is short, so that captures go between."""

    def __init__(self, capturer: Capturer, request: ScrollRequest) -> None:
        self.request = request
        self._capturer = capturer
        self._joining = Joining()
        self._kept: list[Item] = []
        self._before: View | None = None

    @property
    def kept(self) -> int:
        """Pictures kept so far."""
        return len(self._kept)

    @property
    def gaps(self) -> int:
        """Gaps there are now; going back may close one."""
        return self._joining.gaps

    def look(self) -> Look:
        """Take one picture, and keep it if it shows something new and the window rests.

        When it says that one was kept, that survives a power cut. Raises what ends a scroll: WindowResized,
        ScrollTooLong, another CaptureRefused (each also a line in the vault's history) or a VaultError.
        """
        capturer = self._capturer
        capturer.refuse_read_only()
        with capturer.noting_refusals():
            refuse_by_itself(capturer.vault, self.request.case)
        if self.kept >= MOST_PARTS:
            with capturer.noting_refusals():
                raise ScrollTooLong(MOST_PARTS)
        captured = capturer.clock.now()
        try:
            with capturer.backend.grab(self.request.window) as shot:
                return self._seen(captured, shot)
        except _PASSING:
            self._before = None
            return Look(Seen.MOVING)
        except CaptureRefused:
            with capturer.noting_refusals():
                raise

    def plan(self) -> ScrollPlan:
        """What is to be joined of what was kept so far."""
        left, right = self._joining.columns or (0, 0)
        wide = self._kept[0].record.width if self._kept else 0
        is_narrower = self._joining.columns is not None and (left, right) != (0, wide)
        return ScrollPlan(
            self.request, tuple(self._kept), joined_maps(self._joining), is_narrower, self._joining.is_shaded
        )

    def _seen(self, captured: Moment, shot: Shot) -> Look:
        areas = self.request.left_out
        view = View.of("", leave_out(shot.frame, areas) if areas else shot.frame)
        self._refuse_resized(view)
        rests = self._before is not None and self._before.rgb == view.rgb
        self._before = view
        if not self._joining.is_news(view):
            return Look(Seen.NOTHING_NEW)
        if not rests and not self._is_leaving(view):
            return Look(Seen.MOVING)
        return self._keep(captured, shot, view)

    def _refuse_resized(self, view: View) -> None:
        if self._kept and (view.width, view.height) != (self._kept[0].record.width, self._kept[0].record.height):
            raise WindowResized(self.request.window.id)

    def _is_leaving(self, view: View) -> bool:
        """Whether a window that goes on moving is still proven to follow, and soon would not be."""
        shift = self._joining.follows(view) if self._kept else None
        return shift is not None and abs(shift.by) >= _SHARE_TO_MOVE_BY * shift.pane.height

    def _keep(self, captured: Moment, shot: Shot, view: View) -> Look:
        request = self.request
        press = CaptureRequest(
            request.case, request.window, leave_out=request.left_out, trigger=TRIGGER, context=False,
            series=request.series,
        )  # fmt: skip
        item = self._capturer.keep(press, captured, shot)
        self._kept.append(item)
        outcome = self._joining.add(View(item.id, view.width, view.height, view.rgb))
        return Look(Seen.KEPT, item, outcome)


def sources_of(item: Item) -> tuple[ItemId, ...]:
    """The originals that a joined picture was made of, each once, in the order of its parts."""
    return tuple(dict.fromkeys(ItemId(part.source) for part in item.record.parts))


def joined_from(items: Sequence[Item], joined: Item) -> tuple[Item, ...]:
    """Those of the items that the joined picture was made of, in the order of their numbers."""
    sources = set(sources_of(joined))
    return tuple(sorted((item for item in items if item.id in sources), key=lambda item: item.number))
