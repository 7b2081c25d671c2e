"""One fault of each kind; `script/bench torture faults` lets every call of every scene fail in every way."""

import pytest

from tests.torture.faults import one_of_each, one_of_each_promise, sweep
from tests.torture.promises import is_sentence
from tests.torture.scenes import SCENES

SCENE = {scene.name: scene for scene in SCENES}


def test_a_capture_that_any_call_refuses(shimmed, memory_path):
    found = sweep(shimmed, SCENE["capture"], memory_path, one_of_each)

    assert found.wrong == []
    assert found.refused > 0


@pytest.mark.parametrize("name", [name for name in SCENE if name != "capture"])
def test_a_promise_that_the_disk_refuses(shimmed, memory_path, name):
    found = sweep(shimmed, SCENE[name], memory_path, one_of_each_promise)

    assert found.wrong == []
    assert found.refused > 0


def test_a_row_before_its_file_is_caught(shimmed, memory_path):
    found = sweep(shimmed, SCENE["capture"], memory_path, one_of_each_promise, "row before file")

    assert any("object_missing" in each for each in found.wrong)


def test_an_entry_that_is_called_written_too_early_is_caught(shimmed, memory_path):
    found = sweep(shimmed, SCENE["write down"], memory_path, one_of_each_promise, "saved before commit")

    assert any("not in its register" in each for each in found.wrong)


@pytest.mark.parametrize(
    "line",
    ["", "Traceback (most recent call last):", "This disk is full.", "evidence-desk: error", "x This disk is full."],
)
def test_what_is_no_sentence_of_ours(line):
    assert not is_sentence(line)
