"""Waits for others a while and no longer."""

import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def within(wait_s: float, job: Callable[[], Result]) -> Result | None:
    """What the job gives, or None where it raises OSError or is not done in time.

    A job that never ends is left behind in a thread of its own, which does not keep the program from ending.
    """
    found: list[Result] = []

    def run() -> None:
        try:
            found.append(job())
        except OSError:
            return

    thread = threading.Thread(target=run, name="desk-patience", daemon=True)
    thread.start()
    thread.join(wait_s)
    return found[0] if found else None
