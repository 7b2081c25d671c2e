"""Asking for a place or files on the disk, in our own dialog: the desktop's would outlast Leave now, and remember."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from evidence_desk.paths import removable_places


def place_dialog(parent: QWidget, question: str, chosen: Callable[[Path], object]) -> QFileDialog:
    """Made and not open yet; it begins at home, with sticks and cards at its side. `chosen` hears of the place."""
    dialog = _our_dialog(parent, question)
    dialog.fileSelected.connect(lambda place: chosen(Path(place)))
    return dialog


def files_dialog(parent: QWidget, question: str, chosen: Callable[[list[Path]], object]) -> QFileDialog:
    """The same for files that are there, one or more. `chosen` hears of all of them at once."""
    dialog = _our_dialog(parent, question)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, QCoreApplication.translate("place_dialog", "Add"))
    dialog.filesSelected.connect(lambda places: chosen([Path(place) for place in places]))
    return dialog


def _our_dialog(parent: QWidget, question: str) -> QFileDialog:
    dialog = QFileDialog(parent, question, str(Path.home()))
    dialog.setOptions(QFileDialog.Option.DontUseNativeDialog)
    dialog.setViewMode(QFileDialog.ViewMode.List)
    dialog.setSidebarUrls([QUrl.fromLocalFile(str(place)) for place in (*removable_places(), Path.home())])
    dialog.finished.connect(dialog.deleteLater)
    return dialog
