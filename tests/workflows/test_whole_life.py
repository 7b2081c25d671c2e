"""A case's whole life, a few times over; `script/bench whole_life` goes on for as long as it is told."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase

from tests.workflows.living import live

LIVES, STEPS_IN_A_LIFE = 30, 40
MEMORY = Path("/dev/shm")  # noqa: S108 — a disk in memory: what a sync waits for is tried elsewhere


@pytest.fixture
def quick_path(tmp_path: Path) -> Iterator[Path]:
    """A folder on the fastest disk there is, gone after the test."""
    path = (MEMORY if MEMORY.is_dir() else tmp_path) / f"whole-life-{secrets.token_hex(8)}"
    path.mkdir()
    yield path
    shutil.rmtree(path)


def test_whatever_happens_to_a_case_it_is_as_it_was_told(quick_path):
    # A life that goes wrong is told as it was; "script/bench whole_life" takes minutes to make it short.
    live(quick_path, LIVES, STEPS_IN_A_LIFE, phases=[Phase.explicit, Phase.reuse, Phase.generate])
