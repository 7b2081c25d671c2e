"""A desk of its own for every test, and disks that are full or can't be written."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evidence_desk.domain.cases import Case
from evidence_desk.vault.vault import Vault
from tests.fake_clock import FakeClock
from tests.vault.made_up import Desk

Mount = Callable[[str], Path]


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Desk:
    return Desk(tmp_path / "vault", clock)


@pytest.fixture
def vault(desk: Desk) -> Iterator[Vault]:
    with desk.open() as opened:
        yield opened


@pytest.fixture
def case(vault: Vault) -> Case:
    return vault.cases.new("Messages since Monday")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Mount]:
    """Makes disks in memory with the given mount options; they are gone after the test."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    mounted: list[Path] = []

    def mount(options: str) -> Path:
        path = tmp_path / f"disk{len(mounted)}"
        path.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", path], check=True)
        mounted.append(path)
        return path

    yield mount
    for path in mounted:
        subprocess.run(["umount", path], check=True)
