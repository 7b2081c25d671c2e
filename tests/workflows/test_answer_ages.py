"""Under-18 care: nothing is kept that nobody looked at first, and nothing around what was pointed at."""

import threading

import pytest

from evidence_desk.capture.targets import AllScreens, OneScreen, OneWindow
from evidence_desk.domain.answers import Under18
from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import VAULT_LOG, LogId
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.watches import WatchLimits
from evidence_desk.domain.written_errors import CareNeedsParts, CareNoWatching, CareStays
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.answer_ages import answer_ages, needs_care
from evidence_desk.workflows.capture_evidence import Capturer, CaptureRequest
from evidence_desk.workflows.keep_area import AreaRequest, freeze_screens, keep_area
from evidence_desk.workflows.keep_scroll import ScrollRequest, ScrollSession
from evidence_desk.workflows.watch_news import WatchRequest
from evidence_desk.workflows.watch_screen import begin_watch
from tests.fake_clock import FakeClock
from tests.ui.painted_screen import PaintedScreen

PART = Rectangle(1, 2, 16, 16)


@pytest.fixture
def capturer(vault: Vault, clock: FakeClock) -> Capturer:
    return Capturer(vault, PaintedScreen(), clock, new_item_id, surroundings(), keeps_context=True)


def refusals(vault: Vault) -> list[object]:
    return [each.detail["why"] for each in vault.custody.events(VAULT_LOG) if each.event == "capture refused"]


@pytest.mark.parametrize(("answer", "care"), [("yes", True), ("not sure", True), ("no", False), ("none", False)])
def test_not_sure_counts_as_yes(vault: Vault, case: Case, answer: str, *, care: bool) -> None:
    answered = answer_ages(vault, case, Under18(answer))

    assert answered.under18 == answer
    assert needs_care(vault, case) is care
    lines = [each for each in vault.custody.events(LogId(case.id)) if each.event == "ages answered"]
    assert [each.detail for each in lines] == [{"under18": answer}]


def test_the_same_answer_again_is_no_change(vault: Vault, case: Case) -> None:
    answer_ages(vault, answer_ages(vault, case, Under18.NO), Under18.NO)
    answer_ages(vault, case, Under18.NOT_ASKED)
    assert [each.event for each in vault.custody.events(LogId(case.id))].count("ages answered") == 2


@pytest.mark.parametrize("answer", [Under18.NO, Under18.NONE, Under18.NOT_ASKED])
def test_care_ends_only_where_it_was_asked_back(vault: Vault, case: Case, answer: Under18) -> None:
    answer_ages(vault, answer_ages(vault, case, Under18.YES), Under18.NOT_SURE)
    with pytest.raises(CareStays):
        answer_ages(vault, case, answer)  # as it was read before the answer
    assert vault.cases.under18(case.id) is Under18.NOT_SURE

    assert answer_ages(vault, case, answer, is_sure=True).under18 == answer
    assert not needs_care(vault, case)


def test_a_picture_without_parts_left_out_is_refused_and_the_history_says_so(
    capturer: Capturer, vault: Vault, case: Case
) -> None:
    answer_ages(vault, case, Under18.NOT_SURE)
    with pytest.raises(CareNeedsParts):
        capturer.take(CaptureRequest(case, AllScreens()))
    with pytest.raises(CareNeedsParts):
        keep_area(capturer, AreaRequest(case, freeze_screens(capturer), Rectangle(0, 0, 5, 5)))

    assert vault.items.of_case(case.id) == ()
    assert refusals(vault) == ["care_needs_parts", "care_needs_parts"]


def test_a_case_read_before_the_answer_is_handled_by_the_answer(capturer: Capturer, vault: Vault, case: Case) -> None:
    capturer.take(CaptureRequest(case, AllScreens()))
    answer_ages(vault, case, Under18.YES)
    with pytest.raises(CareNeedsParts):
        capturer.take(CaptureRequest(case, AllScreens()))


def test_with_parts_left_out_or_nothing_to_leave_out_it_is_kept(capturer: Capturer, vault: Vault, case: Case) -> None:
    answer_ages(vault, case, Under18.YES)
    with_parts = capturer.take(CaptureRequest(case, AllScreens(), leave_out=(PART,)))
    still = freeze_screens(capturer)
    looked_at = keep_area(capturer, AreaRequest(case, still, Rectangle(0, 0, 5, 5), nothing_shows=True))

    assert with_parts.item.record.left_out == (PART,)
    assert looked_at.record.left_out == ()
    assert vault.items.of_case(case.id) == (with_parts.item, looked_at)


@pytest.mark.parametrize(
    "specks",
    [
        (Rectangle(0, 0, 1, 1),),
        (Rectangle(0, 0, 15, 16),),
        (Rectangle(0, 0, 16, 15), Rectangle(0, 15, 16, 15)),
        (Rectangle(-15, -15, 30, 30),),
        (Rectangle(25, 0, 200, 200),),
    ],
    ids=["one pixel", "narrow", "two low ones", "mostly beyond the corner", "mostly beyond the edge"],
)
def test_a_part_that_covers_next_to_nothing_is_no_mark(
    capturer: Capturer, vault: Vault, case: Case, specks: tuple[Rectangle, ...]
) -> None:
    answer_ages(vault, case, Under18.YES)
    with pytest.raises(CareNeedsParts):
        capturer.take(CaptureRequest(case, AllScreens(), leave_out=specks))
    still = freeze_screens(capturer)
    with pytest.raises(CareNeedsParts):
        keep_area(capturer, AreaRequest(case, still, still.whole, specks))
    assert vault.items.of_case(case.id) == ()
    assert refusals(vault) == ["care_needs_parts", "care_needs_parts"]

    beside_one = capturer.take(CaptureRequest(case, AllScreens(), leave_out=(*specks, Rectangle(24, 14, 99, 99))))
    assert len(beside_one.item.record.left_out) == len(specks) + 1


def test_in_a_picture_lower_than_a_mark_all_its_height_is_one(capturer: Capturer, vault: Vault, case: Case) -> None:
    answer_ages(vault, case, Under18.YES)
    still, low = freeze_screens(capturer), Rectangle(0, 0, 40, 5)
    with pytest.raises(CareNeedsParts):
        keep_area(capturer, AreaRequest(case, still, low, (Rectangle(0, 0, 16, 4),)))
    assert keep_area(capturer, AreaRequest(case, still, low, (Rectangle(0, 0, 16, 5),))).record.left_out


def test_nothing_is_kept_by_itself(capturer: Capturer, vault: Vault, case: Case) -> None:
    answer_ages(vault, case, Under18.YES)
    threads = threading.active_count()
    with pytest.raises(CareNoWatching):
        begin_watch(capturer, WatchRequest(case, OneScreen(1), WatchLimits(10, 10**9), "series"))
    with pytest.raises(CareNoWatching):
        ScrollSession(capturer, ScrollRequest(case, OneWindow("0x1"), "series", (PART,))).look()

    assert threading.active_count() == threads
    assert vault.items.of_case(case.id) == ()
    assert refusals(vault) == ["care_no_watching", "care_no_watching"]
