"""Asking for a place on the disk, in Qt's own dialog: the desktop's would stay open after Leave now, and remember."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from evidence_desk.paths import removable_places


def place_dialog(parent: QWidget, question: str, chosen: Callable[[Path], object]) -> QFileDialog:
    """Made and not open yet; it begins at home, with sticks and cards at its side. `chosen` hears of the place."""
    dialog = QFileDialog(parent, question, str(Path.home()))
    dialog.setOptions(QFileDialog.Option.DontUseNativeDialog)
    dialog.setViewMode(QFileDialog.ViewMode.List)
    dialog.setSidebarUrls([QUrl.fromLocalFile(str(place)) for place in (*removable_places(), Path.home())])
    dialog.fileSelected.connect(lambda place: chosen(Path(place)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
