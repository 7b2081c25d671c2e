"""A window and the whole screen around it, of one moment."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.targets import CONTEXT_TAKEN_AFTER, ActiveWindow, AllScreens, OneWindow, Shot
from evidence_desk.domain.refusals import CaptureRefused


@dataclass(frozen=True, slots=True)
class Pair:
    """A picture, and that of all screens; or why there is none of them, or None where none was wanted."""

    window: Shot
    context: Shot | CaptureRefused | None


@runtime_checkable
class SeesBoth(Protocol):
    """A backend that can take both pictures with nothing in between."""

    def grab_pair(self, target: OneWindow | ActiveWindow) -> AbstractContextManager[Pair]:
        """Take both, checked like any other; they are valid inside the `with` block. Raises as `grab` of the window."""
        ...


@contextmanager
def grab_pair(backend: Backend, target: OneWindow | ActiveWindow) -> Iterator[Pair]:
    """The window, and the screens in the same moment or, where the system can't do that, right after.

    Raises what `Backend.grab` raises for the window; what stands in the way of the screens' picture is in the pair.
    """
    taken = backend.grab_pair(target) if isinstance(backend, SeesBoth) else grab_both_in_turn(backend, target)
    with taken as pair:
        yield pair


@contextmanager
def grab_both_in_turn(backend: Backend, target: OneWindow | ActiveWindow) -> Iterator[Pair]:
    """The window, and the screens right after, which say so; raises as `grab_pair`."""
    with backend.grab(target) as window, ExitStack() as held:
        yield Pair(window, _screens_after(backend, held))


def _screens_after(backend: Backend, held: ExitStack) -> Shot | CaptureRefused:
    try:
        shot = held.enter_context(backend.grab(AllScreens()))
    except CaptureRefused as refusal:
        return refusal
    return replace(shot, warnings=(*shot.warnings, CONTEXT_TAKEN_AFTER))
