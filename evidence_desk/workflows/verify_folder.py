"""Check a folder that was handed over: no vault, no window, nothing written."""

from collections.abc import Callable
from pathlib import Path

from evidence_desk.domain.verification import Report
from evidence_desk.in_order import WORKERS
from evidence_desk.sealing import verify


def verify_folder(
    path: Path,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    workers: int = WORKERS,
) -> Report:
    """What does not fit its seal in the folder at `path`; raises CheckCancelled and NotOnThisSystem."""
    return verify.verify_folder(path, progress, cancelled, workers)
