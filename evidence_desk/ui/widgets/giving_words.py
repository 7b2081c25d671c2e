"""Buttons that give up their words, one after the other, where a row is too narrow for all of them."""

from PySide6.QtWidgets import QWidget

from evidence_desk.ui.widgets.button import Button


class GivingWords:
    """The first named gives way first; an icon stays, and its words are what a screen reader and the tooltip say."""

    def __init__(self, *buttons: Button) -> None:
        self._buttons = buttons
        self._widths: dict[QWidget, tuple[int, int]] = {}
        """With words, and without."""
        self.measure()

    def measure(self) -> None:
        """Ask anew what words take, after letters became larger or smaller; everything has its words then."""
        for button in self._buttons:
            button.set_size("icon")
            without = button.sizeHint().width()
            button.set_size("")
            self._widths[button] = button.sizeHint().width(), without

    def whole_width(self, part: QWidget) -> int:
        """What a part of the row takes with all its words, in pixels, whatever it shows now."""
        return self._widths[part][0] if part in self._widths else part.sizeHint().width()

    def make_room(self, missing: int) -> None:
        """Let so many pixels go, or as many as can be; none or fewer gives all words back."""
        for button in self._buttons:
            gives = missing > 0 and not button.isHidden()
            button.set_size("icon" if gives else "")
            if gives:
                whole, without = self._widths[button]
                missing -= whole - without
