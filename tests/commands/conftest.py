"""Commands typed in this process, and a screen with something on it."""

import io
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pytest

from evidence_desk.command_line import run_here
from evidence_desk.commands.caller import Caller, display_of
from evidence_desk.workflows import load_steps
from tests.display_fixtures import XDisplay

_content = cache(load_steps.shipped_content)


@dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    code: int
    out: bytes
    err: bytes

    @property
    def value(self) -> Any:
        """The one JSON value on the standard output."""
        return json.loads(self.out)

    @property
    def values(self) -> list[Any]:
        """One JSON value for each line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error(self) -> Any:
        """What the world said no with."""
        return self.value["error"]


class Type(Protocol):
    """Types a command at the vault of the test."""

    def __call__(self, *words: str, json: bool = True) -> Answer:
        """Run it here and keep what it wrote."""
        ...


@pytest.fixture
def vault_path(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def type_command(vault_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Type:
    # Each command reads everything the program tells; in one process once is enough.
    monkeypatch.setattr(load_steps, "shipped_content", _content)

    def typed(*words: str, json: bool = True) -> Answer:
        out, err = io.BytesIO(), io.BytesIO()
        caller = Caller(tmp_path, 0o022, display_of(os.environ), out, err)
        code = run_here([f"--vault={vault_path}", *(["--json"] if json else []), *words], caller)
        return Answer(code, out.getvalue(), err.getvalue())

    return typed


@pytest.fixture
def kept(screen: XDisplay, type_command: Type) -> Any:
    """One captured item."""
    answer = type_command("capture", "--note", "what I saw", "--tag", "threat")
    assert answer.code == 0, answer
    return answer.value
