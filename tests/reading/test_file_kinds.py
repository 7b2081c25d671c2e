"""What a file is, by its bytes: every kind that is taken, every kind that is refused, and nothing between."""

import bz2
import gzip
import io
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.import_refusals import (
    FileIsArchive,
    FileIsDatabase,
    FileIsMarkup,
    FileIsProgram,
    FileKindNotTaken,
    FileOfTheDesk,
    FileRefused,
)
from evidence_desk.reading.file_kinds import TEXT_UNKNOWN, FileKind, kind_of

NAMED = Path("/a/picture.png")  # what it is called says nothing
MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)  # 128 kbit/s, 44,100 Hz: 417 bytes
AAC_FRAME = b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(9)  # 16 bytes


def ftyp(brand: bytes, *others: bytes) -> bytes:
    box = b"ftyp" + brand + bytes(4) + b"".join(others)
    return (len(box) + 4).to_bytes(4, "big") + box + b"\0\0\0\x08mdat"


def zipped() -> bytes:
    with io.BytesIO() as written:
        with zipfile.ZipFile(written, "w") as packed:
            packed.writestr("_chat.txt", "hello")
        return written.getvalue()


def database() -> bytes:
    with closing(sqlite3.connect(":memory:")) as book:
        book.execute("create table messages (body text)")
        return book.serialize()


TAKEN = {
    "image/png": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "image/jpeg": b"\xff\xd8\xff\xe0" + bytes(20),
    "image/gif": b"GIF89a" + bytes(20),
    "image/webp": b"RIFF\x10\0\0\0WEBPVP8 " + bytes(20),
    "image/heic": ftyp(b"heic", b"mif1"),
    "image/heif": ftyp(b"mif1", b"heic"),
    "image/avif": ftyp(b"mif1", b"miaf", b"avif"),
    "image/tiff": b"MM\0*\0\0\0\x08",
    "application/pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "video/mp4": ftyp(b"isom", b"mp41"),
    "video/quicktime": ftyp(b"qt  "),
    "video/3gpp": ftyp(b"3gp4"),
    "audio/mp4": ftyp(b"M4A "),
    "video/webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm",
    "video/matroska": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x88matroska",
    "video/x-msvideo": b"RIFF\x10\0\0\0AVI LIST" + bytes(20),
    "audio/wav": b"RIFF\x10\0\0\0WAVEfmt " + bytes(20),
    "audio/ogg": b"OggS\0\x02" + bytes(20) + b"OpusHead",
    "video/ogg": b"OggS\0\x02" + bytes(20) + b"\x80theora",
    "audio/mpeg": b"ID3\x04\0\0" + bytes(20),
    "audio/aac": AAC_FRAME * 4,
    "text/plain": "[22.11.26, 21:14] Blue \u202e: \u20ac500 or <b>all</b> see it\r\n".encode(),
    "text/plain; charset=unknown-8bit": "Ok, gr\u00fc\u00dfe:\t500 oder alle sehen es\r\n".encode("latin-1"),
}
REFUSED = {
    "a page in an old writing": (FileIsMarkup, "<html><p>gr\u00fc\u00dfe".encode("latin-1")),
    "an SVG": (FileIsMarkup, b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "an XML": (FileIsMarkup, b'\xef\xbb\xbf \n<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
    "a page": (FileIsMarkup, b"\n<!DOCTYPE html><title>x</title>"),
    "a page in UTF-16": (FileIsMarkup, "<html><script>".encode("utf-16")),
    "a book": (FileIsDatabase, database()),
    "a ZIP": (FileIsArchive, zipped()),
    "a gzip": (FileIsArchive, gzip.compress(b"hello")),
    "a bzip2": (FileIsArchive, bz2.compress(b"hello")),
    "a cabinet": (FileIsArchive, b"MSCF" + bytes(60)),
    "a tar": (FileIsArchive, bytes(257) + b"ustar\x0000" + bytes(300)),
    "an office document": (FileIsArchive, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "a Windows program": (FileIsProgram, b"MZ\x90\0" + bytes(60)),
    "an Android program": (FileIsProgram, b"dex\n035\0" + bytes(60)),
    "a Linux program": (FileIsProgram, b"\x7fELF\x02\x01\x01" + bytes(60)),
    "a script": (FileIsProgram, b"#!/bin/sh\nrm -rf ~\n"),
    "a key of a desk": (FileOfTheDesk, b"evidence-desk key 1\n00\n"),
    "text with a zero": (FileKindNotTaken, b"hello\0world"),
    "what is no text in any writing": (FileKindNotTaken, "gr\u00fc\u00dfe".encode("latin-1") + b"\x01"),
    "half a character, in UTF-16": (FileKindNotTaken, b"\xff\xfea\0\x00"),
    "text in UTF-32": (FileKindNotTaken, "hello".encode("utf-32")),
    "a video of another kind": (FileKindNotTaken, b"\x1a\x45\xdf\xa3\x9f\x42\x82\x85other"),
    "a brand nobody knows": (FileKindNotTaken, ftyp(b"crx ")),
    "a sound of another kind": (FileKindNotTaken, b"RIFF\x10\0\0\0sfbkLIST" + bytes(20)),
    "one frame that leads nowhere": (FileKindNotTaken, MP3_FRAME + b"\xff" * 500),
    "a frame cut short": (FileKindNotTaken, MP3_FRAME[:-1]),
}


@pytest.mark.parametrize("media_type", TAKEN)
def test_it_is_known_by_its_bytes(media_type: str) -> None:
    assert kind_of(NAMED, TAKEN[media_type]).media_type == media_type


@pytest.mark.parametrize("data", [MP3_FRAME, MP3_FRAME * 2, MP3_FRAME * 9 + b"TAG"])
def test_frames_that_follow_each_other_are_sound(data: bytes) -> None:
    assert kind_of(NAMED, data) == FileKind("audio/mpeg")


@pytest.mark.parametrize("start", ["MZ", "MSCF", "BZh1", "dex\n"])
def test_words_that_begin_as_a_program_or_an_archive_does_are_text(start: str) -> None:
    assert kind_of(NAMED, f"{start} wrote: 500 or everybody sees it\n".encode()).media_type == "text/plain"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_long_text_may_end_a_piece_in_half_a_character(encoding: str) -> None:
    assert kind_of(NAMED, ("x" + "\u20ac" * 600_000).encode(encoding)).media_type == "text/plain"


@pytest.mark.parametrize("data", [b"II*\0\x08\0\0\0", b"II+\0\x08\0\0\0", b"MM\0+\0\x08\0\0"])
def test_a_tiff_has_either_order_and_either_size(data: bytes) -> None:
    """None of them is decoded: there is no name of the format that the child could be given."""
    assert kind_of(NAMED, data) == FileKind("image/tiff", picture_format=None)


@pytest.mark.parametrize("encoding", ["cp1252", "shift_jis", "gbk", "big5", "euc_kr", "koi8_r"])
def test_an_old_writing_is_kept_and_not_guessed(encoding: str) -> None:
    words = {
        "cp1252": "\u20ac500\u2026",
        "koi8_r": "\u043f\u0440\u0438\u0432\u0435\u0442",
        "euc_kr": "\uc548\ub155",
    }.get(encoding, "\u4eca\u65e5")
    assert kind_of(NAMED, f"{words} ok\n".encode(encoding)) == TEXT_UNKNOWN


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_says_why(name: str) -> None:
    refusal, data = REFUSED[name]
    with pytest.raises(refusal) as caught:
        kind_of(NAMED, data)
    assert type(caught.value) is refusal
    assert caught.value.facts == {"path": str(NAMED), "name": "picture.png"}


@given(st.sampled_from([*TAKEN.values(), *(data for _, data in REFUSED.values())]), st.data())
def test_bytes_are_taken_or_refused_and_nothing_else_happens(good: bytes, more: st.DataObject) -> None:
    data = good[: more.draw(st.integers(0, len(good)))] + more.draw(st.binary(max_size=40))
    try:
        found = kind_of(NAMED, data).media_type
    except FileRefused:
        return
    assert found in TAKEN
