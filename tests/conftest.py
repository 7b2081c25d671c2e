"""What every test gets: a home of its own, and a failure for anything left behind or unexpected."""

import gc
import logging
import os
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from evidence_desk.vault import slow_key
from tests.fake_clock import FakeClock
from tests.lacking import reason

pytest_plugins = ["tests.display_fixtures"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A worker holds a gigabyte of what earlier tests left in caches; looking through it so often is a tenth of the work.
gc.set_threshold(10_000, 10, 10)

# Other programs share the cores, so no example is failed for being slow.
settings.register_profile(
    "desk",
    deadline=None,
    max_examples=60,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("desk")

_THREAD_GRACE_S = 30.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this system can't have, each test with its reason."""
    for item in items:
        why = reason(sys.platform, item.nodeid)
        if why is not None:
            item.add_marker(pytest.mark.skip(reason=why))


class _Records(logging.Handler):
    """Collects what a person would be warned of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(f"{record.levelname} {record.name}: {record.getMessage()}")


def _threads_left(before: set[threading.Thread]) -> list[str]:
    """Threads started since that do not end; Python's stand-ins for Qt's own threads do not count."""
    started = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    for thread in started:
        thread.join(_THREAD_GRACE_S)
    return [thread.name for thread in started if thread.is_alive()]


@pytest.fixture(autouse=True)
def nothing_unexpected(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that logs a warning it did not announce, keeps silent about one it did, or leaves a thread."""
    patterns = [str(mark.args[0]) for mark in request.node.iter_markers("expects_log")]
    records, threads = _Records(), set(threading.enumerate())
    root = logging.getLogger()
    root.addHandler(records)
    yield
    root.removeHandler(records)
    unexpected = [text for text in records.texts if not any(re.search(each, text) for each in patterns)]
    silent = [each for each in patterns if not any(re.search(each, text) for text in records.texts)]
    left = _threads_left(threads)
    assert not unexpected, "logged without being expected"
    assert not silent, "expected in the log and not there"
    assert not left, "threads still running"


@pytest.fixture(autouse=True)
def desk_home(nothing_unexpected: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder; nothing a test does reaches the real one."""
    home = tmp_path / "home"
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "LOCALAPPDATA": home / "AppData" / "Local",
        "APPDATA": home / "AppData" / "Roaming",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_RUNTIME_DIR": tmp_path / "runtime",
    }
    for name, path in folders.items():
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        monkeypatch.setenv(name, str(path))
    # Without an address a program on a display starts a bus of its own, and on that what the desktop here has.
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'no bus'}")
    for name in ("EVIDENCE_DESK_VAULT", "DISPLAY", "WAYLAND_DISPLAY", "OneDrive", "OneDriveConsumer"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still until it is told to move."""
    return FakeClock()


@pytest.fixture
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new passphrase costs as little as it may, wherever it is set; nothing is measured."""
    monkeypatch.setattr(slow_key, "calibrated", lambda: slow_key.FLOOR)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Qt inside the test process is always off the screen; whole programs are started on `x_display`."""
    return ["evidence-desk", "-platform", "offscreen"]
