"""Commands in a Python that has what it has on Windows or macOS: run with a system, a folder and what to type.

What that system lacks is taken away, what it has instead is made up from its documentation. Nothing of it has been run
there; but a call that does not exist there ends this program here too.
"""

import ctypes
import errno
import fcntl
import json
import os
import socket
import socketserver
import sys
import types
from pathlib import Path

# Libraries of others ask for the system when they are loaded; they are loaded before it changes.
import click
import cryptography.hazmat.primitives.asymmetric.ed25519
import cryptography.hazmat.primitives.ciphers.aead
import cryptography.hazmat.primitives.kdf.hkdf
import fastjsonschema
import isal.isal_zlib
import mss
import PIL.Image
import PIL.ImageGrab
import platformdirs
import PySide6.QtGui
import PySide6.QtWidgets
import sqlcipher3
import sqlite_utils
import tzlocal
import uuid_utils

# The made-up disk stands on this one, whose calls it needs.
from tests.sealing.made_up_volume import MadeUpVolume

LOADED = [click, cryptography, fastjsonschema, isal, mss, PIL, platformdirs, PySide6, sqlcipher3, sqlite_utils]
LOADED += [tzlocal, uuid_utils]
LINUX_ALONE = """
    O_PATH POSIX_FADV_DONTNEED POSIX_FADV_WILLNEED fdatasync memfd_create posix_fadvise posix_fallocate
    sched_getaffinity
"""
NOT_ON_WINDOWS = """
    O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK O_SYNC SEEK_DATA SEEK_HOLE fchdir fork geteuid getgid getuid killpg
    lockf mkfifo mknod pread preadv pwrite readv sendfile setsid sync writev
"""
# docs.python.org/3/library/os.html: "Availability: Unix". What the standard library itself needs here stays.
NO_SUCH_SOCKETS = "AF_UNIX SO_PEERCRED send_fds recv_fds"
NO_SUCH_SERVERS = "UnixStreamServer ThreadingUnixStreamServer UnixDatagramServer"
FULL_SYNC = 51
"""F_FULLFSYNC of macOS' fcntl.h"""


class MoveFileExW:
    """What the vault asks of Windows' kernel32."""

    argtypes: object = None

    def __call__(self, source: str, target: str, _flags: int) -> int:
        os.replace(source, target)  # noqa: PTH105 — the call has texts
        return 1


def take_away(module: object, names: str) -> None:
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)


def become_windows() -> None:
    """Take away what is not there, and put there what is."""
    sys.modules["msvcrt"] = msvcrt()
    take_away(os, LINUX_ALONE + NOT_ON_WINDOWS)
    take_away(socket, NO_SUCH_SOCKETS)
    take_away(socketserver, NO_SUCH_SERVERS)
    for name in ("fcntl", "resource", "pwd", "grp", "termios", "xcffib", "jeepney"):
        sys.modules[name] = None  # type: ignore[assignment]
    os.supports_dir_fd = set()
    os.O_BINARY = 0  # type: ignore[attr-defined]
    kernel32 = types.SimpleNamespace(MoveFileExW=MoveFileExW())
    ctypes.WinDLL = lambda _name, **_more: kernel32  # type: ignore[attr-defined]
    ctypes.get_last_error = lambda: 0  # type: ignore[attr-defined]
    sys.platform = "win32"


def msvcrt() -> types.ModuleType:
    """docs.python.org/3/library/msvcrt.html: `locking` raises OSError where the bytes can't be locked."""
    flock, exclusive = fcntl.flock, fcntl.LOCK_EX | fcntl.LOCK_NB
    made_up = types.ModuleType("msvcrt")

    def locking(descriptor: int, mode: int, _bytes: int) -> None:
        assert mode == made_up.LK_NBLCK
        try:
            flock(descriptor, exclusive)
        except OSError as error:
            raise OSError(errno.EACCES, "held") from error

    made_up.LK_NBLCK = 2  # type: ignore[attr-defined]
    made_up.locking = locking  # type: ignore[attr-defined]
    return made_up


def become_mac() -> None:
    """The same for macOS, which has most of what Linux has."""
    take_away(os, LINUX_ALONE)
    take_away(socket, "SO_PEERCRED")
    for name in ("xcffib", "jeepney"):
        sys.modules[name] = None  # type: ignore[assignment]

    def sync(descriptor: int, command: int, _argument: int = 0) -> int:
        assert command == FULL_SYNC
        os.fsync(descriptor)
        return 0

    fcntl.F_FULLFSYNC = FULL_SYNC  # type: ignore[attr-defined]
    fcntl.fcntl = sync  # type: ignore[assignment]
    sys.platform = "darwin"


def show_a_desktop() -> None:
    """One window on one screen of that system; another program's disk stands under the reading of folders."""
    from evidence_desk.capture import elsewhere
    from evidence_desk.capture.macos.backend import MacBackend
    from evidence_desk.capture.macos.system import Points
    from evidence_desk.capture.windows.backend import WindowsBackend
    from evidence_desk.domain.evidence import Rectangle
    from evidence_desk.sealing import opening_folder
    from tests.capture.made_up_mac import MadeUpMac, MadeUpMacWindow
    from tests.capture.made_up_windows import MadeUpWindow, MadeUpWindows
    from tests.capture.pattern import rgb

    seen = rgb(1, 320, 200)
    windows = MadeUpWindows(windows=[MadeUpWindow(100, Rectangle(100, 100, 320, 200), seen)])
    mac = MadeUpMac(all_windows=[MadeUpMacWindow(100, Points(100, 100, 320, 200), seen, 320, 200)])
    elsewhere.DESKTOPS.update(  # type: ignore[attr-defined]
        {"win32": lambda: WindowsBackend(windows), "darwin": lambda: MacBackend(mac)}
    )
    opening_folder.ThisVolume = MadeUpVolume  # type: ignore[misc, assignment]


def main() -> int:
    """Type each command at one vault; ends with the first exit code that is not 0."""
    system, working_path, commands = sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3])
    {"win32": become_windows, "darwin": become_mac}[system]()
    show_a_desktop()
    import evidence_desk.app  # noqa: F401 — the window's parts can be loaded there too
    from evidence_desk.command_line import run_here
    from evidence_desk.commands.caller import this_process

    caller = this_process()
    for command in commands:
        code = run_here([f"--vault={working_path / 'vault'}", "--json", *command], caller)
        caller.out.flush()
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
