"""Pixels from the server through shared memory (MIT-SHM), or over the wire where it can't be shared."""

import ctypes
import mmap
import os
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import xcffib
from xcffib import xproto
from xcffib.ffi import ffi

from evidence_desk.capture.x11.connection import Connection
from evidence_desk.domain.refusals import DisplayNotReadable

_IPC_PRIVATE, _IPC_RMID = 0, 0
_CREATE_OWNER_ONLY = 0o1600
_ALL_PLANES = 0xFFFFFFFF
_REPLY_HEADER = 32
_LARGER_BY = 1.25


@dataclass(frozen=True, slots=True)
class Source:
    """A rectangle of a window or pixmap, in its own pixels."""

    drawable: int
    x: int
    y: int
    width: int
    height: int

    @property
    def size_bytes(self) -> int:
        """Bytes of its picture, four a pixel."""
        return 4 * self.width * self.height


@dataclass(frozen=True, slots=True)
class Pixels:
    """Writable rows without padding, and how many bits of each pixel the server says it used."""

    data: memoryview
    depth: int


class _Segment:
    """One piece of shared memory. It stays mapped while anything still looks at it, even after `close`."""

    def __init__(self, connection: Connection, size_bytes: int) -> None:
        """Raises OSError where the system gives none, xcffib.Error where the server can't attach it."""
        self._libc = _libc()
        self._connection = connection
        segment_id = self._libc.shmget(_IPC_PRIVATE, size_bytes, _CREATE_OWNER_ONLY)
        if segment_id < 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        try:
            self.memory = self._map(segment_id, size_bytes)
            self.id = connection.raw.generate_id()
            connection.extension("shm").Attach(self.id, segment_id, False, is_checked=True).check()
        finally:
            # The system removes it when the last of us lets go, however that comes about.
            self._libc.shmctl(segment_id, _IPC_RMID, None)

    def _map(self, segment_id: int, size_bytes: int) -> memoryview:
        address = self._libc.shmat(segment_id, None, 0)
        if address == ctypes.c_void_p(-1).value:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        mapped = (ctypes.c_ubyte * size_bytes).from_address(address)
        weakref.finalize(mapped, self._libc.shmdt, address).atexit = False
        return memoryview(mapped).cast("B")

    def close(self) -> None:
        self._connection.extension("shm").Detach(self.id)


class PixelReader:
    """Reads pixels; segments are kept for the next time and lent to one picture each."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._free: list[_Segment] = []
        self._closed = False
        self._shares = connection.has("shm") and self._can_share()

    @property
    def is_of_one_moment(self) -> bool:
        """Whether several pictures read together are of one moment; over the wire one comes after the other."""
        return self._shares

    def _can_share(self) -> bool:
        """A server on another computer, or in another room of this one, can't share: it sends."""
        try:
            self._free.append(self._new_segment(0))
        except (OSError, xcffib.Error):
            return False
        return True

    def _new_segment(self, size_bytes: int) -> _Segment:
        """Large enough for the whole display, so that it need not be made again."""
        screen = self._connection.root_screen
        whole = 4 * int(screen.width_in_pixels) * int(screen.height_in_pixels)
        return _Segment(self._connection, max(int(size_bytes * _LARGER_BY), whole))

    def warm_up(self) -> None:
        """Touch the memory once: the system gives it page by page, which costs the first picture some milliseconds."""
        for segment in self._free:
            segment.memory[:: mmap.PAGESIZE] = bytes(len(segment.memory[:: mmap.PAGESIZE]))

    @contextmanager
    def read(self, sources: Sequence[Source], then: Callable[[], object] = tuple) -> Iterator[tuple[Pixels, ...]]:
        """The pictures of all sources, of one moment and valid inside the block; they may be written to.

        Over the wire they are taken one after the other. `then` asks, not awaits, what is to be asked right after them.
        Raises xcffib.Error where the server has no such pixels, BufferError when they are still in use afterwards.
        """
        if not self._shares:
            sent = tuple(self._sent(source) for source in sources)
            then()
            yield sent
            return
        segment = self._take(sum(source.size_bytes for source in sources))
        try:
            pictures = self._shared(segment, sources, then)
            yield pictures
            for picture in pictures:
                picture.data.release()
        except BufferError:
            # Somebody still looks at the pixels, which is our mistake; they must not change under his eyes.
            segment.close()
            raise
        except BaseException:
            self._take_back(segment)
            raise
        self._take_back(segment)

    def _take(self, size_bytes: int) -> _Segment:
        for segment in self._free:
            if len(segment.memory) >= size_bytes:
                self._free.remove(segment)
                return segment
        if self._free:
            self._free.pop().close()
        return self._new_segment(size_bytes)

    def _take_back(self, segment: _Segment) -> None:
        if not self._closed:
            self._free.append(segment)

    def _shared(self, segment: _Segment, sources: Sequence[Source], then: Callable[[], object]) -> tuple[Pixels, ...]:
        memory, offset, asked, places = self._connection.extension("shm"), 0, [], []
        with self._connection.one_breath(len(sources)):
            for source in sources:
                place = (source.drawable, source.x, source.y, source.width, source.height)
                kind = xproto.ImageFormat.ZPixmap
                asked.append(memory.GetImage(*place, _ALL_PLANES, kind, segment.id, offset))
                places.append((offset, offset + source.size_bytes))
                offset += source.size_bytes
        then()
        replies = self._connection.all_replies(asked)
        return tuple(
            Pixels(segment.memory[first:last], reply.depth)
            for (first, last), reply in zip(places, replies, strict=True)
        )

    def _sent(self, source: Source) -> Pixels:
        """One picture through the connection, past xcffib's own reader, which takes 120 ms for a screen."""
        place = (source.drawable, source.x, source.y, source.width, source.height)
        asked = self._connection.core.GetImage(xproto.ImageFormat.ZPixmap, *place, _ALL_PLANES)
        answer = self._connection.raw.wait_for_reply(asked.sequence)
        whole = memoryview(ffi.buffer(answer.cdata, answer.known_max)).cast("B")
        if len(whole) != _REPLY_HEADER + source.size_bytes:
            raise DisplayNotReadable(whole[1])
        return Pixels(memoryview(bytearray(whole[_REPLY_HEADER:])), whole[1])

    def close(self) -> None:
        """Let go of the memory once the connection is closed; a picture still lent out stays readable."""
        self._closed = True
        self._free.clear()


def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.shmat.restype = ctypes.c_void_p
    libc.shmat.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_int]
    libc.shmget.argtypes = [ctypes.c_int, ctypes.c_size_t, ctypes.c_int]
    libc.shmdt.argtypes = [ctypes.c_void_p]
    libc.shmctl.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_void_p]
    return libc
