"""A sealed file opens to exactly what was sealed, or not at all."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.evidence import ItemId
from evidence_desk.vault import object_format
from evidence_desk.vault.object_format import CHUNK_BYTES, ObjectSeal, record_of, record_text
from tests.domain.records import RECORDS
from tests.vault.made_up import record_about

KEY, VAULT_ID, CASE = bytes(range(32)), "0" * 32, CaseId("case")
SIZES = st.sampled_from([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])


def opened(seal, sealed, record):
    unsealed = seal.unsealed(sealed)
    return None if unsealed is None else seal.data(unsealed, record)


@given(RECORDS, st.binary(max_size=3000))
def test_any_bytes_come_back_with_their_record(record, data):
    seal = ObjectSeal(KEY, VAULT_ID)
    sealed = b"".join(seal.sealed(record, data))

    unsealed = seal.unsealed(sealed)
    assert unsealed is not None
    assert unsealed.record == record
    assert opened(seal, sealed, record) == data


@settings(max_examples=15)
@given(SIZES, st.integers(0, 255))
def test_long_data_comes_back_from_its_chunks(size, fill):
    seal, data = ObjectSeal(KEY, VAULT_ID, largest_whole_bytes=0), bytes([fill]) * size
    record = record_about(data, CASE)
    sealed = b"".join(seal.sealed(record, data))

    assert opened(seal, sealed, record) == data


@given(RECORDS)
def test_a_record_survives_as_text(record):
    assert record_of(record_text(record)) == record


@pytest.mark.parametrize(
    "change", [{"captured": None}, {"sha256": "x"}, {"sha256": 1}, {"size_bytes": "1"}, {"item_id": []}]
)
def test_what_is_sealed_as_a_record_and_is_none_opens_to_nothing(monkeypatch, change):
    """Whoever has the key can seal anything; a start that finds it must go on."""
    seal, record = ObjectSeal(KEY, VAULT_ID), record_about(b"x", CASE)
    monkeypatch.setattr(object_format, "record_text", lambda record: json.dumps(record.as_json() | change))
    sealed = b"".join(seal.sealed(record, b"x"))

    assert seal.unsealed(sealed) is None


def test_half_a_character_in_a_title_survives():
    record = record_about(b"", CASE, window_title="\ud83d half\0")

    assert record_of(record_text(record)) == record


@pytest.mark.parametrize("largest_whole_bytes", [1 << 20, 0], ids=["one piece", "chunks"])
def test_every_changed_bit_is_noticed(largest_whole_bytes):
    seal, data = ObjectSeal(KEY, VAULT_ID, largest_whole_bytes), b"words that matter"
    record = record_about(data, CASE)
    sealed = b"".join(seal.sealed(record, data))

    for place in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[place // 8] ^= 1 << place % 8
        assert opened(seal, bytes(changed), record) is None, f"bit {place}"


@pytest.mark.parametrize("largest_whole_bytes", [1 << 20, 0], ids=["one piece", "chunks"])
def test_every_missing_or_added_byte_is_noticed(largest_whole_bytes):
    seal, data = ObjectSeal(KEY, VAULT_ID, largest_whole_bytes), b"words that matter"
    record = record_about(data, CASE)
    sealed = b"".join(seal.sealed(record, data))

    assert all(opened(seal, sealed[:length], record) is None for length in range(len(sealed)))
    assert opened(seal, sealed + b"\0", record) is None


@given(st.permutations(range(4)).filter(lambda order: order != list(range(4))))
def test_chunks_can_not_change_places(order):
    seal, data = ObjectSeal(KEY, VAULT_ID, largest_whole_bytes=0), bytes(4 * CHUNK_BYTES)
    record = record_about(data, CASE)
    head, text, *chunks = seal.sealed(record, data)

    assert opened(seal, head + text + b"".join(chunks[n] for n in order), record) is None


@pytest.mark.parametrize("kept", [1, 2, 3])
def test_chunks_can_not_be_cut_off(kept):
    seal, data = ObjectSeal(KEY, VAULT_ID, largest_whole_bytes=0), bytes(4 * CHUNK_BYTES)
    record = record_about(data, CASE)
    head, text, *chunks = seal.sealed(record, data)

    assert opened(seal, head + text + b"".join(chunks[:kept]), record) is None


def test_an_object_belongs_to_one_item_one_hash_and_one_vault():
    seal, record = ObjectSeal(KEY, VAULT_ID), record_about(b"data", CASE)
    sealed = b"".join(seal.sealed(record, b"data"))

    assert opened(seal, sealed, replace(record, item_id=ItemId("another"))) is None
    assert opened(seal, sealed, replace(record, sha256="0" * 64)) is None
    assert opened(ObjectSeal(KEY, "1" * 32), sealed, record) is None
    assert opened(ObjectSeal(bytes(32), VAULT_ID), sealed, record) is None


def test_the_same_data_never_looks_the_same_twice():
    seal, record = ObjectSeal(KEY, VAULT_ID), record_about(b"data", CASE)

    assert b"".join(seal.sealed(record, b"data")) != b"".join(seal.sealed(record, b"data"))
