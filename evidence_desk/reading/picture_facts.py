"""What a picture from elsewhere is: another process decodes it, under limits, and is believed only in part."""

import json
import re
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

MOST_PIXELS: Final = 50_000_000
"""Two hundred megabytes once it is decoded; a telephone's largest pictures have as many."""
_ALWAYS_PIXELS: Final = 16_000_000
_PIXELS_PER_BYTE: Final = 2_000
"""A picture of more than 16 million pixels that has so few bytes shows nothing and was made to do harm."""
_MEMORY_BYTES: Final = 3 << 29
_CPU_SECONDS: Final = 15
_PATIENCE_S: Final = 30.0

_CHILD_PATH: Final = Path(__file__).with_name("picture_child.py")
# -P: nothing is loaded from the folder that the script is in, nor from the one this process is in.
_COMMAND: Final = (sys.executable, "-P", "-B", str(_CHILD_PATH))
_LONGEST_ANSWER_BYTES: Final = 1_000
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_ENDED_BY_LIMITS: Final = frozenset(-getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name))


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A whole picture: its stored size in pixels, before any turning its own notes ask for.

    `pixel_sha256` is as in `Record`; None where red, green and blue bytes are not all that it shows: with parts that
    can be seen through, more than eight bits a colour, other colours than those, or more than one frame.
    """

    width: int
    height: int
    pixel_sha256: str | None


class NotDecoded(StrEnum):
    """Why there are no facts, by the word that the record's `warnings` have."""

    NOT_READABLE = "picture_not_readable"
    TOO_LARGE = "picture_too_large"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one decoding may cost. Memory and CPU are held by the system on Linux alone; `patience_s` everywhere."""

    memory_bytes: int = _MEMORY_BYTES
    cpu_seconds: int = _CPU_SECONDS
    patience_s: float = _PATIENCE_S


def picture_facts(data: bytes, picture_format: str, limits: Limits | None = None) -> PictureFacts | NotDecoded:
    """What the picture is. Never raises for what the bytes are, and ends within the limits; slow, up to half a minute.

    `picture_format` is Pillow's name of it, and no other is tried.
    """
    limits = limits or Limits()
    most_pixels = _most_pixels(data)
    given = [picture_format, most_pixels, limits.memory_bytes, limits.cpu_seconds]
    command = [*_COMMAND, *map(str, given)]
    try:
        said, was_stopped = _answer(command, data, limits.patience_s)
    except OSError:  # no other process can be started
        return NotDecoded.NOT_READABLE
    if was_stopped:
        return NotDecoded.TOO_LARGE
    return _facts_in(said, most_pixels)


def view_answer(data: bytes, picture_format: str, most_side: int, longest_bytes: int, limits: Limits) -> bytes:
    """What the child says of a picture that is to be seen, at most so many bytes of it; nothing where it can't be."""
    given = [picture_format, _most_pixels(data), limits.memory_bytes, limits.cpu_seconds, most_side]
    try:
        return _answer([*_COMMAND, *map(str, given)], data, limits.patience_s, longest_bytes)[0]
    except OSError:
        return b""


def _most_pixels(data: bytes) -> int:
    return min(MOST_PIXELS, max(_ALWAYS_PIXELS, len(data) * _PIXELS_PER_BYTE))


def _answer(
    command: list[str], data: bytes, patience_s: float, longest_bytes: int = _LONGEST_ANSWER_BYTES
) -> tuple[bytes, bool]:
    """What the child said, cut short, and whether it was stopped before it had said anything."""
    is_late = threading.Event()
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with subprocess.Popen(  # noqa: S603 — this Python, a file of ours and numbers
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=flags,
        bufsize=0,
    ) as child:

        def stop() -> None:
            is_late.set()
            child.kill()

        alarm = threading.Timer(patience_s, stop)
        alarm.start()
        try:
            _hand_over(child, data)
            said = _heard(child, longest_bytes)
        finally:
            alarm.cancel()
            child.kill()  # whatever else it wants to say
    return said, not said and (is_late.is_set() or child.returncode in _ENDED_BY_LIMITS)


def _hand_over(child: subprocess.Popen[bytes], data: bytes) -> None:
    """All of the data, as far as the child wants it, and then the end."""
    if child.stdin is not None:
        left = memoryview(data)
        with suppress(OSError):  # it ended before
            while left:
                left = left[child.stdin.write(left) :]
        child.stdin.close()


def _heard(child: subprocess.Popen[bytes], longest_bytes: int) -> bytes:
    said = bytearray()
    while child.stdout is not None and len(said) < longest_bytes:
        piece = child.stdout.read(longest_bytes - len(said))
        if not piece:
            break
        said += piece
    return bytes(said)


def _facts_in(untrusted_answer: bytes, most_pixels: int) -> PictureFacts | NotDecoded:
    """The answer, where it is one in every part. Whoever took the child over can say nothing else."""
    try:
        said = json.loads(untrusted_answer)
        if said.keys() == {"warning"}:
            return NotDecoded(said["warning"])
        width, height, pixel_sha256 = (said.pop(name) for name in ("width", "height", "pixel_sha256"))
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return NotDecoded.NOT_READABLE
    sides_fit = type(width) is int and type(height) is int and width > 0 and 0 < height <= most_pixels // width
    hash_fits = pixel_sha256 is None or (isinstance(pixel_sha256, str) and _SHA256.fullmatch(pixel_sha256))
    if said or not sides_fit or not hash_fits:
        return NotDecoded.NOT_READABLE
    return PictureFacts(width, height, pixel_sha256)
