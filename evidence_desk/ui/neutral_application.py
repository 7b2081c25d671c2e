"""Qt's own object, made once before anything is shown."""

import os
import sys

from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication

_NEUTRAL_NAME = "Desk"
_TURN_S = 0.0005


def application() -> QApplication:
    """Qt's own object, under a name that says nothing to somebody looking on."""
    # A folder being made or a check computes in Python too; the window takes its turn ten times as often as by default.
    sys.setswitchinterval(_TURN_S)
    made = QApplication([_NEUTRAL_NAME])
    made.setApplicationName(_NEUTRAL_NAME)
    made.setApplicationDisplayName(_NEUTRAL_NAME)
    made.setQuitOnLastWindowClosed(False)
    if QLocale.system().language() not in {QLocale.Language.C, QLocale.Language.English}:
        # Dates in the language of the words, until there are translations.
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.system().territory()))
    # Qt's own dialogs would write down which folders were chosen.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    return made
