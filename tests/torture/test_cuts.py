"""A few power cuts of each kind on each file system; `script/bench torture` makes hundreds."""

import random

import pytest

from tests.torture.cuts import Cutting
from tests.torture.disks import KINDS

MOST_CUTS = 8


def cutting(children, disk, mutant=None):
    return Cutting(children, disk, random.Random(), mutant)  # noqa: S311 — when a cut falls is no secret


def cut_until_caught(cut):
    """Cut once at a time until something is wrong; a mutant that survives every cut is not seen."""
    for _ in range(MOST_CUTS):
        found = cut(1)
        if found.wrong:
            return
    pytest.fail("the mutant was not caught")


@pytest.mark.parametrize("power_cut_disk", KINDS, indirect=True)
def test_nothing_acknowledged_is_lost(children, power_cut_disk):
    found = cutting(children, power_cut_disk).while_keeping(6)

    assert found.wrong == []
    assert found.acknowledged > 0


@pytest.mark.parametrize("power_cut_disk", KINDS, indirect=True)
def test_a_folder_with_a_name_is_whole(children, power_cut_disk):
    found = cutting(children, power_cut_disk).while_handing_over(2)

    assert found.wrong == []


@pytest.mark.parametrize("power_cut_disk", KINDS, indirect=True)
def test_a_book_is_made_or_changed_whole_or_not_at_all(children, power_cut_disk):
    found = cutting(children, power_cut_disk).while_opening(2)

    assert found.wrong == []


@pytest.mark.parametrize("power_cut_disk", KINDS, indirect=True)
@pytest.mark.parametrize("mutant", ["no sync of the file", "synchronous = NORMAL"])
def test_a_program_that_does_not_sync_is_caught(children, power_cut_disk, mutant):
    cut_until_caught(cutting(children, power_cut_disk, mutant).while_keeping)


@pytest.mark.parametrize("power_cut_disk", ["ext4"], indirect=True)
def test_a_hand_over_that_does_not_sync_is_caught(children, power_cut_disk):
    cut_until_caught(cutting(children, power_cut_disk, "hand-over without sync").while_handing_over)
