"""What this process settles before anything else: its streams, core dumps, and what a fault of ours may say."""

import os
import sys
from types import TracebackType

_STANDARD = (0, 1, 2)
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # malloc.h
_LARGEST_REUSED_BYTES = 4 << 20
_MOST_KEPT_BYTES = 16 << 20


def settle() -> None:
    """Make this process safe to work in; the command line's first act, before anything is opened."""
    sys.excepthook = on_fault  # first of all: what is loaded from now on may be interrupted
    _open_closed_streams()
    _forbid_core_dumps()
    from evidence_desk.logs import set_up_logs  # noqa: PLC0415 — see above

    set_up_logs()


def keep_freed_memory() -> None:
    """For a process that stays and takes pictures: have glibc keep some megabytes of what was freed.

    Given back after each picture, the same pages are asked for again at the next: 1 ms of the 7 that encoding takes.
    """
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 — for the window alone

        set_option = getattr(ctypes.CDLL(None), "mallopt", None)  # only glibc has it
        if set_option is not None:
            set_option(_M_MMAP_THRESHOLD, _LARGEST_REUSED_BYTES)
            set_option(_M_TRIM_THRESHOLD, _MOST_KEPT_BYTES)


def on_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The last resort for a fault of our own: types and places on stderr, never texts; an interrupt says nothing."""
    if not interrupted(error):
        import logging  # noqa: PLC0415 — see above

        logging.getLogger(__name__).error("a fault of the program", exc_info=(kind, error, trace))


def interrupted(error: BaseException | None) -> bool:
    """Whether the error is Ctrl+C, or came of one in an awkward place, such as a module half loaded."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _open_closed_streams() -> None:
    """Stand `/dev/null` in for closed standard streams; else the book itself could be opened in their place."""
    for number in _STANDARD:
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 — open as long as we run
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def _forbid_core_dumps() -> None:
    """A core file would hold pictures in plaintext; PR_SET_DUMPABLE=0 would do more, and break portals."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 — not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
