"""What this place is: its clock and zone, its system, and new names for items."""

import logging
import os
import platform
import sys
from zoneinfo import ZoneInfoNotFoundError

import tzlocal
import uuid_utils

import evidence_desk
from evidence_desk.domain.evidence import ItemId, Surroundings
from evidence_desk.domain.system_clock import SystemClock


def system_clock() -> SystemClock:
    """The device's clock with the zone it is set to."""
    return SystemClock(_zone_name() or "not known")


def _zone_name() -> str | None:
    """The IANA name; None where the system says none, or several that don't agree. That is not worth a word."""
    logging.getLogger("tzlocal").setLevel(logging.ERROR)
    try:
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
