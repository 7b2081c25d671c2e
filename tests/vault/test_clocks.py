"""A clock that was changed is a line of the history before the next, across boots as far as it can be told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.times import NANOSECONDS
from evidence_desk.vault.clock_watch import clock_change
from evidence_desk.vault.custody_log import Entry
from tests.fake_clock import START
from tests.vault.made_up import keep


@pytest.mark.parametrize(("seconds", "how"), [(-3600, "went back"), (3600, "went forward"), (-3, "went back")])
def test_a_changed_clock_is_a_line_before_the_next(vault, case, clock, seconds, how):
    clock.set_wall_clock(seconds)
    keep(vault, case, b"data")
    *_, changed = vault.custody.events(VAULT_LOG)

    assert (changed.event, changed.actor) == ("clock changed", "desk")
    assert changed.detail == {"by_ns": seconds * NANOSECONDS, "how": how}
    assert vault.check().problems == ()


def test_what_failed_to_be_written_is_forgotten_and_the_changed_clock_told_with_the_next_line(vault, clock):
    before = vault.custody.head(VAULT_LOG)
    clock.set_wall_clock(-3600)
    with pytest.raises(TypeError), vault.custody.writing():
        vault.custody.add(VAULT_LOG, Entry("capture refused", detail={"what": object()}))  # type: ignore[dict-item]

    assert vault.custody.head(VAULT_LOG) == before
    vault.custody.append(VAULT_LOG, "capture refused")
    assert [event.event for event in vault.custody.events(VAULT_LOG)][before.count :] == [
        "clock changed", "capture refused"
    ]  # fmt: skip


def test_a_clock_changed_while_closed_is_noticed(desk, clock):
    desk.filled(b"data")
    clock.advance(60)
    clock.set_wall_clock(-600)

    with desk.open() as vault:
        *_, changed, unlocked = vault.custody.events(VAULT_LOG)
        assert (changed.event, changed.detail["by_ns"]) == ("clock changed", -600 * NANOSECONDS)
        assert unlocked.event == "unlocked"


def test_time_that_passes_is_no_change(desk, clock):
    for _ in range(3):
        desk.filled(b"data")
        clock.advance(86_400)
        clock.set_wall_clock(1.9)

    with desk.open() as vault:
        assert "clock changed" not in [event.event for event in vault.custody.events(VAULT_LOG)]


@given(st.integers(-(10**18), 10**18), st.integers(0, 10**15))
def test_within_a_boot_both_clocks_must_agree(jump_ns, passed_ns):
    after = replace(START, utc_ns=START.utc_ns + passed_ns + jump_ns, boot_ns=START.boot_ns + passed_ns)
    change = clock_change(START, after)

    assert (change is None) == (abs(jump_ns) <= 2 * NANOSECONDS)
    assert change is None or change["by_ns"] == jump_ns


@pytest.mark.parametrize("after", [{"boot_session": "another"}, {"boot_ns": None}])
@given(passed_ns=st.integers(-(10**18), 10**18))
def test_across_boots_only_a_step_back_can_be_told(after, passed_ns):
    change = clock_change(START, replace(START, utc_ns=START.utc_ns + passed_ns, **after))

    assert (change is not None) == (passed_ns < -2 * NANOSECONDS)


def test_boots_without_a_name_are_not_taken_for_one(clock):
    before = replace(START, boot_session="not known")

    assert clock_change(before, replace(before, utc_ns=before.utc_ns + 10**13)) is None
