"""Follows the system's colour scheme, contrast and font, and tells every painted thing when they change."""

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from evidence_desk.ui.icons import ICON_SIZE, icon, icon_pixmap
from evidence_desk.ui.theme import Theme
from evidence_desk.ui.tokens import Scheme


def scheme_of(system: Qt.ColorScheme, contrast: Qt.ContrastPreference, *, palette_is_dark: bool) -> Scheme:
    """What the system asks for; where it says nothing of light or dark, its palette is asked."""
    if contrast is Qt.ContrastPreference.HighContrast:
        return Scheme.CONTRAST
    if system is Qt.ColorScheme.Unknown:
        return Scheme.DARK if palette_is_dark else Scheme.LIGHT
    return Scheme.DARK if system is Qt.ColorScheme.Dark else Scheme.LIGHT


class Appearance(QObject):
    """The theme in use. Widgets that paint read `theme` while painting and repaint on `changed`."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self._hints = application.styleHints()
        self._system_font = application.font()
        self._palette_is_dark = _is_dark(application.palette())
        self.theme = Theme(self._wanted_scheme(), self._system_font)
        application.setStyle("Fusion")
        self._apply()
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    def show_in(self, theme: Theme) -> None:
        """Use this theme at once, until the system changes its own."""
        self.theme = theme
        self._apply()
        self.changed.emit()

    def icon(self, name: str, ink: str = "ink", *, pixels: int = ICON_SIZE, gap: int = 0) -> QIcon:
        """An icon in the theme as it is now, scaled with the text; `gap` is free room after it."""
        ratios = {screen.devicePixelRatio() for screen in self._application.screens()}
        return icon(self.theme, name, ink, self.icon_size(pixels, gap), ratios, mirrored=self._mirrored())

    def icon_size(self, pixels: int = ICON_SIZE, gap: int = 0) -> QSize:
        """The size `icon` draws at, for `setIconSize`."""
        return QSize(self.theme.px(pixels) + gap, self.theme.px(pixels))

    def pixmap(self, name: str, ink: str, ratio: float, *, pixels: int = ICON_SIZE) -> QPixmap:
        """One picture of an icon for a label on a screen of this pixel ratio."""
        colour = self.theme.colour(ink)
        return icon_pixmap(name, self.icon_size(pixels), ratio, colour, mirrored=self._mirrored())

    def _mirrored(self) -> bool:
        return self._application.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _wanted_scheme(self) -> Scheme:
        contrast = self._hints.accessibility().contrastPreference()
        return scheme_of(self._hints.colorScheme(), contrast, palette_is_dark=self._palette_is_dark)

    def _on_system_changed(self) -> None:
        self.show_in(Theme(self._wanted_scheme(), self._system_font))

    def _apply(self) -> None:
        self._application.setPalette(self.theme.palette())
        self._application.setStyleSheet(self.theme.style_sheet())


def _is_dark(palette: QPalette) -> bool:
    return palette.window().color().lightness() < palette.windowText().color().lightness()
