"""A dialog that comes over its window when it is opened first."""

from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from evidence_desk.ui.widgets.wings import Wings


class LateDialog(QDialog):
    """Until then it waits outside the window, with which it would else be dressed and measured."""

    def __init__(self, parent: QWidget) -> None:
        wings = Wings(parent)
        super().__init__(wings)
        self._wings: Wings | None = wings
        self._over = parent

    @override
    def open(self) -> None:
        if self._wings is not None:
            self._wings = None
            self.setParent(self._over, self.windowFlags())
            self.came_over()
        super().open()

    @property
    def waits(self) -> bool:
        """Whether it was never opened."""
        return self._wings is not None

    def came_over(self) -> None:
        """What is measured before it is opened first is measured now."""
