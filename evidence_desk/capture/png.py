"""Lossless RGB pictures: PNG (ISO/IEC 15948) with its time and its item, and nothing about the person."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from queue import SimpleQueue
from struct import pack

from evidence_desk.capture import png_facts
from evidence_desk.capture.deflating import FASTEST, Deflater, joined_checksum
from evidence_desk.capture.leaving_out import leave_out
from evidence_desk.capture.scanlines import NO_FILTER, UP, strips
from evidence_desk.capture.targets import Frame
from evidence_desk.domain.evidence import ItemId, Rectangle
from evidence_desk.domain.times import Moment

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_ZLIB_HEADER = b"\x78\x01"  # RFC 1950: 32 KiB window, fastest
_RGB = 2
_SAMPLE_ROWS = 32
_BADLY = 0.5
"""A sample that deflates to more than this part of its size is a photo: there, filter Up pays."""
_WORTH_A_THREAD_BYTES = 1_000_000

_Hashed = SimpleQueue[bytes | None]


@dataclass(frozen=True, slots=True)
class EncodedPicture:
    """A whole PNG file, and the SHA-256 of its decoded RGB bytes, row by row without padding."""

    data: bytes
    pixel_sha256: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How a frame is written; every plan gives the same pixels."""

    row_filter: int = NO_FILTER
    halves: int = 1
    deflater: Deflater = FASTEST


def encode_png(
    frame: Frame, *, captured: Moment, item_id: ItemId, left_out: Sequence[Rectangle] = ()
) -> EncodedPicture:
    """Encode the frame, its areas to be left out filled first; raises OutsidePicture for an area beside the picture."""
    kept = leave_out(frame, left_out) if left_out else frame
    return encode_as_planned(kept, plan_for(kept), captured, item_id)


def encode_as_planned(frame: Frame, plan: Plan, captured: Moment, item_id: ItemId) -> EncodedPicture:
    """Encode the frame in one particular way."""
    packed, pixel_sha256 = _packed(frame, plan)
    header = pack(">IIBBBBB", frame.width, frame.height, 8, _RGB, 0, 0, 0)
    facts = [(kind, [body]) for kind, body in ((b"IHDR", header), *png_facts.chunks(captured, item_id))]
    parts = [*facts, (b"IDAT", packed), (b"IEND", [])]
    data = b"".join((_SIGNATURE, *(piece for kind, body in parts for piece in _chunk(plan, kind, body))))
    return EncodedPicture(data, pixel_sha256, frame.width, frame.height)


def plan_for(frame: Frame, deflater: Deflater = FASTEST) -> Plan:
    """Choose by deflating a few rows: chats are small and fast unfiltered, photos gain from Up and a second thread."""
    ratio = _sampled_ratio(frame, deflater)
    if ratio <= _BADLY:
        return Plan(NO_FILTER, 1, deflater)
    expected_bytes = ratio * 3 * frame.width * frame.height
    return Plan(UP, 2 if expected_bytes > _WORTH_A_THREAD_BYTES else 1, deflater)


def _sampled_ratio(frame: Frame, deflater: Deflater) -> float:
    """Deflated size over plain size of a few rows, spread over the whole frame."""
    step = max(1, frame.height // _SAMPLE_ROWS)
    sample = Frame(frame.pixels, frame.width, min(frame.height, _SAMPLE_ROWS), frame.stride * step)
    stream, before, after = deflater.stream(), 0, 0
    for strip in strips(sample, 0, sample.height, NO_FILTER):
        before += strip.size_bytes
        after += sum(len(stream.compress(piece)) for piece in strip.filtered)
    return (after + len(stream.flush())) / before


@dataclass(frozen=True, slots=True)
class _Part:
    deflated: list[bytes]
    checksum: int
    plain_bytes: int


def _packed(frame: Frame, plan: Plan) -> tuple[list[bytes], str]:
    """The zlib stream of all rows, and the pixel hash, which is taken beside: for a chat it is half of the work."""
    halves = min(plan.halves, frame.height)
    edges = [(frame.height * each // halves, frame.height * (each + 1) // halves) for each in range(halves)]
    hashed: list[_Hashed] = [SimpleQueue() for _ in edges]
    with ThreadPoolExecutor(1 + halves, "png") as beside:
        try:
            digest = beside.submit(_pixel_hash, hashed)
            if halves == 1:
                return _deflated(frame, plan, hashed[0]), digest.result()
            jobs = zip(edges, hashed, strict=True)
            others = [beside.submit(_deflated_part, frame, plan, *job) for job in list(jobs)[1:]]
            first = _deflated_part(frame, plan, edges[0], hashed[0])
            return _joined([first, *(other.result() for other in others)]), digest.result()
        finally:
            for queue in hashed:  # whatever stopped it, Ctrl+C too: the hash must not wait for more
                queue.put(None)


def _joined(parts: Sequence[_Part]) -> list[bytes]:
    """One zlib stream of raw ones."""
    checksum = 1
    for part in parts:
        checksum = joined_checksum(checksum, part.checksum, part.plain_bytes)
    return [_ZLIB_HEADER, *(piece for part in parts for piece in part.deflated), pack(">I", checksum)]


def _pixel_hash(parts: Sequence[_Hashed]) -> str:
    """SHA-256 of what comes through the queues, one queue after the other; each ends with a None."""
    digest = sha256()
    for queue in parts:
        while (rows := queue.get()) is not None:
            digest.update(rows)
    return digest.hexdigest()


def _deflated(frame: Frame, plan: Plan, hashed: _Hashed) -> list[bytes]:
    """All rows as a zlib stream; their colours go to be hashed."""
    stream, pieces = plan.deflater.stream(), []
    for strip in strips(frame, 0, frame.height, plan.row_filter):
        hashed.put(strip.rgb())
        pieces += [stream.compress(piece) for piece in strip.filtered]
    hashed.put(None)
    return [*pieces, stream.flush()]


def _deflated_part(frame: Frame, plan: Plan, rows: tuple[int, int], hashed: _Hashed) -> _Part:
    """Some rows as raw deflate, ended by the last block only where the frame ends."""
    stream, pieces, checksum, plain_bytes = plan.deflater.stream(raw=True), [], 1, 0
    for strip in strips(frame, *rows, plan.row_filter):
        hashed.put(strip.rgb())
        for piece in strip.filtered:
            pieces.append(stream.compress(piece))
            checksum = plan.deflater.checksum(piece, checksum)
        plain_bytes += strip.size_bytes
    hashed.put(None)
    tool = plan.deflater.tool
    pieces.append(stream.flush(tool.Z_FINISH if rows[1] == frame.height else tool.Z_FULL_FLUSH))
    return _Part(pieces, checksum, plain_bytes)


def _chunk(plan: Plan, kind: bytes, body: Sequence[bytes]) -> tuple[bytes, ...]:
    size_bytes = sum(len(piece) for piece in body)
    return (pack(">I", size_bytes), kind, *body, pack(">I", plan.deflater.crc((kind, *body))))
