"""An entry of a menu that belongs to the menu and is made here, not by it."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu


def add_entry(menu: QMenu, words: str, act: Callable[[], object] | None = None, icon: QIcon | None = None) -> QAction:
    """Add an entry that does something when it is chosen; it goes with the menu, or when that is cleared.

    `QMenu.addAction(words)` is not used: the wrapper of an action that a menu made was once found invalid.
    """
    entry = QAction(icon or QIcon(), words, menu)
    if act is not None:
        entry.triggered.connect(lambda _checked=False: act())
    menu.addAction(entry)
    return entry
