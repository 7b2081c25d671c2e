"""What only macOS has: a permission, points and pixels, windows that are not shared, two ways to each picture."""

import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from evidence_desk.capture.elsewhere import look_through, permission_of
from evidence_desk.capture.macos.backend import MacBackend
from evidence_desk.capture.macos.system import NOT_SHARED, Points
from evidence_desk.capture.macos.this_mac import ThisMac, facts_of
from evidence_desk.capture.targets import (
    PROTECTED_WINDOW_HERE,
    TRANSLUCENT,
    ActiveWindow,
    AllScreens,
    Frame,
    OneScreen,
    OneWindow,
    Region,
)
from evidence_desk.capture.tried import MISSING, READY
from evidence_desk.capture.windows.backend import WindowsBackend
from evidence_desk.domain import errors, refusals
from evidence_desk.domain.evidence import Rectangle
from tests.capture.backend_contract import rgb_of, taken
from tests.capture.made_up_mac import (
    OUR_PROCESS,
    MadeUpMac,
    MadeUpMacWindow,
    moved,
    opaque,
    plain,
    retina,
)
from tests.capture.made_up_windows import MadeUpWindows
from tests.capture.pattern import rgb

PLACE = Points(100, 100, 320, 200)


def window_at(place: Points = PLACE, number: int = 0x64, scale: int = 1, **facts: object) -> MadeUpMacWindow:
    width, height = round(place.width * scale), round(place.height * scale)
    return replace(MadeUpMacWindow(number, place, rgb(1, width, height), width, height), **facts)


def desk_of(*windows: MadeUpMacWindow, **facts: object) -> tuple[MadeUpMac, MacBackend]:
    system = MadeUpMac(all_windows=list(windows), **facts)
    return system, MacBackend(system)


def refusal_of(backend: MacBackend, target: object) -> refusals.CaptureRefused:
    with pytest.raises(refusals.CaptureRefused) as refused, backend.grab(target):
        pass
    return refused.value


# -- permission ----------------------------------------------------------------------------------------------


def test_without_leave_nothing_of_other_programs_is_shown() -> None:
    system, backend = desk_of(window_at(), allowed=False)
    assert backend.screens()
    for target in (AllScreens(), OneScreen(1), OneWindow("0x64"), ActiveWindow()):
        assert isinstance(refusal_of(backend, target), refusals.ScreenRecordingNotAllowed)
    for ask in (backend.windows, backend.active_window):
        with pytest.raises(refusals.ScreenRecordingNotAllowed):
            ask()
    assert system.asked == 0, "a capture never brings up a question"


def test_leave_is_asked_for_once_and_a_refusal_has_its_sentence() -> None:
    system, backend = desk_of(allowed=False)
    permission = permission_of(backend)
    assert permission is not None
    assert not permission.is_answered()
    with pytest.raises(refusals.ScreenRecordingNotAllowed):
        permission.ask("")
    assert system.asked == 1
    system.allowed = True
    assert permission.is_answered()
    permission.ask("")


def test_no_other_backend_asks() -> None:
    assert permission_of(WindowsBackend(MadeUpWindows())) is None


@pytest.mark.parametrize(("allowed", "state"), [(True, READY), (False, MISSING)])
def test_looking_at_the_way_tells_whether_leave_is_missing(allowed: object, state: str) -> None:
    _, backend = desk_of(allowed=allowed)
    tried = look_through(backend)
    assert (tried.name, tried.state) == ("macos", state)
    assert isinstance(tried.reason, refusals.ScreenRecordingNotAllowed) is (state == MISSING)


def test_a_locked_screen_is_refused() -> None:
    _, backend = desk_of(window_at(), locked=True)
    assert isinstance(refusal_of(backend, AllScreens()), refusals.ScreenLocked)


@pytest.mark.parametrize("target", [AllScreens(), OneWindow("0x64")])
def test_a_lock_that_comes_right_before_the_pixels_is_seen(monkeypatch: pytest.MonkeyPatch, target: object) -> None:
    system, backend = desk_of(window_at())
    for name in ("composed_display", "composed_window"):
        take = getattr(system, name)

        def locking(*args: object, take: Callable[..., object] = take, **more: object) -> object:
            system.locked = True
            return take(*args, **more)

        monkeypatch.setattr(system, name, locking)
    assert isinstance(refusal_of(backend, target), refusals.ScreenLocked)


# -- points and pixels ---------------------------------------------------------------------------------------


def test_a_retina_window_has_all_its_pixels() -> None:
    window = window_at(scale=2)
    _, backend = desk_of(window, screens=(retina(),))
    with backend.grab(OneWindow("0x64")) as shot:
        assert rgb_of(shot) == window.rgb
        assert (shot.frame.width, shot.frame.height) == (640, 400)
        assert shot.target.geometry == Rectangle(200, 200, 640, 400)
        assert shot.target.scale == 2.0
    (listed,) = backend.windows()
    assert (listed.x, listed.y, listed.width, listed.height) == (200, 200, 640, 400)


def test_half_the_resolution_is_refused_never_kept() -> None:
    window = window_at(scale=2)
    half = opaque(rgb(1, 320, 200), 320, 200)
    _, backend = desk_of(window, screens=(retina(),), composed=half, prints=False)
    refused = refusal_of(backend, OneWindow("0x64"))
    assert isinstance(refused, refusals.WrongSize)
    assert (refused.expected, refused.found) == ("640x400", "320x200")


def test_displays_of_two_scales_keep_their_own_pixels_in_one_picture() -> None:
    screens = (plain(2, -1024, -100), retina(1, width=512, height=384))
    beside = window_at(Points(-1000, 0, 320, 160))
    _, backend = desk_of(beside, screens=screens)
    first, second = backend.screens()
    assert (first.x, first.y, first.width, first.height, first.scale) == (0, 0, 1024, 768, 2.0)
    assert (second.x, second.y, second.width, second.height, second.scale) == (-2048, -200, 1024, 768, 1.0)
    with backend.grab(AllScreens()) as shot:
        assert shot.target.geometry == Rectangle(-2048, -200, 3072, 968)
        everything = Image.frombytes("RGB", (3072, 968), rgb_of(shot))
    with backend.grab(OneScreen(1)) as shot:
        main = rgb_of(shot)
    with backend.grab(OneScreen(2)) as shot:
        other = rgb_of(shot)
    assert everything.crop((2048, 200, 3072, 968)).tobytes() == main
    assert everything.crop((0, 0, 1024, 768)).tobytes() == other
    assert everything.crop((1024, 0, 2048, 968)).getextrema() == ((0, 0), (0, 0), (0, 0)), "no display shows this"
    (window,) = backend.windows()
    assert (window.x, window.y, window.width, window.height) == (-2048 + 24, -200 + 100, 320, 160)
    with backend.grab(Region(Rectangle(window.x, window.y, 320, 160))) as shot:
        assert rgb_of(shot) == beside.rgb


def test_a_screen_that_comes_meanwhile_is_noticed() -> None:
    system, backend = desk_of()
    system.on_grab = lambda: setattr(system, "screens", (plain(), plain(2, 1024)))
    assert isinstance(refusal_of(backend, OneScreen(1)), refusals.DisplaysChanged)


# -- two ways to each picture --------------------------------------------------------------------------------


def test_before_macos_14_the_tool_pictures_a_window() -> None:
    window = window_at()
    _, backend = desk_of(window, composes=False)
    assert taken(backend, OneWindow("0x64")) == window.rgb


def test_a_window_nobody_gives_a_picture_of_is_refused() -> None:
    _, backend = desk_of(window_at(), composes=False, prints=False)
    assert isinstance(refusal_of(backend, OneWindow("0x64")), refusals.WindowNotAnswering)


def test_before_macos_14_screens_are_pictured_where_none_of_ours_lies() -> None:
    own = window_at(number=0x65, process=OUR_PROCESS)
    _, backend = desk_of(own, composes=False)
    assert isinstance(refusal_of(backend, AllScreens()), refusals.OwnWindowInTheWay)
    with backend.grab(Region(Rectangle(500, 400, 100, 100))) as shot:
        assert shot.own_windows_left_out == ()
    _, backend = desk_of(own, composes=False, copies=False)
    assert isinstance(refusal_of(backend, Region(Rectangle(500, 400, 100, 100))), refusals.DisplayLost)


def test_a_black_window_is_refused() -> None:
    _, backend = desk_of(replace(window_at(), rgb=bytes(3 * 320 * 200)))
    assert isinstance(refusal_of(backend, OneWindow("0x64")), refusals.FlatPicture)


def seen_through(left: int, top: int, width: int, height: int) -> Frame:
    """The window's picture with a part that others shine through."""
    frame = opaque(rgb(1, 320, 200), 320, 200)
    pixels = bytearray(frame.pixels)
    for row in range(top, top + height):
        start = row * frame.stride + 4 * left
        pixels[start + 3 : start + 4 * width : 4] = bytes(width)
    return replace(frame, pixels=memoryview(pixels).toreadonly())


@pytest.mark.parametrize(
    ("place", "warnings"), [((0, 0, 10, 10), ()), ((310, 190, 10, 10), ()), ((100, 100, 10, 10), (TRANSLUCENT,))]
)
def test_round_corners_are_not_called_translucent(place: tuple[int, int, int, int], warnings: tuple[str, ...]) -> None:
    _, backend = desk_of(window_at(), composed=seen_through(*place))
    with backend.grab(OneWindow("0x64")) as shot:
        assert shot.warnings == warnings


# -- windows -------------------------------------------------------------------------------------------------


def test_a_window_that_is_not_shared_is_said_to_be_protected() -> None:
    _, backend = desk_of(window_at(sharing=NOT_SHARED))
    assert isinstance(refusal_of(backend, OneWindow("0x64")), refusals.ProtectedWindow)
    with backend.grab(AllScreens()) as shot:
        assert shot.warnings == (PROTECTED_WINDOW_HERE,)
    with backend.grab(Region(Rectangle(500, 400, 100, 100))) as shot:
        assert shot.warnings == ()


@pytest.mark.parametrize(
    ("happens", "expected"),
    [
        (lambda window: moved(window, x=101), refusals.WindowChanged),
        (lambda window: moved(window, width=321), refusals.WindowChanged),
        (lambda window: setattr(window, "sharing", NOT_SHARED), refusals.WindowChanged),
        (lambda window: setattr(window, "shown", False), refusals.WindowOutOfSight),
    ],
)
def test_what_happens_to_a_window_meanwhile_is_the_reason(
    happens: Callable[[MadeUpMacWindow], None], expected: type[refusals.CaptureRefused]
) -> None:
    window = window_at()
    system, backend = desk_of(window)
    system.on_grab = lambda: happens(window)
    assert type(refusal_of(backend, OneWindow("0x64"))) is expected


@pytest.mark.parametrize(
    ("facts", "listed"),
    [
        ({}, 1),
        ({"title": None}, 1),
        ({"layer": 25}, 0),
        ({"alpha": 0.0}, 0),
        ({"shown": False}, 1),
        ({"shown": False, "title": None}, 0),
        ({"shown": False, "title": ""}, 0),
    ],
)
def test_what_a_person_would_call_a_window(facts: dict[str, object], listed: int) -> None:
    _, backend = desk_of(window_at(**facts))
    assert len(backend.windows()) == listed


def test_what_programs_without_a_dock_icon_never_showed_is_not_listed() -> None:
    _, backend = desk_of(window_at(shown=False), ordinary=False)
    assert backend.windows() == ()


def test_the_systems_own_layers_cover_nothing_but_menus_do() -> None:
    dock = window_at(Points(0, 0, 1024, 768), number=0x70, layer=20, application="Dock")
    menu = window_at(Points(100, 100, 320, 100), number=0x71, layer=101)
    _, backend = desk_of(dock, menu, window_at())
    assert [(each.id, each.covered) for each in backend.windows()] == [("0x64", 0.5)]


def test_nobody_in_front_is_no_active_window() -> None:
    _, backend = desk_of(window_at())
    with pytest.raises(refusals.NoActiveWindow):
        backend.active_window()


# -- what lies under it --------------------------------------------------------------------------------------


def test_an_entry_of_the_window_servers_list() -> None:
    """The keys of https://developer.apple.com/documentation/coregraphics/required-window-list-keys."""
    required = {
        "kCGWindowNumber": 100,
        "kCGWindowStoreType": 1,
        "kCGWindowLayer": 0,
        "kCGWindowBounds": {"X": -5.5, "Y": 7, "Width": 320, "Height": 200},
        "kCGWindowSharingState": 1,
        "kCGWindowAlpha": 1,
        "kCGWindowOwnerPID": 815,
        "kCGWindowMemoryUsage": 1264,
    }
    facts = facts_of(required)
    assert (facts.number, facts.process, facts.place) == (100, 815, Points(-5.5, 7, 320, 200))
    assert (facts.title, facts.application, facts.shown) == (None, None, False)
    named = {"kCGWindowName": "chat", "kCGWindowOwnerName": "Messages", "kCGWindowIsOnscreen": True}
    facts = facts_of(required | named)
    assert (facts.title, facts.application, facts.shown) == ("chat", "Messages", True)


@pytest.mark.skipif(sys.platform == "darwin", reason="they are there")
def test_elsewhere_the_frameworks_are_not_there() -> None:
    with pytest.raises(errors.NotOnThisSystem):
        ThisMac()
