"""Folders made to hurt whoever checks them: the check ends soon, in little memory, and says what it stopped at."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_desk.domain.hashes import canonical_json
from evidence_desk.sealing import seal as seals
from evidence_desk.sealing.layout import EVENTS_PATH
from evidence_desk.sealing.schemas import MOST_FILES
from evidence_desk.sealing.seal import SealedFile
from evidence_desk.sealing.sshsig import sign
from tests.sealing.sealing_again import fitting, seal_again, seal_of, write_seal

FIRST = "data/originals/0001_20261122T211407Z.png"
MOST_MB = 512
MOST_CPU_S = 15  # a wide margin over what it takes, for a busy machine; without the limits it would be minutes
TERABYTE = 2**40

CHECK = """
import json, resource, sys
from pathlib import Path
from evidence_desk.sealing.verify import verify_folder
report = verify_folder(Path(sys.argv[1]))
print(json.dumps([resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, [p.type for p in report.problems]]))
"""


def in_its_own_process(folder: Path) -> set[str]:
    """The types of problems, found by a process that is ended when it takes too long."""
    asked = subprocess.run(
        [sys.executable, "-c", CHECK, folder],
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S)),
    )
    assert asked.returncode == 0, (asked.returncode, asked.stderr.decode())
    megabytes, types = json.loads(asked.stdout)
    assert megabytes < MOST_MB
    return set(types)


def sparse(path: Path, size_bytes: int) -> None:
    with path.open("r+b" if path.exists() else "xb") as file:
        file.truncate(size_bytes)


def sealed_again(folder: Path, key: Ed25519PrivateKey, path: str, data: bytes) -> None:
    (folder / path).write_bytes(data)
    seal_again(folder, key)


def many_files(folder: Path, key: Ed25519PrivateKey, count: int) -> None:
    """As many as a seal can list, or more; none of them is there."""
    seal = seal_of(folder)
    more = {f"data/{number}": SealedFile(1, "00" * 32) for number in range(count)}
    write_seal(folder, fitting(folder, replace(seal, files={**seal.files, **more})), key)


def a_heap_of_added_files(folder: Path, _: Ed25519PrivateKey) -> None:
    for number in range(20_000):
        (folder / "data" / str(number)).touch()


def a_heap_of_added_folders(folder: Path, _: Ed25519PrivateKey) -> None:
    path = folder / "data"
    for _depth in range(200):
        path /= "deeper"
        path.mkdir()


def deep_json(folder: Path, key: Ed25519PrivateKey) -> None:
    line = b'{"detail":' + b'{"a":' * 400_000 + b"1" + b"}" * 400_001 + b"\n"
    sealed_again(folder, key, EVENTS_PATH, line)


def values_without_end(folder: Path, key: Ed25519PrivateKey) -> None:
    text = canonical_json([[] for _ in range(seals.MOST_VALUES // 2 - 10)])
    (folder / "seal.json").write_bytes(text)
    (folder / "seal.json.sig").write_bytes(sign(key, text))


def a_pipe_for_a_seal(folder: Path, _: Ed25519PrivateKey) -> None:
    (folder / "seal.json").unlink()
    os.mkfifo(folder / "seal.json")


HOSTILE: dict[str, tuple[Callable[[Path, Ed25519PrivateKey], object], set[str]]] = {
    "a terabyte of seal": (lambda folder, _: sparse(folder / "seal.json", TERABYTE), {"seal_broken", "refused"}),
    "a terabyte of signature": (lambda folder, _: sparse(folder / "seal.json.sig", TERABYTE), {"seal_broken"}),
    "a terabyte of list": (lambda folder, _: sparse(folder / "tagmanifest-sha256.txt", TERABYTE), {"changed"}),
    "a terabyte of signers": (lambda folder, _: sparse(folder / "allowed_signers", TERABYTE), {"other_key", "changed"}),
    "a terabyte of picture": (lambda folder, _: sparse(folder / FIRST, TERABYTE), {"changed"}),
    "a terabyte of history": (lambda folder, _: sparse(folder / EVENTS_PATH, TERABYTE), {"changed"}),
    "a terabyte more": (lambda folder, _: sparse(folder / "more.bin", TERABYTE), {"added"}),
    "empty lines": (lambda folder, key: sealed_again(folder, key, EVENTS_PATH, b"\n" * 2**25), {"history_broken"}),
    "no line": (lambda folder, key: sealed_again(folder, key, EVENTS_PATH, bytes(2**26)), {"history_broken"}),
    "deep history": (deep_json, {"history_broken"}),
    "values without end": (values_without_end, {"seal_broken"}),
    "as many files as can be listed": (lambda f, key: many_files(f, key, MOST_FILES - 100), {"missing", "refused"}),
    "more files than can be listed": (lambda f, key: many_files(f, key, MOST_FILES + 100), {"seal_broken"}),
    "added files": (a_heap_of_added_files, {"added", "refused"}),
    "added folders": (a_heap_of_added_folders, {"added"}),
    "a pipe for a seal": (
        a_pipe_for_a_seal,
        {"seal_broken"},
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_soon_and_says_why(three, key, name):
    make, expected = HOSTILE[name]
    make(three, key)

    types = in_its_own_process(three)

    assert types
    assert types <= expected
