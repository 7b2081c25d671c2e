"""Lines of an untrusted file of JSON objects, and how much each may make its reader hold."""

from collections.abc import Iterable, Iterator

LONGEST_LINE_BYTES = 4 * 2**20
_BETWEEN_VALUES = (b",", b":", b"[", b"{")


def values_in(line: bytes) -> int:
    """At least as many values as reading the line as JSON makes."""
    return sum(map(line.count, _BETWEEN_VALUES))


def lines_of(chunks: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    """Lines with their ends; a line past the longest comes cut, and so is never a good one."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + bytes(chunk)).split(b"\n")
        yield from (line + b"\n" for line in whole)
        if len(rest) > LONGEST_LINE_BYTES:
            yield rest
            return
    if rest:
        yield rest
