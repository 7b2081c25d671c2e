"""The system's own tool `screencapture`, for where its framework gives no picture.

It can write only into a file. That file lies in a new folder for this account alone and is removed at once.
"""

import os
import subprocess
from pathlib import Path

from PIL import Image

from evidence_desk.capture.private_folder import private_folder
from evidence_desk.capture.rgb_pictures import frame_of
from evidence_desk.capture.targets import Frame

_TOOL = Path("/usr/sbin/screencapture")


def printed(window: int, *, wait_s: float, temporary_path: Path | None = None, tool_path: Path = _TOOL) -> Frame | None:
    """The window's picture, without shadow or sound; None where the tool failed or took too long."""
    # On macOS this is a folder of the account, not one that all share.
    above_path = temporary_path or Path(os.environ.get("TMPDIR", "/tmp"))  # noqa: S108 — a private folder is made in it
    try:
        with private_folder(above_path) as folder_path:
            picture_path = folder_path / "picture.png"
            command = [str(tool_path), "-x", "-o", "-t", "png", "-l", str(window), str(picture_path)]
            subprocess.run(command, check=True, capture_output=True, timeout=wait_s)  # noqa: S603 — its name is ours
            with Image.open(picture_path, formats=["PNG"]) as picture:
                frame = frame_of(picture)
        # One that lies there for good in plain sight is no picture of ours.
        return None if folder_path.exists() else frame
    except (OSError, subprocess.SubprocessError):
        return None
