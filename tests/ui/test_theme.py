"""A theme is a whole: every token filled in, every length grown with the text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from evidence_desk.ui.appearance import Appearance, Wish, scheme_of, system_colours
from evidence_desk.ui.theme import Theme
from evidence_desk.ui.tokens import TEXT_SIZES, Scheme, SystemColours, TextSize
from tests.ui.conftest import theme_of
from tests.ui.test_tokens import contrast


@pytest.mark.parametrize("scheme", list(Scheme))
def test_style_sheet_has_every_token_filled_in(qapp: QApplication, scheme: Scheme) -> None:
    sheet = theme_of(qapp, scheme).style_sheet()
    rules = sheet[sheet.index("*/") :]

    assert "@" not in rules
    assert theme_of(qapp, scheme).colour("accent").name() in rules


def test_lengths_grow_with_the_text(qapp: QApplication) -> None:
    assert "min-height: 38px" in theme_of(qapp).style_sheet()
    assert "min-height: 76px" in theme_of(qapp, scale=2).style_sheet()
    assert theme_of(qapp, scale=2).line(TextSize.BODY) == 48


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_fonts_have_the_size_and_weight_of_the_kit(qapp: QApplication, size: TextSize, scale: float) -> None:
    theme = theme_of(qapp, scale=scale)
    font = theme.font(size)

    assert font.pixelSize() == round(TEXT_SIZES[size].pixels * theme.scale)
    assert font.weight() == TEXT_SIZES[size].weight
    assert theme.font(size, bold=True).weight() >= 600


def test_nothing_is_smaller_than_the_kit_says(qapp: QApplication) -> None:
    tiny = QFont(qapp.font())
    tiny.setPixelSize(9)

    assert Theme(Scheme.LIGHT, tiny).scale == 1.0
    assert min(metrics.pixels for metrics in TEXT_SIZES.values()) >= 13


def test_a_colour_that_is_not_in_the_table_is_a_mistake(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        theme_of(qapp).colour("red")


@pytest.mark.parametrize(
    ("system", "contrast", "palette_is_dark", "wanted"),
    [
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, True, Scheme.LIGHT),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, False, Scheme.DARK),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, True, Scheme.DARK),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, False, Scheme.LIGHT),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast, False, Scheme.CONTRAST),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, True, Scheme.CONTRAST),
    ],
)
def test_scheme_is_what_the_system_asks_for(
    system: Qt.ColorScheme, contrast: Qt.ContrastPreference, *, palette_is_dark: bool, wanted: Scheme
) -> None:
    assert scheme_of(system, contrast, palette_is_dark=palette_is_dark) is wanted


def test_look_hears_the_system_while_it_runs(qapp: QApplication, look: Appearance, qtbot: QtBot) -> None:
    look.show_in(theme_of(qapp, Scheme.DARK))
    dark = qapp.palette().color(QPalette.ColorRole.Window).name()
    with qtbot.waitSignal(look.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)

    assert (dark, qapp.palette().color(QPalette.ColorRole.Window).name()) == ("#12171c", "#f4f6f8")


def test_labels_take_their_size_from_the_look(look: Appearance, qapp: QApplication, qtbot: QtBot) -> None:
    label = QLabel("x")
    label.setProperty("words", "title")
    qtbot.addWidget(label)
    label.show()
    at_100 = QFontInfo(label.font()).pixelSize()
    look.show_in(theme_of(qapp, scale=2))

    assert (at_100, QFontInfo(label.font()).pixelSize()) == (24, 48)


@pytest.mark.parametrize("wish", list(Wish))
@pytest.mark.parametrize("percent", [100, 200])
def test_the_person_s_own_choice_comes_first(look: Appearance, qtbot: QtBot, wish: Wish, percent: int) -> None:
    try:
        with qtbot.waitSignal(look.changed):
            look.follow(wish, percent)
        chosen, scale = look.theme.scheme, look.theme.scale
        look._hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
        after = look.theme
    finally:
        look.follow(Wish.SYSTEM, 100)

    assert chosen == (Scheme.LIGHT if wish is Wish.SYSTEM else Scheme(wish.value))
    assert scale == pytest.approx(look.theme.scale * percent / 100)
    assert (after.scheme, after.scale) == (chosen, scale)


@pytest.mark.parametrize("name", ["", "blue", "SYSTEM", "light\n"])
def test_a_choice_nobody_offered_is_none(name: str) -> None:
    assert Wish.named(name) is Wish.SYSTEM
    assert Wish.named("contrast") is Wish.CONTRAST


# Made up, of the kind Windows offers: ground, letters, chosen, letters on it, links, what is off.
PALETTES = {
    "dark": SystemColours("#202020", "#ffffff", "#8ee3f0", "#263b50", "#75e9fc", "#a6a6a6"),
    "pale": SystemColours("#fffaef", "#3d3d3d", "#903909", "#fff5e3", "#1c5e75", "#676767"),
    "grey": SystemColours("#2d3236", "#ffffff", "#a1bfde", "#212d3b", "#70ebde", "#a6a6a6"),
    "yellow": SystemColours("#000000", "#ffff00", "#d6b4fd", "#2b2b2b", "#8080ff", "#00ff00"),
}


@pytest.mark.parametrize("system", PALETTES.values(), ids=PALETTES.keys())
def test_a_palette_of_the_system_s_own_keeps_the_roles(qapp: QApplication, system: SystemColours) -> None:
    theme = Theme(Scheme.CONTRAST, qapp.font(), system)
    letters = ("ink", "ink-2", "ink-3", "accent-ink", "amber-ink", "cover-ink", "focus", "control-line")
    grounds = ("ground", "surface", "sunken", "hover", "accent-soft", "amber-soft", "cover")
    ours = theme_of(qapp, Scheme.CONTRAST)

    for ground in grounds:
        for ink in letters:
            assert contrast(theme.colour(ink).name(), theme.colour(ground).name()) >= 4.5, (ink, ground)
    assert contrast(theme.colour("on-accent").name(), theme.colour("accent").name()) >= 4.5
    assert all(theme.colour(name) == ours.colour(name) for name in ("mark", "mark-ink", "left-out", "on-left-out"))
    assert system.ground in theme.style_sheet()


def test_a_palette_says_what_it_says(qapp: QApplication) -> None:
    roles = QPalette.ColorRole
    palette = QPalette()
    told = PALETTES["pale"]
    pairs = (
        (roles.Window, told.ground), (roles.WindowText, told.ink), (roles.Highlight, told.chosen),
        (roles.HighlightedText, told.on_chosen), (roles.Link, told.link),
    )  # fmt: skip
    for role, text in pairs:
        palette.setColor(role, QColor(text))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.WindowText, QColor(told.disabled))

    assert system_colours(palette) == told
