"""The house rules that no linter knows find what they should."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT_PATH = Path(__file__).parents[2] / "script" / "house_rules.py"


@pytest.fixture(scope="module")
def rules() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("house_rules", SCRIPT_PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("address", ["https://host.example/sim" + "ple/", "http://host.example/x/pack" + "ages/y"])
def test_a_registry_address_is_found(rules: ModuleType, address: str) -> None:
    assert len(list(rules.registry_addresses(Path("a"), f"fine\nsee {address}\n"))) == 1


def test_other_addresses_are_fine(rules: ModuleType) -> None:
    assert not list(rules.registry_addresses(Path("a"), "https://help.example/simple-words\n"))


def test_long_files_and_functions_are_found(rules: ModuleType) -> None:
    body = "def f():\n" + "    x = 1\n" * 40
    assert len(list(rules.too_long(Path("a.py"), body))) == 1
    assert not list(rules.too_long(Path("a.py"), body.removesuffix("    x = 1\n")))
    assert len(list(rules.too_long(Path("a.py"), "x = 1\n" * 301))) == 1
    assert not list(rules.too_long(Path("a.py"), "x = 1\n" * 300))


def test_broken_json_is_found(rules: ModuleType) -> None:
    assert list(rules.unreadable(Path("a.json"), "{"))
    assert not list(rules.unreadable(Path("a.json"), "{}"))
