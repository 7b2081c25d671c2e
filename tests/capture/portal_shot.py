"""One picture through the desktop's own portal, told as JSON; run inside the desktop's session, as its user.

The first argument says how many seconds to wait; before, the permission store is told that the person has agreed.
"""

import hashlib
import json
import os
import sys
from pathlib import Path

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

from evidence_desk.capture.pixels import rgb_rows
from evidence_desk.capture.targets import AllScreens
from evidence_desk.capture.wayland.outputs import read_compositor
from evidence_desk.capture.wayland.portal import Portal
from evidence_desk.capture.wayland.whole_desktop import WholeDesktop
from evidence_desk.domain.refusals import CaptureRefused

LEFT_OVER = Path("/tmp/out.png")  # noqa: S108 — the name the wlroots portal always takes


STORE = "org.freedesktop.impl.portal.PermissionStore"


def permit() -> None:
    """What a person answered once."""
    store = DBusAddress("/org/freedesktop/impl/portal/PermissionStore", bus_name=STORE, interface=STORE)
    body = ("screenshot", True, "screenshot", "", ["yes"])
    with open_dbus_connection() as bus:
        bus.send_and_get_reply(new_method_call(store, "SetPermission", "sbssas", body), timeout=60)


def main(watchdog_s: float) -> None:
    permit()
    portal = Portal(os.environ, watchdog_s=watchdog_s)
    try:
        way = WholeDesktop("portal", f"{portal.version()}", portal.hand_out)
        layout = way.layout(read_compositor(os.environ).outputs)
        picture = way.take(layout.aim(AllScreens()), layout)
    except CaptureRefused as refusal:
        sys.stdout.write(json.dumps({"refused": refusal.type, "left": LEFT_OVER.exists()}))
        return
    frame = picture.frame
    rgb = rgb_rows(frame, 0, frame.height).tobytes()
    told = {
        "size": [frame.width, frame.height],
        "rgb": hashlib.sha256(rgb).hexdigest(),
        "warnings": picture.warnings,
        "version": way.version,
        "left": LEFT_OVER.exists(),
        "answered": portal.is_answered(),
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(float(sys.argv[1]))
