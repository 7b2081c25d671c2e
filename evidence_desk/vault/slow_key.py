"""A key from what a person remembers, made so slowly that guessing is dear: Argon2id (RFC 9106)."""

import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Self

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from evidence_desk.vault.keys import KEY_BYTES

_KDF = "argon2id"
_MEBIBYTE_KIB = 1024
_LEAST_KIB = 19 * _MEBIBYTE_KIB
_MOST_KIB = 1024 * _MEBIBYTE_KIB
_LEAST_PASSES = 2
_MOST_LANES = 16
_MOST_WORK_KIB = 3 * _MOST_KIB
"""Memory times passes: a vault.json from anywhere must not keep a computer busy for a minute."""
_WANTED_S = 0.5
_PART_OF_MEMORY = 8


@dataclass(frozen=True, slots=True)
class Cost:
    """What one derivation takes: memory in KiB, how often it is gone through, and in how many lanes."""

    memory_kib: int
    passes: int
    lanes: int

    @property
    def megabytes(self) -> int:
        """The memory, for people."""
        return self.memory_kib * 1024 // 10**6

    @property
    def is_sane(self) -> bool:
        """Whether it is neither too cheap to protect nor too dear to be tried."""
        return (
            _LEAST_KIB <= self.memory_kib <= _MOST_KIB
            and _LEAST_PASSES <= self.passes <= _MOST_WORK_KIB // self.memory_kib
            and 1 <= self.lanes <= _MOST_LANES
        )

    def as_json(self) -> dict[str, int | str]:
        """As the slot has it."""
        return {"kdf": _KDF, "memory_kib": self.memory_kib, "passes": self.passes, "lanes": self.lanes}

    @classmethod
    def from_json(cls, untrusted: Any) -> Self:  # noqa: ANN401 — whatever stands in the file
        """The inverse of `as_json`. Raises ValueError for anything else, and for what is not sane."""
        numbers = [untrusted.get(name) for name in ("memory_kib", "passes", "lanes")]
        if untrusted.get("kdf") != _KDF or any(type(number) is not int for number in numbers):
            raise ValueError(_KDF)
        cost = cls(*numbers)
        if not cost.is_sane:
            raise ValueError(_KDF)
        return cost


FLOOR = Cost(_LEAST_KIB, _LEAST_PASSES, 1)
_FIRST_LOOK = Cost(64 * _MEBIBYTE_KIB, 3, 4)


def stretched(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
    """32 bytes. Raises MemoryError where the system does not give that much."""
    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    )  # fmt: skip
    return kdf.derive(passphrase)


def calibrated() -> Cost:
    """What takes about half a second here: never below the floor, at most a gibibyte and an eighth of the memory."""
    begun = time.monotonic()
    stretched(b"how fast is this computer", bytes(16), _FIRST_LOOK)
    took_s = max(time.monotonic() - begun, 0.001)
    wanted_kib = round(_FIRST_LOOK.memory_kib * _WANTED_S / took_s)
    memory_kib = min(wanted_kib, _MOST_KIB, _memory_kib() // _PART_OF_MEMORY) // _MEBIBYTE_KIB * _MEBIBYTE_KIB
    return FLOOR if memory_kib < FLOOR.memory_kib else replace(_FIRST_LOOK, memory_kib=memory_kib)


def _memory_kib() -> int:
    """What the computer has; a gibibyte where the system does not say."""
    if sys.platform != "win32":
        with suppress(ValueError, OSError):
            return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1024
    return _MOST_KIB
