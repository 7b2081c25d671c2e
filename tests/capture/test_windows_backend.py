"""What only Windows has: several ways to a window, protected and cloaked windows, scales, a locked screen."""

import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from evidence_desk.capture.targets import (
    DRAWN_FOR_THE_PICTURE,
    ELSEWHERE,
    PROTECTED_WINDOW_HERE,
    WITHOUT_ITS_FRAME,
    ActiveWindow,
    AllScreens,
    OneScreen,
    OneWindow,
    Region,
)
from evidence_desk.capture.window_numbers import window_name
from evidence_desk.capture.windows.backend import WindowsBackend
from evidence_desk.capture.windows.libraries import library
from evidence_desk.capture.windows.patience import within
from evidence_desk.capture.windows.system import (
    CLOAKED_BY_SHELL,
    HAS_CAPTION,
    IS_APPLICATION,
    IS_TOOL,
    LEFT_OUT,
    LETS_CLICKS_THROUGH,
    Monitor,
)
from evidence_desk.domain import errors, refusals
from evidence_desk.domain.evidence import Rectangle
from tests.capture.backend_contract import rgb_of, taken
from tests.capture.made_up_windows import (
    DESKTOP,
    INVISIBLE_BORDER,
    MONITOR_ONLY,
    OUR_PROCESS,
    TITLE_BAR,
    MadeUpWindow,
    MadeUpWindows,
    pixels_of,
)
from tests.capture.pattern import rgb

PLACE = Rectangle(100, 100, 320, 200)
CLOAKED_BY_ITS_PROGRAM = 0x1


def window_at(place: Rectangle = PLACE, number: int = 0x20400, seed: int = 1, **facts: object) -> MadeUpWindow:
    return replace(MadeUpWindow(number, place, rgb(seed, place.width, place.height)), **facts)


def desk_of(*windows: MadeUpWindow, **facts: object) -> tuple[MadeUpWindows, WindowsBackend]:
    system = MadeUpWindows(windows=list(windows), **facts)
    return system, WindowsBackend(system)


def refusal_of(backend: WindowsBackend, target: object) -> refusals.CaptureRefused:
    with pytest.raises(refusals.CaptureRefused) as refused, backend.grab(target):
        pass
    return refused.value


# -- ways to a window ----------------------------------------------------------------------------------------


def test_a_window_the_system_has_no_picture_of_is_drawn_by_its_program() -> None:
    window = window_at()
    _, backend = desk_of(window, composes=False)
    with backend.grab(OneWindow("0x20400")) as shot:
        assert rgb_of(shot) == window.rgb
        assert shot.target.geometry == PLACE
        assert shot.warnings == (DRAWN_FOR_THE_PICTURE,)


def test_the_last_way_gives_what_is_inside_the_frame_and_says_so() -> None:
    window = window_at()
    _, backend = desk_of(window, composes=False, prints=False)
    with backend.grab(OneWindow("0x20400")) as shot:
        assert rgb_of(shot) == window.rgb[3 * PLACE.width * TITLE_BAR :]
        assert shot.target.geometry == Rectangle(100, 100 + TITLE_BAR, 320, 200 - TITLE_BAR)
        assert shot.warnings == (WITHOUT_ITS_FRAME,)


def test_a_window_nobody_gives_a_picture_of_is_refused() -> None:
    _, backend = desk_of(window_at(), composes=False, prints=False, grabs_clients=False)
    assert isinstance(refusal_of(backend, OneWindow("0x20400")), refusals.WindowNotAnswering)


def test_a_hung_program_is_never_asked_to_draw() -> None:
    _, backend = desk_of(window_at(hung=True), composes=False)
    assert isinstance(refusal_of(backend, OneWindow("0x20400")), refusals.WindowNotAnswering)


def test_a_hung_program_still_has_what_the_compositor_knows() -> None:
    window = window_at(hung=True)
    _, backend = desk_of(window)
    assert taken(backend, OneWindow("0x20400")) == window.rgb


@pytest.mark.parametrize(
    "composed",
    [pixels_of(bytes(3 * 320 * 200), 320, 200), pixels_of(rgb(5, 334, 207), 334, 207)],
    ids=["black", "with the invisible border"],
)
def test_a_wrong_picture_is_not_taken_for_the_window(composed: object) -> None:
    window = window_at()
    _, backend = desk_of(window, composed=composed)
    with backend.grab(OneWindow("0x20400")) as shot:
        assert rgb_of(shot) == window.rgb
        assert shot.warnings == (DRAWN_FOR_THE_PICTURE,)


def test_a_window_that_is_black_in_every_way_is_refused_as_empty() -> None:
    _, backend = desk_of(replace(window_at(), rgb=bytes(3 * 320 * 200)))
    refused = refusal_of(backend, OneWindow("0x20400"))
    assert isinstance(refused, refusals.FlatPicture)
    assert refused.colour == "#000000"


@pytest.mark.parametrize(
    ("happens", "expected"),
    [
        (lambda window: setattr(window, "place", replace(PLACE, x=101)), refusals.WindowChanged),
        (lambda window: setattr(window, "place", replace(PLACE, width=400)), refusals.WindowChanged),
        (lambda window: setattr(window, "affinity", MONITOR_ONLY), refusals.WindowChanged),
        (lambda window: setattr(window, "process", 99), refusals.WindowChanged),
        (lambda window: setattr(window, "minimised", True), refusals.WindowMinimised),
        (lambda window: setattr(window, "cloaked", CLOAKED_BY_ITS_PROGRAM), refusals.WindowMinimised),
    ],
)
def test_what_happens_to_a_window_meanwhile_is_the_reason(
    happens: Callable[[MadeUpWindow], None], expected: type[refusals.CaptureRefused]
) -> None:
    window = window_at()
    system, backend = desk_of(window)
    system.on_grab = lambda: happens(window)
    assert type(refusal_of(backend, OneWindow("0x20400"))) is expected


def test_a_window_that_is_closed_meanwhile_is_gone() -> None:
    system, backend = desk_of(window_at())
    system.on_grab = system.windows.clear
    assert isinstance(refusal_of(backend, OneWindow("0x20400")), refusals.WindowGone)


# -- protected and cloaked windows ---------------------------------------------------------------------------


@pytest.mark.parametrize("affinity", [MONITOR_ONLY, LEFT_OUT])
def test_a_protected_window_is_said_to_be_one(affinity: int) -> None:
    system, backend = desk_of(window_at(affinity=affinity))
    refused = refusal_of(backend, OneWindow("0x20400"))
    assert isinstance(refused, refusals.ProtectedWindow)
    assert refused.window == "0x20400"
    assert system.windows[0].affinity == affinity, "it is never defeated"


@pytest.mark.parametrize("affinity", [MONITOR_ONLY, LEFT_OUT])
def test_a_screen_with_a_protected_window_has_a_warning(affinity: int) -> None:
    _, backend = desk_of(window_at(affinity=affinity))
    with backend.grab(AllScreens()) as shot:
        assert shot.warnings == (PROTECTED_WINDOW_HERE,)
    with backend.grab(Region(Rectangle(500, 400, 100, 100))) as shot:
        assert shot.warnings == ()


def test_windows_on_other_desktops_come_last_and_cloaked_ones_not_at_all() -> None:
    away = window_at(number=0x20402, cloaked=CLOAKED_BY_SHELL, on_this_desktop=False)
    suspended = window_at(number=0x20404, cloaked=CLOAKED_BY_SHELL)
    hidden = window_at(number=0x20406, cloaked=CLOAKED_BY_ITS_PROGRAM)
    _, backend = desk_of(away, suspended, hidden, window_at())
    assert [(each.id, each.state) for each in backend.windows()] == [("0x20400", "normal"), ("0x20402", ELSEWHERE)]
    assert isinstance(refusal_of(backend, OneWindow("0x20402")), refusals.WindowElsewhere)
    assert isinstance(refusal_of(backend, OneWindow("0x20406")), refusals.WindowMinimised)


# -- the list ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "listed"),
    [
        ({}, 1),
        ({"title": ""}, 0),
        ({"title": "", "extended_style": IS_APPLICATION}, 1),
        ({"extended_style": IS_TOOL}, 0),
        ({"extended_style": IS_TOOL | IS_APPLICATION}, 1),
        ({"visible": False}, 0),
        ({"owner": 0x20402, "style": 0}, 0),
        ({"owner": 0x20402, "style": HAS_CAPTION}, 1),
        ({"number": DESKTOP}, 0),
        ({"place": Rectangle(5, 5, 0, 0), "rgb": b""}, 0),
    ],
)
def test_what_a_person_would_call_a_window(facts: dict[str, object], listed: int) -> None:
    _, backend = desk_of(replace(window_at(), **facts))
    assert len(backend.windows()) == listed


def test_an_overlay_that_clicks_go_through_covers_nothing() -> None:
    overlay = window_at(Rectangle(0, 0, 1024, 768), number=0x20402, extended_style=LETS_CLICKS_THROUGH | IS_TOOL)
    taskbar = window_at(Rectangle(0, 200, 1024, 568), number=0x20404, extended_style=IS_TOOL, title="")
    _, backend = desk_of(overlay, taskbar, window_at())
    assert [(each.id, each.covered) for each in backend.windows()] == [("0x20400", 0.5)]


def test_the_desktop_in_focus_is_no_active_window() -> None:
    _, backend = desk_of(focus=DESKTOP)
    assert isinstance(refusal_of(backend, ActiveWindow()), refusals.NoActiveWindow)
    with pytest.raises(refusals.NoActiveWindow):
        backend.active_window()


# -- screens -------------------------------------------------------------------------------------------------


def test_screens_of_several_scales_lie_in_physical_pixels_with_negative_corners() -> None:
    left = Monitor("DISPLAY2", Rectangle(-640, -100, 640, 480), 144, primary=False)
    main = Monitor("DISPLAY1", Rectangle(0, 0, 800, 600), 96, primary=True)
    window = window_at(Rectangle(-320, 50, 320, 200))
    _, backend = desk_of(window, screens=(left, main))
    first, second = backend.screens()
    assert (first.name, first.scale, first.primary) == ("DISPLAY1", 1.0, True)
    assert (second.x, second.y, second.scale, second.primary) == (-640, -100, 1.5, False)
    with backend.grab(AllScreens()) as shot:
        assert shot.target.geometry == Rectangle(-640, -100, 1440, 700)
        assert shot.target.display == "DISPLAY1, DISPLAY2"
    with backend.grab(OneScreen(2)) as shot:
        assert (shot.target.geometry, shot.target.scale) == (Rectangle(-640, -100, 640, 480), 1.5)
    with backend.grab(Region(window.place)) as shot:
        assert rgb_of(shot) == window.rgb
    with backend.grab(OneWindow("0x20400")) as shot:
        assert (shot.target.scale, shot.target.display) == (1.5, "DISPLAY2")


def test_a_screen_that_comes_meanwhile_is_noticed() -> None:
    system, backend = desk_of()
    system.on_grab = lambda: setattr(
        system, "screens", (*system.screens, Monitor("DISPLAY2", Rectangle(1024, 0, 640, 480), 96, primary=False))
    )
    assert isinstance(refusal_of(backend, OneScreen(1)), refusals.DisplaysChanged)


def test_without_screens_there_is_nothing_to_picture() -> None:
    _, backend = desk_of(screens=())
    assert backend.screens() == ()
    assert isinstance(refusal_of(backend, AllScreens()), refusals.NoDisplay)


def test_a_locked_screen_is_refused() -> None:
    _, backend = desk_of(window_at(), locked=True)
    for target in (AllScreens(), OneWindow("0x20400"), ActiveWindow()):
        assert isinstance(refusal_of(backend, target), refusals.ScreenLocked)


@pytest.mark.parametrize("target", [AllScreens(), OneWindow("0x20400")])
def test_a_lock_that_comes_right_before_the_pixels_is_seen(monkeypatch: pytest.MonkeyPatch, target: object) -> None:
    system, backend = desk_of(window_at())
    for name in ("picture_of_screens", "composed_picture"):
        take = getattr(system, name)

        def locking(*args: object, take: Callable[..., object] = take, **more: object) -> object:
            system.locked = True
            return take(*args, **more)

        monkeypatch.setattr(system, name, locking)
    assert isinstance(refusal_of(backend, target), refusals.ScreenLocked)


def test_a_windows_that_hides_true_sizes_is_refused() -> None:
    _, backend = desk_of(knows_scales=False)
    with pytest.raises(errors.NotOnThisSystem):
        backend.screens()


# -- our own windows -----------------------------------------------------------------------------------------


def own_window(place: Rectangle = PLACE) -> MadeUpWindow:
    return window_at(place, number=0x20500, seed=3, process=OUR_PROCESS)


def test_our_window_is_left_out_by_the_system_once_and_composition_is_waited_for() -> None:
    under = window_at()
    system, backend = desk_of(own_window(), under)
    for _ in range(2):
        with backend.grab(Region(PLACE)) as shot:
            assert rgb_of(shot) == under.rgb
            assert shot.own_windows_left_out == (Rectangle(0, 0, 320, 200),)
    assert system.compositions == 1


def test_where_the_system_cannot_leave_ours_out_it_is_refused_only_where_one_lies() -> None:
    _, backend = desk_of(own_window(), can_leave_out=False)
    assert isinstance(refusal_of(backend, AllScreens()), refusals.OwnWindowInTheWay)
    with backend.grab(Region(Rectangle(500, 400, 100, 100))) as shot:
        assert shot.own_windows_left_out == ()


def test_a_window_of_ours_that_opens_meanwhile_is_not_in_the_picture() -> None:
    system, backend = desk_of(window_at())
    late = own_window()

    def open_late() -> None:
        if late not in system.windows:
            system.windows.insert(0, late)

    system.on_grab = open_late
    with backend.grab(Region(PLACE)) as shot:
        assert rgb_of(shot) == rgb(1, 320, 200)
        assert len(shot.own_windows_left_out) == 1


# -- what lies under it --------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="they are there")
def test_elsewhere_the_libraries_are_not_there() -> None:
    with pytest.raises(errors.NotOnThisSystem):
        library("user32")


def test_a_job_that_fails_or_takes_too_long_has_no_result() -> None:
    def fails() -> int:
        raise OSError

    assert within(5, lambda: 7) == 7
    assert within(5, fails) is None


def test_the_invisible_border_is_what_the_documents_say() -> None:
    system, _ = desk_of(window_at())
    outer = system.window_rectangle(0x20400)
    assert outer == Rectangle(100 - INVISIBLE_BORDER, 100, 320 + 2 * INVISIBLE_BORDER, 200 + INVISIBLE_BORDER)
    assert window_name(0x20400) == "0x20400"
