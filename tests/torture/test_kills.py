"""A few kills, also while a desk is being opened and put right; `script/bench torture` makes a thousand."""

import random

from tests.torture.kills import kill_often


def test_nothing_acknowledged_is_lost(children, memory_path):
    found = kill_often(children, memory_path, 12, random.Random())  # noqa: S311 — when a kill falls is no secret

    assert found.wrong == []
    assert found.runs == 12
    assert found.acknowledged > 0


def test_a_program_that_says_saved_before_it_is_is_caught(children, memory_path):
    found = kill_often(children, memory_path, 4, random.Random(1), "saved before commit")  # noqa: S311

    assert any("found again" in each for each in found.wrong)
