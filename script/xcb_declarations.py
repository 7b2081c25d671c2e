"""Writes evidence_desk/capture/x11/xcb_declarations.py from the xcffib that is installed; run it when that changes."""

import importlib
import tempfile  # noqa: TID251 — nothing of anybody's is in it
from hashlib import sha256
from pathlib import Path

from cffi import FFI, recompiler

ROOT = Path(__file__).resolve().parent.parent
MADE = ROOT / "evidence_desk" / "capture" / "x11" / "xcb_declarations.py"
CAPTION = '''"""What xcffib declares of libxcb, as cffi writes it once read. Made by script/xcb_declarations.py.

From xcffib/ffi.py (Apache License 2.0), whose SHA-256 is DECLARED_IN.
"""
# ruff: noqa: E501, Q000
# fmt: off

'''


def made() -> str:
    """The module's text."""
    declared = importlib.import_module("xcffib.ffi")
    source = Path(str(declared.__file__)).read_bytes()
    interface = FFI()
    interface.cdef(declared.CDEF)
    interface.set_source("xcb", None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "xcb.py"
        recompiler.make_py_source(interface, "xcb", str(path))
        _, imported, rest = path.read_text(encoding="utf-8").split("\n", 2)
    return f'{CAPTION}{imported}\n\nDECLARED_IN = "{sha256(source).hexdigest()}"\n{rest}'


if __name__ == "__main__":
    MADE.write_text(made(), encoding="utf-8")
