"""What the documents promise is what is there, and the reverse."""

import json
import re
from pathlib import Path

import click
import pytest

from evidence_desk.commands.group import cli
from evidence_desk.domain.sentences import template
from evidence_desk.settings import TABLE
from tests.domain.test_sentences import example, kinds

ROOT = Path(__file__).parent.parent
COMMAND_LINE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def commands(group: click.Group, above: str = "") -> list[str]:
    found: list[str] = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        found += commands(command, f"{name} ") if isinstance(command, click.Group) else [above + name]
    return found


@pytest.mark.parametrize("name", commands(cli))
def test_every_command_is_in_the_documents(name):
    assert re.search(rf"`{name}\b", COMMAND_LINE)


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.type)
def test_every_failure_is_in_the_documents(kind):
    assert f"| `{kind.type}` | {template(example(kind))} |" in COMMAND_LINE


def test_every_setting_is_in_the_documents_and_no_other():
    rows = [f"| `{it.key}` | `{json.dumps(it.default)}` | {it.help} |" for it in TABLE]

    assert [line for line in SETTINGS.splitlines() if line.startswith("| `")] == rows


@pytest.mark.parametrize("path", sorted((ROOT / "evidence_desk").iterdir()), ids=lambda path: path.name)
def test_every_room_is_in_the_architecture(path):
    if path.name.startswith("__") or path.name == "py.typed":
        return
    assert path.name in ARCHITECTURE


def test_every_room_is_a_package():
    rooms = [path for path in (ROOT / "evidence_desk").iterdir() if path.is_dir() and path.name != "__pycache__"]

    assert all((room / "__init__.py").is_file() for room in rooms)
