"""A check writes nothing, says how far it is, and ends when it is told to."""

import pytest

from evidence_desk.domain.errors import CheckCancelled
from evidence_desk.sealing.verify import verify_folder


def test_nothing_is_written(three):
    def state():
        return {path: (path.lstat().st_mtime_ns, path.lstat().st_ctime_ns) for path in [three, *three.rglob("*")]}

    before = state()
    verify_folder(three)

    assert state() == before


def test_progress_counts_every_sealed_file(three):
    seen = []
    verify_folder(three, lambda done, all_files: seen.append((done, all_files)))

    assert seen == [(number, len(seen)) for number in range(1, len(seen) + 1)]
    assert len(seen) > 5


def test_cancelled_at_once_or_later(three):
    class Person:
        def __init__(self, patience: int) -> None:
            self.left = patience

        def cancels(self) -> bool:
            self.left -= 1
            return self.left < 0

    patient = Person(10**6)
    verify_folder(three, cancelled=patient.cancels)

    for patience in range(10**6 - patient.left):
        with pytest.raises(CheckCancelled):
            verify_folder(three, cancelled=Person(patience).cancels)
