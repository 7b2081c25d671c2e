"""Hostile seals, signatures and lists: what a check reads before it knows whom to believe."""

import base64
import json
from dataclasses import replace

from evidence_desk.sealing import seal as seals
from evidence_desk.sealing.schemas import MOST_FILES
from evidence_desk.sealing.seal import SealedFile
from tests.hostile.folder import FIRST, MEGABYTE, SECOND, TERABYTE, Cases, Folder, replaced, sparse

NOWHERE = SealedFile(1, "00" * 32)
BROKEN = {"seal_broken"}


def with_path(path: str):
    """A file of that name among the sealed ones."""
    return lambda folder: folder.seal_value(lambda seal: seal["files"].update({path: {"bytes": 1, "sha256": "0" * 64}}))


def deep(opening: bytes, closing: bytes):
    """JSON in JSON in JSON."""
    return lambda folder: folder.seal_text(b'{"a":' + opening * 300_000 + b"1" + closing * 300_000 + b"}")


def many_files(folder: Folder, count: int) -> None:
    folder.list_more({f"data/{number}": NOWHERE for number in range(count)})


def more_files_than_can_be_listed(folder: Folder) -> None:
    file = {"bytes": 1, "sha256": "0" * 64}
    folder.seal_value(lambda seal: seal["files"].update({f"data/{n}": file for n in range(MOST_FILES)}))


def values_without_end(folder: Folder) -> None:
    folder.seal_text(b"[" + b"[]," * (seals.MOST_VALUES // 2 - 10) + b"[]]")


def key_twice(folder: Folder) -> None:
    text = (folder / "seal.json").read_bytes()
    folder.seal_text(text[:-1] + b',"format":"evidence-desk folder 1"}')


def an_armor(of: bytes):
    """A signature file with other bytes in its frame."""
    text = f"-----BEGIN SSH SIGNATURE-----\n{base64.b64encode(of).decode()}\n-----END SSH SIGNATURE-----\n"
    return lambda folder: (folder / "seal.json.sig").write_text(text)


def field(name: str, value: object):
    return lambda folder: folder.seal_value(lambda seal: seal.update({name: value}))


SEALS: Cases = {
    "a terabyte of seal": (lambda f: sparse(f / "seal.json", TERABYTE), {"seal_broken", "refused"}),
    "values without end": (values_without_end, BROKEN),
    "deep lists": (deep(b"[", b"]"), BROKEN),
    "deep objects": (deep(b'{"a":', b"}"), {"seal_broken", "refused"}),
    "never closed": (lambda f: f.seal_text(b"[" * MEGABYTE), BROKEN),
    "a number of a million digits": (lambda f: f.seal_text(b'{"a":' + b"9" * MEGABYTE + b"}"), BROKEN),
    "a number past every bound": (lambda f: f.seal_text(b'{"format":1e999999}'), BROKEN),
    "not a number": (lambda f: f.seal_text(b'{"format":NaN}'), BROKEN),
    "infinity": (lambda f: f.seal_text(b'{"format":-Infinity}'), BROKEN),
    "a fraction": (lambda f: replaced(f / "seal.json", b'"count":3', b'"count":3.0'), BROKEN),
    "one name twice": (key_twice, BROKEN),
    "a byte order mark": (lambda f: f.seal_text(b"\xef\xbb\xbf" + (f / "seal.json").read_bytes()), BROKEN),
    "UTF-16": (lambda f: f.seal_text((f / "seal.json").read_text().encode("utf-16")), BROKEN),
    "UTF-32": (lambda f: f.seal_text((f / "seal.json").read_text().encode("utf-32")), BROKEN),
    "line ends of Windows": (lambda f: f.seal_text((f / "seal.json").read_bytes() + b"\r\n"), BROKEN),
    "blanks in the seal": (lambda f: f.seal_text((f / "seal.json").read_bytes().replace(b":", b": ")), BROKEN),
    "overlong UTF-8": (lambda f: f.seal_text(b'{"a":"\xc0\xaf"}'), BROKEN),
    "bytes that are no text": (lambda f: f.seal_text(b"\xff\xfe\xfd" * 1000), BROKEN),
    "an empty seal": (lambda f: f.seal_text(b""), BROKEN),
    "null": (lambda f: f.seal_text(b"null"), BROKEN),
    "a list": (lambda f: f.seal_text(b"[]"), BROKEN),
    "half a pair": (field("program", "\ud800"), BROKEN | {"changed", "other_key"}),
    "a format of later": (field("format", "evidence-desk folder 3"), {"newer_format"}),
    "the format of a part": (field("format", "evidence-desk folder 2"), BROKEN),
    "a format of a million letters": (field("format", "evidence-desk folder " + "9" * MEGABYTE), {"newer_format"}),
    "a format of no kind": (field("format", {"evidence-desk folder": 1}), BROKEN),
    "a terminal's command for a program": (field("program", "\x1b]0;x\x07\x1b[2J"), BROKEN | {"changed"}),
    "lines in a program": (field("program", "1\nBagIt-Version: 0.96"), BROKEN | {"changed"}),
    "a count past 64 bits": (field("log", {"count": 2**64, "hash": "0" * 64}), BROKEN),
    "a count below nothing": (field("log", {"count": -1, "hash": "0" * 64}), BROKEN),
    "a billion lines of history": (field("log", {"count": 10**9, "hash": "0" * 64}), {"refused"}),
    "true for a number": (field("counts", {"items": True, "originals": 3, "files": 9, "bytes": 9}), BROKEN),
    "a time before time": (lambda f: f.seal_value(lambda s: s["sealed"].update(utc_ns=-1)), BROKEN),
    "a time after time": (lambda f: f.seal_value(lambda s: s["sealed"].update(utc_ns=2**63)), BROKEN),
    "a zone that turns the line": (lambda f: f.seal_value(lambda s: s["sealed"].update(zone="\u202e")), {"changed"}),
    "two items of one number": (lambda f: f.seal_value(lambda s: s["items"][1].update(number=1)), BROKEN),
    "an item twice": (lambda f: f.seal_value(lambda s: s["items"].append(s["items"][0])), BROKEN),
    "two items, one file": (lambda f: f.seal_value(lambda s: s["items"][1].update(file=FIRST)), BROKEN),
    "an item outside": (lambda f: f.seal_value(lambda s: s["items"][0].update(file="../../etc/passwd")), BROKEN),
    "as many files as can be listed": (lambda f: many_files(f, MOST_FILES - 100), {"missing", "refused"}),
    "more files than can be listed": (more_files_than_can_be_listed, BROKEN),
    "a folder for each file": (
        lambda f: f.list_more({f"data/{number}/a": NOWHERE for number in range(20_000)}),
        {"refused"},
    ),
    "a petabyte of files": (lambda f: f.list_more({"data/a": SealedFile(2**50, "00" * 32)}), {"refused"}),
    "a terabyte of signature": (lambda f: sparse(f / "seal.json.sig", TERABYTE), BROKEN),
    "a terabyte of signers": (lambda f: sparse(f / "allowed_signers", TERABYTE), {"other_key"}),
    "an empty signature": (lambda f: (f / "seal.json.sig").write_bytes(b""), BROKEN),
    "a signature of zeros": (an_armor(bytes(180)), BROKEN),
    "a signature that is long inside": (an_armor(b"SSHSIG" + bytes(3) + b"\1" + b"\xff" * 176), BROKEN),
    "a signature with another's end": (
        lambda f: replaced(f / "seal.json.sig", b"-----END", b"-----BEGIN"),
        BROKEN,
    ),
    "a signature with Windows' line ends": (lambda f: replaced(f / "seal.json.sig", b"\n", b"\r\n"), BROKEN),
    "signers with a command": (
        lambda f: (f / "allowed_signers").write_bytes(b'* cert-authority,command="id" ssh-rsa AAAA\n'),
        {"other_key"},
    ),
    "signers in bytes that are no text": (lambda f: (f / "allowed_signers").write_bytes(b"\xff" * 300), {"other_key"}),
}

for _name in (
    "../escape", "data/../../escape", "/etc/passwd", "//server/share", "\\\\server\\share", "C:\\x", "C:x", "data\\x",
    "data/x:stream", "data/con", "data/NUL.txt", "data/com1.png", "data/x.", "data/x ", "data/.x", "data//x", "data/x/",
    "data/a/b/c/d", "data/" + "x" * 130, "data/x\0y", "data/x\ny", "data/x\n", "data/x\u202egnp.exe", "data/caf\u00e9",
    "data/cafe\u0301", "data/%2e%2e/x", "data/$(id)", "data/*", "data/?", "data/Index.html/x", "DATA/originals/x",
    "fetch.txt", "manifest-md5.txt", "tagmanifest-sha512.txt", "seal.json", "", ".", "..", "~/x", "data/\ufeffx",
):  # fmt: skip
    SEALS[f"a sealed file called {json.dumps(_name)[:60]}"] = (
        with_path(_name),
        {"seal_broken", "missing", "changed"} - ({"missing"} if _name.startswith("seal") else set()),
    )

LIST = "manifest-sha256.txt"
TAGS = "tagmanifest-sha256.txt"


def list_again(name: str, new: bytes):
    """The list as other tools would read it, and the seal's own fingerprint of it unchanged."""
    return lambda folder: (folder / name).write_bytes(new)


def added_to(name: str, new: bytes):
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes() + new)


LISTS: Cases = {
    "a million lines": (list_again(LIST, (b"0" * 64 + b"  data/x\n") * 1_000_000), {"changed"}),
    "a million lines of tags": (list_again(TAGS, (b"0" * 64 + b"  x\n") * 1_000_000), {"changed"}),
    "one line without end": (lambda f: sparse(f / LIST, TERABYTE), {"changed"}),
    "a terabyte of tags": (lambda f: sparse(f / TAGS, TERABYTE), {"changed"}),
    "a way out": (added_to(LIST, b"0" * 64 + b"  ../../../../etc/passwd\n"), {"changed"}),
    "a way out by a drive": (added_to(LIST, b"0" * 64 + b"  C:\\Windows\\win.ini\n"), {"changed"}),
    "a way out by a share": (added_to(LIST, b"0" * 64 + b"  \\\\server\\share\\x\n"), {"changed"}),
    "a list with a byte order mark": (lambda f: replaced(f / TAGS, b"\n", b"\n\xef\xbb\xbf"), {"changed"}),
    "a list with Windows' line ends": (lambda f: replaced(f / TAGS, b"\n", b"\r\n"), {"changed"}),
    "a list in capitals": (lambda f: (f / TAGS).write_bytes((f / TAGS).read_bytes().upper()), {"changed"}),
    "a list of zeros": (list_again(TAGS, bytes(1000)), {"changed"}),
    "a file listed twice": (lambda f: added_to(TAGS, (f / TAGS).read_bytes())(f), {"changed"}),
    "an older version": (lambda f: replaced(f / "bagit.txt", b"1.0", b"0.96"), {"older_format"}),
    "another encoding": (lambda f: replaced(f / "bagit.txt", b"UTF-8", b"UTF-7"), {"changed"}),
    "a version of a million digits": (list_again("bagit.txt", b"BagIt-Version: 1." + b"0" * MEGABYTE), {"changed"}),
    "a bag's number of files past all bounds": (
        list_again("bag-info.txt", b"Payload-Oxum: 999999999999999999999.9\n"), {"changed"},
    ),
    "a bag's line that goes on": (added_to("bag-info.txt", b"\n x" * 1000), {"changed"}),
    "two swapped pictures": (
        lambda f: [(f / FIRST).rename(f / "t"), (f / SECOND).rename(f / FIRST), (f / "t").rename(f / SECOND)],
        {"changed"},
    ),
    "no list": (lambda f: (f / LIST).unlink(), {"missing"}),
    "nothing sealed": (lambda f: f.seal_again(lambda seal: replace(seal, files={})), {"seal_broken"}),
}  # fmt: skip
