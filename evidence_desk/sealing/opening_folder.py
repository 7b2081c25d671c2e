"""Opens a folder that nobody trusts, in the way its system can read one safely."""

import os
from pathlib import Path

from evidence_desk.sealing.untrusted_folder import UntrustedFolder
from evidence_desk.sealing.windows_folder import WindowsFolder
from evidence_desk.sealing.windows_volume import ThisVolume


def open_untrusted(path: Path) -> UntrustedFolder:
    """Open the top; raises OSError (NotADirectoryError, FileNotFoundError …) when it is no folder."""
    if os.open in os.supports_dir_fd:
        return UntrustedFolder(path)
    return WindowsFolder(path, ThisVolume())
