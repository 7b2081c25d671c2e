"""Windows as they truly are: drawn or not yet, changing under the shot, shaped, see-through, and named by anybody."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from struct import pack

import pytest

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.targets import ActiveWindow, OneWindow, Window
from evidence_desk.capture.x11 import arming, window_picture
from evidence_desk.capture.x11.properties import LONGEST_TEXT
from evidence_desk.domain import refusals
from tests.capture.backend_contract import rgb_of, taken
from tests.capture.conftest import StartProgram
from tests.capture.other_program import OtherProgram, OtherWindow
from tests.display_fixtures import StartDisplay, XDisplay
from tests.real_tools import wait_until

MODES = pytest.mark.parametrize("stays", ["stays", ""])


@contextmanager
def opened(display: XDisplay, stays: object = "") -> Iterator[Backend]:
    backend = open_backend({"DISPLAY": display.name}, keep_redirected=bool(stays))
    try:
        yield backend
    finally:
        backend.close()


@pytest.fixture
def other(bare: XDisplay, start_program: StartProgram) -> OtherProgram:
    """Another program on it."""
    return start_program(bare)


@MODES
def test_without_a_window_manager_windows_are_found_and_true(bare: XDisplay, other: OtherProgram, stays: str) -> None:
    window = other.open(100, 100, 320, 200, 1, border=5)
    other.open(90, 90, 200, 300, 2)
    other.open(0, 0, 50, 50, 3, menu=True)
    with opened(bare, stays) as backend:
        assert [each.id for each in backend.windows()][1:] == [window.id], "a menu is not a window a person would name"
        with backend.grab(OneWindow(window.id)) as shot:
            assert rgb_of(shot) == window.rgb
            assert (shot.target.geometry.x, shot.target.geometry.y) == (105, 105)
            assert shot.covered == 185 * 200 / (320 * 200)
        with backend.grab(OneWindow(str(window.number))) as shot:
            assert rgb_of(shot) == window.rgb


@pytest.mark.usefixtures("usual_patience")
@MODES
def test_what_a_hanging_program_has_not_drawn_is_said(bare: XDisplay, start_program: StartProgram, stays: str) -> None:
    hanging, other = start_program(bare), start_program(bare)
    window = hanging.open(100, 100, 320, 200, 1)
    beside = hanging.open(450, 300, 100, 100, 5)
    other.open(100, 100, 160, 200, 2)
    hanging.hang()
    with opened(bare, stays) as backend:
        with backend.grab(OneWindow(window.id)) as shot:
            assert shot.warnings == ("covered_part_not_drawn",)
            assert rgb_of(shot) != window.rgb
        with backend.grab(OneWindow(beside.id)) as shot:
            assert shot.warnings == (), "this one was never covered"
            assert rgb_of(shot) == beside.rgb
        hanging.go_on()
        wait_until(lambda: not _warnings(backend, window), "it has been drawn")
        assert taken(backend, OneWindow(window.id)) == window.rgb


@pytest.mark.usefixtures("usual_patience")
def test_a_program_that_hangs_is_waited_for_once(
    bare: XDisplay, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = start_program(bare)
    window = hanging.open(100, 100, 320, 200, 1)
    start_program(bare).open(100, 100, 160, 200, 2)
    hanging.hang()
    with opened(bare, "stays") as backend:
        for patience_ms in (arming.PATIENCE_MS, 10 * 60 * 1000):
            monkeypatch.setattr(arming, "PATIENCE_MS", patience_ms)
            with backend.grab(OneWindow(window.id)) as shot:
                assert shot.warnings == ("covered_part_not_drawn",)
        hanging.go_on()
        wait_until(lambda: not _warnings(backend, window), "it has been drawn")
        assert taken(backend, OneWindow(window.id)) == window.rgb


def _warnings(backend: Backend, window: OtherWindow) -> tuple[str, ...]:
    with backend.grab(OneWindow(window.id)) as shot:
        return shot.warnings


def test_a_program_that_draws_in_steps_is_given_the_time_to_finish(
    bare: XDisplay, other: OtherProgram, start_program: StartProgram
) -> None:
    window = other.open(100, 100, 320, 200, 1, in_steps=True)
    start_program(bare).open(0, 0, 640, 480, 2)
    for _ in range(5):
        with opened(bare) as backend, backend.grab(OneWindow(window.id)) as shot:
            assert rgb_of(shot) == window.rgb
            assert shot.warnings == ()


@MODES
def test_what_was_off_the_screen_is_waited_for_too(bare: XDisplay, other: OtherProgram, stays: str) -> None:
    window = other.open(-100, -100, 320, 200, 1)
    with opened(bare, stays) as backend, backend.grab(OneWindow(window.id)) as shot:
        assert rgb_of(shot) == window.rgb
        assert (shot.warnings, shot.covered) == ((), 0.0)


def test_windows_opened_after_the_program_started_are_kept_whole(bare: XDisplay, start_program: StartProgram) -> None:
    with opened(bare, "stays") as backend:
        hanging = start_program(bare)
        window = hanging.open(100, 100, 320, 200, 1)
        hanging.hang()
        start_program(bare).open(0, 0, 640, 480, 2)
        with backend.grab(OneWindow(window.id)) as shot:
            assert rgb_of(shot) == window.rgb
            assert (shot.warnings, shot.covered) == ((), 1.0)


DISTURBANCES: dict[str, tuple[Callable[[OtherWindow], None], type[refusals.CaptureRefused]]] = {
    "moved": (lambda window: window.move(7, 7), refusals.WindowChanged),
    "resized": (lambda window: window.resize(50, 60), refusals.WindowChanged),
    "hidden": (lambda window: window.do("hide"), refusals.WindowMinimised),
    "closed": (lambda window: window.close(), refusals.WindowGone),
}


@MODES
@pytest.mark.parametrize("what", DISTURBANCES)
@pytest.mark.parametrize("when", ["is_drawn", "labels", "_covered"])
def test_a_window_that_changes_under_the_shot_is_refused(
    bare: XDisplay, other: OtherProgram, stays: str, what: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    disturb, refusal = DISTURBANCES[what]
    window = other.open(100, 100, 320, 200, 1)
    place = arming.Arming if when == "is_drawn" else window_picture
    before = getattr(place, when)

    def disturbed(*arguments: object) -> object:
        monkeypatch.undo()
        answer = before(*arguments)
        disturb(window)
        return answer

    with opened(bare, stays) as backend:
        monkeypatch.setattr(place, when, disturbed)
        with pytest.raises(refusal) as refused, backend.grab(OneWindow(window.id)):
            pass
        assert refused.value.window == window.id


@MODES
def test_a_window_that_is_bigger_for_a_moment_is_refused(
    bare: XDisplay, other: OtherProgram, stays: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = other.open(100, 100, 320, 200, 1)
    name, say = window_picture.named_pixmap, window_picture.labels

    def bigger(connection: object, number: int) -> object:
        window.resize(400, 300)
        return name(connection, number)

    def as_before(*arguments: object) -> object:
        window.resize(320, 200)
        return say(*arguments)

    with opened(bare, stays) as backend:
        monkeypatch.setattr(window_picture, "named_pixmap", bigger)
        monkeypatch.setattr(window_picture, "labels", as_before)
        with pytest.raises(refusals.WindowChanged), backend.grab(OneWindow(window.id)):
            pass


def test_an_empty_window_is_refused(bare: XDisplay, other: OtherProgram) -> None:
    window = other.open(100, 100, 320, 200, 1, plain=True)
    with opened(bare) as backend, pytest.raises(refusals.FlatPicture) as refused, backend.grab(OneWindow(window.id)):
        pass
    assert refused.value.colour == "#ffffff"


def test_what_can_not_be_seen_covers_nothing(bare: XDisplay, other: OtherProgram) -> None:
    window = other.open(100, 100, 320, 200, 1)
    other.ask(do="open_input_only")
    other.open(100, 100, 320, 200, 2, show=False)
    with opened(bare) as backend:
        assert [(each.id, each.covered) for each in backend.windows()] == [(window.id, 0.0)]
        with backend.grab(OneWindow(window.id)) as shot:
            assert shot.covered == 0.0


@pytest.mark.parametrize("state", ["HIDDEN", "SHADED"])
def test_what_its_window_manager_calls_hidden_has_no_picture(bare: XDisplay, other: OtherProgram, state: str) -> None:
    atom = other.ask(do="atom", name=f"_NET_WM_STATE_{state}")
    properties = [("_NET_WM_STATE", "ATOM", pack("=I", atom).hex())]
    seen = other.open(100, 100, 320, 200, 2)
    window = other.open(100, 100, 320, 200, 1, properties=properties)
    with opened(bare) as backend:
        assert [(each.id, each.state) for each in backend.windows()] == [(seen.id, "normal"), (window.id, "minimised")]
        with pytest.raises(refusals.WindowMinimised), backend.grab(OneWindow(window.id)):
            pass


def test_a_shaded_window_has_no_picture(desktop: XDisplay, start_program: StartProgram) -> None:
    window = start_program(desktop).open(100, 100, 320, 200, 1)
    with opened(desktop) as backend:
        wait_until(lambda: window.id in [each.id for each in backend.windows()], "it is managed")
        window.do("shade")
        wait_until(lambda: only(backend, window).state == "minimised", "only its title bar is left")
        with pytest.raises(refusals.WindowMinimised), backend.grab(OneWindow(window.id)):
            pass


def only(backend: Backend, window: OtherWindow) -> Window:
    return next(each for each in backend.windows() if each.id == window.id)


@MODES
@pytest.mark.parametrize(("alpha", "warnings"), [(128, ("translucent",)), (255, ())])
def test_a_see_through_window_is_kept_and_said_to_be_one(
    bare: XDisplay, other: OtherProgram, stays: str, alpha: int, warnings: tuple[str, ...]
) -> None:
    window = other.open(100, 100, 320, 200, 1, depth=32, alpha=alpha)
    with opened(bare, stays) as backend, backend.grab(OneWindow(window.id)) as shot:
        assert rgb_of(shot) == window.rgb
        assert shot.warnings == warnings


def test_a_shadow_a_window_draws_itself_is_not_part_of_it(bare: XDisplay, other: OtherProgram) -> None:
    extents = pack("=4I", 16, 32, 48, 64).hex()
    properties = [("_GTK_FRAME_EXTENTS", "CARDINAL", extents)]
    window = other.open(100, 100, 320, 200, 1, properties=properties)
    with opened(bare) as backend:
        (listed,) = backend.windows()
        assert (listed.x, listed.y, listed.width, listed.height) == (116, 148, 272, 88)
        with backend.grab(OneWindow(window.id)) as shot:
            rows = [window.rgb[at : at + 3 * 320] for at in range(48 * 960, 136 * 960, 960)]
            assert rgb_of(shot) == b"".join(row[3 * 16 : 3 * 288] for row in rows)


def test_nothing_in_use_is_said_so(bare: XDisplay, other: OtherProgram) -> None:
    window = other.open(100, 100, 320, 200, 1)
    with opened(bare) as backend:
        with pytest.raises(refusals.NoActiveWindow):
            backend.active_window()
        with pytest.raises(refusals.NoActiveWindow), backend.grab(ActiveWindow()):
            pass
        window.do("focus")
        assert backend.active_window().id == window.id
        assert taken(backend, ActiveWindow()) == window.rgb


@pytest.mark.parametrize("which", ["root", "input only"])
def test_what_has_no_pixels_of_its_own_is_no_window(bare: XDisplay, other: OtherProgram, which: str) -> None:
    number = other.ask(do="root_id") if which == "root" else other.ask(do="open_input_only")
    with opened(bare) as backend, pytest.raises(refusals.CaptureRefused), backend.grab(OneWindow(hex(number))):
        pass


BIDI = "\u202eevil\u202c \u2067x\u2069"
NAMES = {
    "plain": ("_NET_WM_NAME", "UTF8_STRING", "chat ☺".encode(), "chat ☺"),
    "markup": ("_NET_WM_NAME", "UTF8_STRING", b"<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
    "path": ("_NET_WM_NAME", "UTF8_STRING", b"../../etc/passwd", "../../etc/passwd"),
    "formula": ("_NET_WM_NAME", "UTF8_STRING", b"=cmd()", "=cmd()"),
    "long": ("_NET_WM_NAME", "UTF8_STRING", b"a" * 10_000, "a" * LONGEST_TEXT),
    "long and wide": ("_NET_WM_NAME", "UTF8_STRING", "😀".encode() * 10_000, "😀" * LONGEST_TEXT),
    "right to left": ("_NET_WM_NAME", "UTF8_STRING", BIDI.encode(), BIDI),
    "broken": ("_NET_WM_NAME", "UTF8_STRING", b"a\xff\xc3", "a��"),
    "surrogate": ("_NET_WM_NAME", "UTF8_STRING", b"a\xed\xa0\x80", "a���"),
    "zero": ("_NET_WM_NAME", "UTF8_STRING", b"a\0b\0", "a�b"),
    "control": ("_NET_WM_NAME", "UTF8_STRING", b"a\x1b[31m\nb", "a\x1b[31m\nb"),
    "old": ("WM_NAME", "STRING", b"caf\xe9", "café"),
    "old, long": ("WM_NAME", "STRING", b"\xe9" * 10_000, "é" * LONGEST_TEXT),
    "compound": ("WM_NAME", "COMPOUND_TEXT", b"caf\xe9", "café"),
    "compound, elsewhere": ("WM_NAME", "COMPOUND_TEXT", b"\x1b$(B\x24\x22", None),
    "of no known kind": ("WM_NAME", "NONSENSE", b"name", None),
    "numbers": ("_NET_WM_NAME", "CARDINAL", b"abcd", None),
    "empty": ("_NET_WM_NAME", "UTF8_STRING", b"", None),
    "none": ("SOMETHING_ELSE", "UTF8_STRING", b"x", None),
}


@pytest.mark.parametrize("name", NAMES)
def test_titles_are_kept_as_they_are_within_bounds(bare: XDisplay, other: OtherProgram, name: str) -> None:
    where, kind, data, expected = NAMES[name]
    window = other.open(100, 100, 320, 200, 1, properties=[(where, kind, data.hex())])
    with opened(bare) as backend:
        (listed,) = backend.windows()
        assert listed.title == (expected or "")
        with backend.grab(OneWindow(window.id)) as shot:
            assert shot.window_title == expected
            assert shot.application is None


CLASSES = [
    (b"navigator\0Chromium\0", "Chromium"),
    (b"only\0", "only"),
    (b"\0", None),
    (b"", None),
    (b"\xff\0\xe9\0", "é"),
]


@pytest.mark.parametrize(("data", "application"), CLASSES)
def test_the_application_is_the_class_of_the_window(
    bare: XDisplay, other: OtherProgram, data: bytes, application: str | None
) -> None:
    properties = [("WM_CLASS", "STRING", data.hex()), ("_NET_WM_PID", "CARDINAL", pack("=I", 4321).hex())]
    window = other.open(100, 100, 320, 200, 1, properties=properties)
    with opened(bare) as backend:
        (listed,) = backend.windows()
        assert (listed.application, listed.pid) == (application or "", 4321)
        with backend.grab(OneWindow(window.id)) as shot:
            assert shot.application == application


def test_the_newer_name_counts_and_an_empty_one_does_not(bare: XDisplay, other: OtherProgram) -> None:
    old = ("WM_NAME", "STRING", b"old".hex())
    other.open(0, 0, 64, 64, 1, properties=[old, ("_NET_WM_NAME", "UTF8_STRING", b"new".hex())])
    other.open(0, 0, 64, 64, 1, properties=[old, ("_NET_WM_NAME", "UTF8_STRING", "")])
    with opened(bare) as backend:
        assert [each.title for each in backend.windows()] == ["old", "new"]
        assert [each.pid for each in backend.windows()] == [None, None]


def test_panels_and_the_desktop_itself_are_not_windows(desktop: XDisplay, start_program: StartProgram) -> None:
    program = start_program(desktop)
    for kind in ("DOCK", "DESKTOP", "NORMAL"):
        atom = program.ask(do="atom", name=f"_NET_WM_WINDOW_TYPE_{kind}")
        properties = [
            ("_NET_WM_WINDOW_TYPE", "ATOM", pack("=I", atom).hex()),
            ("_NET_WM_NAME", "UTF8_STRING", kind.encode().hex()),
        ]
        program.open(300, 300, 200, 64, 1, properties=properties)
    with opened(desktop) as backend:
        wait_until(lambda: "NORMAL" in [each.title for each in backend.windows()], "the window is managed")
        assert [each.title for each in backend.windows()] == ["NORMAL"]


def test_a_dead_window_managers_list_is_not_believed(start_display: StartDisplay, start_program: StartProgram) -> None:
    display = start_display("640x480x24")
    program = start_program(display)
    window = program.open(100, 100, 320, 200, 1)
    with opened(display) as backend:
        with subprocess.Popen(["openbox", "--sm-disable"], env=display.environment()) as manager:
            wait_until(lambda: _is_framed(backend, window), "it is managed")
            manager.kill()
        wait_until(lambda: [each.id for each in backend.windows()] == [window.id], "the desktop has settled")
        late = program.open(0, 0, 64, 64, 2)
        assert [each.id for each in backend.windows()] == [late.id, window.id]


def test_a_window_on_every_desktop_is_on_this_one(start_display: StartDisplay, start_program: StartProgram) -> None:
    display = start_display("640x480x24")
    program = start_program(display)
    now = pack("=I", 1).hex()
    program.ask(do="change", window=program.ask(do="root_id"), name="_NET_CURRENT_DESKTOP", kind="CARDINAL", data=now)
    states = {0: "elsewhere", 1: "normal", 0xFFFFFFFF: "normal"}
    for number in states:
        on = ("_NET_WM_DESKTOP", "CARDINAL", pack("=I", number).hex())
        program.open(10, 10, 64, 64, 1, properties=[on])
    with opened(display) as backend:
        found = {each.id: each.state for each in backend.windows()}
    assert [found[each] for each in sorted(found, key=lambda each: int(each, 16))] == list(states.values())


def test_a_window_that_is_listed_twice_is_one_window(start_display: StartDisplay, start_program: StartProgram) -> None:
    """The list is another program's word, and any program may write it."""
    display = start_display("640x480x24")
    program = start_program(display)
    first, second = program.open(0, 0, 64, 64, 1), program.open(100, 100, 64, 64, 2)
    root, checked = program.ask(do="root_id"), pack("=I", first.number).hex()
    for window in (root, first.number):
        program.ask(do="change", window=window, name="_NET_SUPPORTING_WM_CHECK", kind="CARDINAL", data=checked)
    twice = pack("=3I", first.number, second.number, first.number).hex()
    program.ask(do="change", window=root, name="_NET_CLIENT_LIST_STACKING", kind="CARDINAL", data=twice)
    with opened(display) as backend:
        assert [each.id for each in backend.windows()] == [second.id, first.id]
        assert taken(backend, OneWindow(first.id)) == first.rgb


def _is_framed(backend: Backend, window: OtherWindow) -> bool:
    """Whether the window manager has moved it into a frame."""
    return [(each.id, each.y == 100) for each in backend.windows()] == [(window.id, False)]
