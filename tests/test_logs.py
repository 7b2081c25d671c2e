"""Logs say where and what kind, never what was on the screen."""

import logging
from collections.abc import Iterator

import pytest

from evidence_desk.logs import DiscreetFormatter, set_up_logs

TITLE = "Chat with somebody"


@pytest.fixture
def logs() -> Iterator[None]:
    """Logs as the program sets them up, taken down again."""
    root = logging.getLogger()
    before = list(root.handlers)
    yield
    root.handlers = before
    logging.getLogger("evidence_desk").setLevel(logging.NOTSET)


@pytest.mark.expects_log("the chain")
def test_ours_go_to_stderr_once(logs: None, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs()
    set_up_logs()
    logging.getLogger("evidence_desk.vault").warning("the chain has %d events", 3)
    logging.getLogger("evidence_desk.vault").info("quiet")
    said = capsys.readouterr()
    assert said.err == "warning evidence_desk.vault: the chain has 3 events\n"
    assert said.out == ""


def test_details_are_there_when_asked_for(logs: None, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(detailed=True)
    logging.getLogger("evidence_desk.capture").debug("grabbed in %d ms", 2)
    logging.getLogger("another").debug("not ours")
    assert capsys.readouterr().err == "debug evidence_desk.capture: grabbed in 2 ms\n"


def test_a_librarys_arguments_are_left_out() -> None:
    record = logging.LogRecord("PIL.Image", logging.WARNING, __file__, 1, "could not read %s", (TITLE,), None)
    assert DiscreetFormatter().format(record) == "warning PIL.Image: could not read %s"


def _fail() -> None:
    raise KeyError(TITLE)


def _failure() -> BaseException:
    try:
        _fail()
    except KeyError as cause:
        error = ValueError(f"no window {TITLE}")
        error.__cause__ = cause
        return error.with_traceback(cause.__traceback__)
    raise AssertionError


def test_an_error_is_its_type_and_place() -> None:
    error = _failure()
    info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("evidence_desk.ui", logging.ERROR, __file__, 1, "our fault", (), info)
    text = DiscreetFormatter().format(record)
    assert TITLE not in text
    assert text.index("builtins.KeyError") < text.index("builtins.ValueError")
    assert "test_logs.py" in text
    assert "in _fail" in text
