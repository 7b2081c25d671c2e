"""Holes are counted to the byte, for all files of a folder together, and never more of a file than would be read."""

import os
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.sealing.holes import Holes, MostlyHolesError

BLOCK = 64 * 2**10
LAYOUTS = st.lists(st.booleans(), min_size=1, max_size=10)


def allowed(holes: Holes, layout: Sequence[bool], most_bytes: int = 2**40) -> bool:
    """Whether a file of blocks that are there (True) or not may be read."""
    descriptor = os.memfd_create("layout")
    try:
        for number, is_there in enumerate(layout):
            if is_there:
                os.pwrite(descriptor, b"x" * BLOCK, number * BLOCK)
        os.ftruncate(descriptor, len(layout) * BLOCK)
        holes.allow(descriptor, most_bytes)
        assert os.read(descriptor, 1) == (b"x" if layout[0] else b"\0"), "reading begins at its start"
    except MostlyHolesError:
        return False
    finally:
        os.close(descriptor)
    return True


@given(LAYOUTS, st.integers(0, 10))
def test_so_many_and_no_more(layout, most):
    assert allowed(Holes(most * BLOCK), layout) == (layout.count(False) <= most)


@given(st.lists(LAYOUTS, max_size=4), st.integers(0, 20))
def test_all_files_together(layouts, most):
    holes, left = Holes(most * BLOCK), most
    for layout in layouts:
        is_allowed = layout.count(False) <= left
        left -= layout.count(False) if is_allowed else 0
        assert allowed(holes, layout) == is_allowed


@pytest.mark.parametrize(("most_bytes", "is_allowed"), [(BLOCK, True), (3 * BLOCK, True), (4 * BLOCK, False)])
def test_what_will_not_be_read_does_not_count(most_bytes, is_allowed):
    assert allowed(Holes(2 * BLOCK), [True, False, False, False, True], most_bytes) == is_allowed
