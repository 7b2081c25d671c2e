"""A passphrase set, changed or removed while the disk gives up: a part of the calls; `script/bench locks` tries all."""

from pathlib import Path

import pytest

from tests.vault.cut_locks import CHANGES, Prepared, cut_at, quick, refused_at

EVERY = {"set": 3, "change": 7, "remove": 6, "code": 13}


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prepared:
    quick(monkeypatch)
    return Prepared(tmp_path)


@pytest.mark.parametrize("name", CHANGES)
def test_it_may_be_cut_off(name, prepared):
    change, calls = CHANGES[name], len(prepared.calls(CHANGES[name]))
    found = [
        cut_at(prepared, change, at, is_power_cut=number % 2 == 0)
        for number, at in enumerate(range(1, calls + 1, EVERY[name]))
    ]

    assert found[0] == change.before
    assert found[-1] == change.after


@pytest.mark.parametrize("name", ["set", "remove"])
def test_a_disk_that_refuses(name, prepared):
    change, calls = CHANGES[name], len(prepared.calls(CHANGES[name]))
    ends = {
        refused_at(prepared, change, at, once=number % 2 == 0) for number, at in enumerate(range(1, calls + 1, 8))
    }  # fmt: skip

    assert ends == {"done", "storage_failed"}


def test_a_name_that_is_not_on_the_disk_is_taken_back(prepared):
    """The file has its new name already, and only the sync of the folder is refused."""
    calls = prepared.calls(CHANGES["set"])
    syncs = [at for at, before in enumerate(calls, start=2) if before == "rename"]
    ends = [refused_at(prepared, CHANGES["set"], at, once=True) for at in syncs]

    assert ends == ["storage_failed", "storage_failed", "done", "done"]
