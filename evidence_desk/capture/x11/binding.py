"""xcffib, loaded quickly: a cold command would wait 50 ms for what is the same at every start.

Left to itself it has cffi parse all its declarations of libxcb, and starts a program to ask where libxcb is.
"""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from evidence_desk.capture.x11 import xcb_declarations

_PLACES = {"xcb": "libxcb.so.1"}
"""The name has been so since 2006; Qt loads the library by it too."""


def load_xcffib() -> None:
    """Import xcffib, with its declarations as they were read before if they are still the same."""
    if "xcffib" in sys.modules:
        return
    if are_current():
        declared = ModuleType("xcffib.ffi")
        declared.ffi = xcb_declarations.ffi  # type: ignore[attr-defined]
        sys.modules["xcffib.ffi"] = declared
    with _known_places():
        import xcffib  # noqa: F401, PLC0415 — not before its declarations are there


def are_current() -> bool:
    """Whether the declarations are those of the xcffib that is installed."""
    package = find_spec("xcffib")
    if package is None or not package.submodule_search_locations:
        return False
    try:
        source = Path(package.submodule_search_locations[0], "ffi.py").read_bytes()
    except OSError:
        return False
    return sha256(source).hexdigest() == xcb_declarations.DECLARED_IN


@contextmanager
def _known_places() -> Iterator[None]:
    find = ctypes.util.find_library
    ctypes.util.find_library = lambda name: _PLACES.get(name) or find(name)
    try:
        yield
    finally:
        ctypes.util.find_library = find
