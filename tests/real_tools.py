"""The programs tests use for real, and how to wait for them."""

import os
import shutil
import threading
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

Found = TypeVar("Found")

_POLL_S = 0.02


def need_tools(*names: str) -> None:
    """Skip the test by name where a program is not installed; where everything must be installed, fail."""
    missing = [name for name in names if shutil.which(name) is None]
    if not missing:
        return
    words = f"not installed: {', '.join(missing)}"
    if os.environ.get("CI") == "true":
        pytest.fail(words)
    pytest.skip(words)


def wait_until(look: Callable[[], Found], what: str, seconds: float = 60.0) -> Found:
    """Ask until the answer is true, and return it; fail with `what` when it never becomes so."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            pytest.fail(f"not within {seconds:g} s: {what}")
        threading.Event().wait(_POLL_S)
