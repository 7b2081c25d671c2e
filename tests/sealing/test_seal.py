"""A seal is written in one way, and only that way is read."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.custody import VAULT_LOG, Head, LogId
from evidence_desk.domain.hashes import canonical_json
from evidence_desk.sealing import seal as seals
from evidence_desk.sealing.seal import Seal, SealedFile, SealedItem, UnusableSealError, parse_seal
from tests.domain.records import HEX
from tests.fake_clock import START

HASH = "ab" * 32
ORIGINAL = "data/originals/0001_20261122T211407Z.png"
SEAL = Seal(
    case_id="case", reference="CASE-001", recipient="police", sealed=START, program="0.1.0", signed_by="SHA256:x",
    items=(SealedItem(1, "id-1", HASH, 67, "2026-11-22T21:14:07.312Z", ORIGINAL),), log=Head(LogId("case"), 1, HASH),
    vault_log=Head(VAULT_LOG), files={ORIGINAL: SealedFile(67, HASH)},
)  # fmt: skip

ITEMS = st.builds(
    SealedItem,
    number=st.integers(1, 9_999_999),
    id=st.uuids().map(str),
    sha256=HEX,
    size_bytes=st.integers(0, 2**40),
    captured_at=st.just("2026-11-22T21:14:07.312Z"),
    file=st.none() | st.just(ORIGINAL),
)
PATHS = st.from_regex(r"[a-z0-9]{1,8}(/[A-Za-z0-9_-]{1,8}){0,3}", fullmatch=True)
FILES = st.dictionaries(PATHS.filter(lambda path: path[-1] != "-"), st.builds(SealedFile, st.integers(0, 2**40), HEX))


@given(st.lists(ITEMS, max_size=9).map(tuple), st.dictionaries(st.just("x"), st.just(SealedFile(1, HASH))) | FILES)
def test_round_trip(items, files):
    files = {path: file for path, file in files.items() if not any(part[0] in "_-" for part in path.split("/"))}
    seal = replace(SEAL, items=items, files=files)

    assert parse_seal(seal.to_bytes()) == seal


def changed(**changes: object) -> bytes:
    return canonical_json(json.loads(SEAL.to_bytes()) | changes)


def refusal(text: bytes) -> str:
    with pytest.raises(UnusableSealError) as refused:
        parse_seal(text)
    return refused.value.type


def test_a_newer_format_is_named_so():
    assert refusal(changed(format="evidence-desk folder 3")) == "newer_format"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff",
        SEAL.to_bytes() + b"\n",
        b"\xef\xbb\xbf" + SEAL.to_bytes(),
        SEAL.to_bytes().replace(b'"bytes":67', b'"bytes":67.0'),
        SEAL.to_bytes().replace(b'"bytes":67', b'"bytes":6.7e1'),
        SEAL.to_bytes().replace(b'"bytes":67', b'"bytes":true'),
        SEAL.to_bytes().replace(b'"bytes":67', b'"bytes":-1'),
        SEAL.to_bytes().replace(b'"bytes":67', b'"bytes": 67'),
        SEAL.to_bytes().replace(b'"bytes":67', b'"bytes":1' + b"0" * 5000),
        SEAL.to_bytes().replace(b'"bytes":67', b'"bytes":NaN'),
        SEAL.to_bytes().replace(b'"bytes":67', b'"bytes":67,"bytes":67'),
        SEAL.to_bytes().replace(b"police", b"\\u0070olice"),
        SEAL.to_bytes().replace(HASH.encode(), HASH.upper().encode()),
        changed(format="something else"),
        changed(more=1),
        changed(merkle_root="00" * 32),
        changed(counts={"items": 2, "originals": 1, "files": 1, "bytes": 67}),
        changed(sealed=START.as_json() | {"utc": "2026-11-22T21:14:07.313Z"}),
        changed(sealed=START.as_json() | {"utc_ns": 10**30}),
        changed(case={"id": "a\nb", "reference": "CASE-001"}),
        changed(files={"../x": {"bytes": 1, "sha256": HASH}}),
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000,
    ],
)
def test_anything_else_is_no_seal(text):
    assert refusal(text) == "seal_broken"


@pytest.mark.parametrize(
    "path",
    [
        "/x", "x/", "x//y", "..", "x/../y", ".", ".x", "x.", "x ", " x", "a\\b", "C:x", "a:b", "a\nb", "é", "a\u202eb",
        "a/b/c/d/e", "x" * 121, "/".join("y" * 60 for _ in range(4)), "", "a*b", "a?b", '"', "~x", "-x", "_x",
    ],
)  # fmt: skip
def test_names_that_no_folder_of_ours_has(path):
    assert refusal(changed(files={path: {"bytes": 1, "sha256": HASH}})) == "seal_broken"


@pytest.mark.parametrize("filler", [b"[],", b'"ab",', b"{},", b"1,"])
def test_a_seal_made_to_fill_the_memory_is_refused(filler):
    assert (
        refusal(b"[" + filler * (seals.MOST_VALUES // (filler.count(b",") + filler.count(b"["))) + b"1]") == "refused"
    )


def test_a_seal_too_long_to_read_is_refused():
    assert refusal(b'"' + b"x" * seals.LARGEST_SEAL_BYTES + b'"') == "refused"
