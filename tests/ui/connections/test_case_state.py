"""What the window knows of the open case, and what of it stays when another one is shown."""

from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.verification import Problem, Report
from evidence_desk.ui.connections.case_state import CaseState
from tests.ui.room_samples import item


@given(kept=st.integers(0, 40), done=st.integers(0, 90), total=st.integers(1, 90))
def test_all_is_said_only_once_all_was_read_back(kept: int, done: int, total: int) -> None:
    """The check counts the items of every case; the line at the bottom those of the one shown."""
    state = CaseState(count=kept, read_back=(min(done, total), total))
    seals = state.seals()

    assert 0 <= seals.checked <= seals.items == kept
    assert (seals.checked == kept) == (done >= total or kept == 0)


def test_what_a_check_found_stays_with_the_desk() -> None:
    state = CaseState(count=2)
    state.take_report(Report(2, (Problem("log_broken", "CASE-001-AAAA", "It does not fit."),)))
    state.keep(item(3))

    assert state.seals().problems == 1
    assert (state.seals().items, state.seals().checked) == (3, 3)
