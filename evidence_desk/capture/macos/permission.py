"""The person's leave to see the screen, which macOS alone can ask for."""

from evidence_desk.capture.macos.system import System
from evidence_desk.domain.refusals import ScreenRecordingNotAllowed

SETTINGS_ADDRESS = "x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture"
"""Opens the page of the system's settings where it is given."""


class MacPermission:
    """Satisfies `evidence_desk.capture.wayland.permission.Permission`.

    macOS asks once; the answer counts from this program's next start.
    """

    def __init__(self, system: System) -> None:
        self._system = system

    def is_answered(self) -> bool:
        """Whether it is given; a refusal looks just as if nobody had asked."""
        return self._system.may_see()

    def ask(self, parent_window: str) -> None:
        """Have macOS ask, whose question belongs to no window. Raises ScreenRecordingNotAllowed."""
        del parent_window
        if not self._system.ask_to_see():
            raise ScreenRecordingNotAllowed
