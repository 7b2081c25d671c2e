"""A value has exactly one canonical form, and a fingerprint is exactly 64 digits."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.hashes import canonical_json, sha256_hex

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_canonical_json_reads_back_equal(value):
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(st.text(), st.integers(), max_size=6))
def test_the_order_of_keys_does_not_matter(value):
    backwards = dict(reversed(value.items()))

    assert canonical_json(value) == canonical_json(backwards)


@given(JSON)
def test_canonical_json_is_ascii_on_one_line(value):
    written = canonical_json(value)

    assert written.isascii()
    assert b"\n" not in written


@pytest.mark.parametrize("value", [1.5, float("nan"), b"bytes", {1: 2}, {"a": [0.1]}, object()])
def test_a_value_without_a_unique_text_is_refused(value):
    with pytest.raises(TypeError):
        canonical_json(value)


@given(st.binary())
def test_a_fingerprint_is_sha_256_in_lower_case(data):
    assert sha256_hex(data) == hashlib.sha256(data).hexdigest()
