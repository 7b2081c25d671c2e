"""Do the same with many things, some at a time, and have the results in the order of the things."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

WORKERS = min(2, os.cpu_count() or 1)
"""Two keep a disk and a processor busy; more would take the computer from the person who is using it."""

_AHEAD = 2
"""How many things wait for each worker, so that none is idle and memory holds few of them."""


def in_order(job: Callable[[Thing], Result], things: Iterable[Thing], workers: int) -> Iterator[Result]:
    """`map(job, things)` on `workers` threads; with one worker no thread is begun.

    The first failure ends it: it is raised in its place, and what was not begun is dropped.
    """
    return map(job, things) if workers <= 1 else _spread(job, things, workers)


def _spread(job: Callable[[Thing], Result], things: Iterable[Thing], workers: int) -> Iterator[Result]:
    left = iter(things)
    under_way: deque[Future[Result]] = deque()
    threads = ThreadPoolExecutor(workers, thread_name_prefix="desk-spread")
    try:
        under_way.extend(threads.submit(job, thing) for thing in islice(left, workers * _AHEAD))
        while under_way:
            yield under_way.popleft().result()
            under_way.extend(threads.submit(job, thing) for thing in islice(left, 1))
    finally:
        threads.shutdown(wait=True, cancel_futures=True)
