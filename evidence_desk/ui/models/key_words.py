"""What is said of the key that saves from any program."""

from PySide6.QtCore import QCoreApplication

from evidence_desk.capture.hotkey.chords import ChordTrouble
from evidence_desk.capture.hotkey.hotkey import HotkeyState, Standing
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP
from evidence_desk.ui.models.safe_text import safe_line

_CONTEXT = "key_words"
_STANDINGS = {
    HotkeyState.OFF: QT_TRANSLATE_NOOP("key_words", "Capture key is off"),
    HotkeyState.WAITING: QT_TRANSLATE_NOOP("key_words", "Waiting for the desktop to give a capture key"),
    HotkeyState.READY: QT_TRANSLATE_NOOP("key_words", "Capture key {key} ready"),
    HotkeyState.TAKEN: QT_TRANSLATE_NOOP("key_words", "Capture key is used by another program"),
    HotkeyState.REFUSED: QT_TRANSLATE_NOOP("key_words", "The desktop gave no capture key"),
    HotkeyState.NO_SUCH_KEY: QT_TRANSLATE_NOOP("key_words", "Capture key {key} is not on this keyboard"),
    HotkeyState.NOT_HERE: QT_TRANSLATE_NOOP("key_words", "No capture key here. Use the bar"),
    HotkeyState.LOST: QT_TRANSLATE_NOOP("key_words", "The capture key stopped working"),
}
_SHORT = {
    HotkeyState.READY: "{key}",
    HotkeyState.OFF: QT_TRANSLATE_NOOP("key_words", "Key off"),
    HotkeyState.WAITING: QT_TRANSLATE_NOOP("key_words", "Key asked for"),
}
_NO_KEY = QT_TRANSLATE_NOOP("key_words", "No key")
_TROUBLES = {
    ChordTrouble.NO_KEY: QT_TRANSLATE_NOOP(
        "key_words", "That key can't be used. Try Ctrl and Alt with a letter, or Ctrl and Shift with F9."
    ),
    ChordTrouble.LEAVES: QT_TRANSLATE_NOOP("key_words", "Esc is how you leave. Choose another key."),
    ChordTrouble.PRINT_SCREEN: QT_TRANSLATE_NOOP(
        "key_words", "That is the computer's own picture key. Its pictures are not locked away. Choose another key."
    ),
    ChordTrouble.NEEDS_HOLDING: QT_TRANSLATE_NOOP(
        "key_words", "You could not type that key any more. Hold Ctrl, Alt or both with it."
    ),
    ChordTrouble.NEVER_ARRIVES: QT_TRANSLATE_NOOP(
        "key_words", "The computer keeps these keys for itself. They would never reach the desk. Choose another key."
    ),
    ChordTrouble.WANTED_ELSEWHERE: QT_TRANSLATE_NOOP(
        "key_words", "Other programs need that key. Hold one more key with it, such as Shift."
    ),
}
NEEDS_A_CHOICE = frozenset({HotkeyState.TAKEN, HotkeyState.NO_SUCH_KEY})
"""Another key would help."""
NEEDS_A_LOOK = NEEDS_A_CHOICE | {HotkeyState.REFUSED, HotkeyState.LOST}
"""The person counts on a key that does not work."""


def key_words(standing: Standing) -> str:
    """How the key stands, on one line without a full stop."""
    return _filled(_STANDINGS[standing.state], standing)


def short_key_words(standing: Standing) -> str:
    """The same where there is little room."""
    return _filled(_SHORT.get(standing.state, _NO_KEY), standing)


def trouble_words(trouble: ChordTrouble) -> str:
    """Why a chord can't be the key, and what to do instead."""
    return QCoreApplication.translate(_CONTEXT, _TROUBLES[trouble])


def _filled(words: str, standing: Standing) -> str:
    # What a desktop calls the key is its own word.
    return QCoreApplication.translate(_CONTEXT, words).format(key=safe_line(standing.key))
