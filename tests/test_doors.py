"""What import-linter can't see: what is really loaded when a room is entered."""

import subprocess
import sys

import pytest

HEAVY = {"PySide6", "numpy", "pandas"}


def loaded_by(statement: str) -> set[str]:
    """Top-level modules in a fresh Python after the statement."""
    program = f"{statement}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    asked = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return set(asked.stdout.split())


@pytest.mark.parametrize("room", ["domain", "vault", "capture", "guidance", "sealing", "export", "workflows"])
def test_a_room_without_a_window_loads_no_qt(room: str) -> None:
    walk = (
        f"import importlib, pkgutil, evidence_desk.{room} as room\n"
        "for found in pkgutil.walk_packages(room.__path__, room.__name__ + '.'): importlib.import_module(found.name)"
    )
    assert not loaded_by(walk) & HEAVY


def test_the_command_line_starts_light() -> None:
    assert not loaded_by("import evidence_desk.command_line") & (HEAVY | {"sqlite_utils", "xcffib", "mss", "PIL"})
