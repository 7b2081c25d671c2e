"""A desktop that asks for high contrast by its GTK theme is heard; anything else is not a wish."""

from pathlib import Path

import pytest

from evidence_desk.ui.contrast_wish import asks_for_contrast


def written(folder: Path, content: bytes) -> dict[str, str]:
    path = folder / ".config" / "gtk-3.0" / "settings.ini"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return {"HOME": str(folder)}


@pytest.mark.parametrize("name", ["HighContrast", "HighContrastInverse", "HighContrast:dark", "ContrastHigh"])
def test_the_environment_is_heard(name: str) -> None:
    assert asks_for_contrast({"GTK_THEME": name})


def test_the_person_s_settings_are_heard(tmp_path: Path) -> None:
    environ = written(tmp_path, b"[Settings]\ngtk-icon-theme-name=x\ngtk-theme-name=HighContrast\n")

    assert asks_for_contrast(environ)
    assert asks_for_contrast({"XDG_CONFIG_HOME": str(tmp_path / ".config")})
    assert not asks_for_contrast(environ | {"GTK_THEME": "Adwaita"})


@pytest.mark.parametrize(
    "content",
    [b"", b"[Settings]\n", b"gtk-theme-name=HighContrast", b"[Settings]\ngtk-theme-name=Adwaita", b"\xff\xfe\x00",
     b"[Settings]\ngtk-theme-name=%(x)s", b"[Settings\n" * 9],
)  # fmt: skip
def test_anything_else_is_no_wish(tmp_path: Path, content: bytes) -> None:
    assert not asks_for_contrast(written(tmp_path, content))


def test_nothing_is_no_wish(tmp_path: Path) -> None:
    assert not asks_for_contrast({})
    assert not asks_for_contrast({"HOME": str(tmp_path)})


def test_a_home_that_may_not_be_looked_into_is_no_wish(tmp_path: Path) -> None:
    """As after `su`, in the home of who it was before; here because no name may be that long."""
    assert not asks_for_contrast({"HOME": str(tmp_path / ("x" * 300))})
