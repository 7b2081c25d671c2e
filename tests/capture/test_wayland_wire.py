"""A compositor that talks nonsense is a display that is lost, never a crash or a wait."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_desk.capture.wayland.outputs import read_compositor
from evidence_desk.domain import refusals


@contextmanager
def compositor(folder_path: Path, said: bytes) -> Iterator[dict[str, str]]:
    """Says its piece whatever it is asked, and hangs up."""
    path = folder_path / "wayland-0"
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()

        def talk() -> None:
            there, _ = listening.accept()
            with there:
                there.recv(4096)
                there.sendall(said)
                there.shutdown(socket.SHUT_WR)

        talking = threading.Thread(target=talk)
        talking.start()
        try:
            yield {"XDG_RUNTIME_DIR": str(folder_path)}
        finally:
            talking.join()


def event(target: int, opcode: int, body: bytes = b"") -> bytes:
    return struct.pack("=IHH", target, opcode, 8 + len(body)) + body


REGISTRY, FIRST_SYNC = 2, 3


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\1",
        event(1, 0, b"x" * 12),
        struct.pack("=IHH", 2, 0, 4),
        event(REGISTRY, 0, b"\1\0\0\0"),
        event(REGISTRY, 0, struct.pack("=II", 1, 0xFFFFFFF0) + b"wl_output\0"),
        event(FIRST_SYNC, 0, b"\0\0\0\0"),
        event(9, 0) * 20_000,
    ],
)
def test_nonsense_is_a_display_lost(tmp_path: Path, said: bytes) -> None:
    with compositor(tmp_path, said) as environ, pytest.raises(refusals.DisplayLost):
        read_compositor(environ)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_display_lost(tmp_path: Path, said: bytes) -> None:
    with compositor(tmp_path, said) as environ, pytest.raises(refusals.DisplayLost):
        read_compositor(environ)


@pytest.mark.parametrize(
    "environ", [{}, {"XDG_RUNTIME_DIR": "relative"}, {"XDG_RUNTIME_DIR": "/nonexistent"}, {"WAYLAND_DISPLAY": "/x"}]
)
def test_a_compositor_that_is_not_there_is_no_display(environ: dict[str, str]) -> None:
    with pytest.raises(refusals.NoDisplay):
        read_compositor(environ)
