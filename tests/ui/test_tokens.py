"""Every pair of colours that words, icons or edges rely on can be told apart, in every scheme."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from evidence_desk.ui.tokens import Scheme, colour_texts

UI_PATH = Path("evidence_desk/ui")
TEXT, SHAPE = 4.5, 3.0

PAIRS = (
    [("ink", ground, TEXT) for ground in ("surface", "ground", "sunken", "accent-soft", "hover")]
    + [("ink-2", ground, TEXT) for ground in ("surface", "ground", "sunken", "accent-soft", "amber-soft")]
    + [("ink-3", ground, TEXT) for ground in ("surface", "ground", "sunken", "accent-soft", "hover")]
    + [("accent", ground, TEXT) for ground in ("surface", "ground", "sunken", "accent-soft")]
    + [("on-accent", ground, TEXT) for ground in ("accent", "accent-hover", "accent-press")]
    + [("accent-ink", ground, TEXT) for ground in ("accent-soft", "surface", "ground")]
    + [("amber-ink", ground, TEXT) for ground in ("amber-soft", "surface", "ground")]
    + [("amber-icon", ground, SHAPE) for ground in ("amber-soft", "surface", "ground")]
    + [("cover-ink", "cover", TEXT), ("mark-ink", "mark", TEXT), ("on-left-out", "left-out", TEXT)]
    + [("mark-line", "mark", SHAPE)]
    + [("control-line", ground, SHAPE) for ground in ("surface", "ground", "accent-soft")]
    + [("focus", ground, SHAPE) for ground in ("surface", "ground", "accent-soft", "sunken")]
)


def luminance(colour: QColor) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2.2."""
    darker, lighter = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize(("ink", "ground", "needed"), PAIRS)
def test_pairs_can_be_told_apart(scheme: Scheme, ink: str, ground: str, needed: float) -> None:
    colours = colour_texts(scheme)

    assert contrast(colours[ink], colours[ground]) >= needed


def test_schemes_have_the_same_names() -> None:
    light, dark, high = (colour_texts(scheme) for scheme in Scheme)

    assert light.keys() == dark.keys() == high.keys()
    assert all(re.fullmatch("#[0-9a-f]{6}", text) for text in [*light.values(), *dark.values(), *high.values()])


def test_no_colour_is_written_anywhere_else() -> None:
    literal = re.compile(r"#[0-9a-fA-F]{6}\b|QColor\(\s*(\d|Qt|\"|')|GlobalColor\.(?!transparent|color0|color1)")
    written = [
        f"{path}:{number}"
        for path in (*UI_PATH.rglob("*.py"), Path("resources/themes/desk.qss"))
        if path != UI_PATH / "tokens.py"
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if literal.search(line)
    ]

    assert not written
