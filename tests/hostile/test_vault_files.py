"""A vault's own files, damaged in every part: the desk says which, never falls, and takes nothing that was made up."""

import json
import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.sentences import sentence
from evidence_desk.settings import BAR_PLACE, BAR_SMALL, Settings
from evidence_desk.vault.object_format import START_BYTES
from tests.fake_clock import FakeClock
from tests.hostile.folder import GIGABYTE, MEGABYTE, sparse
from tests.vault.made_up import Desk

DEEP = b'{"a":' * 100_000 + b"1" + b"}" * 100_000


def value(**changes: object) -> Callable[[Path], object]:
    """vault.json with some of its values changed, or taken away where the change is `...`."""

    def spoil(path: Path) -> None:
        content = {name: each for name, each in (json.loads(path.read_bytes()) | changes).items() if each is not ...}
        path.write_text(json.dumps(content))

    return spoil


def slot(**changes: object) -> Callable[[Path], object]:
    """The one slot, changed."""

    def spoil(path: Path) -> None:
        content = json.loads(path.read_bytes())
        content["slots"][0] |= changes
        path.write_text(json.dumps(content))

    return spoil


def text(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_link_to_a_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_hole(path: Path) -> None:
    path.write_bytes(b"")
    sparse(path, 100 * GIGABYTE)


ANY_FILE: dict[str, Callable[[Path], object]] = {
    "a hundred gigabytes that are not there": a_hole,
    "a pipe": a_pipe,
    "a folder": a_folder,
    "nothing": text(b""),
    "a zero": text(b"\0"),
    "zeros": text(bytes(100_000)),
    "bytes that are no text": text(b"\xff\xfe\xfd" * 1000),
    "deep JSON": text(DEEP),
    "digits": text(b"9" * MEGABYTE),
    "a link to a device": a_link_to_a_device,
}
HEADERS = {
    "null": text(b"null"),
    "a list": text(b"[]"),
    "another format": value(format=2),
    "a format of true": value(format=True),
    "a format of one point nought": value(format=1.0),
    "a format past all numbers": value(format=10**400),
    "no format": value(format=...),
    "half a pair for a name": value(id="\ud800"),
    "another name": value(id="0" * 32),
    "a name with a way out": value(id="../../x"),
    "no name": value(id=...),
    "no signature": value(mac=...),
    "another signature": value(mac="0" * 64),
    "a signature that is no text": value(mac="\ud800"),
    "no slots": value(slots=[]),
    "slots of no kind": value(slots=[1]),
    "slots in slots": value(slots=[[[]]]),
    "a million slots": value(slots=[{}] * 300_000),
    "a value of its own": value(more=1),
    "a fraction of its own": value(more=1.5),
    "a slot of another kind": slot(kind="passphrase"),
    "a slot of no kind": slot(kind=1),
    "a salt that is no number": slot(parameters={"salt": "x"}),
    "a salt that is none": slot(parameters={"salt": None}),
    "parameters of no kind": slot(parameters=[]),
    "a memory bomb": slot(parameters={"salt": "0" * 32, "memory_kib": 2**40, "rounds": 2**40}),
    "nothing sealed": slot(sealed=""),
    "too little sealed": slot(sealed="00" * 11),
    "zeros sealed": slot(sealed="00" * 60),
}


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Desk:
    """Two pictures, and nobody has it open."""
    made = Desk(tmp_path / "vault", clock)
    made.filled(b"one" * 100, b"two" * 100)
    return made


def opened(desk: Desk) -> list[str]:
    """What opening and checking the vault find; a refusal is one sentence."""
    try:
        with desk.open() as vault:
            return sorted({problem.type for problem in (*vault.opening_problems, *vault.check().problems)})
    except DeskError as refusal:
        said = sentence(refusal)
        assert said.isprintable()
        assert len(said) < 600
        return [refusal.type]


@pytest.mark.parametrize("how", [*ANY_FILE, *HEADERS])
def test_a_damaged_header_is_refused(how, desk):
    (ANY_FILE | HEADERS)[how](desk.path / "vault.json")

    assert opened(desk), how


@pytest.mark.parametrize("how", ANY_FILE)
@pytest.mark.parametrize("name", ["key", "head"])
def test_other_files_of_the_vault(name, how, desk):
    ANY_FILE[how](desk.path / name)

    assert opened(desk), (name, how)


@pytest.mark.parametrize("how", ANY_FILE)
def test_an_object_that_is_none(how, desk):
    ANY_FILE[how](first_object(desk))

    found = opened(desk)
    assert set(found) & {"object_damaged", "object_cut_short", "object_missing", "storage_failed"}, found


@pytest.mark.parametrize("how", ANY_FILE)
def test_an_object_nobody_kept(how, desk):
    """Something is put where objects stand; it is named and left there, and the others can still be read."""
    path = desk.path / "objects" / "ab" / ("ab" * 32)
    path.parent.mkdir(exist_ok=True)
    path.touch()
    ANY_FILE[how](path)

    found = opened(desk)
    assert found == ["object_unknown"]


FIELDS = {"magic": (0, 8), "version": (8, 2), "chunk": (10, 4), "record": (14, 4), "data": (18, 8)}
FIELDS |= {"nonce": (26, 12), "key": (38, 48), "body": (START_BYTES, 16)}


@pytest.mark.parametrize("number", [0, 1, 2**16, 2**31, -1])
@pytest.mark.parametrize("name", FIELDS)
def test_every_field_of_an_object(name, number, desk):
    path = first_object(desk)
    data = bytearray(path.read_bytes())
    at, length = FIELDS[name]
    new = struct.pack(">q", number)[-length:].rjust(length, b"\xff" if number < 0 else b"\0")
    changed = new != data[at : at + length]
    data[at : at + length] = new
    path.chmod(0o600)
    path.write_bytes(data)

    found = opened(desk)
    assert bool(set(found) & {"object_damaged", "object_cut_short"}) == changed, found


def first_object(desk: Desk) -> Path:
    path = min(path for path in (desk.path / "objects").rglob("*") if path.is_file())
    path.chmod(0o600)
    return path


SETTINGS = {
    "of another type": b'{"bar_place": 1, "bar_small": "yes"}',
    "null": b"null",
    "a list": b'["bar_place"]',
    "a megabyte of place": b'{"bar_place": "' + b"x" * MEGABYTE + b'"}',
    "half a pair": b'{"bar_place": "\\ud800 1,2"}',
    "settings nobody knows": b'{"' + b'":1,"'.join(str(n).encode() for n in range(10_000)) + b'":1}',
}


@pytest.mark.parametrize("how", [*ANY_FILE, *SETTINGS])
def test_settings_that_are_none_are_the_defaults(how, tmp_path):
    path = tmp_path / "settings.json"
    path.touch()
    (ANY_FILE | {name: text(data) for name, data in SETTINGS.items()})[how](path)

    settings = Settings(path)

    assert settings.get(BAR_SMALL) is False
    assert len(settings.get(BAR_PLACE)) < MEGABYTE
