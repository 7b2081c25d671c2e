"""Buttons in the kinds of the kit, with line icons that follow the theme."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.icons import ICON_SIZE

_ICON_INKS = {"main": "on-accent", "soft": "accent-ink", "quiet": "accent-ink"}
_SMALL_ICON = 16
# Qt leaves 4 pixels between icon and text; the kit wants 8.
_GAP = 4


class Button(QPushButton):
    """`kind` is standard, main, soft, quiet, leave or choice.

    `size` is "", small, small-link, small-chip or first; or icon, narrow-icon or small-icon, where the text is only the
    name for screen readers and the tooltip: an icon never stands alone.
    """

    def __init__(
        self,
        look: Appearance,
        text: str,
        icon: str = "",
        *,
        kind: str = "standard",
        size: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._kind = kind
        self._size = size
        self.setProperty("kind", kind)
        self.setProperty("measure", size)
        self.setAutoDefault(False)
        self.set_name(text)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def set_name(self, text: str) -> None:
        """Say what happens: on the button, or beside an icon that stands in for it."""
        self.setAccessibleName(text)
        if self._shows_icon_only():
            self.setToolTip(text)
        else:
            self.setText(text)

    def set_icon(self, icon: str) -> None:
        """Show another line icon; drawing one takes a third of a millisecond, so the same is not drawn again."""
        if icon != self._icon:
            self._icon = icon
            self._on_look_changed()

    def set_size(self, size: str) -> None:
        """Take another measure; one that shows the icon alone keeps the words as name, and as tooltip at least."""
        if size == self._size:
            return
        name, tooltip = self.accessibleName(), self.toolTip()
        self._size = size
        self.setProperty("measure", size)
        self.setText("")
        self.setToolTip("")
        self.set_name(name)
        if tooltip not in {"", name}:
            self.setToolTip(tooltip)
        self.style().unpolish(self)
        self.style().polish(self)
        self._on_look_changed()

    def set_kind(self, kind: str) -> None:
        """Become another kind of button."""
        self._kind = kind
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._on_look_changed()

    def _shows_icon_only(self) -> bool:
        return self._size in {"icon", "narrow-icon", "small-icon"}

    @Slot()
    def _on_look_changed(self) -> None:
        if not self._icon:
            return
        pixels = _SMALL_ICON if self._size.startswith("small") else ICON_SIZE
        gap = 0 if self._shows_icon_only() else _GAP
        self.setIcon(self._look.icon(self._icon, _ICON_INKS.get(self._kind, "ink"), pixels=pixels, gap=gap))
        self.setIconSize(self._look.icon_size(pixels, gap))


def press_focused(window: QWidget) -> bool:
    """Press the button the keyboard is on, if it is on one: that is what Enter means there, whatever else it does."""
    focused: QWidget | None = window.focusWidget()
    if not isinstance(focused, QAbstractButton):
        return False
    focused.click()
    return True
