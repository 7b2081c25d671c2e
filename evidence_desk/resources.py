"""What the program ships: at the root of a checkout, inside the package once installed."""

from pathlib import Path, PurePosixPath

_PACKAGE_PATH = Path(__file__).parent


def resource_path(name: str) -> Path:
    """Where the resource stands; `name` is relative and uses forward slashes, such as "icons/capture.svg".

    Raises ValueError for a name that could lead out of the resources; it need not exist.
    """
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts or "\\" in name or ":" in name or "\0" in name:
        raise ValueError(name)
    return _root_path() / parts


def resource_bytes(name: str) -> bytes:
    """The resource's content; raises FileNotFoundError where there is none."""
    return resource_path(name).read_bytes()


def resource_text(name: str) -> str:
    """The resource's content as UTF-8; raises FileNotFoundError where there is none."""
    return resource_bytes(name).decode("utf-8")


def resource_names(folder: str, suffix: str = "") -> list[str]:
    """The files directly inside a folder as names for `resource_path`, in alphabetical order."""
    found = (path.name for path in resource_path(folder).iterdir() if path.is_file())
    return sorted(f"{folder}/{name}" for name in found if name.endswith(suffix))


def _root_path() -> Path:
    installed = _PACKAGE_PATH / "resources"
    return installed if installed.is_dir() else _PACKAGE_PATH.parent / "resources"
