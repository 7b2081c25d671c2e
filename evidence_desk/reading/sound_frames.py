"""Sound without a name of its own: frames, each of which says how long it is, so that one leads to the next."""

from collections.abc import Callable, Mapping
from typing import Final

_ENOUGH: Final = 3
"""Two bytes at a file's beginning say little; three frames in a row are no accident."""
_HEAD_BYTES: Final = 7
_SYNC: Final = 0xFFE0
_MPEG_1, _LAYER_3 = 3, 1
_BIT_RATES: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_LOW_BIT_RATES: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_SAMPLE_RATES: Final[Mapping[int, tuple[int, ...]]] = {
    _MPEG_1: (44_100, 48_000, 32_000),
    2: (22_050, 24_000, 16_000),
    0: (11_025, 12_000, 8_000),
}
"""By the two bits that say which MPEG it is: 1, 2 and 2.5."""


def has_frames(data: bytes, frame_bytes: Callable[[bytes], int]) -> bool:
    """Whether the data begins with frames, up to three or to its end; `frame_bytes` is 0 for what is none."""
    at = 0
    for _ in range(_ENOUGH):
        length = frame_bytes(data[at : at + _HEAD_BYTES])
        if not length or at + length > len(data):
            return False
        at += length
        if at == len(data):
            break
    return True


def mp3_frame_bytes(head: bytes) -> int:
    """The length of a frame of MPEG layer III by its head (ISO 11172-3, 2.4.1.3), or 0."""
    if len(head) < _HEAD_BYTES or int.from_bytes(head[:2], "big") & _SYNC != _SYNC:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bit_rate, sample_rate, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    rates = _BIT_RATES if version == _MPEG_1 else _LOW_BIT_RATES
    samples = _SAMPLE_RATES.get(version, ())
    if layer != _LAYER_3 or not 0 < bit_rate < len(rates) or sample_rate >= len(samples):
        return 0
    return (144 if version == _MPEG_1 else 72) * rates[bit_rate] * 1000 // samples[sample_rate] + padding


def aac_frame_bytes(head: bytes) -> int:
    """The length of an ADTS frame of AAC by its head (ISO 13818-7, 6.2), or 0."""
    if len(head) < _HEAD_BYTES or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:  # noqa: PLR2004 — twelve bits, layer 0
        return 0
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return length if length >= _HEAD_BYTES else 0
