"""The system's own tool `screencapture`, for where its framework gives no picture.

It can write only into a file. That file lies in a new folder for this account alone and is removed at once.
"""

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PIL import Image

from evidence_desk.capture.rgb_pictures import frame_of
from evidence_desk.capture.targets import Frame

_TOOL = Path("/usr/sbin/screencapture")
_FOR_US_ALONE = 0o700


def printed(window: int, *, wait_s: float, temporary_path: Path | None = None, tool_path: Path = _TOOL) -> Frame | None:
    """The window's picture, without shadow or sound; None where the tool failed or took too long."""
    # On macOS this is a folder of the account, not one that all share.
    above_path = temporary_path or Path(os.environ.get("TMPDIR", "/tmp"))  # noqa: S108 — a private folder is made in it
    try:
        with _private_folder(above_path) as folder_path:
            picture_path = folder_path / "picture.png"
            command = [str(tool_path), "-x", "-o", "-t", "png", "-l", str(window), str(picture_path)]
            subprocess.run(command, check=True, capture_output=True, timeout=wait_s)  # noqa: S603 — its name is ours
            with Image.open(picture_path) as picture:
                return frame_of(picture)
    except (OSError, subprocess.SubprocessError):
        return None


@contextmanager
def _private_folder(above_path: Path) -> Iterator[Path]:
    """A new folder, removed with everything in it whatever happens. Raises OSError."""
    folder_path = above_path / f"desk-{secrets.token_hex(16)}"
    folder_path.mkdir(mode=_FOR_US_ALONE)
    try:
        yield folder_path
    finally:
        for left_path in list(folder_path.iterdir()):
            with suppress(OSError):
                left_path.unlink()
        folder_path.rmdir()
