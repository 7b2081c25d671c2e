"""Resources are found in a checkout and in a wheel, and never outside."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk import resources
from evidence_desk.resources import resource_bytes, resource_names, resource_path, resource_text

ROOT_PATH = Path(__file__).parent.parent


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder as it is once installed, resources inside."""
    package = tmp_path / "evidence_desk"
    (package / "resources" / "words" / "deeper").mkdir(parents=True)
    (package / "resources" / "words" / "b.txt").write_text("größer", encoding="utf-8")
    (package / "resources" / "words" / "a.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(resources, "_PACKAGE_PATH", package)
    return package


def test_installed_resources_stand_inside_the_package(shipped: Path) -> None:
    assert resource_path("words/b.txt") == shipped / "resources" / "words" / "b.txt"
    assert resource_text("words/b.txt") == "größer"
    assert resource_bytes("words/a.json") == b"{}"


def test_checked_out_resources_stand_at_the_root() -> None:
    assert resource_path("icons/capture.svg") == ROOT_PATH / "resources" / "icons" / "capture.svg"


def test_names_are_sorted_files_fit_for_asking_again(shipped: Path) -> None:
    assert resource_names("words") == ["words/a.json", "words/b.txt"]
    assert resource_names("words", ".json") == ["words/a.json"]
    assert resource_text(resource_names("words")[0]) == "{}"


@pytest.mark.parametrize("name", ["../pyproject.toml", "/etc/passwd", "a/../../b", "C:/x", "..\\x", "a\0b"])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        resource_path(name)


@given(st.text(alphabet="./\\:a\0"))
def test_no_name_leads_out(name: str) -> None:
    root = (ROOT_PATH / "resources").resolve()
    try:
        found = resource_path(name)
    except ValueError:
        return
    assert found.resolve().is_relative_to(root)


def test_nothing_there_is_said(shipped: Path) -> None:
    with pytest.raises(FileNotFoundError):
        resource_text("words/none.txt")


def test_the_wheel_carries_them(tmp_path: Path) -> None:
    build = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=ROOT_PATH, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    shipped = {path.relative_to(ROOT_PATH) for path in (ROOT_PATH / "resources").rglob("*") if path.is_file()}
    assert shipped
    assert all((tmp_path / "site" / "evidence_desk" / path).is_file() for path in shipped)
    asked = subprocess.run(
        [sys.executable, "-S", "-c", "from evidence_desk.resources import resource_path as r; print(r('x'))"],
        cwd=tmp_path / "site",
        check=True,
        capture_output=True,
        text=True,
    )
    assert asked.stdout.strip() == str(tmp_path / "site" / "evidence_desk" / "resources" / "x")
