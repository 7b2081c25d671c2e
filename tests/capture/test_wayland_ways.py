"""Which way is taken: the best that is here, the next one when it fails, and never round a person's no."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import pytest

from evidence_desk.capture.targets import AllScreens, Frame, OneScreen, Region
from evidence_desk.capture.wayland import backend as backend_module
from evidence_desk.capture.wayland.backend import WaylandBackend
from evidence_desk.capture.wayland.layout import Aim, Layout, even_layout, own_layout
from evidence_desk.capture.wayland.outputs import Compositor, Output
from evidence_desk.capture.wayland.pictures import Picture
from evidence_desk.capture.wayland.ways import Ways
from evidence_desk.domain import refusals
from evidence_desk.domain.evidence import Rectangle
from tests.capture import pattern

ONE = Output("one", Rectangle(0, 0, 64, 48), 64, 48)
TWO = Output("two", Rectangle(64, 0, 64, 48), 64, 48)
LARGE = Output("large", Rectangle(64, 0, 64, 48), 128, 96)


@dataclass
class MadeUpWay:
    """Takes a pattern, or says no; `then` happens while it takes."""

    name: str
    refusal: refusals.CaptureRefused | None = None
    even: bool = False
    then: Sequence[Output] | None = None
    taken: list[Aim] = field(default_factory=list)
    version: str = "1"

    def layout(self, outputs: Sequence[Output]) -> Layout:
        return even_layout(outputs) if self.even else own_layout(outputs)

    def take(self, aim: Aim, _layout: Layout) -> Picture:
        self.taken.append(aim)
        if self.then is not None:
            Desktop.outputs = tuple(self.then)
        if self.refusal is not None:
            raise self.refusal
        width, height = aim.area.width, aim.area.height
        rgb = pattern.rgb(1, width, height)
        pixels = b"".join(bytes((*rgb[at : at + 3], 0)) for at in range(0, len(rgb), 3))
        return Picture(Frame(memoryview(pixels), width, height, 4 * width))


class Desktop:
    """What the compositor says now."""

    outputs: tuple[Output, ...] = (ONE, TWO)


@pytest.fixture(autouse=True)
def desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend_module, "read_compositor", lambda _environ: Compositor(Desktop.outputs, {}))
    Desktop.outputs = (ONE, TWO)


def backend_with(
    monkeypatch: pytest.MonkeyPatch, *ways: MadeUpWay | tuple[str, refusals.CaptureRefused]
) -> WaylandBackend:
    """A backend that finds these ways, or the reason why one is missing."""

    def found(environ: object, compositor: Compositor) -> Ways:
        made = Ways({}, compositor)

        def make(way: MadeUpWay | refusals.CaptureRefused) -> MadeUpWay:
            if isinstance(way, refusals.CaptureRefused):
                raise way
            return way

        rows = [(way.name, way) if isinstance(way, MadeUpWay) else way for way in ways]
        made._not_yet = [(name, partial(make, way)) for name, way in rows]
        return made

    monkeypatch.setattr(backend_module, "Ways", found)
    return WaylandBackend({})


def told(backend: WaylandBackend) -> list[tuple[str, str, str | None]]:
    return [(each.name, each.state, each.reason.type if each.reason else None) for each in backend.tried]


def test_the_first_that_is_here_is_taken_and_the_rest_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = ("grim", refusals.ProgramMissing("grim"))
    backend = backend_with(monkeypatch, missing, MadeUpWay("portal"), MadeUpWay("spectacle"))
    with backend.grab(AllScreens()) as shot:
        assert (shot.backend, backend.name) == ("portal", "portal")
    assert told(backend) == [("grim", "missing", "program_missing"), ("portal", "ready", None)]


@pytest.mark.parametrize(
    "refusal",
    [
        refusals.ProgramFailed("grim", "x"),
        refusals.ProgramSilent("grim", 5),
        refusals.PortalSilent(6),
        refusals.PortalFailed("x"),
        refusals.HandedNothing(),
        refusals.HandedForeign(),
        refusals.HandedOld(),
        refusals.HandedEmpty(),
        refusals.HandedWrong(),
        refusals.WrongSize("1x1", "2x2"),
    ],
)
def test_a_way_that_fails_is_followed_by_the_next_and_is_tried_again_at_the_next_picture(
    monkeypatch: pytest.MonkeyPatch, refusal: refusals.CaptureRefused
) -> None:
    first = MadeUpWay("first", refusal)
    backend = backend_with(monkeypatch, first, MadeUpWay("second"))
    with backend.grab(AllScreens()) as shot:
        assert shot.backend == "second"
    assert told(backend) == [("first", "failed", refusal.type), ("second", "ready", None)]
    first.refusal = None
    with backend.grab(OneScreen(2)) as shot:
        assert shot.backend == "first"
    assert told(backend)[0] == ("first", "ready", None)


@pytest.mark.parametrize("refusal", [refusals.PortalRefused(), refusals.PortalDialogClosed()])
def test_a_persons_no_is_not_gone_round(monkeypatch: pytest.MonkeyPatch, refusal: refusals.CaptureRefused) -> None:
    other = MadeUpWay("other")
    backend = backend_with(monkeypatch, MadeUpWay("portal", refusal), other)
    with pytest.raises(type(refusal)), backend.grab(AllScreens()):
        pass
    assert not other.taken


def test_when_all_fail_the_best_ways_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = backend_with(
        monkeypatch, MadeUpWay("a", refusals.PortalSilent(6)), MadeUpWay("b", refusals.ProgramFailed("b", "x"))
    )
    with pytest.raises(refusals.PortalSilent), backend.grab(AllScreens()):
        pass


def test_without_any_way_the_names_are_told_and_what_can_be_put_right_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    missing = [("grim", refusals.NotOffered("grim")), ("portal", refusals.NoPortal())]
    with pytest.raises(refusals.NoWayHere) as none:
        backend_with(monkeypatch, *missing)
    assert none.value.tried == "grim, portal"
    with pytest.raises(refusals.PortalSilent):
        backend_with(monkeypatch, missing[0], ("portal", refusals.PortalSilent(6)))


def test_an_area_is_never_taken_from_another_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    Desktop.outputs = (ONE, LARGE)
    even = MadeUpWay("even", even=True)
    backend = backend_with(monkeypatch, MadeUpWay("own", refusals.ProgramSilent("own", 5)), even)
    with pytest.raises(refusals.ProgramSilent), backend.grab(Region(Rectangle(0, 0, 20, 20))):
        pass
    assert not even.taken
    with backend.grab(AllScreens()) as shot:
        assert shot.backend == "even"


@pytest.mark.parametrize("then", [(ONE,), (ONE, LARGE), (ONE, TWO, Output("three", Rectangle(0, 48, 64, 48), 64, 48))])
def test_screens_that_change_while_the_picture_is_taken_end_it(
    monkeypatch: pytest.MonkeyPatch, then: tuple[Output, ...]
) -> None:
    backend = backend_with(monkeypatch, MadeUpWay("first", then=then), MadeUpWay("second"))
    with pytest.raises(refusals.DisplaysChanged), backend.grab(AllScreens()):
        pass


@dataclass
class Session:
    """What the login manager says."""

    locked: bool
    closed: bool = False

    def is_locked(self) -> bool:
        return self.locked

    def close(self) -> None:
        self.closed = True


def test_a_locked_screen_is_not_pictured(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(locked=True)
    monkeypatch.setattr(backend_module, "_login_session", lambda _environ: session)
    way = MadeUpWay("grim")
    backend = backend_with(monkeypatch, way)
    with pytest.raises(refusals.ScreenLocked), backend.grab(AllScreens()):
        pass
    assert not way.taken
    session.locked = False
    with backend.grab(AllScreens()):
        pass
    answers = iter((False, True))  # it comes right before the pixels
    monkeypatch.setattr(session, "is_locked", lambda: next(answers))
    with pytest.raises(refusals.ScreenLocked), backend.grab(AllScreens()):
        pass
    backend.close()
    assert session.closed
