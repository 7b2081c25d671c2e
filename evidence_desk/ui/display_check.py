"""Whether anything can be shown here, asked before Qt is: without a display Qt ends the program by abort."""

import socket
from collections.abc import Mapping
from pathlib import Path

_X11_FOLDER = "/tmp/.X11-unix"  # noqa: S108 — where X servers listen, by convention
_X11_PORT = 6000
_TIMEOUT_S = 5.0


def answers(environ: Mapping[str, str]) -> bool:
    """Whether the Wayland or X11 display that the environment names takes a connection."""
    return _wayland_answers(environ) or _x11_answers(environ.get("DISPLAY", ""))


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    name = environ.get("WAYLAND_DISPLAY", "")
    folder = environ.get("XDG_RUNTIME_DIR", "")
    return bool(name) and _connects(str(Path(folder) / name))


def _x11_answers(display: str) -> bool:
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdecimal():
        return False
    if host in {"", "unix"}:
        path = f"{_X11_FOLDER}/X{number}"
        return _connects(path) or _connects(f"\0{path}")
    try:
        socket.create_connection((host, _X11_PORT + int(number)), _TIMEOUT_S).close()
    except (OSError, UnicodeError, OverflowError):  # no such host, no such name, no such port
        return False
    return True


def _connects(address: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as channel:
        channel.settimeout(_TIMEOUT_S)
        try:
            channel.connect(address)
        except OSError:
            return False
    return True
