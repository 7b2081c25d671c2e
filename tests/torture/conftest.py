"""One nursery for all of these tests, and disks whose power can be cut."""

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real_tools import need_tools
from tests.torture.children import Nursery, nursery
from tests.torture.disks import Disk, disk, why_no_disk
from tests.torture.shim import compiled

_MEMORY_PATH = Path("/dev/shm")  # noqa: S108 — a folder with a name nobody can guess is made in it


@pytest.fixture(scope="session")
def children(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """Starts victims, with the shim under them where there is a compiler."""
    if sys.platform != "linux":
        pytest.skip("victims are for Linux")
    home_path = tmp_path_factory.mktemp("nursery")
    with nursery(home_path, compiled(home_path) if shutil.which("cc") else None) as running:
        yield running


@pytest.fixture
def shimmed(children: Nursery) -> Nursery:
    """The same, for tests that need the shim."""
    need_tools("cc")
    return children


@pytest.fixture
def memory_path(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: where nothing is cut off, no test waits for the disk of others."""
    if not os.access(_MEMORY_PATH, os.W_OK):
        yield tmp_path
        return
    path = _MEMORY_PATH / f"torture-{secrets.token_hex(8)}"
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path)


@pytest.fixture
def power_cut_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """A mounted disk of the kind that the test's parameter names; skipped by name where none can be mounted."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    need_tools(f"mkfs.{request.param}", "mount")
    why_not = why_no_disk(tmp_path)
    if why_not:
        pytest.skip(why_not)
    with disk(tmp_path, request.param) as mounted:
        yield mounted
