"""Memory for reading one object after the other, asked for once: clearing new pages costs as much as reading."""

from io import FileIO

LARGEST_ROOM_BYTES = 1 << 26
"""What is longer is read into memory of its own, which goes again with it."""
_SMALLEST_BYTES = 1 << 20


class Rooms:
    """Two stretches of memory that grow with the largest object read: for it as it lies there, and for its data."""

    def __init__(self) -> None:
        self._sealed = self._opened = bytearray()

    def sealed(self, size_bytes: int) -> memoryview:
        """Room for a whole object, and one byte more, which tells that it grew."""
        if len(self._sealed) <= size_bytes:
            self._sealed = bytearray(_grown(size_bytes))
        return memoryview(self._sealed)[: size_bytes + 1]

    def opened(self, size_bytes: int) -> memoryview:
        """Room for the data of an object of that length."""
        if len(self._opened) < size_bytes:
            self._opened = bytearray(_grown(size_bytes))
        return memoryview(self._opened)[:size_bytes]


def filled(room: memoryview, descriptor: int) -> memoryview:
    """The part of `room` that the rest of the file filled. Raises OSError."""
    at = 0
    with FileIO(descriptor, closefd=False) as file:
        while read := file.readinto(room[at:]):
            at += read
    return room[:at]


def _grown(size_bytes: int) -> int:
    """A little more than a power of two, so that a case of growing pictures does not ask for each anew."""
    return max(_SMALLEST_BYTES, 1 << size_bytes.bit_length()) + 1
