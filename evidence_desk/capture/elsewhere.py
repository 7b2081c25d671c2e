"""The desktops of Windows and macOS, opened only where they are."""

from collections.abc import Callable, Mapping

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.macos.permission import MacPermission
from evidence_desk.capture.tried import MISSING, READY, Tried
from evidence_desk.domain.errors import DeskError


def open_windows() -> Backend:
    """Raises NotOnThisSystem on any other system."""
    from evidence_desk.capture.windows.backend import WindowsBackend  # noqa: PLC0415 — half of it is of use there only
    from evidence_desk.capture.windows.this_windows import ThisWindows  # noqa: PLC0415

    return WindowsBackend(ThisWindows())


def open_mac() -> Backend:
    """Raises NotOnThisSystem on any other system."""
    from evidence_desk.capture.macos.backend import MacBackend  # noqa: PLC0415 — half of it is of use there only
    from evidence_desk.capture.macos.this_mac import ThisMac  # noqa: PLC0415

    return MacBackend(ThisMac())


def permission_of(backend: Backend) -> MacPermission | None:
    """What macOS must be asked once; None for the backends of other systems."""
    from evidence_desk.capture.macos.backend import MacBackend  # noqa: PLC0415

    return backend.permission if isinstance(backend, MacBackend) else None


def look_through(backend: Backend) -> Tried:
    """Whether other programs' windows may be seen, which only asking for them shows; closes the backend."""
    try:
        backend.windows()
    except DeskError as reason:
        return Tried(backend.name, MISSING, reason)
    finally:
        backend.close()
    return Tried(backend.name, READY, None)


DESKTOPS: Mapping[str, Callable[[], Backend]] = {"win32": open_windows, "darwin": open_mac}
"""How to open the desktop of a platform."""
