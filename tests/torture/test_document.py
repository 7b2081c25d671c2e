"""docs/torture.md says what the harness does: every mutant, every scene, every reviewed fault with its reason."""

import pytest

from tests.torture.children import ROOT
from tests.torture.mutants import MUTANTS
from tests.torture.scenes import SCENES
from tests.torture.silent import REVIEWED, reviewed

DOCUMENT = " ".join((ROOT / "docs" / "torture.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("name", [*MUTANTS, *(scene.name for scene in SCENES)])
def test_it_is_named(name):
    assert f"| {name} |" in DOCUMENT


@pytest.mark.parametrize("entry", REVIEWED, ids=lambda entry: f"{entry.phases} {entry.calls} {entry.files}")
def test_the_reason_is_told(entry):
    assert f"| {entry.why} |" in DOCUMENT


@pytest.mark.parametrize(
    "kind",
    [
        ("working", "fsync", "vault/desk.db-wal", "EIO"),
        ("working", "pwrite64", "vault/desk.db-wal", "ENOSPC"),
        ("working", "fsync", "vault/incoming/….part", "EIO"),
        ("working", "rename", "vault/incoming/….part -> vault/objects/…", "EIO"),
        ("opening", "fsync", "vault/desk.db-wal", "EIO"),
        ("opening", "pwrite64", "vault/desk.db-wal", "EIO"),
    ],
)
def test_what_a_promise_rests_on_is_never_on_the_list(kind):
    assert reviewed(*kind, stays=False) is None
