"""What this place is: its clock and zone, its system, and new names for items."""

import logging
import os
import platform
import sys
import time
from zoneinfo import ZoneInfoNotFoundError

import tzlocal
import uuid_utils

import evidence_desk
from evidence_desk.domain.evidence import ItemId, Surroundings
from evidence_desk.domain.system_clock import SystemClock

_ZONE_PATH = "/etc/localtime"


def system_clock() -> SystemClock:
    """The device's clock with the zone it is set to, also after that was changed."""
    zone = _ZoneHere()
    return SystemClock(zone(), ask_zone=zone)


class _ZoneHere:
    """The zone this computer is set to; found anew only when that was changed, for a capture asks each time."""

    def __init__(self) -> None:
        self._setting: tuple[object, ...] | None = None
        self._name = ""

    def __call__(self) -> str:
        setting = _zone_setting()
        if setting != self._setting:
            if self._setting is not None and hasattr(time, "tzset"):
                time.tzset()  # the C library reads its zone once
            self._name = _zone_name() or "not known"
            self._setting = setting
        return self._name


def _zone_setting() -> tuple[object, ...]:
    """What changes with the zone; Windows says nothing of it until the program is started again."""
    try:
        found = os.lstat(_ZONE_PATH)
    except OSError:
        return (os.environ.get("TZ"),)
    return os.environ.get("TZ"), found.st_ino, found.st_mtime_ns


def _zone_name() -> str | None:
    """The IANA name; None where the system says none, or several that don't agree. That is not worth a word."""
    logging.getLogger("tzlocal").setLevel(logging.ERROR)
    try:
        tzlocal.reload_localzone()
        return tzlocal.get_localzone_name()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def new_item_id() -> ItemId:
    """A new UUIDv7 (RFC 9562)."""
    return ItemId(str(uuid_utils.uuid7()))


def surroundings() -> Surroundings:
    """What records say of this place: never a host, a user or a path."""
    kernel = f"{platform.system()} {platform.release()}"
    name = kernel
    if sys.platform == "linux":
        try:
            name = f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {kernel}"
        except (OSError, KeyError):
            name = kernel
    return Surroundings(name, os.environ.get("XDG_CURRENT_DESKTOP"), evidence_desk.__version__)
