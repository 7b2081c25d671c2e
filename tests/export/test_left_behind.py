"""What a killed program left half made, on a Windows made up from its documentation."""

import errno
import fcntl
import os
import sys
import types

import pytest

from evidence_desk.export.folder import Staging
from evidence_desk.export.left_behind import sweep

LABEL = "CASE-001-7K3M-2026-11-22"


@pytest.fixture
def windows(monkeypatch):
    """Its one lock: of bytes of an open file, which keeps out whoever opened the file himself."""

    def locking(descriptor, _mode, _bytes):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OSError(errno.EACCES, "held") from error

    made_up = types.SimpleNamespace(LK_NBLCK=2, locking=locking)
    monkeypatch.setitem(sys.modules, "msvcrt", made_up)
    monkeypatch.setattr(sys, "platform", "win32")


@pytest.mark.usefixtures("windows")
def test_it_goes_there_too(place):
    left = place / ".CASE-001-7K3M-2026-09-01.partial-0123456789abcdef"
    (left / "x/data").mkdir(parents=True)
    (left / "x/data/picture.png").write_bytes(b"in the clear")

    with Staging(place, LABEL) as living:
        living.write("x", (b"x",))
        sweep(place, LABEL)
        assert living.finish(["name"]) == place / "name"

    assert list(place.iterdir()) == [place / "name"]
    assert list((place / "name").iterdir()) == [place / "name/x"]


@pytest.mark.usefixtures("windows")
def test_nothing_that_is_open_is_removed_there(place, monkeypatch):
    """Windows would refuse it, and the folder would stay."""
    closed: list[object] = []
    close = os.close

    def noting(descriptor: int) -> None:
        closed.append(descriptor)
        close(descriptor)

    with Staging(place, LABEL) as living:
        lock = living._lock
        assert lock is not None
        monkeypatch.setattr(os, "close", noting)
        monkeypatch.setattr("shutil.rmtree", lambda *_, **__: closed.append("removed"))
    assert closed.index(lock) < closed.index("removed")
