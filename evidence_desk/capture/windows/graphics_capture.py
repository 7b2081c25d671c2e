"""Windows.Graphics.Capture: one frame of one window, as the compositor has it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from evidence_desk.capture.targets import Frame
from evidence_desk.domain.evidence import Rectangle

_BUFFERS = 2
_TRIES = 3


class GraphicsCapture:
    """Keeps the graphics device and one thread of its own, since the interface wants threads of one kind."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "desk-composed", initializer=_join_the_many_threaded)
        self._device: Any = None

    def picture(self, window: int, bounds: Rectangle, *, wait_s: float) -> Frame | None:
        """A frame of the window's own size; None where this Windows has no such way or no frame came in time."""
        try:
            return self._thread.submit(self._take, window, bounds, wait_s).result(2 * wait_s)
        except (ImportError, OSError, TimeoutError):
            return None

    def close(self) -> None:
        """Let the thread end."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _take(self, window: int, bounds: Rectangle, wait_s: float) -> Frame | None:
        # These exist on Windows only.
        from winrt.windows.graphics.capture import (  # noqa: PLC0415
            Direct3D11CaptureFramePool,
            GraphicsCaptureSession,
        )
        from winrt.windows.graphics.capture.interop import create_for_window  # noqa: PLC0415
        from winrt.windows.graphics.directx import DirectXPixelFormat  # noqa: PLC0415
        from winrt.windows.graphics.directx.direct3d11.interop import create_direct3d11_device  # noqa: PLC0415

        if not GraphicsCaptureSession.is_supported():
            return None
        if self._device is None:
            self._device = create_direct3d11_device()
        layout = DirectXPixelFormat.B8_G8_R8_A8_UINT_NORMALIZED
        # The item's own size still counts the invisible border on Windows 10; a frame's never does.
        size = (bounds.width, bounds.height)
        with (
            Direct3D11CaptureFramePool.create_free_threaded(self._device, layout, _BUFFERS, size) as pool,
            pool.create_capture_session(create_for_window(window)) as session,
        ):
            _set_up(session)
            arrived = threading.Event()
            pool.add_frame_arrived(lambda _pool, _nothing: arrived.set())
            session.start_capture()
            for _ in range(_TRIES):
                frame = _next(pool, arrived, wait_s)
                if frame is None:
                    return None
                with frame:
                    found = (frame.content_size.width, frame.content_size.height)
                    if found == size:
                        return _copied(frame, wait_s)
                size = found
                pool.recreate(self._device, layout, _BUFFERS, size)
        return None


def _join_the_many_threaded() -> None:
    # A thread that is of another kind already is tried all the same; what fails then is no picture.
    with suppress(ImportError, OSError):
        from winrt.runtime import ApartmentType, init_apartment  # noqa: PLC0415 — exists on Windows only

        init_apartment(ApartmentType.MULTI_THREADED)


def _set_up(session: Any) -> None:  # noqa: ANN401 — its package exists on Windows only
    """No pointer in the picture (from Windows 10 version 2004), no yellow border on the screen (from Windows 11)."""
    with suppress(AttributeError, OSError):
        session.is_cursor_capture_enabled = False
    with suppress(AttributeError, OSError):
        session.is_border_required = False


def _next(pool: Any, arrived: threading.Event, wait_s: float) -> Any:  # noqa: ANN401 — as above
    if not arrived.wait(wait_s):
        return None
    arrived.clear()
    return pool.try_get_next_frame()


def _copied(frame: Any, wait_s: float) -> Frame | None:  # noqa: ANN401 — as above
    """The frame's pixels, read back from the graphics card."""
    from winrt.windows.foundation import AsyncStatus  # noqa: PLC0415
    from winrt.windows.graphics.imaging import BitmapBufferAccessMode, SoftwareBitmap  # noqa: PLC0415

    copying = SoftwareBitmap.create_copy_from_surface_async(frame.surface)
    if copying.wait(wait_s) != AsyncStatus.COMPLETED:
        return None
    with copying.get_results() as bitmap, bitmap.lock_buffer(BitmapBufferAccessMode.READ) as buffer:
        plane = buffer.get_plane_description(0)
        with memoryview(buffer) as view:
            pixels = bytes(view[plane.start_index : plane.start_index + plane.stride * plane.height])
    return Frame(memoryview(pixels), plane.width, plane.height, plane.stride)
