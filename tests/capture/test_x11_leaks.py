"""A program that takes pictures for days keeps nothing of them: not in the server, not in shared memory."""

import gc
import os
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
import xcffib
from PIL import Image
from xcffib import res

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.pairs import grab_pair
from evidence_desk.capture.targets import AllScreens, OneWindow, Region, Shot
from evidence_desk.domain import refusals
from evidence_desk.domain.evidence import Rectangle
from tests.capture.backend_contract import rgb_of, taken
from tests.capture.conftest import StartProgram
from tests.capture.test_x11_own_windows import own_window
from tests.display_fixtures import StartDisplay, XDisplay


def kept_by_server(display: XDisplay) -> Counter[str]:
    """How many things of each kind the server holds, for all its clients together."""
    connection = xcffib.connect(display.name)
    resources, core = connection(res.key), connection.core
    found: Counter[str] = Counter()
    for client in resources.QueryClients().reply().clients:
        if client.resource_base != connection.setup.resource_id_base:
            for kind in resources.QueryClientResources(client.resource_base).reply().types:
                name = core.GetAtomName(kind.resource_type).reply().name.to_string()
                found[name] += kind.count
    connection.disconnect()
    return found


def shared_memory() -> int:
    """Pieces of System V shared memory this process has mapped."""
    return Path("/proc/self/maps").read_text().count("/SYSV")


def shared_memory_that_stays() -> int:
    """Pieces this process made that would outlive it: those not marked to be removed."""
    pieces = [line.split() for line in Path("/proc/sysvipc/shm").read_text().splitlines()[1:]]
    return sum(1 for piece in pieces if int(piece[4]) == os.getpid() and not int(piece[2], 8) & 0o1000)


def many_pictures(backend: Backend, window: str) -> None:
    for _ in range(25):
        for target in (OneWindow(window), AllScreens(), Region(Rectangle(90, 90, 100, 100))):
            taken(backend, target)
        with suppress(refusals.CaptureRefused), backend.grab(OneWindow("0x1")):
            pass
        with grab_pair(backend, OneWindow(window)) as pair:
            assert isinstance(pair.context, Shot)
        backend.windows()
        backend.screens()


@pytest.mark.parametrize("stays", ["stays", ""])
def test_the_server_keeps_nothing_of_a_picture(
    start_display: StartDisplay, start_program: StartProgram, stays: str
) -> None:
    display = start_display("640x480x24")
    other = start_program(display)
    window = other.open(100, 100, 320, 200, 1)
    other.open(120, 120, 320, 200, 2)
    gc.collect()
    before_all = shared_memory()
    backend = open_backend({"DISPLAY": display.name}, keep_redirected=bool(stays))
    with own_window(display, (80, 90, 100, 100)):
        many_pictures(backend, window.id)
        other.ask(do="be_compositor")
        other.ask(do="set_wallpaper", seed=1, width=10, height=10)
        many_pictures(backend, window.id)
        before, mapped = kept_by_server(display), shared_memory()
        many_pictures(backend, window.id)
        assert kept_by_server(display) == before
        assert shared_memory() == mapped
    assert shared_memory_that_stays() == 0
    backend.close()
    assert shared_memory() == before_all


def test_what_was_waited_for_is_not_watched_any_longer(
    start_display: StartDisplay, start_program: StartProgram
) -> None:
    display = start_display("640x480x24")
    other = start_program(display)
    windows = [other.open(100, 100, 320, 200, number) for number in range(4)]
    backend = open_backend({"DISPLAY": display.name}, keep_redirected=True)
    watched = kept_by_server(display)
    for window in windows:
        assert taken(backend, OneWindow(window.id)) == window.rgb
    left = kept_by_server(display)
    assert {kind: watched[kind] - left[kind] for kind in watched if watched[kind] != left[kind]} == {"DamageExt": 3}
    backend.close()


def test_a_picture_somebody_still_looks_at_is_left_alone(
    start_display: StartDisplay, start_program: StartProgram
) -> None:
    display = start_display("640x480x24")
    window = start_program(display).open(100, 100, 320, 200, 1)
    backend = open_backend({"DISPLAY": display.name})
    kept: list[Image.Image] = []
    with pytest.raises(BufferError):
        _keep_looking(backend, window.id, kept)
    (held,) = kept
    before = held.tobytes()
    window.repaint(2)
    assert taken(backend, OneWindow(window.id)) == window.rgb
    assert held.tobytes() == before
    backend.close()
    assert held.tobytes() == before


def _keep_looking(backend: Backend, window: str, kept: list[Image.Image]) -> None:
    with backend.grab(OneWindow(window)) as shot:
        kept.append(Image.frombuffer("RGBA", (320, 200), shot.frame.pixels, "raw", "RGBA", 0, 1))


def test_a_refused_picture_does_not_keep_the_display_held(
    start_display: StartDisplay, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    display = start_display("640x480x24")
    other = start_program(display)
    window = other.open(100, 100, 320, 200, 1)
    backend = open_backend({"DISPLAY": display.name}, keep_redirected=True)
    with own_window(display, (0, 0, 640, 480)):
        with pytest.raises(refusals.FlatPicture), backend.grab(Region(Rectangle(300, 400, 20, 20))):
            pass
        window.repaint(9)
    with backend.grab(OneWindow(window.id)) as shot:
        assert rgb_of(shot) == window.rgb
    backend.close()
