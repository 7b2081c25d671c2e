"""The person's leave to see the screen, which macOS alone can ask for."""

from evidence_desk.capture.macos.system import System

SETTINGS_ADDRESS = "x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture"
"""Opens the page of the system's settings where it is given."""


def ask_at_start(system: System) -> bool:
    """Whether the screen may be seen; if not, macOS asks. It does so once; its answer counts from the next start."""
    return system.may_see() or system.ask_to_see()
