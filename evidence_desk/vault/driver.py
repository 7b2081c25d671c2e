"""SQLCipher under sqlite-utils: the one place that imports either."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlcipher3
from sqlcipher3 import dbapi2

_SLOW_AND_UNUSED = ("numpy", "pandas")


@contextmanager
def _hidden(*names: str) -> Iterator[None]:
    """Make modules look absent: sqlite_utils imports these when it can, and every command would pay 0.1 s."""
    before = {name: sys.modules[name] for name in names if name in sys.modules}
    sys.modules.update(dict.fromkeys(names))  # type: ignore[arg-type]  # None is how Python says "not there"
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]
        sys.modules.update(before)


# sqlite_utils looks for pysqlite3 first and catches that module's exceptions; SQLCipher's are no kin of sqlite3's.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

with _hidden(*_SLOW_AND_UNUSED):
    importlib.import_module("sqlite_utils")

if TYPE_CHECKING:
    from sqlite3 import Connection
else:
    from sqlcipher3.dbapi2 import Connection

from sqlite_utils import Database, Migrations  # noqa: E402

DriverError: type[Exception] = dbapi2.Error
connect = dbapi2.connect

__all__ = ["Connection", "Database", "DriverError", "Migrations", "connect"]
