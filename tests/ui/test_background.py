"""Work runs off the main thread, its answers come home to it, and nothing is left running."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from evidence_desk.domain.errors import DeskError, DiskFull, ProgramFault
from evidence_desk.ui.background import Background, nothing
from tests.real_tools import wait_until


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    """Threads that end with the test."""
    made = Background()
    yield made
    made.shut_down()


def unexpected(error: DeskError) -> None:
    """For jobs that should not fail."""
    raise AssertionError(error)


def test_results_come_home_to_the_main_thread(background: Background, qtbot: QtBot) -> None:
    home: list[tuple[int, threading.Thread]] = []
    worked: list[threading.Thread] = []

    def job() -> int:
        worked.append(threading.current_thread())
        return 7

    background.on_case_thread(job, lambda answer: home.append((answer, threading.current_thread())), unexpected)
    qtbot.waitUntil(lambda: bool(home))

    assert home == [(7, threading.main_thread())]
    assert worked[0] is not threading.main_thread()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(numbers=st.lists(st.integers(), max_size=30))
def test_case_thread_keeps_order_and_is_one(background: Background, qtbot: QtBot, numbers: list[int]) -> None:
    threads: set[threading.Thread] = set()
    home: list[int] = []

    def job(number: int) -> int:
        threads.add(threading.current_thread())
        return number

    for number in numbers:
        background.on_case_thread(partial(job, number), home.append, unexpected)
    qtbot.waitUntil(lambda: len(home) == len(numbers))

    assert home == numbers
    assert len(threads) == min(len(numbers), 1)


def test_thousands_of_answers_all_come_home(background: Background, qtbot: QtBot) -> None:
    home: list[tuple[int, bool]] = []
    for number in range(3000):
        start = background.on_case_thread if number % 2 else background.on_work_thread
        start(
            partial(int, number),
            lambda answer: home.append((answer, threading.current_thread() is threading.main_thread())),
            unexpected,
        )
    qtbot.waitUntil(lambda: len(home) == 3000, timeout=30_000)

    assert sorted(home) == [(number, True) for number in range(3000)]


def test_the_worlds_failures_reach_who_asked(background: Background, qtbot: QtBot) -> None:
    failures: list[DeskError] = []

    def job() -> None:
        raise DiskFull("/desk")

    background.on_case_thread(job, nothing, failures.append)
    qtbot.waitUntil(lambda: bool(failures))

    assert isinstance(failures[0], DiskFull)


def test_our_own_faults_reach_the_log_and_who_asked(background: Background, qtbot: QtBot) -> None:
    """Nobody waits for an answer that does not come; what went wrong goes to the log alone."""
    fault, failures = ValueError("ours"), list[DeskError]()

    def job() -> None:
        raise fault

    with qtbot.waitSignal(background.broke) as broke:
        background.on_work_thread(job, nothing, failures.append)

    assert broke.args == [fault]
    assert [type(each) for each in failures] == [ProgramFault]
    assert failures[0].facts == {}


def test_a_fault_of_one_job_does_not_stop_the_next(background: Background, qtbot: QtBot) -> None:
    home: list[int] = []

    def job() -> int:
        raise ZeroDivisionError

    background.on_case_thread(job, home.append, nothing)
    background.on_case_thread(lambda: 2, home.append, unexpected)
    qtbot.waitUntil(lambda: bool(home))

    assert home == [2]


def test_shutting_down_finishes_writes_and_leaves_no_thread(qtbot: QtBot) -> None:
    background = Background()
    written: list[int] = []
    last: list[list[int]] = []
    gate = threading.Event()
    background.on_case_thread(gate.wait, nothing, unexpected)
    for number in range(5):
        background.on_case_thread(partial(written.append, number), nothing, unexpected)
    background.stop_listening()
    gate.set()
    background.shut_down(last=lambda: last.append(list(written)))

    assert last == [[0, 1, 2, 3, 4]]
    assert not [each for each in threading.enumerate() if each.name.startswith("desk-")]


def test_shutting_down_twice_is_allowed(qtbot: QtBot) -> None:
    background = Background()
    closed: list[int] = []
    background.on_case_thread(lambda: None, nothing, unexpected)
    background.shut_down(last=lambda: closed.append(1))
    background.shut_down(last=lambda: closed.append(2))

    assert closed == [1]


def test_nothing_is_delivered_once_nobody_listens(qtbot: QtBot, background: Background) -> None:
    home: list[int] = []
    ended = threading.Event()

    def job() -> int:
        ended.set()
        return 1

    background.stop_listening()
    background.on_case_thread(job, home.append, unexpected)
    wait_until(ended.is_set, "the job ran")
    background.run(lambda: None)
    qtbot.wait(0)

    assert home == []


def test_other_threads_can_wait_for_the_case_thread(background: Background) -> None:
    answers: list[object] = []

    def caller() -> None:
        answers.append(background.run(lambda: threading.current_thread().name))
        try:
            background.run(lambda: 1 // 0)
        except ZeroDivisionError as error:
            answers.append(error)

    thread = threading.Thread(target=caller)
    thread.start()
    thread.join(10)

    assert str(answers[0]).startswith("desk-case")
    assert isinstance(answers[1], ZeroDivisionError)


def test_it_is_idle_only_when_nothing_goes_on_anywhere(background: Background, qtbot: QtBot) -> None:
    may_end, was_idle = threading.Event(), [background.is_idle]
    background.on_own_thread(may_end.wait, nothing, nothing, end=may_end.set)
    was_idle.append(background.is_idle)
    may_end.set()
    assert was_idle == [True, False]
    qtbot.waitUntil(lambda: background.is_idle)
