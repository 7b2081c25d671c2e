"""The device's own clocks; the only place that asks for the present."""

import ctypes
import hashlib
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from evidence_desk.domain.times import NANOSECONDS, Moment

STA_UNSYNC = 0x0040
_BOOT_ID_PATH = Path("/proc/sys/kernel/random/boot_id")


class _Timex(ctypes.Structure):
    """The head of `struct timex` (adjtimex(2)); the rest is room for the kernel to write into."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_byte * 256),
    )


@dataclass(frozen=True, slots=True)
class SystemClock:
    """Reads the system; `zone` is the IANA name found by the caller, `salt` keeps boot names private to one vault.

    `ask_zone` finds it anew, where a computer may be taken to another zone meanwhile.
    """

    zone: str
    salt: bytes = b""
    ask_zone: Callable[[], str] | None = None

    def now(self) -> Moment:
        """Every clock of the system, read now."""
        zone = self.ask_zone() if self.ask_zone is not None else self.zone
        utc_ns = time.time_ns()
        offset = datetime.fromtimestamp(utc_ns // NANOSECONDS).astimezone().utcoffset()
        clock, error_ms = _kernel_clock_state()
        return Moment(
            utc_ns=utc_ns,
            zone=zone,
            utc_offset_s=int(offset.total_seconds()) if offset is not None else 0,
            monotonic_ns=time.monotonic_ns(),
            boot_ns=_boot_ns(),
            boot_session=_boot_session(self.salt),
            clock=clock,
            clock_error_ms=error_ms,
        )


def _boot_ns() -> int | None:
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) if sys.platform == "linux" else None


def _boot_session(salt: bytes) -> str:
    """A name for this boot: hashed with the vault's salt, so that two vaults can't be tied to one computer by it."""
    boot_id = _boot_id()
    return hashlib.sha256(b"boot session\0" + salt + boot_id).hexdigest()[:16] if boot_id else "not known"


@cache
def _boot_id() -> bytes:
    """What the system calls this boot, which no process outlives; empty where it does not say."""
    try:
        return _BOOT_ID_PATH.read_bytes().strip()
    except OSError:
        return b""


def _kernel_clock_state() -> tuple[str, int | None]:
    """What the kernel says of its own clock; on other systems nobody is asked yet."""
    if sys.platform != "linux":
        return "not checked", None
    timex = _Timex()
    if _libc().adjtimex(ctypes.byref(timex)) < 0:
        return "not checked", None
    state = "not synchronised" if timex.status & STA_UNSYNC else "synchronised"
    return state, int(timex.maxerror) // 1000


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)
