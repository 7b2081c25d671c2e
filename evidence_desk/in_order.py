"""Do the same with many things, some at a time, and have the results in the order of the things."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

WORKERS = min(2, os.cpu_count() or 1)
"""Two keep a disk and a processor busy; more would take the computer from the person who is using it."""

_AHEAD = 2
"""How many things wait for each worker, so that none is idle and memory holds few of them."""

_READ_AHEAD_BYTES = 8 * 2**20


def _nothing(_thing: object) -> None:
    """Nobody wants to know."""


def in_order(
    job: Callable[[Thing], Result], things: Iterable[Thing], workers: int, soon: Callable[[Thing], None] = _nothing
) -> Iterator[Result]:
    """`map(job, things)` on `workers` threads; with one worker no thread is begun.

    `soon` is told of each thing a little before its turn, on the caller's thread. The first failure ends it: it is
    raised in its place, and what was not begun is dropped.
    """
    if workers <= 1:
        return map(job, _announced(things, soon))
    return _spread(job, _announced(things, soon), workers)


def _announced(things: Iterable[Thing], soon: Callable[[Thing], None]) -> Iterator[Thing]:
    left, ahead = iter(things), deque[Thing]()
    while True:
        for thing in islice(left, _AHEAD - len(ahead)):
            soon(thing)
            ahead.append(thing)
        if not ahead:
            return
        yield ahead.popleft()


def _spread(job: Callable[[Thing], Result], things: Iterator[Thing], workers: int) -> Iterator[Result]:
    under_way: deque[Future[Result]] = deque()
    threads = ThreadPoolExecutor(workers, thread_name_prefix="desk-spread")
    try:
        under_way.extend(threads.submit(job, thing) for thing in islice(things, workers * _AHEAD))
        while under_way:
            yield under_way.popleft().result()
            under_way.extend(threads.submit(job, thing) for thing in islice(things, 1))
    finally:
        threads.shutdown(wait=True, cancel_futures=True)


def read_ahead(descriptor: int) -> None:
    """Have the system fetch the start of a file while others are worked on, where it can; decides nothing."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, _READ_AHEAD_BYTES, os.POSIX_FADV_WILLNEED)
