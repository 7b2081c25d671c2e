"""The shipped content, and a small copy of it that may be damaged."""

import json
from pathlib import Path
from typing import Any

import pytest

from evidence_desk.guidance.content import Content, load_content
from evidence_desk.resources import resource_path

_SMALL = (
    "schema.json", "lists.json", "more.json", "own-service.json",
    "services/x.json", "services/facebook.json", "methods/paypal.json", "methods/any.json", "help/GB.json",
)  # fmt: skip


@pytest.fixture(scope="session")
def shipped_path() -> Path:
    return resource_path("guidance")


@pytest.fixture(scope="session")
def content(shipped_path: Path) -> Content:
    return load_content(shipped_path)


@pytest.fixture
def copied_path(shipped_path: Path, tmp_path: Path) -> Path:
    """A few of the files: the loader asks for no service by name."""
    for name in _SMALL:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((shipped_path / name).read_bytes())
    return tmp_path


@pytest.fixture(scope="session")
def known_facts() -> dict[str, Any]:
    return json.loads(Path(__file__).with_name("known_facts.json").read_bytes())
