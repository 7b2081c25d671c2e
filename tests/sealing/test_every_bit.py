"""Every single bit of a small folder, turned one after the other, is reported."""

import os
from pathlib import Path

from evidence_desk.sealing.verify import verify_folder

SMALL_BYTES = 4096


def test_every_bit_of_a_small_folder_counts(folder: Path):
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    assert sum(path.stat().st_size for path in paths) <= SMALL_BYTES
    assert verify_folder(folder).ok

    unseen = [(path, bit) for path in paths for bit in _bits_nobody_misses(folder, path)]

    assert not unseen
    assert verify_folder(folder).ok


def _bits_nobody_misses(folder: Path, path: Path) -> list[int]:
    """The bits of the file that can be turned without the check saying so."""
    data = path.read_bytes()
    descriptor = os.open(path, os.O_WRONLY)
    unseen = []
    for at, byte in enumerate(data):
        for bit in range(8):
            os.pwrite(descriptor, bytes([byte ^ 1 << bit]), at)
            if verify_folder(folder).ok:
                unseen.append(8 * at + bit)
        os.pwrite(descriptor, bytes([byte]), at)
    os.close(descriptor)
    return unseen
