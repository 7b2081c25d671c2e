"""The hash of a picture's colours, row by row without padding, taken beside the encoder where that pays."""

import hashlib
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from evidence_desk.capture.scanlines import Strip


class PixelHash:
    """SHA-256 of RGB rows. Strips are hashed in the order they are added, at once or in a thread of their own.

    For a whole screen the hash takes as long as everything else together, and longer on processors without
    instructions for it.
    """

    def __init__(self, *, beside: bool) -> None:
        self._digest = hashlib.sha256()
        self._thread = ThreadPoolExecutor(1, "pixels") if beside else None
        self._begun: list[Future[None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave no thread behind."""
        if self._thread is not None:
            self._thread.shutdown(cancel_futures=True)

    def add(self, strip: Strip) -> None:
        """The strip that follows the one before."""
        if self._thread is None:
            self._take(strip)
        else:
            self._begun.append(self._thread.submit(self._take, strip))

    def hexdigest(self) -> str:
        """The hash of all strips; raises what went wrong with any of them."""
        for one in self._begun:
            one.result()
        return self._digest.hexdigest()

    def _take(self, strip: Strip) -> None:
        starts = range(0, strip.rows * strip.line, strip.line)
        # In one piece, so that Python's lock is let go once and not for each row.
        self._digest.update(b"".join([strip.rgb[at : at + strip.line - 1] for at in starts]))
