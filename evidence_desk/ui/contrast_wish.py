"""Whether the desktop asks for high contrast in a way that Qt does not hear: by the name of its GTK theme."""

import configparser
from collections.abc import Mapping
from pathlib import Path

_SETTINGS = "gtk-3.0/settings.ini"
_MOST_BYTES = 64_000


def asks_for_contrast(environ: Mapping[str, str]) -> bool:
    """Look at GTK_THEME, then at the person's own GTK settings; both name a theme such as HighContrast.

    Qt itself asks GNOME's and KDE's settings. A desktop that names its theme over XSETTINGS only is not asked here.
    """
    named = environ.get("GTK_THEME", "") or _theme_in(_settings_path(environ))
    return "contrast" in named.lower()


def _settings_path(environ: Mapping[str, str]) -> Path | None:
    folder = environ.get("XDG_CONFIG_HOME", "")
    if folder:
        return Path(folder) / _SETTINGS
    home = environ.get("HOME", "")
    return Path(home) / ".config" / _SETTINGS if home else None


def _theme_in(path: Path | None) -> str:
    """Nothing where there is no such file, or one that can't be read."""
    if path is None:
        return ""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        if not path.is_file():  # a pipe would be waited for
            return ""
        with path.open(encoding="utf-8") as file:
            parser.read_string(file.read(_MOST_BYTES))
    except (OSError, ValueError, configparser.Error):
        return ""
    return parser.get("Settings", "gtk-theme-name", fallback="")
