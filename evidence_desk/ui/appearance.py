"""Follows the system's colours, contrast and font, or the person's own choice, and tells every painted thing."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontInfo, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from evidence_desk.ui.contrast_wish import asks_for_contrast
from evidence_desk.ui.icons import ICON_SIZE, icon, icon_pixmap, tick_icon
from evidence_desk.ui.theme import Theme
from evidence_desk.ui.tokens import BASE_PIXELS, Scheme, SystemColours


class Wish(StrEnum):
    """Which colours the person wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"

    @classmethod
    def named(cls, untrusted_name: str) -> "Wish":
        """The wish of that name; the system's colours for any other."""
        return cls(untrusted_name) if untrusted_name in set(cls) else cls.SYSTEM


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

    def __init__(
        self,
        application: QApplication,
        wish: Wish = Wish.SYSTEM,
        text_percent: int = 100,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        """`environ` is where a desktop may say that it wants high contrast."""
        super().__init__()
        self._application = application
        self._hints = application.styleHints()
        self._system_font = application.font()
        self._system_colours = system_colours(application.palette())
        self._palette_is_dark = _is_dark(application.palette())
        self._contrast_is_asked = asks_for_contrast(environ or {})
        self._wish = wish
        self._text_percent = text_percent
        self.theme = self._wanted_theme()
        application.setStyle("Fusion")
        self._apply()
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    @property
    def wish(self) -> Wish:
        """Which colours the person wants."""
        return self._wish

    @property
    def text_percent(self) -> int:
        """How large letters are, in percent of what the system asks for."""
        return self._text_percent

    def follow(self, wish: Wish, text_percent: int) -> None:
        """Look as the person wants from now on."""
        self._wish, self._text_percent = wish, text_percent
        self.show_in(self._wanted_theme())

    def show_in(self, theme: Theme) -> None:
        """Use this theme at once, until the system or the person changes something."""
        self.theme = theme
        self._apply()
        self.changed.emit()

    def undress(self) -> None:
        """Dress nothing until `dress`: a widget would be dressed anew whenever what it is in moves into another.

        A window of five hundred labels takes a third of the time to put together. Where a window is there already
        everything stays dressed: Qt would take its style from under it.
        """
        if not any(isinstance(each, QMainWindow) for each in self._application.topLevelWidgets()):
            self._application.setStyleSheet("")

    def dress(self) -> None:
        """Dress everything that can be seen, once; what measured itself before measures again.

        Whatever is not in a window yet is dressed when it is shown: Qt would else come to it by and by.
        """
        QCoreApplication.removePostedEvents(None, QEvent.Type.PolishRequest)  # type: ignore[arg-type] # of everybody
        self.show_in(self.theme)

    def icon(self, name: str, ink: str = "ink", *, pixels: int = ICON_SIZE, gap: int = 0) -> QIcon:
        """An icon in the theme as it is now, scaled with the text; `gap` is free room after it."""
        ratios = {screen.devicePixelRatio() for screen in self._application.screens()}
        return icon(self.theme, name, ink, self.icon_size(pixels, gap), ratios, mirrored=self._mirrored())

    def tick(self) -> QIcon:
        """A tick for a menu where it is on, and as much room where it is off; Qt's own does not grow with the text."""
        ratios = {screen.devicePixelRatio() for screen in self._application.screens()}
        return tick_icon(self.theme, self.icon_size(), ratios)

    def icon_size(self, pixels: int = ICON_SIZE, gap: int = 0) -> QSize:
        """The size `icon` draws at, for `setIconSize`."""
        return QSize(self.theme.px(pixels) + gap, self.theme.px(pixels))

    def pixmap(self, name: str, ink: str, ratio: float, *, pixels: int = ICON_SIZE) -> QPixmap:
        """One picture of an icon for a label on a screen of this pixel ratio."""
        colour = self.theme.colour(ink)
        return icon_pixmap(name, self.icon_size(pixels), ratio, colour, mirrored=self._mirrored())

    def _mirrored(self) -> bool:
        return self._application.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _wanted_theme(self) -> Theme:
        scheme = self._wanted_scheme()
        # Windows has high-contrast palettes of its own, which the person chose; ours would overrule them.
        from_system = scheme is Scheme.CONTRAST and self._wish is Wish.SYSTEM and sys.platform == "win32"
        font = QFont(self._system_font)
        if self._text_percent != 100:  # noqa: PLR2004 — the whole of a hundred
            font.setPixelSize(round(max(QFontInfo(font).pixelSize(), BASE_PIXELS) * self._text_percent / 100))
        return Theme(scheme, font, self._system_colours if from_system else None)

    def _wanted_scheme(self) -> Scheme:
        if self._wish is not Wish.SYSTEM:
            return Scheme(self._wish.value)
        contrast = self._hints.accessibility().contrastPreference()
        if self._contrast_is_asked:
            contrast = Qt.ContrastPreference.HighContrast
        return scheme_of(self._hints.colorScheme(), contrast, palette_is_dark=self._palette_is_dark)

    def _on_system_changed(self) -> None:
        self.show_in(self._wanted_theme())

    def _apply(self) -> None:
        """Take the old sheet off before the new one is put on, and let no layout move meanwhile.

        From one sheet straight to another Qt looks at each widget again for each widget it stands in: eight times as
        long once every room was opened.
        """
        with _layouts_at_rest(self._application):
            self._application.setStyleSheet("")
            self._application.setPalette(self.theme.palette())
            self._application.setStyleSheet(self.theme.style_sheet())


@contextmanager
def _layouts_at_rest(application: QApplication) -> Iterator[None]:
    """No layout places anything until the end; then each does so once, when it is its turn.

    The widgets are held meanwhile: one that nobody needs any more would else go while Qt goes through them all.
    """
    widgets = application.allWidgets()
    found = ((widget, QWidget.layout(widget)) for widget in widgets)
    layouts = {widget: layout for widget, layout in found if layout is not None and layout.isEnabled()}
    for layout in layouts.values():
        layout.setEnabled(False)
    try:
        yield
    finally:
        for widget, layout in layouts.items():
            if isValid(layout):
                layout.setEnabled(True)
                layout.invalidate()
                # What Qt asked of it meanwhile may have come and gone unheard; invalidating then asks nothing anew.
                QCoreApplication.postEvent(widget, QEvent(QEvent.Type.LayoutRequest))
        del widgets


def _is_dark(palette: QPalette) -> bool:
    return palette.window().color().lightness() < palette.windowText().color().lightness()


def system_colours(palette: QPalette) -> SystemColours:
    """What a palette of the system says of the few roles that high contrast knows."""
    roles, off = QPalette.ColorRole, QPalette.ColorGroup.Disabled
    return SystemColours(
        ground=palette.color(roles.Window).name(),
        ink=palette.color(roles.WindowText).name(),
        chosen=palette.color(roles.Highlight).name(),
        on_chosen=palette.color(roles.HighlightedText).name(),
        link=palette.color(roles.Link).name(),
        disabled=palette.color(off, roles.WindowText).name(),
    )
