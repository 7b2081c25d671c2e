"""What was made of a display's answers is used again only while it gives the very same ones."""

import time
from collections.abc import Iterator

import pytest
from xcffib import xproto

from evidence_desk.capture.x11 import patience
from evidence_desk.capture.x11.connection import Connection
from evidence_desk.capture.x11.patience import NoAnswer
from evidence_desk.capture.x11.properties import properties
from evidence_desk.capture.x11.same_answers import SameAnswers
from evidence_desk.capture.x11.tree import TopLevel, top_levels
from tests.capture.conftest import StartProgram
from tests.capture.other_program import OtherProgram
from tests.display_fixtures import XDisplay


class Made:
    """Windows as they are found, and how often they were made out."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.answers = SameAnswers(connection.raw)
        self.times = 0

    def _make(self) -> tuple[TopLevel, ...]:
        self.times += 1
        return top_levels(self._connection)

    def windows(self) -> tuple[TopLevel, ...]:
        return self.answers.of("windows", self._make)


@pytest.fixture
def connection(bare: XDisplay) -> Iterator[Connection]:
    connected = Connection(bare.name)
    yield connected
    connected.close()


@pytest.fixture
def other(bare: XDisplay, start_program: StartProgram) -> OtherProgram:
    return start_program(bare)


def test_the_same_answers_are_read_once(connection: Connection, other: OtherProgram) -> None:
    other.open(10, 10, 100, 80, 1)
    made = Made(connection)
    found = [made.windows() for _ in range(5)]
    assert made.times == 1
    assert set(found) == {top_levels(connection)}


@pytest.mark.parametrize("change", ["moved", "resized", "closed", "another", "raised"])
def test_whatever_changes_is_seen(connection: Connection, other: OtherProgram, change: str) -> None:
    first, _ = other.open(10, 10, 100, 80, 1), other.open(50, 50, 100, 80, 2)
    made = Made(connection)
    before = made.windows()
    match change:
        case "moved":
            first.move(11, 10)
        case "resized":
            first.resize(101, 80)
        case "closed":
            first.close()
        case "another":
            other.open(200, 200, 30, 30, 3)
        case "raised":
            stack = xproto.ConfigWindow.StackMode, [xproto.StackMode.Above]
            connection.core.ConfigureWindow(first.number, *stack, is_checked=True).check()
    assert made.windows() == top_levels(connection) != before
    assert made.windows() == made.windows()
    assert made.times == 2


def test_what_was_refused_once_is_asked_in_full_each_time(connection: Connection) -> None:
    answers, gone = SameAnswers(connection.raw), connection.raw.generate_id()
    times = []

    def make() -> list[object]:
        times.append(1)
        return connection.replies([connection.core.GetGeometry(gone)])

    assert answers.of("gone", make) == answers.of("gone", make) == [None]
    assert len(times) == 2


def test_what_is_changed_on_the_way_is_done_each_time(connection: Connection) -> None:
    """Asked again, only questions would be."""
    answers, times = SameAnswers(connection.raw), []

    def make() -> str:
        connection.core.UngrabKeyboard(0)
        times.append(1)
        return str(connection.core.GetGeometry(connection.root).reply().width)

    assert answers.of("width", make) == answers.of("width", make)
    assert len(times) == 2


def test_nothing_stays_behind_when_answers_differ(connection: Connection, other: OtherProgram) -> None:
    for number in range(20):
        other.open(number, number, 20, 20, number)
    made = Made(connection)
    made.windows()
    other.open(0, 0, 640, 480, 30)
    assert len(made.windows()) == 21
    assert connection.core.GetGeometry(connection.root).reply().width > 0


def test_the_oldest_is_forgotten(connection: Connection) -> None:
    answers, times = SameAnswers(connection.raw), []

    def make() -> int:
        times.append(1)
        return int(connection.core.GetGeometry(connection.root).reply().width)

    for about in [*range(17), 16, 0]:
        answers.of(about, make)
    assert len(times) == 18, "the newest was kept, the first one was not"


def test_names_that_never_change_are_nothing_to_ask_again(connection: Connection) -> None:
    with connection.raw.listening() as heard:
        properties(connection, [(connection.root, "_A_NAME_NOBODY_HAS_YET")])
    assert heard.questions is not None
    assert len(heard.questions) == 1


def test_a_display_that_says_nothing_ends_the_wait(
    bare: XDisplay, connection: Connection, other: OtherProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "ANSWER_MS", 50)
    made = Made(connection)
    made.windows()
    other.ask(do="hold")
    try:
        begun = time.monotonic()
        with pytest.raises(NoAnswer):
            made.windows()
        assert time.monotonic() - begun < 20
    finally:
        other.ask(do="let_go")
    other.open(10, 10, 100, 80, 1)
    assert made.windows() == top_levels(connection)
