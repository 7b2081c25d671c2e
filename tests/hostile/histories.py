"""Hostile histories, sealed again by somebody who has a key."""

import json
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_desk.domain.custody import CustodyEvent, Head, sealed
from evidence_desk.domain.hashes import canonical_json
from evidence_desk.sealing.history import history_line
from evidence_desk.sealing.layout import EVENTS_PATH
from tests.fake_clock import START
from tests.hostile.folder import MEGABYTE, TERABYTE, Cases, Folder, sparse

BROKEN = {"history_broken"}


def bytes_of(data: bytes):
    """Anything where the history should stand."""
    return lambda folder: folder.put(EVENTS_PATH, data)


def line(**changes: object):
    """The first line with other values; its hash and signature are the old ones."""
    return lambda folder: folder.lines(folder.first_line(**changes))


def chained(folder: Folder, details: list[dict[str, object]], event: str = "noted") -> list[bytes]:
    """Lines in which everything fits: somebody has the key."""
    head, lines = Head(folder.events()[0].log), []
    for detail in details:
        made = sealed(
            CustodyEvent(
                log=head.log, seq=head.count + 1, moment=START, actor="person", event=event,
                detail=detail, prev=head.hash,
            ),
            folder.key.sign,
        )  # fmt: skip
        lines.append(history_line(made))
        head = Head(head.log, made.seq, made.hash)
    return lines


def values(count: int) -> dict[str, object]:
    return {"a": [[] for _ in range(count)]}


def more_lines_than_sealed(folder: Folder) -> None:
    """All of them fit; the seal counts three, and nobody reads the rest."""
    lines = chained(folder, [{}] * 500)
    folder.lines(*lines, *lines * 200, count=3)


def repeated(line: bytes, times: int):
    """The same line again and again; the seal says that there are a million."""

    def spoil(folder: Folder) -> None:
        (folder / EVENTS_PATH).write_bytes((line or history_line(folder.events()[0])) * times)
        folder.seal_again(lambda seal: replace(seal, log=Head(seal.log.log, 1_000_000, seal.log.hash)))

    return spoil


def forked(folder: Folder) -> None:
    lines = chained(folder, [{}, {}, {}])
    folder.lines(lines[0], lines[1], lines[1], lines[2])


def turned(folder: Folder) -> None:
    folder.lines(*reversed(chained(folder, [{}, {}, {}])))


def deep_detail(depth: int):
    """JSON in JSON, written by hand: a writer of ours would give up."""
    text = '{"a":' * depth + "1" + "}" * depth
    return lambda folder: folder.lines(folder.first_line(detail=0).replace(b'"detail":0', b'"detail":' + text.encode()))


HISTORIES: Cases = {
    "a terabyte of history": (lambda f: sparse(f / EVENTS_PATH, TERABYTE), {"changed"}),
    "a million empty lines": (bytes_of(b"\n" * 2**20), BROKEN),
    "lines of nothing": (bytes_of(b"\n" * 2**25), BROKEN),
    "one line without end": (bytes_of(bytes(2**26)), BROKEN),
    "one line of letters without end": (bytes_of(b"a" * 2**25), BROKEN),
    "a million lines": (repeated(b"{}\n", 1_000_000), BROKEN),
    "a hundred thousand good lines in the wrong place": (repeated(b"", 100_000), BROKEN),
    "more lines than were sealed": (more_lines_than_sealed, BROKEN),
    "no line at all": (bytes_of(b""), BROKEN),
    "a history without its last line end": (
        lambda f: f.put(EVENTS_PATH, (f / EVENTS_PATH).read_bytes()[:-1]), BROKEN,
    ),
    "a history with a byte order mark": (
        lambda f: f.put(EVENTS_PATH, b"\xef\xbb\xbf" + (f / EVENTS_PATH).read_bytes()), BROKEN,
    ),
    "a history with Windows' line ends": (
        lambda f: f.put(EVENTS_PATH, (f / EVENTS_PATH).read_bytes().replace(b"\n", b"\r\n")), BROKEN,
    ),
    "a history in UTF-16": (lambda f: f.put(EVENTS_PATH, (f / EVENTS_PATH).read_text().encode("utf-16")), BROKEN),
    "a line with a name twice": (
        lambda f: f.lines(f.first_line().replace(b'{"actor"', b'{"actor":"person","actor"')), BROKEN,
    ),
    "a line with blanks": (lambda f: f.lines(json.dumps(json.loads(f.first_line())).encode() + b"\n"), BROKEN),
    "a line with a name of its own": (line(extra=1), BROKEN),
    "a line without a name": (lambda f: f.lines(f.first_line().replace(b'"actor":"person",', b"")), BROKEN),
    "a line of bytes that are no text": (bytes_of(b'{"actor":"\xff"}\n'), BROKEN),
    "a line that is null": (bytes_of(b"null\n"), BROKEN),
    "a line that is a list": (bytes_of(b"[]\n"), BROKEN),
    "a line of digits": (bytes_of(b"9" * MEGABYTE + b"\n"), BROKEN),
    "a number of 4,000 digits": (line(detail={"n": 10**4000}), BROKEN),
    "a number of 5,000 digits": (
        lambda f: f.lines(f.first_line(detail=0).replace(b'"detail":0', b'"detail":{"n":' + b"9" * 5000 + b"}")),
        BROKEN,
    ),
    "a fraction in a detail": (line(detail={"n": 1.5}), BROKEN),
    "not a number in a detail": (line(detail={"n": float("nan")}), BROKEN),
    "infinity in a detail": (line(detail={"n": float("inf")}), BROKEN),
    "detail of no kind": (line(detail=[]), BROKEN),
    "deep detail": (deep_detail(400_000), BROKEN),
    "detail at the edge of depth": (deep_detail(900), BROKEN),
    "detail of lists without end": (lambda f: f.lines(*chained(f, [values(400_000)])), BROKEN),
    "many lines of lists without end": (lambda f: f.lines(*chained(f, [values(400_000)]) * 8), BROKEN),
    "a line longer than any": (lambda f: f.lines(*chained(f, [{"a": "x" * (5 * MEGABYTE)}])), BROKEN),
    "a sequence number past 64 bits": (line(seq=2**70), BROKEN),
    "a sequence number of nought": (line(seq=0), BROKEN),
    "true for a number": (line(seq=True), BROKEN),
    "a text for a number": (line(seq="1"), BROKEN),
    "a hash in capitals": (line(hash="A" * 64), BROKEN),
    "a hash of another length": (line(hash="0" * 63), BROKEN),
    "a signature of zeros": (line(signature="0" * 128), BROKEN),
    "a signature that is null": (line(signature=None), BROKEN),
    "a log of somebody else's": (line(log="vault"), BROKEN),
    "a log with a way out": (line(log="../../x"), BROKEN),
    "an item with a way out": (line(item="../../x"), BROKEN),
    "a moment of no kind": (line(moment=1), BROKEN),
    "a moment of ten thousand years": (line(moment=START.as_json() | {"utc_ns": 2**62}), BROKEN),
    "a zone of a megabyte": (line(moment=START.as_json() | {"zone": "x" * MEGABYTE}), BROKEN),
    "half a pair in a detail": (lambda f: f.lines(*chained(f, [{"note": "\ud800"}])), BROKEN),
    "an event with a terminal's command": (lambda f: f.lines(*chained(f, [{}], "\x1b[2J\u202e")), BROKEN),
    "an event nobody knows": (lambda f: f.lines(*chained(f, [{"a": 1}], "x" * 200)), BROKEN),
    "lines in turned order": (turned, BROKEN),
    "a line twice": (forked, BROKEN),
    "lines of another's hand": (
        lambda f: f.lines(*chained(replace(f, key=Ed25519PrivateKey.generate()), [{}, {}])), BROKEN,
    ),
    "twenty thousand broken lines": (lambda f: f.lines(*[f.first_line(seq=9)] * 20_000), BROKEN),
    "the canonical form of something else": (bytes_of(canonical_json({"a": ["b"]}) + b"\n"), BROKEN),
}  # fmt: skip
