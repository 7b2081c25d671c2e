"""Windows' own calls for files and folders, none of which follows a link; can be imported anywhere."""

import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from ctypes import byref, c_int, c_int64, c_uint32, c_void_p, c_wchar_p
from pathlib import Path

from evidence_desk.domain.errors import NotOnThisSystem
from evidence_desk.sealing.windows_folder import Found

_READ = 0x80000000
"""GENERIC_READ"""
_ATTRIBUTES_ONLY = 0x80
"""FILE_READ_ATTRIBUTES"""
_LIST = 0x1
"""FILE_LIST_DIRECTORY"""
_SHARE_READ, _SHARE_WRITE, _SHARE_DELETE = 0x1, 0x2, 0x4
_OPEN_EXISTING = 3
_FOLDERS_TOO = 0x02000000
"""FILE_FLAG_BACKUP_SEMANTICS"""
_NEVER_THROUGH_A_LINK = 0x00200000
"""FILE_FLAG_OPEN_REPARSE_POINT"""
_NO_HANDLE = c_void_p(-1).value
_BASIC, _STANDARD = 0, 1


class _Basic(ctypes.Structure):
    """FILE_BASIC_INFO."""

    _fields_ = (("times", c_int64 * 4), ("attributes", c_uint32))


class _Standard(ctypes.Structure):
    """FILE_STANDARD_INFO."""

    _fields_ = (
        ("allocated", c_int64),
        ("size", c_int64),
        ("links", c_uint32),
        ("going", ctypes.c_ubyte),
        ("folder", ctypes.c_ubyte),
    )


class ThisVolume:
    """Satisfies `Volume`."""

    def __init__(self) -> None:
        """Load kernel32; raises NotOnThisSystem elsewhere."""
        load = getattr(ctypes, "WinDLL", None)
        if load is None:
            raise NotOnThisSystem("kernel32.dll")
        self._kernel32 = load("kernel32", use_last_error=True)
        self._kernel32.CreateFileW.restype = c_void_p
        self._kernel32.CreateFileW.argtypes = (c_wchar_p, *[c_uint32] * 2, c_void_p, *[c_uint32] * 2, c_void_p)
        self._kernel32.CloseHandle.argtypes = (c_void_p,)
        ask = self._kernel32.GetFileInformationByHandleEx
        ask.restype, ask.argtypes = c_int, (c_void_p, c_int, c_void_p, c_uint32)

    def whole_path(self, path: Path) -> str:
        return extended(str(path.resolve(strict=True)))

    def hold_folder(self, path: str) -> tuple[int, Found]:
        return self._held(path, _LIST | _ATTRIBUTES_ONLY, _SHARE_READ | _SHARE_WRITE)

    def let_go(self, handle: int) -> None:
        self._kernel32.CloseHandle(handle)

    def names(self, path: str) -> Iterator[tuple[str, Found]]:
        with os.scandir(path) as found:
            for entry in found:
                facts = entry.stat(follow_symlinks=False)
                attributes = getattr(facts, "st_file_attributes", 0)
                yield entry.name, Found(attributes, facts.st_size, facts.st_size)

    def look(self, path: str) -> Found:
        handle, found = self._held(path, _ATTRIBUTES_ONLY, _SHARE_READ | _SHARE_WRITE | _SHARE_DELETE)
        self.let_go(handle)
        return found

    def open_file(self, path: str) -> tuple[int, Found]:
        handle, found = self._held(path, _READ, _SHARE_READ | _SHARE_WRITE)
        return _descriptor(handle), found

    def _held(self, path: str, access: int, sharing: int) -> tuple[int, Found]:
        flags = _FOLDERS_TOO | _NEVER_THROUGH_A_LINK
        handle = self._kernel32.CreateFileW(path, access, sharing, None, _OPEN_EXISTING, flags, None)
        if handle in {None, _NO_HANDLE}:
            raise _failed(path)
        try:
            return handle, self._found(handle, path)
        except OSError:
            self.let_go(handle)
            raise

    def _found(self, handle: int, path: str) -> Found:
        basic, standard = _Basic(), _Standard()
        for kind, into in ((_BASIC, basic), (_STANDARD, standard)):
            if not self._kernel32.GetFileInformationByHandleEx(handle, kind, byref(into), ctypes.sizeof(into)):
                raise _failed(path)
        return Found(basic.attributes, standard.size, standard.allocated)


def extended(whole_path: str) -> str:
    r"""The path behind `\\?\`, where "." and "..", devices such as NUL and the length of 260 mean nothing."""
    if whole_path.startswith("\\\\?\\"):
        return whole_path
    if whole_path.startswith("\\\\"):
        return "\\\\?\\UNC\\" + whole_path[2:]
    return "\\\\?\\" + whole_path


def _descriptor(handle: int) -> int:
    """A descriptor that owns the handle."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 — not on other systems

        descriptor = msvcrt.open_osfhandle(handle, os.O_RDONLY | os.O_BINARY | os.O_NOINHERIT)
    else:
        descriptor = handle
    return descriptor


def _failed(path: str) -> OSError:
    """What Windows said last, as Python says it there: FileNotFoundError, PermissionError and so on."""
    number = int(getattr(ctypes, "get_last_error", lambda: 0)())
    return OSError(errno.EIO, f"error {number}", path, number)
