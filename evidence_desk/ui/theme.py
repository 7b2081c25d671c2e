"""How the window looks now: the tokens of one scheme as colours, fonts, a palette and a style sheet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette

from evidence_desk.resources import resource_text
from evidence_desk.ui.tokens import (
    BASE_PIXELS,
    TEXT_SIZES,
    Scheme,
    SystemColours,
    TextSize,
    colour_texts,
    contrast_texts,
)

_TOKEN = re.compile(r"@(?:([a-z][a-z0-9-]*)|(\d+)px(?:-(\d+))?)")
"""A colour, or a length that grows with the text; less so many pixels that do not, such as a thicker edge takes."""
_STYLE_SHEET = "themes/desk.qss"
_SMALLEST_SCALE, _LARGEST_SCALE = 1.0, 3.0


@dataclass(frozen=True)
class Theme:
    """One scheme in the system's font; `scale` is how much larger than 15 pixels the person has set their text.

    `own_colours` is a high-contrast palette of the system's own, taken in place of ours.
    """

    scheme: Scheme
    system_font: QFont
    own_colours: SystemColours | None = None

    @cached_property
    def scale(self) -> float:
        """1.0 to 3.0; the system asking for smaller text than ours changes nothing."""
        return min(max(QFontInfo(self.system_font).pixelSize() / BASE_PIXELS, _SMALLEST_SCALE), _LARGEST_SCALE)

    @cached_property
    def _texts(self) -> dict[str, str]:
        return contrast_texts(self.own_colours) if self.own_colours else colour_texts(self.scheme)

    @cached_property
    def _colours(self) -> Mapping[str, QColor]:
        return {name: QColor(text) for name, text in self._texts.items()}

    def colour(self, token: str) -> QColor:
        """The colour of a token; KeyError for a name that is not in the table."""
        return self._colours[token]

    def px(self, pixels: float) -> int:
        """A length that grows with the text, in device-independent pixels."""
        return round(pixels * self.scale)

    def line(self, size: TextSize) -> int:
        """The height of one line of text."""
        return self.px(TEXT_SIZES[size].line)

    def font(self, size: TextSize, *, bold: bool = False) -> QFont:
        """The font of a size; `bold` asks for weight 600 where the size has 400. Digits are all one width."""
        made = self._fonts.get((size, bold))
        if made is None:
            made = self._fonts[size, bold] = self._made_font(size, bold=bold)
        return QFont(made)

    @cached_property
    def _fonts(self) -> dict[tuple[TextSize, bool], QFont]:
        """Made when first asked for; every painted line asks."""
        return {}

    def _made_font(self, size: TextSize, *, bold: bool) -> QFont:
        metrics = TEXT_SIZES[size]
        font = QFont(self.system_font)
        if metrics.fixed_width:
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(self.px(metrics.pixels))
        font.setWeight(QFont.Weight(max(metrics.weight, 600 if bold else 0)))
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def style_sheet(self) -> str:
        """The one style sheet with this theme's colours and lengths filled in."""
        values = self._texts | self._lengths()

        def filled_in(found: re.Match[str]) -> str:
            return values[found[1]] if found[1] else f"{self.px(int(found[2])) - int(found[3] or 0)}px"

        return _TOKEN.sub(filled_in, resource_text(_STYLE_SHEET))

    def palette(self) -> QPalette:
        """The tokens as Qt's own roles, for whatever the style sheet does not reach."""
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("disabled-ink"))
        return palette

    def _lengths(self) -> dict[str, str]:
        sizes = {f"text-{size}": f"{self.px(TEXT_SIZES[size].pixels)}px" for size in TextSize}
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        return sizes | {"mono-family": f'"{mono}"'}


_ROLES: Mapping[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink-3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "on-accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "accent-soft",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent-ink",
    QPalette.ColorRole.LinkVisited: "accent-ink",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "control-line",
    QPalette.ColorRole.Shadow: "control-line",
}
