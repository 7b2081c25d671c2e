"""What a kill leaves: a copy of the vault taken just before one of the calls by which a program changes a disk."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

_CALLS = ("write", "fsync", "rename", "unlink", "ftruncate", "mkdir")


@dataclass
class Killing:
    """Within the block, the vault is copied before the `at`-th such call; the program then runs on, unaware."""

    vault_path: Path
    copy_path: Path
    at: int | None
    calls: int = 0
    happened: bool = False
    real: dict[str, Callable[..., Any]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        if self.at is not None:
            self.real = {name: getattr(os, name) for name in _CALLS}
            for name, real in self.real.items():
                setattr(os, name, self._counting(real))
        return self

    def __exit__(self, *_: object) -> None:
        for name, real in self.real.items():
            setattr(os, name, real)

    def _counting(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.calls += 1
            if self.calls == self.at:
                self.__exit__()
                copy_vault(self.vault_path, self.copy_path)
                self.happened = True
            return real(*arguments, **named)

        return call


def copy_vault(vault_path: Path, copy_path: Path) -> None:
    """Every file as it is now, as the next program will find it."""
    shutil.copytree(vault_path, copy_path)  # noqa: TID251 — a moment of a disk, not evidence


def tear_files(vault_path: Path, how: str) -> None:
    """Do to what was not synced what a power cut may: half of it, or other bytes of the same length."""
    for path in (vault_path / "incoming").iterdir():
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] if how == "cut" else bytes(byte ^ 0x55 for byte in data))


def tear_head(vault_path: Path) -> None:
    """Take half of the last line, as a power cut may before the line is synced."""
    head_path = vault_path / "head"
    lines = head_path.read_bytes().splitlines(keepends=True)
    if len(lines) > 1:
        head_path.write_bytes(b"".join(lines)[: -(len(lines[-1]) // 2)])


def drop_end_of_log(vault_path: Path, kept_part: float) -> bool:
    """Cut the book's write-ahead log, as a disk does that says "synced" and lies; False where there is none."""
    log_path = vault_path / "desk.db-wal"
    if not log_path.is_file() or not log_path.stat().st_size:
        return False
    with log_path.open("r+b") as log:
        log.truncate(int(log_path.stat().st_size * kept_part))
    return True
