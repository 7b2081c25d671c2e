"""Choosing where a folder goes leaves nothing behind that says where."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# In a process of its own: where Qt keeps its settings is decided once for all of it.
_CHOOSE_A_FOLDER = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFileDialog
from evidence_desk.ui.neutral_application import application
from PySide6.QtWidgets import QApplication

made = application() if sys.argv[2] == "ours" else QApplication([])
dialog = QFileDialog(None, "Where", sys.argv[1])
dialog.setFileMode(QFileDialog.FileMode.Directory)
dialog.setOptions(QFileDialog.Option.DontUseNativeDialog)
dialog.open()
made.processEvents()
dialog.done(1)
dialog.deleteLater()
QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
"""


@pytest.mark.parametrize(("whose", "traces"), [("ours", False), ("qt", True)])
def test_no_folder_is_remembered(tmp_path: Path, whose: str, *, traces: bool) -> None:
    """The second case shows that Qt would, so that this test can fail."""
    place_path = tmp_path / "secret place"
    place_path.mkdir()
    home = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    environ = os.environ | home | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _CHOOSE_A_FOLDER, str(place_path), whose]
    subprocess.run(command, check=True, env=environ, cwd=Path.cwd(), capture_output=True)
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert (b"secret" in written) is traces
