"""Disks of our own in a file, whose power can be cut: what had not reached the disk at that moment is gone."""

import fcntl
import os
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

KINDS = ("ext4", "xfs")
_SHUTDOWN = 0x8004587D
"""_IOR('X', 125, u32): EXT4_IOC_SHUTDOWN and XFS_IOC_GOINGDOWN are the same number."""
_NO_LOG_FLUSH = 2
_IMAGE_BYTES = 320 << 20  # the smallest on which mkfs.xfs makes a file system; the file is sparse


@dataclass(frozen=True, slots=True)
class Disk:
    """One file system in one file, mounted at `path` or not."""

    kind: str
    image_path: Path
    path: Path

    def format(self) -> None:
        """Make it new and empty; it must not be mounted."""
        self.image_path.unlink(missing_ok=True)
        with self.image_path.open("wb") as image:
            image.truncate(_IMAGE_BYTES)
        _run(f"mkfs.{self.kind}", "-q", str(self.image_path))

    def mount(self) -> None:
        """Put it in its place, as after a start of the computer: its journal is replayed."""
        _run("mount", "-t", self.kind, "-o", "loop", str(self.image_path), str(self.path))

    def unmount(self) -> None:
        """Take it away; nothing on it may be open."""
        _run("umount", str(self.path))

    def cut(self) -> int:
        """Cut the power. Returns CLOCK_MONOTONIC in ns just before; what is promised later does not count."""
        root = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            began_ns = time.monotonic_ns()
            fcntl.ioctl(root, _SHUTDOWN, struct.pack("I", _NO_LOG_FLUSH))
        finally:
            os.close(root)
        return began_ns


@contextmanager
def disk(folder_path: Path, kind: str) -> Iterator[Disk]:
    """A new disk, mounted; gone afterwards. Raises CalledProcessError where none can be made or mounted."""
    here = Disk(kind, folder_path / f"{kind}.img", folder_path / kind)
    here.path.mkdir(exist_ok=True)
    here.format()
    here.mount()
    try:
        yield here
    finally:
        if os.path.ismount(here.path):
            _run("umount", "--lazy", str(here.path))
        here.image_path.unlink()


def why_no_disk(folder_path: Path) -> str | None:
    """Why no disk of our own can be mounted here by root, or None."""
    if not Path("/dev/loop-control").exists():
        return "there are no loop devices here"
    try:
        with disk(folder_path, KINDS[0]):
            return None
    except subprocess.CalledProcessError as error:
        return f"a disk in a file can't be mounted here: {error.stderr.decode().strip()}"


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
