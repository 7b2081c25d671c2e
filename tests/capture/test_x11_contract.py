"""The contract of all backends, held on a real X11 desktop, for the program that stays and for the one command."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
import xcffib
from xcffib import xproto

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import open_backend
from tests.capture.backend_contract import BackendContract
from tests.capture.conftest import StartProgram
from tests.capture.other_program import OtherProgram, OtherWindow
from tests.display_fixtures import XDisplay
from tests.real_tools import wait_until


@dataclass
class X11Desk:
    """Satisfies `tests.capture.backend_contract.Desk`."""

    display: XDisplay
    backend: Backend
    program: OtherProgram

    def open(self, x: int, y: int, width: int, height: int, seed: int, *, title: str = "") -> OtherWindow:
        properties = [("_NET_WM_NAME", "UTF8_STRING", title.encode().hex())]
        window = self.program.open(x, y, width, height, seed, properties=properties)
        wait_until(lambda: self._is_topmost(window), "the window is managed and on top")
        window.repaint(seed)
        return window

    def _is_topmost(self, window: OtherWindow) -> bool:
        windows = self.backend.windows()
        return bool(windows) and windows[0].id == window.id and windows[0].state == "normal"

    @contextmanager
    def open_own(self, x: int, y: int, width: int, height: int) -> Iterator[str]:
        """A window of this very process, through a connection of its own as Qt has one."""
        connection = xcffib.connect(self.display.name)
        root = connection.setup.roots[0]
        window = connection.generate_id()
        kind = xproto.WindowClass.InputOutput
        place = (root.root, x, y, width, height, 0)
        mask = xproto.CW.BackPixel
        connection.core.CreateWindow(root.root_depth, window, *place, kind, root.root_visual, mask, [0x00FF00])
        # Like the capture bar it leaves the focus alone: a window that loses it looks different.
        hints = connection.core.InternAtom(False, 8, "WM_HINTS").reply().atom
        connection.core.ChangeProperty(0, window, hints, hints, 32, 9, [1, 0, *([0] * 7)])
        # Where a person put it: else the window manager finds a place of its own.
        names = ("WM_NORMAL_HINTS", "WM_SIZE_HINTS")
        wanted, kind = (connection.core.InternAtom(False, len(name), name).reply().atom for name in names)
        connection.core.ChangeProperty(0, window, wanted, kind, 32, 18, [1, x, y, *([0] * 15)])
        connection.core.MapWindow(window)
        connection.flush()
        name = f"{window:#x}"
        wait_until(lambda: name in [each.id for each in self.backend.windows()], "our window is managed")
        # A new window without the focus may lie under the others.
        connection.core.ConfigureWindow(window, xproto.ConfigWindow.StackMode, [xproto.StackMode.Above])
        connection.flush()
        wait_until(lambda: self.backend.windows()[0].id == name, "our window is on top")
        try:
            yield name
        finally:
            connection.disconnect()


@pytest.fixture(params=[True, False], ids=["stays", "one command"])
def desk(request: pytest.FixtureRequest, desktop: XDisplay, start_program: StartProgram) -> Iterator[X11Desk]:
    program = start_program(desktop)
    backend = open_backend({"DISPLAY": desktop.name}, keep_redirected=request.param)
    yield X11Desk(desktop, backend, program)
    backend.close()


class TestX11Backend(BackendContract):
    """Nothing more than the contract."""
