"""What could take pictures where the usual way can't."""

import sys
from collections.abc import Mapping

from evidence_desk.domain.refusals import CaptureRefused


def portal_here(environ: Mapping[str, str]) -> bool:
    """Whether the desktop's Screenshot portal is there; it is asked for its version and for no picture."""
    if sys.platform != "linux":
        return False
    from evidence_desk.capture.wayland.portal import Portal  # noqa: PLC0415 — loaded where it is looked for

    try:
        Portal(environ).version()
    except CaptureRefused:
        return False
    return True
