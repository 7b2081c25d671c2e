"""What another process says of a picture: its size and pixels where it is whole, and why not where it isn't."""

import hashlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from evidence_desk.reading import picture_facts as facts_room
from evidence_desk.reading.picture_facts import Limits, NotDecoded, PictureFacts, picture_facts

HASH = "0" * 64
NOISE = Image.frombytes("RGB", (31, 700), hashlib.shake_256(b"noise").digest(31 * 700 * 3))


def data_of(picture: Image.Image, picture_format: str, **parts: Any) -> bytes:
    written = io.BytesIO()
    picture.save(written, picture_format, **parts)
    return written.getvalue()


def rgb_sha256(picture: Image.Image) -> str:
    return hashlib.sha256(picture.convert("RGB").tobytes()).hexdigest()


@pytest.mark.parametrize(
    ("picture", "picture_format", "parts"),
    [
        (NOISE, "PNG", {}),
        (NOISE.convert("RGBA"), "PNG", {}),
        (NOISE.quantize(), "GIF", {}),
        (NOISE, "WEBP", {"lossless": True}),
    ],
    ids=["PNG", "opaque", "GIF", "WebP"],
)
def test_the_pixels_of_a_whole_picture_can_be_compared(
    picture: Image.Image, picture_format: str, parts: dict[str, Any]
) -> None:
    assert picture_facts(data_of(picture, picture_format, **parts), picture_format) == PictureFacts(
        31, 700, rgb_sha256(picture)
    )


def test_what_is_more_than_its_colours_has_a_size_alone() -> None:
    seen_through = NOISE.convert("RGBA")
    seen_through.putpixel((30, 699), (1, 2, 3, 254))
    deep = Image.new("I;16", (31, 700), 65_535)
    moving = data_of(NOISE.quantize(), "GIF", save_all=True, append_images=[Image.new("P", NOISE.size)])

    for data, picture_format in [(data_of(seen_through, "PNG"), "PNG"), (data_of(deep, "PNG"), "PNG"), (moving, "GIF")]:
        assert picture_facts(data, picture_format) == PictureFacts(31, 700, None)


def test_a_photo_is_read_as_it_is_stored() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6  # EXIF 2.3, orientation: its right side is up
    data = data_of(NOISE, "JPEG", exif=turned)

    assert picture_facts(data, "JPEG") == PictureFacts(31, 700, rgb_sha256(Image.open(io.BytesIO(data))))


def test_what_asks_for_too_much_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    data = data_of(Image.new("RGB", (4000, 4000)), "PNG")
    assert picture_facts(data, "PNG", Limits(memory_bytes=100 << 20)) is NotDecoded.TOO_LARGE

    folder = Path(facts_room.__file__).parent
    caged = f"import sys; sys.path.append({str(folder)!r}); from picture_child import cage; cage(1 << 30, 1)"
    for does in ("while True: pass", "bytes(1 << 30)", "open('/dev/null')"):
        monkeypatch.setattr(facts_room, "_COMMAND", (sys.executable, "-c", f"{caged}\n{does}\nprint('{{}}')"))
        said, was_stopped = facts_room._answer(list(facts_room._COMMAND), b"", 30.0)
        assert (said, was_stopped) == (b"", does.startswith("while"))


def test_nobody_waits_for_ever() -> None:
    assert picture_facts(data_of(NOISE, "PNG"), "PNG", Limits(patience_s=0.001)) is NotDecoded.TOO_LARGE


def test_no_other_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts_room, "_COMMAND", ("/nowhere/python",))
    assert picture_facts(data_of(NOISE, "PNG"), "PNG") is NotDecoded.NOT_READABLE


@pytest.mark.parametrize(
    ("does", "found"),
    [
        ("import sys; sys.stdin.read(); sys.stdout.write('x' * 10_000_000)", NotDecoded.NOT_READABLE),
        ("import os; os.abort()", NotDecoded.NOT_READABLE),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", NotDecoded.TOO_LARGE),
        ("import os; os.close(0); os.close(1); import time; time.sleep(60)", NotDecoded.TOO_LARGE),
    ],
    ids=["talks on", "crashes", "is killed", "says nothing"],
)
def test_whoever_took_the_child_over_gets_nowhere(
    monkeypatch: pytest.MonkeyPatch, does: str, found: NotDecoded
) -> None:
    """It gets the picture, as much of it as it wants to read, and is ended; nobody waits for it."""
    monkeypatch.setattr(facts_room, "_COMMAND", (sys.executable, "-c", does))
    assert picture_facts(bytes(4_000_000), "PNG") is found


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"[]", b"{}", b"3", b'{"width": 2, "height": 2}', b"[" * 1000,
        b'{"warning": "captured_by_the_program"}', b'{"warning": ["picture_too_large"]}',
        *(
            json.dumps({"width": 2, "height": 2, "pixel_sha256": None} | change).encode()
            for change in (
                {"width": 0}, {"height": -1}, {"width": 2.0}, {"width": True}, {"width": "2"}, {"height": 51},
                {"width": 10**30}, {"pixel_sha256": "abc"}, {"pixel_sha256": 7}, {"title": "<b>"},
            )
        ),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_not_believed(answer: bytes) -> None:
    good = {"width": 2, "height": 50, "pixel_sha256": HASH}

    assert facts_room._facts_in(json.dumps(good).encode(), 100) == PictureFacts(2, 50, HASH)
    assert facts_room._facts_in(answer, 100) is NotDecoded.NOT_READABLE


def test_nothing_is_loaded_from_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder full of files to be added is the last place to look for a program's own parts."""
    for name in ("json.py", "hashlib.py", "PIL.py"):
        (tmp_path / name).write_text(f"open({os.fspath(tmp_path / 'loaded')!r}, 'w')")
    monkeypatch.chdir(tmp_path)

    assert picture_facts(data_of(NOISE, "PNG"), "PNG") == PictureFacts(31, 700, rgb_sha256(NOISE))
    assert not (tmp_path / "loaded").exists()
