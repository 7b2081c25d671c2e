"""Reading an export's way, into memory that is used again, gives the same bytes and the same refusals."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.errors import DeskError, ObjectMissing
from evidence_desk.domain.evidence import Record
from evidence_desk.vault.disk import make_folder
from evidence_desk.vault.keys import keys_of
from evidence_desk.vault.objects import INCOMING_NAME, OBJECTS_NAME, Objects
from evidence_desk.vault.rooms import Rooms
from tests.vault.made_up import record_about

RELAXED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def objects(tmp_path):
    return shelves(tmp_path)


def shelves(path: Path, largest_whole_bytes: int = 1 << 20) -> Objects:
    for name in (OBJECTS_NAME, INCOMING_NAME):
        make_folder(path / name)
    return Objects(path, "a vault", keys_of(bytes(32)), largest_whole_bytes=largest_whole_bytes)


def kept(objects: Objects, data: bytes) -> Record:
    record = record_about(data, CaseId("case"))
    objects.write(record, data)
    return record


def path_of(objects: Objects, record: Record) -> Path:
    return objects.path_of(objects.name_of(record.item_id, record.sha256))


@RELAXED
@given(lengths=st.lists(st.sampled_from([0, 1, 17, 4096, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20]), max_size=5))
def test_each_object_reads_as_itself_whatever_was_read_before(tmp_path_factory, lengths):
    """Longer and shorter ones in turn, in one piece and in chunks."""
    objects, rooms = shelves(tmp_path_factory.mktemp("vault")), Rooms()
    pictures = [os.urandom(length) for length in lengths]
    records = [kept(objects, picture) for picture in pictures]

    assert [bytes(objects.read_into(rooms, record, "EX-001")) for record in records] == pictures


@RELAXED
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.booleans(), longer=st.booleans())
def test_a_changed_file_is_refused_as_it_is_otherwise(tmp_path_factory, where, bit, cut, longer):
    objects, rooms = shelves(tmp_path_factory.mktemp("vault")), Rooms()
    good, bad = kept(objects, b"good" * 9), kept(objects, b"picture" * 9)
    objects.read_into(rooms, good, "EX-001")
    path = path_of(objects, bad)
    sealed = bytearray(path.read_bytes())
    at = int(where * len(sealed))
    sealed[at] ^= 1 << bit
    path.write_bytes(bytes(sealed[:at] if cut else sealed) + b"more" * longer)

    with pytest.raises(DeskError) as fast:
        objects.read_into(rooms, bad, "EX-002")
    with pytest.raises(DeskError) as slow:
        objects.read_authentic(bad, "EX-002")
    assert repr(fast.value) == repr(slow.value)


def test_another_item_s_file_is_refused(objects):
    """The name fits and the bytes are authentic: of something else."""
    mine, other = kept(objects, b"mine"), kept(objects, b"else")
    path_of(objects, mine).write_bytes(path_of(objects, other).read_bytes())

    with pytest.raises(DeskError) as fast:
        objects.read_into(Rooms(), mine, "EX-001")
    with pytest.raises(DeskError) as slow:
        objects.read_authentic(mine, "EX-001")
    assert repr(fast.value) == repr(slow.value)


def test_a_record_that_tells_another_length_is_refused(objects):
    record = kept(objects, b"four")
    with pytest.raises(DeskError):
        objects.read_into(Rooms(), replace(record, size_bytes=5), "EX-001")


def test_a_missing_file_is_missing(objects):
    with pytest.raises(ObjectMissing):
        objects.read_into(Rooms(), record_about(b"never kept", CaseId("case")), "EX-001")
