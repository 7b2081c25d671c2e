"""The few things the program remembers about itself: one typed table, in one small file that says nothing of a case."""

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from platformdirs import user_config_path

T = TypeVar("T", bool, int, str)
_LONGEST_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One row of the table; `help` is what the documentation says of it."""

    key: str
    default: T
    help: str


BAR_PLACE = Setting(
    "bar_place",
    "",
    "Where the capture bar stands: a screen's name and the pixels from its corner, such as DP-1 40,600.",
)
BAR_SMALL = Setting("bar_small", False, "Whether the capture bar is in its small form.")
BAR_SHOWN = Setting(
    "bar_shown",
    True,
    "Whether the capture bar comes up when a case is opened. Not wanted, it still comes for as long as something is "
    "counted down.",
)
WHOLE_SCREEN = Setting(
    "whole_screen",
    True,
    "Whether the whole screen is kept with a window, together with it where the system allows. Never where something "
    "is left out.",
)
LOOK = Setting("look", "system", "Which colours are used: system (as the computer has it), light, dark or contrast.")
TEXT_PERCENT = Setting(
    "text_percent", 100, "How large letters are, in percent of the size the computer asks for: 100, 125, 150 or 200."
)
LAST_ROOM = Setting(
    "last_room", 0, "The room that was open last, by its place in the list; 0 before there was one. It opens again."
)
HOTKEY = Setting(
    "hotkey",
    "",
    "The key that saves from any program, such as Ctrl+Alt+E; empty: the first of the usual ones that is free; off: "
    "none.",
)
TRAY = Setting("tray", True, "Whether the desk has an icon in the tray, where the desktop has one.")
WATCH_AT_MOST = Setting("watch_at_most", 200, "How many pictures one watch keeps before it stops by itself.")
WATCH_MOST_MB = Setting(
    "watch_most_mb", 200, "How many megabytes the pictures of one watch may take before it stops by itself."
)
PERMISSION_ASKED = Setting(
    "permission_asked", False, "Whether a Wayland desktop was asked, and said yes, that the desk may take pictures."
)
REMIND = Setting(
    "remind",
    False,
    "Whether the status line and the tray icon say “A date is near” from a day before a date. No more is said there.",
)
LOCK_AFTER = Setting(
    "lock_after",
    5,
    "After how many minutes without a key or the mouse a desk that has a passphrase locks by itself; 0 is never.",
)
FILES_LEFT = Setting(
    "files_left",
    0,
    "How many files were still to be added when the desk was closed; the next start says so, once.",
)
TABLE: tuple[Setting[str] | Setting[bool] | Setting[int], ...] = (
    BAR_PLACE,
    BAR_SMALL,
    BAR_SHOWN,
    WHOLE_SCREEN,
    LOOK,
    TEXT_PERCENT,
    LAST_ROOM,
    HOTKEY,
    TRAY,
    WATCH_AT_MOST,
    WATCH_MOST_MB,
    PERMISSION_ASKED,
    REMIND,
    LOCK_AFTER,
    FILES_LEFT,
)


def default_settings_path() -> Path:
    """Beside other programs' settings, under a name that says nothing."""
    return user_config_path("desk", appauthor=False).absolute() / "settings.json"


class Settings:
    """Read once, written whole at every change. A file that can't be read or written is not worth a word."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, object] = dict(_read(path))

    def get(self, setting: Setting[T]) -> T:
        """The value, or the default where there is none of the right type."""
        value = self._values.get(setting.key)
        return value if type(value) is type(setting.default) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Remember a value now."""
        self._values[setting.key] = value
        with contextlib.suppress(OSError):
            self._write()

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside_path = self._path.with_suffix(".new")
        beside_path.write_text(json.dumps(self._values, indent=1), encoding="utf-8")
        os.replace(beside_path, self._path)  # noqa: PTH105 — the same on every system


def _read(path: Path) -> Mapping[str, object]:
    try:
        if not path.is_file():  # a pipe would be waited for
            return {}
        with path.open("rb") as file:
            untrusted = json.loads(file.read(_LONGEST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    known = {setting.key for setting in TABLE}
    return {key: value for key, value in untrusted.items() if key in known} if isinstance(untrusted, dict) else {}
