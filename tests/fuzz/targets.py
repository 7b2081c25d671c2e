"""What is fuzzed: readers of bytes that anybody may have written, each with the law that must hold for all of them.

A target returns when the law holds for its bytes. What it raises is a finding.
"""

import contextlib
import csv
import html.parser
import io
import json
import os
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_desk.commands.forwarding import Command, command_of
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.sentences import sentence, shown
from evidence_desk.export import markup, words
from evidence_desk.export.tables import LONGEST_CELL, _row
from evidence_desk.sealing.history import _parse, history_line, history_problems
from evidence_desk.sealing.schemas import checked_seal
from evidence_desk.sealing.seal import UnusableSealError, parse_seal
from evidence_desk.sealing.signatures import Signatures
from evidence_desk.sealing.sshsig import BadSignatureError, verify
from evidence_desk.sealing.verify import verify_folder
from evidence_desk.vault.head_file import HeadFile
from evidence_desk.vault.header import read_header
from evidence_desk.vault.keys import keys_of
from evidence_desk.vault.object_format import ObjectSeal, record_of, record_text
from tests.sealing.folders import small_folder, tiny_png

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEYS = keys_of(bytes(range(32)))
VAULT_ID = "0" * 32
PUBLIC = KEY.public_key().public_bytes_raw()
LISTS = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "allowed_signers")

NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,118}[A-Za-z0-9_-])?")
STARTS = "=+-@\t\r\0\uff1d\uff0b\uff0d\uff20"


@cache
def folder() -> Path:
    """One small sealed folder of this process, in the place that DESK_FUZZ_PLACE names."""
    place = Path(os.environ["DESK_FUZZ_PLACE"])
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    return small_folder(place, KEY, [tiny_png()])


@cache
def of_folder(name: str) -> bytes:
    """What a file of the folder says when nobody has touched it."""
    return (folder() / name).read_bytes()


def lists(data: bytes) -> None:
    """The lists of a folder, by the whole check: never an error, whole only when not a byte is other than it was."""
    if not data:
        return
    name = LISTS[data[0] % len(LISTS)]
    before = of_folder(name)
    try:
        (folder() / name).write_bytes(data[1:])
        report = verify_folder(folder())
    finally:
        (folder() / name).write_bytes(before)
    assert report.ok == (data[1:] == before), report
    assert all(text.isprintable() for problem in report.problems for text in (problem.path, problem.detail))


def _is_one_line(said: str) -> None:
    assert said.isprintable()


def _with_one_value_changed(good: bytes, data: bytes) -> bytes:
    """Good JSON in which one value, which the first two bytes name, is what the rest says, as JSON or as text."""
    value = json.loads(good)
    new = data[2:].decode("utf-8", "replace")
    with contextlib.suppress(ValueError, RecursionError):
        new = json.loads(new)
    inside = value
    for choice in data[:2]:
        if not isinstance(inside, dict):
            break
        name = sorted(inside)[choice % len(inside)]
        if not isinstance(inside[name], dict) or not inside[name]:
            inside[name] = new
            break
        inside = inside[name]
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def seal(data: bytes) -> None:
    """A seal is read only as what it would be written as; a signature only where it is ours, byte for byte."""
    for text in (data, _with_one_value_changed(of_folder("seal.json"), data)):
        try:
            assert parse_seal(text).to_bytes() == text
        except UnusableSealError as refusal:
            _is_one_line(str(refusal))
    try:
        assert verify(data, of_folder("seal.json")) == PUBLIC
        assert data == of_folder("seal.json.sig")
    except BadSignatureError as refusal:
        _is_one_line(str(refusal))


def history(data: bytes) -> None:
    """A history without a problem is the one that was sealed; a line that is read is written the same."""
    sealed = parse_seal(of_folder("seal.json"))
    before = of_folder("data/events.jsonl")
    for text in (data, _with_one_value_changed(before, data) + b"\n"):
        problems = list(history_problems((text[:7], text[7:]), sealed, Signatures(PUBLIC), lambda: None))
        assert bool(problems) == (text != before), problems
        assert all(problem.isprintable() for problem in problems)
        event = _parse(text)
        assert event is None or history_line(event) == text


def stored(data: bytes) -> None:
    """Objects, their records, vault.json and head: nothing is taken that nobody with the key wrote."""
    seal_of_objects = ObjectSeal(KEYS.object, VAULT_ID)
    unsealed = seal_of_objects.unsealed(data)
    if unsealed is not None:
        told, read = json.loads(unsealed.text), json.loads(record_text(record_of(unsealed.text)))
        assert all(read[name] == told[name] for name in told.keys() & read.keys())  # older records have fewer names
        assert not told.keys() - read.keys()
        seal_of_objects.data(unsealed, unsealed.record)
    assert seal_of_objects.vouched_bytes(data) is None or len(data) >= 86
    path = folder().parent / "vault.json"
    path.write_bytes(data)
    try:
        header = read_header(path)
        header.master_key(bytes(32))
        header.authenticate(KEYS.header)
    except DeskError as refusal:
        _is_one_line(sentence(refusal))
    (folder().parent / "head").write_bytes(data)
    heads = HeadFile(folder().parent, KEYS.head, VAULT_ID).read()
    assert heads.lines == 0


def names(data: bytes) -> None:
    """A path that a seal may list is one that every file system takes and that leads nowhere else."""
    path = data.decode("utf-8", "surrogateescape")
    value = json.loads(of_folder("seal.json"))
    value["files"] = {path: {"bytes": 1, "sha256": "0" * 64}}
    try:
        checked_seal(value)
    except ValueError:
        return
    parts = path.split("/")
    assert 1 <= len(parts) <= 4
    assert len(path) <= 200
    assert all(NAME.fullmatch(part) for part in parts), path


class _Text(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.text += "".join(value or "" for _, value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(data)

    def handle_pi(self, data: str) -> None:
        self.tags.append(data)

    def unknown_decl(self, data: str) -> None:
        self.tags.append(data)


def cells(data: bytes) -> None:
    """Words in a page are text and nothing else; in a table no cell of theirs can start a formula."""
    text = data.decode("utf-8", "surrogateescape")
    page = _Text()
    page.feed(markup.written(markup.node("p", markup.untrusted(text), title=text)).decode())
    page.close()
    assert page.tags == ["p", "bdi"]
    assert page.text == words.visible(text) * 2
    row = _row([text, "x"]).decode()
    for delimiter in ",;":
        (read,) = csv.reader(io.StringIO(row, newline=""), delimiter=delimiter)
        assert not any(cell.strip().lstrip('"').lstrip()[:1] in set(STARTS) - {""} for cell in read if cell.strip('" '))
    assert len(next(csv.reader(io.StringIO(row, newline="")))[0]) <= LONGEST_CELL + 100
    line = shown(text)
    assert line.isprintable()
    assert len(line) <= 200


def requests(data: bytes) -> None:
    """What comes through the socket is a whole command or none."""
    try:
        command = command_of(data)
    except ValueError:
        return
    assert isinstance(command, Command)
    assert all(type(word) is str for word in (*command.arguments, command.folder_path, command.display))
    assert type(command.umask) is int
    assert Path(command.folder_path).is_absolute()


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (lists, seal, history, stored, names, cells, requests)
}
