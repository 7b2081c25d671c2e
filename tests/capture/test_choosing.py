"""Which backend works here, and a plain reason where none does."""

import subprocess
import sys

import pytest

from evidence_desk.capture.choosing import check_display, open_backend
from evidence_desk.domain import errors, refusals
from tests.display_fixtures import XDisplay


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ""}, {"XDG_SESSION_TYPE": "x11"}, {"XDG_SESSION_TYPE": "tty"}])
def test_without_a_display_there_is_no_screen(environ: dict[str, str]) -> None:
    with pytest.raises(refusals.NoDisplay):
        open_backend(environ)


@pytest.mark.parametrize("name", [":987", "127.0.0.1:987", "nonsense", "\udcff"])
def test_a_display_that_does_not_answer_is_no_screen(name: str) -> None:
    with pytest.raises(refusals.NoDisplay):
        open_backend({"DISPLAY": name})


def test_a_screen_the_server_does_not_have_is_no_screen(x_display: XDisplay) -> None:
    with pytest.raises(refusals.NoDisplay):
        open_backend({"DISPLAY": f"{x_display.name}.7"})


@pytest.mark.parametrize("environ", [{"WAYLAND_DISPLAY": "wayland-0"}, {"XDG_SESSION_TYPE": "wayland"}])
@pytest.mark.parametrize("x11_too", [{}, {"DISPLAY": ":0"}])
def test_a_wayland_session_is_not_read_through_an_x11_server(environ: dict[str, str], x11_too: dict[str, str]) -> None:
    with pytest.raises(refusals.NoDisplay):
        open_backend(environ | x11_too)


def test_a_system_without_a_way_is_said_to_have_none() -> None:
    with pytest.raises(errors.NotOnThisSystem):
        check_display({"DISPLAY": ":0"}, "freebsd14")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_have_their_own_way_and_it_is_there_only(platform: str) -> None:
    check_display({}, platform)
    if sys.platform != platform:
        with pytest.raises(errors.NotOnThisSystem):
            open_backend({}, platform=platform)


def test_a_refusal_does_not_wait_for_xcffib() -> None:
    program = (
        "import sys\n"
        "from evidence_desk.capture.choosing import open_backend\n"
        "from evidence_desk.domain.refusals import NoDisplay\n"
        "try: open_backend({})\n"
        "except NoDisplay: print('xcffib' in sys.modules)\n"
    )
    asked = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert asked.stdout == "False\n"
