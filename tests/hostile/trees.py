"""Hostile things on the disk itself: links, devices, names, heaps of files, and pictures that are no pictures."""

import os
import shutil
import socket
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.sealing.layout import EVENTS_PATH
from evidence_desk.sealing.seal import SealedFile
from tests.hostile.folder import FIRST, GIGABYTE, MEGABYTE, TERABYTE, Cases, Folder, Spoil, sparse
from tests.sealing.folders import small_folder
from tests.sealing.sealing_again import fitting, seal_of, write_seal

FILES = (FIRST, EVENTS_PATH, "seal.json", "seal.json.sig", "allowed_signers", "tagmanifest-sha256.txt", "bagit.txt")


def instead(name: str, make: Callable[[Path], object]) -> Spoil:
    """Something else where a file should be."""

    def spoil(folder: Folder) -> None:
        path = folder / name
        path.rename(folder.path.parent / "aside")
        make(path)

    return spoil


def a_link(path: Path) -> None:
    path.symlink_to(path.parents[len(path.relative_to(path.anchor).parts) - 1] / "etc/passwd")


def a_link_to_the_same(path: Path) -> None:
    path.symlink_to(next(above for above in path.parents if (above / "aside").exists()) / "aside")


def a_hard_link(path: Path) -> None:
    path.hardlink_to("/etc/hostname") if Path(
        "/etc/hostname"
    ).stat().st_dev == path.parent.stat().st_dev else path.touch()


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        folder = os.open(path.parent, os.O_RDONLY)
        made.bind(f"/proc/self/fd/{folder}/{path.name}")
        os.close(folder)


def a_device(major: int, minor: int):
    return lambda path: os.mknod(path, 0o20600, os.makedev(major, minor))


def a_file_for_a_folder(folder: Folder) -> None:
    shutil.rmtree(folder.path)
    folder.path.write_bytes(b"x")


def an_empty_folder(folder: Folder) -> None:
    shutil.rmtree(folder.path)
    folder.path.mkdir()


def two_spellings(folder: Folder) -> None:
    folder.add("caf\u00e9")
    folder.add("cafe\u0301")


KINDS: dict[str, Callable[[Path], object]] = {
    "a link elsewhere": a_link,
    "a link to what was there": a_link_to_the_same,
    "a pipe": os.mkfifo,
    "a socket": a_socket,
    "a folder": os.mkdir,
    "a device of zeros": a_device(1, 5),
    "a device that never answers": a_device(5, 1),
}
REPORTED = {"changed", "seal_broken", "unreadable", "no_seal", "missing", "other_key"}


def added(name: str | bytes, data: bytes = b"x") -> Spoil:
    return lambda folder: folder.add(name, data)


def a_heap_of_files(folder: Folder) -> None:
    for number in range(20_000):
        os.mknod(folder / f"data/{number}")


def a_heap_of_sealed_files(folder: Folder) -> None:
    names = [f"data/{number}" for number in range(5_000)]
    for name in names:
        (folder / name).write_bytes(b"x")
    folder.list_more(dict.fromkeys(names, SealedFile(1, sha256_hex(b"x"))))


def a_heap_of_changed_files(folder: Folder) -> None:
    names = [f"data/{number}" for number in range(5_000)]
    for name in names:
        (folder / name).write_bytes(b"y")
    folder.list_more(dict.fromkeys(names, SealedFile(1, sha256_hex(b"x"))))


def deep_folders(folder: Folder) -> None:
    path = folder / "data"
    for _ in range(400):
        path /= "deeper"
        path.mkdir()


def a_loop(folder: Folder) -> None:
    (folder / "data/again").symlink_to(folder.path)


def holes(*sizes: int):
    """Files of nothing but holes, sealed at their full length with some fingerprint."""

    def spoil(folder: Folder) -> None:
        for number, size in enumerate(sizes):
            sparse(folder / f"data/hole{number}", size)
        folder.list_more({f"data/hole{number}": SealedFile(size, "00" * 32) for number, size in enumerate(sizes)})

    return spoil


def an_added_hole_of_a_missing_length(folder: Folder) -> None:
    sparse(folder / "data/found", TERABYTE // 2)
    folder.list_more({"data/lost": SealedFile(TERABYTE // 2, "00" * 32)})


def swiss_cheese(folder: Folder) -> None:
    """A block, a hole, a block …: as many places to look at as possible."""
    descriptor = os.open(folder / "data/cheese", os.O_WRONLY | os.O_CREAT)
    for number in range(4_000):
        os.pwrite(descriptor, b"x", number * 8 * MEGABYTE)
    os.close(descriptor)
    folder.list_more({"data/cheese": SealedFile((folder / "data/cheese").stat().st_size, "00" * 32)})


def without_modes(name: str):
    return lambda folder: (folder / name).chmod(0)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + chunk(b"IEND", b"")


def header(width: int, height: int) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))


BOMB = zlib.compress(bytes(200 * MEGABYTE), 9)
PICTURES_THAT_ARE_NONE = {
    "of four thousand million pixels a side": png(header(2**32 - 1, 2**32 - 1), chunk(b"IDAT", b"x")),
    "that unfolds to 200 MB": png(header(10_000, 7_000), chunk(b"IDAT", BOMB)),
    "with a text that unfolds to 200 MB": png(header(1, 1), chunk(b"zTXt", b"a\0\0" + BOMB)),
    "with a profile that unfolds to 200 MB": png(header(1, 1), chunk(b"iCCP", b"a\0\0" + BOMB)),
    "cut off": png(header(9, 9))[:20],
    "of no bytes": b"",
    "that is an archive": b"\x1f\x8b\x08\0\0\0\0\0\0\3" + zlib.compress(bytes(50 * MEGABYTE), 9, -15),
    "that is a zip of slips": b"PK\3\4" + b"../../../etc/cron.d/x" * 100,
    "that is SVG": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "that is a page": b"<html><script src='http://127.0.0.1:9/'></script>",
    "that is a program": b"\x7fELF" + bytes(1000),
    "that is a database": b"SQLite format 3\0" + bytes(1000),
    "with a million chunks": b"\x89PNG\r\n\x1a\n" + chunk(b"tEXt", b"a\0b") * 100_000,
}


def a_picture(data: bytes):
    """Sealed as an exhibit: a check looks at its fingerprint, never at what it shows."""

    def spoil(folder: Folder) -> None:
        shutil.rmtree(folder.path)
        assert small_folder(folder.path.parent, folder.key, [data]) == folder.path

    return spoil


def same_letters_other_size(folder: Folder) -> None:
    seal = seal_of(folder.path)
    more = {"data/Readme.txt": SealedFile(1, sha256_hex(b"a")), "data/README.TXT": SealedFile(1, sha256_hex(b"b"))}
    (folder / "data/Readme.txt").write_bytes(b"a")
    (folder / "data/README.TXT").write_bytes(b"b")
    write_seal(folder.path, fitting(folder.path, replace(seal, files={**seal.files, **more})), folder.key)


TREES: Cases = {
    **{
        f"{kind} for {name}": (instead(name, make), REPORTED)
        for name in FILES
        for kind, make in KINDS.items()
    },
    "a hard link for a picture": (instead(FIRST, a_hard_link), {"changed"}),
    "a folder that is a link": (instead("data", a_link_to_the_same), {"missing"}),
    "originals that are a link": (instead("data/originals", a_link_to_the_same), {"missing"}),
    "a folder that is a pipe": (instead("data", os.mkfifo), {"missing"}),
    "a heap of added files": (a_heap_of_files, {"added", "refused"}),
    "a heap of sealed files": (a_heap_of_sealed_files, set()),
    "a heap of changed files": (a_heap_of_changed_files, {"changed", "refused"}),
    "folders in folders": (deep_folders, {"added"}),
    "a folder that leads back to itself": (a_loop, {"added"}),
    "a hundred gigabytes that are not there": (holes(100 * GIGABYTE), {"refused"}),
    "many files of a gigabyte that are not there": (holes(*[GIGABYTE] * 40), {"refused"}),
    "many files just under every bound": (holes(*[MEGABYTE] * 500), {"refused", "changed"}),
    "a file full of holes": (swiss_cheese, {"refused"}),
    "a hole as long as what is missing": (an_added_hole_of_a_missing_length, {"missing", "added"}),
    "a terabyte of picture": (lambda f: sparse(f / FIRST, TERABYTE), {"changed"}),
    "a terabyte more": (lambda f: sparse(f / "more.bin", TERABYTE), {"added"}),
    "two names in one": (same_letters_other_size, {"seal_broken"}),
    "a picture nobody may read": (without_modes(FIRST), {"unreadable"}),
    "a history nobody may read": (without_modes(EVENTS_PATH), {"unreadable"}),
    "a seal nobody may read": (without_modes("seal.json"), {"seal_broken"}),
    "a signature nobody may read": (without_modes("seal.json.sig"), {"seal_broken"}),
    "a list nobody may read": (without_modes("tagmanifest-sha256.txt"), {"unreadable"}),
    "a folder nobody may enter": (without_modes("data"), {"missing"}),
    "originals nobody may enter": (without_modes("data/originals"), {"missing"}),
    "a folder nobody may enter at all": (lambda f: f.path.chmod(0), {"not_a_folder"}),
    "a file for a folder": (a_file_for_a_folder, {"not_a_folder"}),
    "nothing at all": (lambda f: shutil.rmtree(f.path), {"not_a_folder"}),
    "an empty folder": (an_empty_folder, {"no_seal"}),
    "a name that is no text": (added(b"\xff\xfe"), {"added"}),
    "a name of half a pair": (added(b"\xed\xa0\x80"), {"added"}),
    "a name composed and one decomposed": (
        two_spellings, {"added"},
    ),
    "a name with a terminal's command": (added("\x1b]0;owned\x07\x1b[2J"), {"added"}),
    "a name with a command of one byte": (added("\x9b31m"), {"added"}),
    "a name that turns the line": (added("\u202egnp.exe"), {"added"}),
    "a name of lines": (added("a\nok: everything fits\n"), {"added"}),
    "a name of 255 bytes": (added("x" * 255), {"added"}),
    "a name of blanks": (added("   "), {"added"}),
    "a name that nobody sees": (added("\u200b\u2060\ufeff"), {"added"}),
    "a name that is a tag": (added("<img src=x onerror=alert(1)>"), {"added"}),
    "a name that is a formula": (added("=HYPERLINK()"), {"added"}),
    "a name that is an option": (added("--help"), {"added"}),
    "a name that ends in a dot": (added("data/originals/x."), {"added"}),
    "a name Windows keeps": (added("data/originals/con.png"), {"added"}),
    "a name with a stream": (added("data/index.html:x"), {"added"}),
    "a name with a backslash": (added("..\\..\\x"), {"added"}),
    "a list of files to fetch": (added("fetch.txt", b"http://127.0.0.1:9/x - data/x\n"), {"added"}),
    "what a computer adds": (added(".DS_Store"), {"added"}),
    "a program that starts itself": (added("autorun.inf", b"[autorun]\nopen=x.exe\n"), {"added"}),
    "a shortcut": (added("READ-ME-FIRST.txt.lnk"), {"added"}),
    **{f"a picture {name}": (a_picture(data), set()) for name, data in PICTURES_THAT_ARE_NONE.items()},
}  # fmt: skip
