"""The shipped lists, and a copy of them that may be damaged."""

import json
from pathlib import Path
from typing import Any

import pytest

from evidence_desk.domain.checklists import Checklist
from evidence_desk.guidance.checklists import load_checklists
from evidence_desk.resources import resource_path


@pytest.fixture(scope="session")
def shipped_path() -> Path:
    return resource_path("guidance")


@pytest.fixture(scope="session")
def checklists(shipped_path: Path) -> tuple[Checklist, ...]:
    return load_checklists(shipped_path)


@pytest.fixture
def copied_path(shipped_path: Path, tmp_path: Path) -> Path:
    for path in shipped_path.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


@pytest.fixture(scope="session")
def known_facts() -> dict[str, Any]:
    return json.loads(Path(__file__).with_name("known_facts.json").read_bytes())
